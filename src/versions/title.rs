//! What people call an object: in the words of the language, where its extension keeps them.

use crate::stix::value::{Map, Value};
use crate::stix::{EXTENSION, Object};

/// Properties that hold a sentence or a name, the most telling first.
const TELLING: [&str; 12] = [
    "name",
    "description",
    "content",
    "explanation",
    "abstract",
    "value",
    "account_login",
    "user_id",
    "path",
    "key",
    "subject",
    "command_line",
];

/// What people call an object: of a claim its sentence; of a declaration its kind, name and title; else its type and what
/// tells most of it.
pub fn title(object: &Object) -> String {
    let sentence = || telling(object).map(|text| text.lines().next().unwrap_or_default().to_owned());
    let kind = object.get("type").and_then(Value::as_text).unwrap_or_else(|| object.kind());
    if is_said(object) {
        return sentence().unwrap_or_else(|| kind.to_owned());
    }
    match (declared(object), sentence()) {
        (Some((kind, name)), Some(title)) => format!("{kind} `{name}` “{title}”"),
        (Some((kind, name)), None) => format!("{kind} `{name}`"),
        (None, Some(title)) => format!("{kind} “{title}”"),
        (None, None) => match object.get("relationship_type").and_then(Value::as_text) {
            Some(word) => format!("{kind} `{word}`"),
            None => kind.to_owned(),
        },
    }
}

/// The kind and the name that an object was declared with.
pub(super) fn declared(object: &Object) -> Option<(&str, &str)> {
    let extension = extension(object)?;
    Some((extension.get("kind")?.as_text()?, extension.get("name")?.as_text()?))
}

/// Whether it is a sentence that somebody said.
fn is_said(object: &Object) -> bool {
    extension(object).is_some_and(|extension| extension.get("claim").is_some())
}

fn extension(object: &Object) -> Option<&Map> {
    object.get("extensions")?.as_object()?.get(EXTENSION)?.as_object()
}

fn telling(object: &Object) -> Option<&str> {
    TELLING.iter().find_map(|key| object.get(key).and_then(Value::as_text))
}
