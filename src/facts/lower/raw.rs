//! Values of the standard's own properties, by the shape that its tables give.

use super::Lower;
use super::value::{gap, is_of_vocabulary};
use super::verbatim::json_number;
use crate::diag::Diagnostic;
use crate::diag::codes::names;
use crate::facts::model::{Gap, Value};
use crate::syntax::literal::unquote;
use crate::syntax::tree;
use crate::syntax::{Number, classify};
use crate::vocab::standard::{Category, ObjectType, Property, Shape};

impl<'s> Lower<'_, 's> {
    /// A value of a property of the standard.
    pub(super) fn standard_value(
        &mut self,
        row: &ObjectType,
        property: &'static Property,
        value: &tree::Value<'s>,
    ) -> Option<Value> {
        // Several values of a list property are written as values; a list literal means the same.
        match (row.spelling(property), value) {
            (Shape::List(inner), tree::Value::List { .. }) => self.shaped(property.name, Shape::List(inner), value),
            (Shape::List(inner), value) => self.shaped(property.name, *inner, value),
            (shape, value) => self.shaped(property.name, shape, value),
        }
    }

    fn shaped(&mut self, key: &str, shape: Shape, value: &tree::Value<'s>) -> Option<Value> {
        match value {
            tree::Value::Junk(_) => return None,
            tree::Value::Withheld(_) => return Some(Value::Gap(Gap::Withheld)),
            tree::Value::Gap(word) => {
                let listed =
                    matches!(shape, Shape::OpenVocab(name) | Shape::Enum(name) if is_of_vocabulary(name, word));
                return Some(if listed { Value::Word((*word).to_owned()) } else { Value::Gap(gap(word)) });
            }
            _ => {}
        }
        match (shape, value) {
            (
                Shape::String | Shape::Binary | Shape::Hex | Shape::OpenVocab(_) | Shape::Enum(_),
                tree::Value::Text(raw),
            ) => Some(Value::Text(unquote(raw))),
            (Shape::String | Shape::Binary | Shape::Hex, tree::Value::String(raw)) => Some(Value::Text(unquote(raw))),
            (Shape::String, tree::Value::Code(code)) => Some(Value::Code((*code).to_owned())),
            (Shape::OpenVocab("") | Shape::Enum(""), tree::Value::Word(word)) => Some(Value::Word((*word).to_owned())),
            (Shape::OpenVocab(name) | Shape::Enum(name), tree::Value::Word(word)) => {
                self.vocabulary_word(name, word, word)
            }
            (Shape::OpenVocab(name) | Shape::Enum(name), tree::Value::String(raw)) => {
                self.vocabulary_word(name, &unquote(raw), raw)
            }
            (Shape::OpenVocab(name) | Shape::Enum(name), tree::Value::Code(code)) => {
                self.vocabulary_word(name, code, code)
            }
            (Shape::Boolean, tree::Value::Word(word @ ("true" | "false"))) => Some(Value::Boolean(*word == "true")),
            (Shape::Integer { min, max }, tree::Value::Amount(amount)) => match number(amount) {
                Some(Number::Integer(number)) => self
                    .within(key, number as f64, min.map(|min| min as f64), max.map(|max| max as f64), value)
                    .then_some(Value::Integer(number)),
                _ => self.wrong_value(key, "a whole number", value),
            },
            (Shape::Float { min, max }, tree::Value::Amount(amount)) => match number(amount) {
                Some(Number::Integer(number)) => {
                    self.within(key, number as f64, min, max, value).then_some(Value::Integer(number))
                }
                Some(Number::Decimal(number)) => {
                    self.within(key, number, min, max, value).then_some(Value::Decimal(number))
                }
                _ => self.wrong_value(key, "a number", value),
            },
            (Shape::Timestamp, tree::Value::Amount(amount)) => self.time(amount),
            (Shape::Identifier(targets), tree::Value::Word(name)) => {
                let id = self.name(name)?;
                self.is_target(key, targets, name, id).then_some(Value::Entity(id))
            }
            (Shape::Identifier(_), tree::Value::String(raw)) => Some(Value::Text(unquote(raw))),
            (Shape::List(inner), tree::Value::List { values, .. }) => {
                Some(Value::List(values.iter().filter_map(|value| self.shaped(key, *inner, value)).collect()))
            }
            (Shape::Object(name), tree::Value::Dictionary { text, entries }) => self.structure(name, text, entries),
            (Shape::Choice(names), tree::Value::Dictionary { text, entries }) => {
                self.one_structure(names, text, entries)
            }
            (Shape::Hashes, tree::Value::Dictionary { entries, .. }) => Some(self.hashes(key, entries)),
            (Shape::Dictionary(kinds), tree::Value::Dictionary { entries, .. }) => {
                Some(self.dictionary(key, kinds, entries))
            }
            (Shape::ObservableContainer | Shape::StixObject, tree::Value::Dictionary { .. }) => self.untyped(value),
            (Shape::StixObject, tree::Value::Word(name)) => self.name(name).map(Value::Entity),
            (shape, value) => self.wrong_value(key, describe(shape), value),
        }
    }

    /// A value where nothing says what it must be: a bare word is `true`, `false` or a name, text is quoted.
    pub(super) fn untyped(&mut self, value: &tree::Value<'s>) -> Option<Value> {
        match value {
            tree::Value::String(raw) | tree::Value::Text(raw) => Some(Value::Text(unquote(raw))),
            tree::Value::Code(code) => Some(Value::Code((*code).to_owned())),
            tree::Value::Word(word @ ("true" | "false")) => Some(Value::Boolean(*word == "true")),
            tree::Value::Word(name) => self.name(name).map(Value::Entity),
            tree::Value::Gap(word) => Some(Value::Gap(gap(word))),
            tree::Value::Withheld(_) => Some(Value::Gap(Gap::Withheld)),
            tree::Value::Null(_) => Some(Value::Null),
            tree::Value::Amount(amount) => match number(amount) {
                Some(Number::Integer(number)) => Some(Value::Integer(number)),
                // A double would round it, or cannot hold it.
                Some(Number::Huge) => Some(Value::Number(json_number(amount.text))),
                Some(Number::Decimal(_)) if is_whole(amount.text) => Some(Value::Number(json_number(amount.text))),
                Some(Number::Decimal(number)) => Some(Value::Decimal(number)),
                _ => self.time(amount),
            },
            tree::Value::List { values, .. } => {
                Some(Value::List(values.iter().filter_map(|value| self.untyped(value)).collect()))
            }
            tree::Value::Dictionary { entries, .. } => {
                let entries = entries.iter().filter_map(|(key, value)| Some((unquote(key), self.untyped(value)?)));
                Some(Value::Dictionary(entries.collect()))
            }
            tree::Value::Path { .. } | tree::Value::Observable { .. } => self.wrong_value("", "a name", value),
            tree::Value::Junk(_) => None,
        }
    }

    fn within(&mut self, key: &str, number: f64, min: Option<f64>, max: Option<f64>, value: &tree::Value<'s>) -> bool {
        let fits = min.is_none_or(|min| number >= min) && max.is_none_or(|max| number <= max);
        if !fits {
            let bounds = match (min, max) {
                (Some(min), Some(max)) => format!("from {min} to {max}"),
                (Some(min), None) => format!("of at least {min}"),
                (_, max) => format!("of at most {}", max.unwrap_or_default()),
            };
            self.wrong_value(key, &format!("a number {bounds}"), value);
        }
        fits
    }

    fn is_target(&mut self, key: &str, targets: &[&str], name: &'s str, id: crate::facts::EntityId) -> bool {
        let entity = self.facts.entity(id);
        let stix = entity.kind.stix;
        let category = entity.kind.object_type().map(|row| row.category);
        let fits = |target: &&str| match *target {
            "@any" => category != Some(Category::Container),
            "@sdo" => category == Some(Category::Sdo),
            "@sco" => category == Some(Category::Sco),
            "@sro" => category == Some(Category::Sro),
            target => target == stix,
        };
        if stix.is_empty() || targets.is_empty() || targets.iter().any(fits) {
            return true;
        }
        let described: Vec<String> = targets.iter().map(|target| describe_target(target)).collect();
        let message = format!("`{key}` refers to {}; `{name}` is {}", described.join(" or "), self.nature(id));
        let diagnostic = Diagnostic::new(&names::WRONG_REFERENCE, self.at(name), message)
            .label("of the wrong type")
            .help("the standard fixes what a reference may lead to");
        self.report(self.declared_at(id, diagnostic));
        false
    }
}

