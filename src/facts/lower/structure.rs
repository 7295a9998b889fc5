//! Structures of the standard, dictionaries and extensions: `{ key value }`, checked by the tables that know their keys.

use super::Lower;
use super::declaration::list;
use super::raw::number;
use crate::diag::codes::emission::MISSING_PROPERTY;
use crate::diag::codes::{names, values as codes};
use crate::diag::{Diagnostic, Fix, did_you_mean, nearest};
use crate::facts::model::{ExtensionKey, Value};
use crate::syntax::Number;
use crate::syntax::literal::unquote;
use crate::syntax::tree;
use crate::vocab::language::{Kind, Role};
use crate::vocab::standard::{EXTENSIONS, ObjectType, Property, Shape, extension, structure};

/// The entries of a dictionary: keys as they stand in the text, with their values.
type Entries<'s> = [(&'s str, tree::Value<'s>)];

impl<'s> Lower<'_, 's> {
    /// A structure of the standard.
    pub(super) fn structure(&mut self, name: &str, text: &'s str, entries: &Entries<'s>) -> Option<Value> {
        Some(Value::Dictionary(self.members_of(structure(name)?, text, entries)))
    }

    /// One of several structures: the one that knows most of the keys.
    pub(super) fn one_structure(&mut self, names: &[&str], text: &'s str, entries: &Entries<'s>) -> Option<Value> {
        let known = |row: &&ObjectType| entries.iter().filter(|(key, _)| row.property(&unquote(key)).is_some()).count();
        let row = names.iter().filter_map(|name| structure(name)).max_by_key(known)?;
        Some(Value::Dictionary(self.members_of(row, text, entries)))
    }

    /// Members that a table types; those that it requires and that are not there are reported. Whatever begins with `x_`
    /// is anybody's own.
    fn members_of(&mut self, row: &'static ObjectType, text: &'s str, entries: &Entries<'s>) -> Vec<(String, Value)> {
        let mut members = Vec::new();
        let mut misspelt = false;
        for (written, value) in entries {
            let key = unquote(written);
            let value = match row.property(&key) {
                Some(property) => self.standard_value(row, property, value),
                None if key.starts_with("x_") => self.untyped(value),
                None => {
                    misspelt = true;
                    self.unknown_member(row, written, &key);
                    None
                }
            };
            members.extend(value.map(|value| (key, value)));
        }
        let is_written = |name: &str| entries.iter().any(|(written, _)| unquote(written) == name);
        // An unknown key may be the one that is missing.
        let lacks = |property: &&Property| property.required && !misspelt && !is_written(property.name);
        for property in row.properties.iter().filter(lacks) {
            let message = format!("`{}` has no `{}`, which STIX requires", row.name, property.name);
            let missing = Diagnostic::new(&MISSING_PROPERTY, self.at(text), message)
                .label(format!("lacks `{}`", property.name))
                .help(format!("add `{} …`", property.name));
            self.report(missing);
        }
        members
    }

    fn unknown_member(&mut self, row: &ObjectType, written: &'s str, key: &str) {
        let place = self.at(written);
        let words = || row.properties.iter().map(|property| property.name);
        let all: Vec<&str> = words().collect();
        let unknown = Diagnostic::new(&codes::UNKNOWN_KEY, place, format!("`{}` has no key `{key}`", row.name))
            .label("unknown key")
            .help(did_you_mean(key, words()).unwrap_or_else(|| match all.as_slice() {
                [] => "keys of one's own begin with `x_`".to_owned(),
                all => format!("its keys are {}", list(all)),
            }))
            .fix_if(nearest(key, words()).map(|near| Fix::respell(place, written, near)));
        self.report(unknown);
    }

    /// Digests by their algorithms.
    pub(super) fn hashes(&mut self, key: &str, entries: &Entries<'s>) -> Value {
        let mut members = Vec::new();
        for (written, value) in entries {
            let algorithm = unquote(written);
            self.vocabulary_word("hash-algorithm-ov", &algorithm, written);
            let digest = match value {
                tree::Value::String(raw) | tree::Value::Text(raw) => Some(Value::Text(unquote(raw))),
                value => self.wrong_value(key, "a text in quotes", value),
            };
            members.extend(digest.map(|digest| (algorithm, digest)));
        }
        Value::Dictionary(members)
    }

    /// A dictionary whose values are of one of these kinds (STIX 2.1, section 2.4).
    pub(super) fn dictionary(&mut self, key: &str, kinds: &[&str], entries: &Entries<'s>) -> Value {
        let mut members = Vec::new();
        for (written, value) in entries {
            members.extend(self.member(key, kinds, value).map(|value| (unquote(written), value)));
        }
        Value::Dictionary(members)
    }

    fn member(&mut self, key: &str, kinds: &[&str], value: &tree::Value<'s>) -> Option<Value> {
        let takes = |kind| kinds.contains(&kind);
        let text = takes("string") || takes("list of string");
        if takes("any") || takes("object") || takes("translations") {
            return self.untyped(value);
        }
        match value {
            tree::Value::String(raw) | tree::Value::Text(raw) if text => {
                let text = Value::Text(unquote(raw));
                Some(if takes("string") { text } else { Value::List(vec![text]) })
            }
            tree::Value::Amount(amount) if takes("integer") => match number(amount) {
                Some(Number::Integer(number)) => Some(Value::Integer(number)),
                _ => self.wrong_value(key, "whole numbers", value),
            },
            tree::Value::List { values, .. } if takes("list of string") => {
                let texts = values.iter().filter_map(|value| self.member(key, &["string"], value));
                Some(Value::List(texts.collect()))
            }
            value => self.wrong_value(key, if text { "texts in quotes" } else { "whole numbers" }, value),
        }
    }

    /// `extensions { pdf-ext { … }  rank { … } }`: the standard's own by their names, others by the name or the id of
    /// their definition (STIX 2.1, section 7.3).
    pub(super) fn extensions(&mut self, kind: &'static Kind, value: &tree::Value<'s>) -> Option<Value> {
        let tree::Value::Dictionary { entries, .. } = value else {
            return self.wrong_value("extensions", "a dictionary, `{ extension { key value } }`", value);
        };
        let mut found = Vec::new();
        for (written, value) in entries {
            let Some(key) = self.extension_key(kind, written) else { continue };
            let members = match (&key, value) {
                (ExtensionKey::Text(name), tree::Value::Dictionary { text, entries }) => match extension(name) {
                    Some(row) => Some(Value::Dictionary(self.members_of(row, text, entries))),
                    None => Some(self.defined_extension(entries)),
                },
                (ExtensionKey::Definition(_), tree::Value::Dictionary { entries, .. }) => {
                    Some(self.defined_extension(entries))
                }
                (_, value) => self.wrong_value(&unquote(written), "a dictionary, `{ key value }`", value),
            };
            found.extend(members.map(|members| (key, members)));
        }
        Some(Value::Extensions(found))
    }

    fn extension_key(&mut self, kind: &'static Kind, written: &'s str) -> Option<ExtensionKey> {
        let key = unquote(written);
        if let Some(row) = extension(&key) {
            if row.host != kind.stix {
                let message = format!("`{key}` extends a `{}`, and this is a `{}`", row.host, kind.stix);
                let misplaced = Diagnostic::new(&names::WRONG_REFERENCE, self.at(written), message)
                    .label("not an extension of this type")
                    .help(format!("`attrc explain {key}` says what it extends"));
                self.report(misplaced);
            }
            return Some(ExtensionKey::Text(key));
        }
        if key.starts_with("extension-definition--") || key.starts_with("x-") {
            return Some(ExtensionKey::Text(key));
        }
        if self.scope.find(self.file, written).is_some() {
            let id = self.name(written)?;
            let entity = self.facts.entity(id);
            if entity.kind.stix == "extension-definition" || entity.kind.class.is_empty() {
                return Some(ExtensionKey::Definition(id));
            }
            let message = format!("`{key}` is no extension: it is {}", self.nature(id));
            let wrong = Diagnostic::new(&names::WRONG_REFERENCE, self.at(written), message)
                .label("of the wrong type")
                .help("an extension is named by its `extension-definition`");
            self.report(self.declared_at(id, wrong));
            return None;
        }
        let words = || EXTENSIONS.iter().filter(|row| row.host == kind.stix).map(|row| row.name);
        let place = self.at(written);
        let unknown = Diagnostic::new(&names::UNKNOWN_NAME, place, format!("nothing defines the extension `{key}`"))
            .label("unknown extension")
            .help(did_you_mean(&key, words()).unwrap_or_else(|| {
                "declare it by an `extension-definition`, or write the id of its definition in quotes".to_owned()
            }))
            .fix_if(nearest(&key, words()).map(|near| Fix::respell(place, written, near)));
        self.report(unknown);
        None
    }

    /// The members of an extension that no table knows; which sort of extension it is, all of them say.
    fn defined_extension(&mut self, entries: &Entries<'s>) -> Value {
        let mut members = Vec::new();
        for (written, value) in entries {
            let key = unquote(written);
            let value = match (key.as_str(), value) {
                ("extension_type", tree::Value::Word(word)) => self.vocabulary_word("extension-type-enum", word, word),
                ("extension_type", tree::Value::String(raw)) => {
                    self.vocabulary_word("extension-type-enum", &unquote(raw), raw)
                }
                (_, value) => self.untyped(value),
            };
            members.extend(value.map(|value| (key, value)));
        }
        Value::Dictionary(members)
    }
}

/// Properties that a title is, where a kind has no other name and its declaration does not say them: `file kit "a.exe"`.
const TITLED: &[&str] = &["name", "value", "path", "key"];

/// The property that the title of a cyber-observable is.
pub(super) fn titled(kind: &Kind) -> Option<&'static str> {
    let row = kind.object_type().filter(|_| kind.role == Role::Raw && kind.class == "observable")?;
    TITLED.iter().copied().find(|key| row.property(key).is_some_and(|property| property.shape == Shape::String))
}
