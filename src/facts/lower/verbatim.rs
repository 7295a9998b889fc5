//! Objects that were received: exactly what is written, in the order of the text, and nothing is wrong with it.
//!
//! A file with a `bundle` carries a received bundle, and each of its declarations of a type of STIX is one of its objects.
//! Their properties are members of JSON: what a table knows is written as everywhere, the rest, and what does not fit,
//! stands in `custom { … }`.

use std::collections::BTreeMap;

use super::Lower;
use super::declaration::list;
use super::raw::{describe, number};
use super::value::gap;
use crate::diag::codes::values as codes;
use crate::diag::{Diagnostic, Fix};
use crate::facts::model::{Form, Gap, Property, PropertyValue, Value};
use crate::source::Location;
use crate::syntax::literal::unquote;
use crate::syntax::tree::{self, Declaration, Item};
use crate::syntax::{Number, classify};
use crate::vocab::language::{Kind, Role};
use crate::vocab::standard::{ObjectType, Shape, structure};

/// The kind that heads a file with a received bundle.
const BUNDLE: &str = "bundle";

/// The key that holds members of any name and value.
const CUSTOM: &str = "custom";

/// Whether a file carries a received bundle.
pub(super) fn has_bundle(items: &[Item<'_>]) -> bool {
    items.iter().any(|item| match item {
        Item::From(from) => has_bundle(&from.items),
        Item::Declaration(declaration) => declaration.kind == BUNDLE,
        Item::Use(_) | Item::Speech(_) | Item::Response(_) => false,
    })
}

impl<'s> Lower<'_, 's> {
    /// Whether a declaration is of something received; a second `bundle` of a file is reported.
    pub(super) fn declared_form(&mut self, kind: &'static Kind, declaration: &Declaration<'s>) -> Form {
        let place = self.at(declaration.kind);
        if kind.word == BUNDLE
            && let Some(first) = self.bundles.insert(self.file, place)
        {
            let second = Diagnostic::new(&codes::SECOND_BUNDLE, place, "this file has two bundles")
                .label("the second one")
                .related(first, "the first one")
                .help("a file carries one bundle: write the other one into a file of its own");
            self.report(second);
        }
        match kind.role {
            Role::Raw | Role::Received if self.verbatim.contains(&self.file) => Form::Verbatim,
            _ => Form::Declared,
        }
    }

    /// The members of a verbatim object but for its type, in the order of the text. A title is its `name`, and stands
    /// where the standard has it.
    pub(super) fn verbatim(&mut self, kind: &'static Kind, declaration: &Declaration<'s>) -> Vec<Property> {
        let row = kind.object_type();
        let mut members: Vec<Property> = Vec::new();
        let mut seen: BTreeMap<String, Location> = BTreeMap::new();
        if kind.word != "object" {
            seen.insert("type".to_owned(), self.at(declaration.kind));
        }
        if let Some(title) = declaration.title {
            seen.insert("name".to_owned(), self.at(title));
        }
        for property in &declaration.properties {
            for (part, member) in self.members(kind, row, property) {
                let place = self.at(part);
                match seen.insert(member.key.clone(), place) {
                    None => members.push(member),
                    Some(first) => {
                        let message = format!("the object has `{}` already", member.key);
                        let twice = Diagnostic::new(&codes::REPEATED_KEY, place, message)
                            .label("again")
                            .related(first, "the first time")
                            .help("an object has a property once: keep one of them");
                        self.report(twice);
                    }
                }
            }
        }
        if let Some(title) = declaration.title {
            let origin = self.origin(title);
            let value = PropertyValue::bare(Value::Text(unquote(title)), None, origin);
            let name = Property { key: "name".to_owned(), row: None, values: vec![value], origin };
            let rank = |key: &str| row.and_then(|row| row.properties.iter().position(|property| property.name == key));
            let later = |member: &Property| rank(&member.key) > rank("name");
            members.insert(members.iter().position(later).unwrap_or(members.len()), name);
        }
        members
    }

    /// The members that a property writes, each with its key as it stands in the text.
    fn members(
        &mut self,
        kind: &'static Kind,
        row: Option<&'static ObjectType>,
        property: &tree::Property<'s>,
    ) -> Vec<(&'s str, Property)> {
        for qualifier in property.values.iter().flat_map(|value| &value.qualifiers) {
            let message = format!("`{}` does not take `{}` in a file with a `bundle`", property.key, qualifier.word);
            let misplaced = Diagnostic::new(&codes::MISPLACED_QUALIFIER, self.at(qualifier.word), message)
                .label("no meaning here")
                .help("an object that was received is exactly its properties");
            self.report(misplaced);
        }
        if property.key == CUSTOM {
            let values = property.values.iter().map(|value| &value.value);
            return values.flat_map(|value| self.any_members(value)).collect();
        }
        let known = row.and_then(|row| row.property(property.key));
        let closed = kind.custom.is_none() && known.is_none() && property.key != "id";
        if closed || kind.word == BUNDLE && property.key != "id" {
            self.no_property(kind, property.key);
            return Vec::new();
        }
        if property.key == "type" && kind.word != "object" {
            self.reserved(property.key);
            return Vec::new();
        }
        let origin = self.origin(property.key);
        let shape = row.zip(known).map(|(row, known)| row.spelling(known));
        let mut values: Vec<Value> = Vec::new();
        let literal = matches!(property.values.as_slice(), [one] if matches!(one.value, tree::Value::List { .. }));
        for value in &property.values {
            let shape = match shape {
                Some(Shape::List(inner)) if !literal => Some(*inner),
                shape => shape,
            };
            values.extend(self.verbatim_value(property.key, shape, &value.value));
        }
        let listed = !literal && (matches!(shape, Some(Shape::List(_))) || property.values.len() > 1);
        if listed && shape.is_some_and(|shape| !matches!(shape, Shape::List(_))) {
            self.repeated(property, None);
        }
        let value = if listed { Some(Value::List(values)) } else { values.pop() };
        let values = value.map(|value| PropertyValue::bare(value, None, origin)).into_iter().collect();
        vec![(property.key, Property { key: property.key.to_owned(), row: None, values, origin })]
    }

    /// The members of a `custom { … }`.
    fn any_members(&mut self, value: &tree::Value<'s>) -> Vec<(&'s str, Property)> {
        let tree::Value::Dictionary { entries, .. } = value else {
            self.wrong_value(CUSTOM, "a dictionary, `{ key value }`", value);
            return Vec::new();
        };
        let mut members = Vec::new();
        for (key, value) in entries {
            let origin = self.origin(key);
            let value = self.verbatim_value(key, None, value);
            let values = value.map(|value| PropertyValue::bare(value, None, origin)).into_iter().collect();
            members.push((*key, Property { key: unquote(key), row: None, values, origin }));
        }
        members
    }

    /// A value as JSON has it. A text in quotes is that text and an instant the text that spells it, whatever is wanted;
    /// what is wanted tells whether a bare word is a name or a word.
    fn verbatim_value(&mut self, key: &str, shape: Option<Shape>, value: &tree::Value<'s>) -> Option<Value> {
        match value {
            tree::Value::Junk(_) => None,
            tree::Value::String(raw) | tree::Value::Text(raw) => Some(Value::Text(unquote(raw))),
            tree::Value::Code(code) => Some(Value::Text((*code).to_owned())),
            tree::Value::Null(_) => Some(Value::Null),
            tree::Value::Withheld(_) => Some(Value::Gap(Gap::Withheld)),
            tree::Value::Gap(word) => Some(match shape {
                Some(Shape::OpenVocab(_) | Shape::Enum(_)) => Value::Text((*word).to_owned()),
                _ => Value::Gap(gap(word)),
            }),
            tree::Value::Word(word) => match (shape, *word) {
                (Some(Shape::OpenVocab(_) | Shape::Enum(_)), word) => Some(Value::Text(word.to_owned())),
                (Some(Shape::Boolean) | None, "true" | "false") => Some(Value::Boolean(*word == "true")),
                (Some(Shape::Identifier(_) | Shape::StixObject) | None, name) => self.name(name).map(Value::Entity),
                (Some(shape), _) => self.wrong_value(key, describe(shape), value),
            },
            tree::Value::Amount(amount) => match (shape, number(amount)) {
                (_, Some(Number::Instant(_))) => Some(Value::Text(amount.text.to_owned())),
                (
                    Some(Shape::Integer { .. } | Shape::Float { .. }) | None,
                    Some(Number::Integer(_) | Number::Decimal(_) | Number::Huge),
                ) => Some(spelled_number(amount.text)),
                (Some(Shape::Timestamp), _) => self.time(amount),
                (Some(shape), _) => self.wrong_value(key, describe(shape), value),
                (None, _) => self.dated(key, value),
            },
            tree::Value::List { values, .. } => {
                let inner = match shape {
                    Some(Shape::List(inner)) => Some(*inner),
                    _ => None,
                };
                Some(Value::List(values.iter().filter_map(|value| self.verbatim_value(key, inner, value)).collect()))
            }
            tree::Value::Dictionary { entries, .. } => {
                let row = match shape {
                    Some(Shape::Object(name)) => structure(name),
                    _ => None,
                };
                let members = entries.iter().filter_map(|(written, value)| {
                    let key = unquote(written);
                    let shape = row.and_then(|row| row.property(&key).map(|property| row.spelling(property)));
                    self.verbatim_value(&key, shape, value).map(|value| (key, value))
                });
                Some(Value::Dictionary(members.collect()))
            }
            tree::Value::Path { .. } | tree::Value::Observable { .. } => self.wrong_value(key, "a name", value),
        }
    }

    /// Says that a date has no meaning in JSON.
    fn dated(&mut self, key: &str, value: &tree::Value<'s>) -> Option<Value> {
        let text = value.text();
        if classify(text) == Number::Bad || !text.starts_with(|first: char| first.is_ascii_digit()) {
            return self.wrong_value(key, "a number or a text in quotes", value);
        }
        let message = format!("`{key}` takes what JSON has, and `{text}` is a date");
        let dated = Diagnostic::new(&codes::WRONG_VALUE, self.at(text), message)
            .label("neither a number nor a text")
            .help("write a text in quotes, or an instant")
            .fix(Fix::safe("put it into quotes", self.at(text), crate::syntax::literal::quote(text)));
        self.report(dated);
        None
    }

    fn no_property(&mut self, kind: &'static Kind, key: &'s str) {
        let of_language = kind.key(key).is_some();
        if !of_language {
            return self.unknown_key(kind, key);
        }
        let message = format!("`{key}` is no property of a `{}`, and this file carries a received bundle", kind.word);
        let unknown = Diagnostic::new(&codes::UNKNOWN_KEY, self.at(key), message)
            .label("not a property")
            .help(format!("properties of any name stand in {}", list(&["custom { … }"])));
        self.report(unknown);
    }
}

/// A number that stays as it is spelled.
fn spelled_number(text: &str) -> Value {
    let spelled = json_number(text);
    match spelled.parse::<i64>() {
        Ok(number) if number.to_string() == spelled => Value::Integer(number),
        _ => Value::Number(spelled),
    }
}

/// A number of the language as JSON spells it: without `_`, and without zeros before it.
pub(super) fn json_number(text: &str) -> String {
    let clean = text.replace('_', "");
    let (sign, digits) = clean.strip_prefix('-').map_or(("", clean.as_str()), |digits| ("-", digits));
    let kept = digits.trim_start_matches('0');
    match kept.starts_with(|first: char| first.is_ascii_digit()) {
        true => format!("{sign}{kept}"),
        false => format!("{sign}0{kept}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_spelled_as_in_json() {
        let spelled = ["007", "-0.0", "10_000", "1E5", "0", "-00", "0e1"].map(json_number);
        assert_eq!(spelled, ["7", "-0.0", "10000", "1E5", "0", "-0", "0e1"]);
    }
}
