//! Words of the language and of the standard, as the reference has them.

use super::leaf::Place;
use crate::reference::{self, Entry, markdown::brief};
use crate::syntax::literal::unquote;
use crate::vocab::language::{Kind, ValueType};
use crate::vocab::standard::Shape;

/// The meanings of a word that are of some sorts: "a verb", "a kind: a document".
pub fn of(word: &str, sorts: &[&str]) -> Option<String> {
    let is_of = |entry: &Entry| sorts.iter().any(|sort| entry.what.starts_with(sort));
    set(reference::explain(word).into_iter().filter(is_of))
}

/// A key of a kind.
pub fn key(kind: &'static Kind, word: &str) -> Option<String> {
    set(reference::key(kind, word))
}

/// The meanings of a verb in short: what it takes, and what it becomes.
pub fn verb(word: &str) -> Option<String> {
    let entries = reference::explain(word).into_iter().filter(|entry| entry.what.starts_with("a verb"));
    set(entries.map(|mut entry| {
        entry.details.retain(|(name, _)| ["subject", "object", "in STIX"].contains(name));
        entry.tables.clear();
        entry
    }))
}

/// A word as the value of a key, or as the argument of a qualifier.
pub fn value(word: &str, place: Place<'_>) -> Option<String> {
    let Place::Key(kind, key) = place else {
        return of(word, &["a word of confidence", "an Admiralty grade"]);
    };
    let row = kind.key(key);
    let property = || kind.object_type().and_then(|row| row.property(key)).map(|property| property.shape);
    let name = match (row.map(|row| row.value), row.is_none().then(property).flatten()) {
        (Some(ValueType::OneOf(words)), _) => {
            let all: Vec<String> = words.iter().map(|word| format!("`{word}`")).collect();
            let doc = row.map_or("", |row| row.doc);
            return Some(format!("**`{word}`** · a word of `{key}`, {doc}\n\n- words: {}\n", all.join(", ")));
        }
        (Some(ValueType::Vocabulary(name)), _) => name,
        (_, Some(Shape::List(&shape) | shape)) => match shape {
            Shape::OpenVocab(name) | Shape::Enum(name) => name,
            _ => return None,
        },
        (Some(ValueType::Scale), _) => return of(word, &["a scale"]),
        (Some(_), _) => return of(word, &["a marking"]),
        _ => return None,
    };
    let mut entry =
        reference::explain(name).into_iter().find(|entry| entry.what.ends_with("vocabulary of STIX 2.1"))?;
    entry.what = format!("a word of `{name}`, {}", entry.what);
    entry.word = word.to_owned();
    Some(brief(&entry))
}

/// Who calls what so, in public catalogues, where a text is a name of something.
pub fn catalogued(text: &str, place: Place<'_>) -> Option<String> {
    match place {
        Place::Key(_, "aka") => of(&unquote(text), &["a name in public catalogues"]),
        _ => None,
    }
}

fn set(entries: impl IntoIterator<Item = Entry>) -> Option<String> {
    let all: Vec<String> = entries.into_iter().map(|entry| brief(&entry)).collect();
    (!all.is_empty()).then(|| all.join("\n---\n\n"))
}
