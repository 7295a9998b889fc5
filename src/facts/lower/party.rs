//! Subjects and objects of claims: declared, inline, coded, observed, or left open.

use super::Lower;
use super::code::advice;
use super::observable::observe;
use super::value::gap;
use crate::diag::codes::{names, values as codes};
use crate::diag::{Diagnostic, Fix, did_you_mean, nearest};
use crate::facts::model::{Entity, EntityId, Form, Gap, Object, Origin, Property, PropertyValue, Referent, Value};
use crate::syntax::literal::{unquote, unquoted};
use crate::syntax::tree::Party;
use crate::vocab::language::{self, KINDS, Kind, OBSERVABLES, Role};
use crate::vocab::{attack, standard};

impl<'s> Lower<'_, 's> {
    /// A subject or an object; what it names is reported where it is unknown.
    pub(super) fn party(&mut self, party: &Party<'s>, document: Option<EntityId>) -> Option<Object> {
        match *party {
            Party::Name(name) => {
                let id = self.name(name)?;
                self.is_party(name, id).then_some(Object::Entity(id))
            }
            Party::Inline { kind, text } => self.inline(kind, text, document).map(Object::Entity),
            Party::Code(code) => self.coded(code).map(Object::Entity),
            Party::Gap(word) => Some(Object::Gap(gap(word))),
            Party::Withheld(_) => Some(Object::Gap(Gap::Withheld)),
            Party::Junk(_) => None,
        }
    }

    /// Whether claims may be about something: a bundle only carries what they are about.
    fn is_party(&mut self, name: &'s str, id: EntityId) -> bool {
        let is = self.facts.entity(id).kind.role != Role::Received;
        if !is {
            let message = format!("`{name}` is a bundle, and claims are about what it carries");
            let carrier = Diagnostic::new(&names::WRONG_REFERENCE, self.at(name), message)
                .label("carries objects, and is none")
                .help("name one of its objects");
            self.report(self.declared_at(id, carrier));
        }
        is
    }

    fn inline(&mut self, word: &'s str, raw: &'s str, document: Option<EntityId>) -> Option<EntityId> {
        if !raw.starts_with('"') || !raw.ends_with('"') {
            return None;
        }
        if let Some(tag) = language::observable(word) {
            return self.observable(tag, raw);
        }
        let Some(kind) = language::kind(word) else {
            self.unknown_inline(word);
            return None;
        };
        if matches!(kind.role, Role::Received | Role::Project) {
            self.unknown_inline(word);
            return None;
        }
        if kind.is_document() {
            let message = format!("`{word}` is a document, which cannot be written inline");
            let diagnostic = Diagnostic::new(&names::UNKNOWN_KIND, self.at(word), message)
                .label("documents are declared")
                .help(format!("declare it: `{word} name \"…\" {{ … }}`"));
            self.report(diagnostic);
            return None;
        }
        let key = (document, kind.word, unquoted(raw));
        if let Some(known) = self.inline.get(&key).copied() {
            self.refer(raw, Referent::Entity(known));
            return Some(known);
        }
        let origin = self.origin(raw);
        let text = key.2.as_ref();
        let id = self.add(plain(text.to_owned(), text.to_owned(), kind, Form::Inline, document, origin));
        self.inline.insert(key, id);
        self.refer(raw, Referent::Entity(id));
        Some(id)
    }

    fn unknown_inline(&mut self, word: &'s str) {
        let place = self.at(word);
        let words = || {
            KINDS
                .iter()
                .filter(|kind| !kind.is_document())
                .map(|kind| kind.word)
                .chain(OBSERVABLES.iter().map(|tag| tag.word))
        };
        let diagnostic = Diagnostic::new(&names::UNKNOWN_KIND, place, format!("`{word}` is no kind and no observable"))
            .label("unknown kind")
            .help(
                did_you_mean(word, words())
                    .unwrap_or_else(|| "`attrc list kinds` and `attrc list observables` show them".to_owned()),
            )
            .fix_if(nearest(word, words()).map(|near| Fix::respell(place, word, near)));
        self.report(diagnostic);
    }

    /// The observable of a tag and a quoted value.
    pub(super) fn observable(&mut self, tag: &language::Observable, raw: &'s str) -> Option<EntityId> {
        let observed = match observe(tag, &unquote(raw)) {
            Ok(observed) => observed,
            Err(wanted) => {
                let message = format!("`{}` takes {wanted}", tag.word);
                let diagnostic = Diagnostic::new(&codes::BAD_OBSERVABLE, self.at(raw), message)
                    .label("not one")
                    .help(hint(tag.word, raw));
                self.report(diagnostic);
                return None;
            }
        };
        let kind = language::kind(observed.stix)?;
        let key = (None, kind.word, format!("{}={}", observed.property, observed.value).into());
        if let Some(known) = self.inline.get(&key).copied() {
            self.refer(raw, Referent::Entity(known));
            return Some(known);
        }
        let origin = self.origin(raw);
        let mut entity = plain(observed.value.clone(), observed.value.clone(), kind, Form::Observable, None, origin);
        let value = match standard::object_type(kind.stix)
            .and_then(|row| row.property(&observed.property))
            .map(|row| row.shape)
        {
            Some(standard::Shape::Integer { .. }) => Value::Integer(observed.value.parse().unwrap_or_default()),
            _ => Value::Text(observed.value),
        };
        let (property, value) = match observed.property.split_once('.') {
            Some((outer, inner)) => (outer.to_owned(), Value::Dictionary(vec![(inner.to_owned(), value)])),
            None => (observed.property, value),
        };
        entity.properties.push(bare(property, value, origin));
        let id = self.add(entity);
        self.inline.insert(key, id);
        self.refer(raw, Referent::Entity(id));
        Some(id)
    }

    /// `T1566.002`, `G0128`, `CVE-2021-34473`, `CN`, `US-AL`: the same wherever they stand.
    fn coded(&mut self, code: &'s str) -> Option<EntityId> {
        if let Some(known) = self.coded.get(code).copied() {
            self.refer(code, Referent::Entity(known));
            return Some(known);
        }
        let (word, title) = match (attack::entry(code), attack::family(code)) {
            (Some(entry), _) => (entry.stix, entry.name.to_owned()),
            (None, Some(family)) => {
                let message = format!("`{code}` is not in ATT&CK {}", attack::VERSION);
                let unknown = Diagnostic::new(&codes::UNKNOWN_ATTACK, self.at(code), message)
                    .label("unknown id")
                    .help("check it; a newer release may have it");
                self.report(unknown);
                (family.stix, code.to_owned())
            }
            _ if is_cve(code) => ("vulnerability", code.to_owned()),
            _ => match (rust_iso3166::from_alpha2(code), rust_iso3166::iso3166_2::from_code(code)) {
                (Some(country), _) => ("location", country.name.to_owned()),
                (_, Some(region)) => ("location", region.name.to_owned()),
                (None, None) => {
                    let message = format!("`{code}` is no ATT&CK id, CVE id, country or region");
                    let diagnostic = Diagnostic::new(&codes::BAD_CODE, self.at(code), message)
                        .label("unknown code")
                        .help(advice(code));
                    self.report(diagnostic);
                    return None;
                }
            },
        };
        let kind = language::kind(word)?;
        let origin = self.origin(code);
        let id = self.add(plain(code.to_owned(), title, kind, Form::Coded, None, origin));
        self.coded.insert(code, id);
        self.refer(code, Referent::Entity(id));
        Some(id)
    }

    /// A speaker: the project's author, a document as its publisher's own voice, or somebody declared who can speak.
    pub(super) fn speaker(&mut self, name: &'s str) -> Option<EntityId> {
        let id = self.name(name)?;
        let entity = self.facts.entity(id);
        let place = self.at(name);
        if entity.kind.is_document() {
            let voice = entity.named("publisher").chain(entity.named("authority")).next();
            // Where it is written and means nothing, that was reported.
            if voice.is_none() && !entity.has("publisher") && !entity.has("authority") {
                let message = format!("`{name}` speaks in its publisher's voice, and declares none");
                let diagnostic = Diagnostic::new(&crate::diag::codes::claims::NO_PUBLISHER, place, message)
                    .label("whose voice?")
                    .help("declare its `publisher`, or for an act its `authority`");
                self.report(self.declared_at(id, diagnostic));
            }
            return voice;
        }
        if entity.kind.speaks() {
            return Some(id);
        }
        let message = format!("`{name}` cannot speak: it is {}", self.nature(id));
        let diagnostic = Diagnostic::new(&names::NOT_A_SPEAKER, place, message).label("not a speaker").help(
            "persons, organisations, states, groups, personas and actors speak; so do documents, for their publisher",
        );
        self.report(self.declared_at(id, diagnostic));
        None
    }
}

/// What may help with an observable whose value is none.
fn hint(tag: &str, raw: &str) -> String {
    let letters = unquote(raw).trim().chars().count();
    match tag {
        "hash" => format!("it has {letters} characters; MD5 has 32, SHA-1 40, SHA-256 64, SHA-512 128"),
        _ => "defanged forms such as `a[.]example` are understood".to_owned(),
    }
}

fn is_cve(code: &str) -> bool {
    let mut parts = code.split('-');
    let digits = |part: Option<&str>, least: usize| {
        part.is_some_and(|part| part.len() >= least && part.bytes().all(|byte| byte.is_ascii_digit()))
    };
    parts.next() == Some("CVE") && digits(parts.next(), 4) && digits(parts.next(), 4) && parts.next().is_none()
}

fn plain(
    name: String,
    title: String,
    kind: &'static Kind,
    form: Form,
    scope: Option<EntityId>,
    origin: Origin,
) -> Entity {
    Entity { name, was: None, kind, title, form, scope, introduced_by: None, properties: Vec::new(), origin }
}

fn bare(key: String, value: Value, origin: Origin) -> Property {
    Property { key, row: None, values: vec![PropertyValue::bare(value, None, origin)], origin }
}
