//! What is compared of an object: all of it but what a lock says beside it.

use serde::ser::{Serialize, SerializeMap, Serializer};

use crate::json;
use crate::source::FileId;
use crate::stix::catalogue::received;
use crate::stix::value::{Map, Value};
use crate::stix::{Id, Object};

/// What a line of the lock says outside of the content.
const BESIDE: [&str; 3] = ["id", "created", "modified"];

/// The canonical text of an object without its id and its dates (RFC 8785): whatever attrc writes first, the same content is
/// the same text.
pub fn content(object: &Object) -> String {
    serde_json_canonicalizer::to_string(&Canonical(object.properties(), &BESIDE)).unwrap_or_default()
}

/// The object of a content, as a reader of bundles gets it; `None` where the text is no object.
pub(super) fn restored(id: Id, created: &str, modified: &str, content: &str) -> Option<Object> {
    let (document, found) = json::read(FileId(0), content);
    let root = document.root().filter(|root| found.is_empty() && root.kind() == json::Kind::Object)?;
    let mut object = Object::received(Some(id), received(root)).with("id", id);
    for (key, text) in [("created", created), ("modified", modified)].into_iter().filter(|(_, text)| *text != "-") {
        object.push(key, text.to_owned());
    }
    Some(object.ordered())
}

/// Members without some, in the order and the spelling of the canonical form.
struct Canonical<'v>(&'v Map, &'static [&'static str]);

struct Plain<'v>(&'v Value);

impl Serialize for Canonical<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        for (key, value) in self.0.iter().filter(|(key, _)| !self.1.contains(key)) {
            map.serialize_entry(key, &Plain(value))?;
        }
        map.end()
    }
}

impl Serialize for Plain<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0.plain() {
            // A received number is a text of its own, which the canonical form has no place for.
            Value::Number(number) => match number.as_str().parse::<f64>() {
                Ok(number) if number.is_finite() => serializer.serialize_f64(number),
                _ => serializer.serialize_str(number.as_str()),
            },
            Value::List(items) => serializer.collect_seq(items.iter().map(Plain)),
            Value::Object(map) => Canonical(map, &[]).serialize(serializer),
            value => value.serialize(serializer),
        }
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;
    use crate::stix::value::Number;

    #[test]
    fn what_was_written_is_restored() {
        let id = Id::new("note", Uuid::from_u128(7));
        let object = Object::new(id)
            .with("created", "2024-01-01T00:00:00.000Z")
            .with("modified", "2024-01-02T00:00:00.000Z")
            .with("content", "x")
            .with("x_ratio", Value::Number(Number::parse("1.50").unwrap_or_else(|| unreachable!())));
        let text = content(&object);
        assert_eq!(text, r#"{"content":"x","spec_version":"2.1","type":"note","x_ratio":1.5}"#);
        let back = restored(id, "2024-01-01T00:00:00.000Z", "2024-01-02T00:00:00.000Z", &text);
        let written = back.and_then(|back| serde_json::to_string(&back).ok()).unwrap_or_default();
        let keys =
            r#"{"type":"note","spec_version":"2.1","id":"note--00000000-0000-0000-0000-000000000007","created":"#;
        assert!(written.starts_with(keys), "{written}");
    }
}
