//! An object in words, as a plan and a report name it.

use super::parcel::word;
use crate::stix::Object;
use crate::stix::value::Value;

/// How many letters are shown.
const LETTERS: usize = 110;

/// Where an object says what it is, by the first that it has: a claim its sentence, an answer and a note their text, all
/// others their name.
const TELLING: &[(&str, &[&str])] = &[
    ("relationship", &["description"]),
    ("sighting", &["description"]),
    ("opinion", &["explanation", "opinion"]),
    ("note", &["abstract", "content"]),
];
const NAMING: &[&str] =
    &["name", "value", "path", "key", "subject", "user_id", "account_login", "display_name", "command_line", "number"];

/// An object in words: its sentence, or its type and name.
pub fn title(object: &Object) -> String {
    let kind = object.get("type").and_then(word).unwrap_or_else(|| "object".to_owned());
    let told = TELLING.iter().find(|(name, _)| *name == kind).map_or(&[][..], |(_, keys)| keys);
    if let Some(sentence) = told.iter().find_map(|key| text(object, key)) {
        return one_line(&sentence);
    }
    if let Some(name) = NAMING.iter().find_map(|key| text(object, key)) {
        return one_line(&format!("{kind} {name}"));
    }
    let between = ["source_ref", "relationship_type", "target_ref"].map(|key| text(object, key));
    if let [Some(source), Some(verb), Some(target)] = between {
        return one_line(&format!("{source} {verb} {target}"));
    }
    kind
}

/// A text on one line, with nothing in it that a terminal would obey.
pub(super) fn one_line(text: &str) -> String {
    let mut out = String::new();
    for (at, letter) in text.trim().chars().enumerate() {
        if at >= LETTERS {
            out.push('…');
            break;
        }
        out.push(if letter.is_control() || is_turning(letter) { ' ' } else { letter });
    }
    out
}

/// How many, in words.
pub fn count(number: usize, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}

/// So many bytes, as people read them.
pub fn bytes(number: usize) -> String {
    match number {
        0..1_000 => format!("{number} bytes"),
        1_000..1_000_000 => format!("{:.1} kB", number as f64 / 1e3),
        _ => format!("{:.1} MB", number as f64 / 1e6),
    }
}

/// Letters that change the direction of what stands after them.
fn is_turning(letter: char) -> bool {
    matches!(letter, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

fn text(object: &Object, key: &str) -> Option<String> {
    let value = object.get(key)?;
    match value.plain() {
        Value::Integer(number) => Some(number.to_string()),
        _ => word(value),
    }
    .filter(|text| !text.trim().is_empty())
}
