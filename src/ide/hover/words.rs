//! Words of the language and of the standard, as the reference has them.

use super::leaf::Place;
use crate::reference::{self, Entry, markdown::brief};
use crate::syntax::literal::unquote;
use crate::vocab::language::{Kind, ValueType};

/// The meanings of a word that are of some sorts: "a verb", "a kind: a document".
pub fn of(word: &str, sorts: &[&str]) -> Option<String> {
    let is_of = |entry: &Entry| sorts.iter().any(|sort| entry.what.starts_with(sort));
    set(reference::explain(word).into_iter().filter(is_of))
}

/// A key of a kind.
pub fn key(kind: &'static Kind, word: &str) -> Option<String> {
    set(reference::key(kind, word))
}

/// A word as the value of a key, or as the argument of a qualifier.
pub fn value(word: &str, place: Place<'_>) -> Option<String> {
    match place {
        Place::Key(kind, key) => {
            let vocabulary = match kind.key(key).map(|key| key.value) {
                Some(ValueType::Vocabulary(name)) => format!("a word of `{name}`"),
                Some(ValueType::Scale) => "a scale".to_owned(),
                Some(_) => format!("a word of the key `{key}`"),
                None => "a word of `".to_owned(),
            };
            of(word, &[&vocabulary, "a marking"])
        }
        Place::Qualifier(_) => of(word, &["a word of confidence", "an Admiralty grade"]),
        Place::Passage | Place::Object => None,
    }
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