pub(super) fn number(amount: &tree::Amount<'_>) -> Option<Number> {
    let bare = amount.modifiers.is_empty() && amount.last.is_none() && amount.unit.is_none() && amount.code.is_none();
    bare.then_some(amount.first).flatten().map(classify)
}

/// Whether a number is written without a fraction and an exponent.
fn is_whole(text: &str) -> bool {
    !text.contains(['.', 'e', 'E'])
}

/// What a reference may lead to: a type, or a set of types.
fn describe_target(target: &str) -> String {
    match target {
        "@sdo" => "a domain object".to_owned(),
        "@sco" => "a cyber-observable".to_owned(),
        "@sro" => "a relationship or sighting".to_owned(),
        "@any" => "an object".to_owned(),
        target => format!("`{target}`"),
    }
}

pub(super) fn describe(shape: Shape) -> &'static str {
    match shape {
        Shape::String | Shape::Binary | Shape::Hex => "a text in quotes",
        Shape::Boolean => "`true` or `false`",
        Shape::Integer { .. } | Shape::Float { .. } => "a number",
        Shape::Timestamp => "a date or an instant",
        Shape::Identifier(_) => "a name",
        Shape::List(_) => "a list",
        Shape::OpenVocab(_) | Shape::Enum(_) => "a word of its vocabulary",
        Shape::Hashes => "a dictionary of hashes, `{ SHA-256 \"…\" }`",
        Shape::Object(_) | Shape::Choice(_) | Shape::Dictionary(_) => "a dictionary, `{ key value }`",
        Shape::ObservableContainer | Shape::StixObject => "an object",
        Shape::Reserved => "nothing",
    }
}
