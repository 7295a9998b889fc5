//! The phrases that tell what a property's value is, such as `list of identifier of file | artifact`.

use serde::de::Error;
use serde::{Deserialize, Deserializer};

use crate::rust::{text, texts};

/// The largest magnitude of an integer (section 2.10): 54 bits with the sign.
const INTEGER_LIMIT: i64 = (1 << 53) - 1;

/// Phrases of one word, with the variant of the compiler's `Shape` that each stands for.
const SIMPLE: [(&str, &str); 9] = [
    ("binary", "Binary"),
    ("boolean", "Boolean"),
    ("hashes", "Hashes"),
    ("hex", "Hex"),
    ("observable-container", "ObservableContainer"),
    ("reserved", "Reserved"),
    ("stix-object", "StixObject"),
    ("string", "String"),
    ("timestamp", "Timestamp"),
];

/// A phrase in parts.
#[derive(Debug, Clone, PartialEq)]
pub enum Shape {
    /// A phrase of one word: the variant that it stands for.
    Simple(&'static str),
    /// `integer 0..100`
    Integer(Option<i64>, Option<i64>),
    /// `float -90..90`
    Float(Option<f64>, Option<f64>),
    /// `identifier of file | artifact`
    Identifier(Vec<String>),
    /// `list of …`
    List(Box<Shape>),
    /// `object kill-chain-phase`
    Object(Vec<String>),
    /// `dictionary of integer | string`
    Dictionary(Vec<String>),
    /// `open-vocab region-ov`; empty where it has no name
    OpenVocab(String),
    /// `enum opinion-enum`
    Enum(String),
}

impl Shape {
    /// The shape inside lists, or the shape itself.
    pub fn item(&self) -> &Shape {
        match self {
            Self::List(item) => item.item(),
            other => other,
        }
    }

    /// The shape as a value of the compiler's type, in the object type of this name.
    pub fn rust(&self, own: &str) -> String {
        match self {
            Self::Simple(variant) => format!("Shape::{variant}"),
            Self::Integer(min, max) => format!(
                "Shape::Integer {{ min: Some({}), max: Some({}) }}",
                min.unwrap_or(-INTEGER_LIMIT),
                max.unwrap_or(INTEGER_LIMIT)
            ),
            Self::Float(min, max) => format!("Shape::Float {{ min: {min:?}, max: {max:?} }}"),
            Self::Identifier(targets) => {
                let targets: Vec<&str> =
                    targets.iter().map(|target| if target == "@self" { own } else { target }).collect();
                format!("Shape::Identifier({})", texts(&targets))
            }
            Self::List(item) => format!("Shape::List(&{})", item.rust(own)),
            Self::Object(names) => match names.as_slice() {
                [name] => format!("Shape::Object({})", text(name)),
                names => format!("Shape::Choice({})", texts(names)),
            },
            Self::Dictionary(words) => format!("Shape::Dictionary({})", texts(words)),
            Self::OpenVocab(name) => format!("Shape::OpenVocab({})", text(name)),
            Self::Enum(name) => format!("Shape::Enum({})", text(name)),
        }
    }
}

impl<'de> Deserialize<'de> for Shape {
    fn deserialize<D: Deserializer<'de>>(phrase: D) -> Result<Self, D::Error> {
        let phrase = String::deserialize(phrase)?;
        parse(&phrase).ok_or_else(|| D::Error::custom(format!("`{phrase}` is no shape")))
    }
}

fn parse(phrase: &str) -> Option<Shape> {
    let (word, rest) = phrase.split_once(' ').unwrap_or((phrase, ""));
    let of = rest.strip_prefix("of ");
    match word {
        "list" => Some(Shape::List(Box::new(parse(of?)?))),
        "identifier" => Some(Shape::Identifier(alternatives(of?))),
        "dictionary" => Some(Shape::Dictionary(alternatives(of?))),
        "object" if !rest.is_empty() => Some(Shape::Object(alternatives(rest))),
        "enum" if !rest.is_empty() => Some(Shape::Enum(rest.to_owned())),
        "open-vocab" => Some(Shape::OpenVocab(rest.to_owned())),
        "integer" => bounds(rest).map(|(min, max)| Shape::Integer(min, max)),
        "float" => bounds(rest).map(|(min, max)| Shape::Float(min, max)),
        _ => SIMPLE.iter().find(|row| row.0 == phrase).map(|row| Shape::Simple(row.1)),
    }
}

fn alternatives(phrase: &str) -> Vec<String> {
    phrase.split(" | ").map(str::to_owned).collect()
}

/// `0..100`, `0..` or nothing; `None` where it is none of these.
fn bounds<N: std::str::FromStr>(phrase: &str) -> Option<(Option<N>, Option<N>)> {
    if phrase.is_empty() {
        return Some((None, None));
    }
    let (min, max) = phrase.split_once("..")?;
    let bound = |digits: &str| if digits.is_empty() { Some(None) } else { digits.parse().ok().map(Some) };
    Some((bound(min)?, bound(max)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rust(phrase: &str) -> Option<String> {
        parse(phrase).map(|shape| shape.rust("file"))
    }

    #[test]
    fn phrases_become_values() {
        let cases = [
            ("string", "Shape::String"),
            ("integer 0..100", "Shape::Integer { min: Some(0), max: Some(100) }"),
            ("integer 0..", "Shape::Integer { min: Some(0), max: Some(9007199254740991) }"),
            ("float", "Shape::Float { min: None, max: None }"),
            ("float -90..90", "Shape::Float { min: Some(-90.0), max: Some(90.0) }"),
            ("list of identifier of @self | artifact", r#"Shape::List(&Shape::Identifier(&["file","artifact",]))"#),
            ("object a | b", r#"Shape::Choice(&["a","b",])"#),
            ("dictionary of list of string", r#"Shape::Dictionary(&["list of string",])"#),
            ("open-vocab", r#"Shape::OpenVocab("")"#),
        ];
        for (phrase, value) in cases {
            assert_eq!(rust(phrase).as_deref(), Some(value), "{phrase}");
        }
    }

    #[test]
    fn what_is_no_phrase_is_refused() {
        for phrase in ["", "text", "list", "list of text", "identifier file", "enum", "object", "integer 0", "string x"]
        {
            assert_eq!(parse(phrase), None, "{phrase}");
        }
    }
}
