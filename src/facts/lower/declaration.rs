//! Declarations: kinds, keys and their values.

use super::structure::titled;
use super::{Lower, bearers, is_misread_speech};
use crate::diag::codes::emission::MISSING_PROPERTY;
use crate::diag::codes::values as codes;
use crate::diag::{Diagnostic, Fix, nearest};
use crate::facts::model::{EntityId, Form, Property, PropertyValue, Time, Value};
use crate::facts::time::{qualify, when};
use crate::syntax::literal::unquote;
use crate::syntax::tree::{self, Declaration, Item, Qualifier};
use crate::syntax::{Number, classify};
use crate::vocab::language::{COMMON_KEYS, Key, Kind, Role, ValueType, qualifier as qualifier_row};
use crate::vocab::standard;

/// Qualifiers that every property takes, besides what its key names.
pub const COMMON_QUALIFIERS: &[&str] = &["according-to", "quoting", "by", "since", "until", "during"];

impl<'s> Lower<'_, 's> {
    /// Second pass: the properties of every declaration.
    pub(super) fn declarations(&mut self, items: &[Item<'s>], document: Option<EntityId>) {
        for item in items {
            match item {
                Item::From(from) => {
                    let document = self.read_in(from);
                    self.declarations(&from.items, Some(document));
                }
                Item::Declaration(declaration) => self.declaration(declaration, document),
                Item::Use(_) | Item::Speech(_) | Item::Response(_) => {}
            }
        }
    }

    fn declaration(&mut self, declaration: &Declaration<'s>, document: Option<EntityId>) {
        let Some(id) = self.declared.get(self.next_declaration).copied() else { return };
        self.next_declaration += 1;
        if is_misread_speech(declaration) {
            return;
        }
        let kind = self.facts.entity(id).kind;
        if self.facts.entity(id).form == Form::Verbatim {
            let properties = self.verbatim(kind, declaration);
            if let Some(entity) = self.facts.entities.get_mut(id.0 as usize) {
                entity.properties = properties;
            }
            return;
        }
        let mut properties: Vec<Property> = Vec::with_capacity(declaration.properties.len() + 1);
        for property in &declaration.properties {
            let lowered = self.property(kind, property, document);
            if lowered.key == "hash" && properties.iter().all(|earlier| earlier.key != "url") {
                self.hash_of_nothing(kind, property.key);
            }
            let single = takes_one(kind, &lowered);
            if single && (lowered.values.len() > 1 || properties.iter().any(|earlier| earlier.key == lowered.key)) {
                self.repeated(property, properties.iter().find(|earlier| earlier.key == lowered.key));
            }
            properties.push(lowered);
        }
        if kind.word == "object" {
            self.typed_object(kind, declaration);
        }
        let named = titled(kind).filter(|key| properties.iter().all(|property| property.key != *key));
        if let (Some(key), Some(title)) = (named, declaration.title) {
            let origin = self.origin(title);
            let value = PropertyValue::bare(Value::Text(unquote(title)), document, origin);
            properties.push(Property { key: key.to_owned(), row: None, values: vec![value], origin });
        }
        let passages =
            properties.iter().filter(|property| property.row.is_some_and(|row| row.value == ValueType::Passage));
        for value in passages.flat_map(|property| &property.values) {
            if let Value::Text(text) = &value.value {
                self.passage(text, self.facts.location(value.origin), id);
            }
        }
        let hash =
            properties.iter().find(|property| property.key == "text_sha256").and_then(|hash| hash.values.first());
        if let Some(Value::Text(hash)) = hash.map(|hash| &hash.value) {
            self.facts.stored_texts.entry(id).or_insert_with(|| hash.clone());
        }
        let was = properties.iter().find(|property| property.key == "was").and_then(|property| property.values.first());
        let was = was.and_then(|value| match &value.value {
            Value::Word(word) => Some(word.clone()),
            _ => None,
        });
        let scope = properties
            .iter()
            .find(|property| property.key == "unnamed_in")
            .and_then(|property| property.values.first());
        let scope = scope.and_then(|value| match value.value {
            Value::Entity(document) => Some(document),
            _ => None,
        });
        if let Some(entity) = self.facts.entities.get_mut(id.0 as usize) {
            entity.was = was;
            entity.scope = scope;
            entity.introduced_by = document;
            entity.properties = properties;
        }
    }

    /// Says that a digest stands behind no web address.
    fn hash_of_nothing(&mut self, kind: &'static Kind, key: &'s str) {
        let own = kind.object_type().is_some_and(|row| kind.role == Role::Raw && row.property("hashes").is_some());
        let nothing = Diagnostic::new(&MISSING_PROPERTY, self.at(key), "`hash` stands behind no `url`")
            .label("the digest of what?")
            .help(match own {
                true => "the digests of the object itself are `hashes`",
                false => "write the `url` that serves it before it",
            });
        self.report(nothing);
    }

    pub(super) fn repeated(&mut self, property: &tree::Property<'s>, first: Option<&Property>) {
        let second = match first {
            None => property.values.get(1).map_or(property.key, |value| value.value.text()),
            Some(_) => property.key,
        };
        let mut diagnostic =
            Diagnostic::new(&codes::REPEATED_KEY, self.at(second), format!("`{}` takes one value", property.key))
                .label("a second value")
                .help("keep one; what sources disagree on is said by claims");
        if let Some(first) = first {
            diagnostic = diagnostic.related(self.facts.location(first.origin), "the first value");
        }
        self.report(diagnostic);
    }

    fn property(&mut self, kind: &'static Kind, property: &tree::Property<'s>, document: Option<EntityId>) -> Property {
        let origin = self.origin(property.key);
        let standard = (kind.role == Role::Raw).then(|| kind.object_type()).flatten();
        // A key with hyphens was reported when it was read, and what it means is plain.
        let key = match property.key.contains('-') && !property.key.contains('_') {
            true => property.key.replace('-', "_"),
            false => property.key.to_owned(),
        };
        let of_standard = standard.and_then(|object| object.property(&key));
        // A property of the standard stands above a common key of the language, so that whoever knows STIX is right.
        let row = kind.key(&key).filter(|_| of_standard.is_none() || key == "id");
        // A type of one's own has any property.
        let is_custom = kind.role == Role::Raw && (key == "custom" || kind.custom.is_some());
        if row.is_none() && of_standard.is_none() && !is_custom {
            if !kind.class.is_empty() && key == property.key {
                self.unknown_key(kind, property.key);
            }
            // Nobody knows what its values are.
            return Property { key, row, values: Vec::new(), origin };
        }
        if is_custom {
            self.reserved_members(property);
        }
        if of_standard.is_some_and(is_reserved) && !(kind.word == "object" && key == "type") {
            self.reserved(property.key);
            return Property { key, row, values: Vec::new(), origin };
        }
        let mut values = Vec::with_capacity(property.values.len());
        let mut shared: Option<(Option<usize>, PropertyValue)> = None;
        let is_qualified = property.values.iter().any(|value| !value.qualifiers.is_empty());
        for (qualified, bearer) in property.values.iter().zip(bearers(&property.values)) {
            // A bare value behind a qualified one was reported as such; what it is meant to be nobody can say.
            if is_qualified && bearer.is_none() {
                continue;
            }
            let value = match (row, standard.zip(of_standard)) {
                (Some(row), _) => self.value(row, &qualified.value),
                (None, _) if key == "extensions" => self.extensions(kind, &qualified.value),
                (None, Some((row, property))) => self.standard_value(row, property, &qualified.value),
                (None, None) => self.untyped(&qualified.value),
            };
            let origin = self.origin(qualified.value.text());
            let template = match shared.take() {
                Some((known, template)) if known == bearer => template,
                _ => {
                    let qualifiers = bearer.and_then(|at| property.values.get(at)).map(|value| &value.qualifiers);
                    let mut template = PropertyValue::bare(Value::Null, document, origin);
                    self.property_qualifiers(&key, row, qualifiers.map_or(&[], Vec::as_slice), &mut template);
                    template
                }
            };
            if let Some(value) = value {
                let value = PropertyValue { value, origin, ..template.clone() };
                self.in_a_country(row, &value);
                values.push(value);
            }
            shared = Some((bearer, template));
        }
        Property { key, row, values, origin }
    }

    /// A place by its name alone is nowhere: STIX locations need a country or a region (section 4.10).
    fn in_a_country(&mut self, row: Option<&'static Key>, value: &PropertyValue) {
        let is_place = row.is_some_and(|row| row.value == ValueType::Place);
        if let (true, Value::Text(place), None) = (is_place, &value.value, &value.within) {
            let message = format!("the place “{place}” has no country");
            let nowhere = Diagnostic::new(&codes::PLACE_WITHOUT_COUNTRY, self.facts.location(value.origin), message)
                .label("in which country?")
                .help("write `in` and the code of its country or region behind it");
            self.report(nowhere);
        }
    }

    /// Says which members of `custom` are made from other words of the declaration.
    fn reserved_members(&mut self, property: &tree::Property<'s>) {
        let values = property.values.iter().filter(|_| property.key == "custom");
        for value in values {
            if let tree::Value::Dictionary { entries, .. } = &value.value {
                let made = entries.iter().filter(|(key, _)| MADE.contains(&unquote(key).as_str()));
                made.for_each(|(key, _)| self.reserved(key));
            }
        }
    }

    pub(super) fn reserved(&mut self, key: &'s str) {
        let reserved = Diagnostic::new(&codes::RESERVED_PROPERTY, self.at(key), format!("`{key}` is not written"))
            .label("reserved, or computed")
            .help("remove it");
        self.report(reserved);
    }

    fn property_qualifiers(
        &mut self,
        key: &str,
        row: Option<&'static Key>,
        qualifiers: &[Qualifier<'s>],
        value: &mut PropertyValue,
    ) {
        let mut time: Option<Time> = None;
        let (mut quoting, mut lost) = (None, false);
        for qualifier in qualifiers {
            let Some(argument) = &qualifier.argument else { continue };
            if !qualifier_row(qualifier.word).is_some_and(|row| row.places.property) {
                // Reported when it was read.
                continue;
            }
            let allowed = row.map_or(&[][..], |row| row.qualifiers);
            if !COMMON_QUALIFIERS.contains(&qualifier.word) && !allowed.contains(&qualifier.word) {
                let misplaced = format!("`{key}` does not take `{}`", qualifier.word);
                let diagnostic = Diagnostic::new(&codes::MISPLACED_QUALIFIER, self.at(qualifier.word), misplaced)
                    .label("no meaning here")
                    .help(match allowed {
                        [] => format!("`attrc explain {}` says where it stands", qualifier.word),
                        allowed => format!("besides the common ones it takes {}", list(allowed)),
                    });
                self.report(diagnostic);
                continue;
            }
            match (qualifier.word, argument) {
                ("by", tree::Value::Amount(amount)) | ("since" | "until" | "during", tree::Value::Amount(amount)) => {
                    match when(amount) {
                        Ok(when) => {
                            let interval = qualify(time.take(), qualifier.word, &when);
                            self.forwards(&interval, amount.text);
                            time = Some(interval);
                        }
                        Err(problem) => self.bad_time(amount, problem),
                    }
                }
                ("by", argument) => value.by = self.names("by", argument),
                ("as-to", argument) => value.as_to = self.names("as-to", argument),
                ("according-to", tree::Value::Word(name)) => {
                    value.according_to = self.document(name);
                    lost |= value.according_to.is_none();
                }
                ("quoting", tree::Value::String(raw) | tree::Value::Text(raw)) => quoting = Some(*raw),
                ("under", tree::Value::String(raw)) => value.under = Some(unquote(raw)),
                ("maximum-penalty", tree::Value::String(raw)) => value.maximum_penalty = Some(unquote(raw)),
                ("in", tree::Value::Code(code)) => value.within = Some(self.place_code(code)),
                ("in", tree::Value::String(raw)) if row.is_none_or(|row| row.value != ValueType::Place) => {
                    value.within = Some(unquote(raw))
                }
                ("counts", argument) => value.counts = self.counts(argument),
                (word, argument) => self.bad_argument(word, argument),
            }
        }
        value.time = time;
        value.quotation = quoting.filter(|_| !lost).and_then(|raw| self.quotation(raw, value.according_to));
    }

    /// `counts 1`, `counts [1, 2]`
    fn counts(&mut self, argument: &tree::Value<'s>) -> Vec<i64> {
        let values = match argument {
            tree::Value::List { values, .. } => values.as_slice(),
            single => std::slice::from_ref(single),
        };
        let mut counts = Vec::new();
        for value in values {
            match value {
                tree::Value::Amount(amount) if amount.modifiers.is_empty() => match amount.first.map(classify) {
                    Some(Number::Integer(number)) if number > 0 => counts.push(number),
                    _ => self.bad_argument("counts", value),
                },
                value => self.bad_argument("counts", value),
            }
        }
        counts
    }

    pub(super) fn unknown_key(&mut self, kind: &'static Kind, key: &'s str) {
        let place = self.at(key);
        let standard = (kind.role == Role::Raw).then(|| kind.object_type()).flatten();
        let mut words: Vec<&str> = kind.keys.iter().chain(COMMON_KEYS).map(|key| key.word).collect();
        words.extend(standard.into_iter().flat_map(|object| object.properties).map(|property| property.name));
        let near = nearest(key, words.iter().copied());
        let diagnostic = Diagnostic::new(&codes::UNKNOWN_KEY, place, format!("`{}` has no key `{key}`", kind.word))
            .label("unknown key")
            .help(match near {
                Some(near) => format!("did you mean `{near}`?"),
                None => format!("`attrc explain {}` shows its keys", kind.word),
            })
            .fix_if(near.map(|near| Fix::respell(place, key, near)));
        self.report(diagnostic);
    }
}

/// Whether a property takes one value.
fn takes_one(kind: &Kind, property: &Property) -> bool {
    let standard = || kind.object_type().filter(|_| kind.role == Role::Raw)?.property(&property.key);
    let listed = |shape| matches!(shape, standard::Shape::List(_));
    match property.row {
        Some(row) => !row.many,
        None => property.key != "extensions" && standard().is_some_and(|property| !listed(property.shape)),
    }
}

/// Properties that an object has from its kind and its name.
const MADE: &[&str] = &["type", "spec_version", "id"];

/// Whether the standard reserves a property or computes it.
fn is_reserved(property: &standard::Property) -> bool {
    matches!(property.shape, standard::Shape::Reserved) || matches!(property.name, "type" | "spec_version")
}

/// Words in backticks, as a sentence lists them.
pub(super) fn list(words: &[&str]) -> String {
    let quoted: Vec<String> = words.iter().map(|word| format!("`{word}`")).collect();
    match quoted.split_last() {
        Some((last, [])) => last.clone(),
        Some((last, before)) => format!("{} and {last}", before.join(", ")),
        None => String::new(),
    }
}
