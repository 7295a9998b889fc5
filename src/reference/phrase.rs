//! Types of values, classes and shapes, as people read them.

use crate::vocab::language::{Argument, KINDS, Key, Places, ValueType};
use crate::vocab::standard::Shape;

/// Words in backticks with commas between them.
pub fn listed<'w>(words: impl IntoIterator<Item = &'w str>) -> String {
    words.into_iter().map(code).collect::<Vec<_>>().join(", ")
}

/// A word in backticks.
pub fn code(word: &str) -> String {
    format!("`{word}`")
}

/// "yes", or nothing.
pub fn yes(is: bool) -> String {
    if is { "yes".to_owned() } else { String::new() }
}

/// The kinds that verbs accept by these classes; no class at all takes every kind.
pub fn kinds_of(classes: &[&str]) -> String {
    if classes.is_empty() {
        return "anything".to_owned();
    }
    // Observables are many types that no claim tells apart, so they stand as one.
    let kinds = KINDS.iter().filter(|kind| kind.class != "observable" && classes.contains(&kind.class));
    let mut parts: Vec<String> = kinds.map(|kind| code(kind.word)).collect();
    if classes.contains(&"observable") {
        parts.push("any observable".to_owned());
    }
    parts.join(", ")
}

/// What a key takes.
pub fn value(key: &Key) -> String {
    let one = value_type(key.value);
    if key.many { format!("{one}; one or several") } else { one }
}

/// What a value may be.
pub fn value_type(value: ValueType) -> String {
    match value {
        ValueType::Text => "text in quotes".to_owned(),
        ValueType::OneOf(words) => listed(words.iter().copied()),
        ValueType::Vocabulary(name) => format!("a word of `{name}`"),
        ValueType::Time => "a time".to_owned(),
        ValueType::Quantity => "a quantity".to_owned(),
        ValueType::Name([]) => "a name".to_owned(),
        ValueType::Name(classes) => format!("the name of: {}", kinds_of(classes)),
        ValueType::Place => "a country or region code, or a place in quotes".to_owned(),
        ValueType::Code("country") => "a country code of ISO 3166-1".to_owned(),
        ValueType::Code("attack") => "an ATT&CK id".to_owned(),
        ValueType::Code("reliability") => "a letter `A` to `F`".to_owned(),
        ValueType::Code("language") => "a language tag of RFC 5646".to_owned(),
        ValueType::Code(form) => format!("a code of the form {form}"),
        ValueType::Document => "the name of a source or an act".to_owned(),
        ValueType::Scale => "the name of a scale".to_owned(),
        ValueType::FormerName => "a former name".to_owned(),
        ValueType::Passage => "a passage of its stored text, in quotes".to_owned(),
        ValueType::Path => "a path in quotes".to_owned(),
        ValueType::Boolean => "`true` or `false`".to_owned(),
        ValueType::Hashes => "digests by their algorithms, `{ SHA-256 \"…\" }`".to_owned(),
        ValueType::Translations => "texts by their languages, `{ fr \"…\" }`".to_owned(),
        ValueType::Any => "any value".to_owned(),
    }
}

/// What a qualifier takes.
pub fn argument(argument: Argument) -> &'static str {
    match argument {
        Argument::Time => "a time, or a label in brackets",
        Argument::Duration => "a duration in quotes",
        Argument::Quantity => "a quantity",
        Argument::Text => "text in quotes",
        Argument::Quotation => "a quotation in quotes",
        Argument::Names => "a name, or names in brackets",
        Argument::Document => "the name of a source or an act",
        Argument::Scope => "a country code, or text in quotes",
        Argument::Counts => "a number, or numbers in brackets",
        Argument::Confidence => "`none`, `low`, `moderate` or `high`",
        Argument::Grade => "a grade, `A1` to `F6`",
    }
}

/// Where a qualifier stands.
pub fn places(places: Places) -> String {
    let all = [
        (places.claim, "claims"),
        (places.speech, "speeches"),
        (places.response, "responses"),
        (places.property, "properties"),
    ];
    all.iter().filter(|(is, _)| *is).map(|(_, place)| *place).collect::<Vec<_>>().join(", ")
}

/// What a property of the standard holds.
pub fn shape(shape: Shape) -> String {
    match shape {
        Shape::String => "text in quotes".to_owned(),
        Shape::Boolean => "`true` or `false`".to_owned(),
        Shape::Integer { min, max } => format!("whole number{}", bounds(min, max)),
        Shape::Float { min, max } => format!("number{}", bounds(min, max)),
        Shape::Timestamp => "a time".to_owned(),
        Shape::Identifier(types) => {
            format!("the name of: {}", types.iter().map(|name| target(name)).collect::<Vec<_>>().join(", "))
        }
        Shape::List(inner) => format!("list: {}", self::shape(*inner)),
        Shape::Object(name) => format!("dictionary `{name}`"),
        Shape::Choice(names) => format!("dictionary: {}", listed(names.iter().copied())),
        Shape::Dictionary(values) => format!("dictionary of {}", values.join(", ")),
        Shape::OpenVocab("") => "a word; any is allowed".to_owned(),
        Shape::OpenVocab(name) => format!("a word of `{name}`, or another"),
        Shape::Enum(name) => format!("a word of `{name}`"),
        Shape::Binary => "base64 in quotes".to_owned(),
        Shape::Hex => "hexadecimal in quotes".to_owned(),
        Shape::Hashes => "dictionary of hashes, `{ SHA-256 \"…\" }`".to_owned(),
        Shape::ObservableContainer => "dictionary of objects".to_owned(),
        Shape::StixObject => "an object".to_owned(),
        Shape::Reserved => "nothing: reserved".to_owned(),
    }
}

fn target(name: &str) -> String {
    match name {
        "@any" => "anything".to_owned(),
        "@sdo" => "any domain object".to_owned(),
        "@sco" => "any observable".to_owned(),
        "@sro" => "any relationship".to_owned(),
        name => code(name),
    }
}

fn bounds<T: ToString>(min: Option<T>, max: Option<T>) -> String {
    match (min, max) {
        (None, None) => String::new(),
        (Some(min), None) => format!(", at least {}", min.to_string()),
        (None, Some(max)) => format!(", at most {}", max.to_string()),
        (Some(min), Some(max)) => format!(" from {} to {}", min.to_string(), max.to_string()),
    }
}
