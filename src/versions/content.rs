//! The content of a version: what an object says beside its id and its dates, as canonical text and back.

use std::sync::Arc;

use jiff::Timestamp;
use serde::ser::{Serialize, SerializeMap, Serializer};
use serde_json::Value as Json;

use super::lock::Entry;
use crate::stix::value::{Map, Number, Value};
use crate::stix::{Id, Object};
use crate::vocab::standard::object_type;

/// What tells versions apart, and is no content.
const DATES: [&str; 3] = ["id", "created", "modified"];

/// The canonical text of what an object says (RFC 8785).
pub(super) fn content(object: &Object) -> Arc<str> {
    // Every value of an object can be written: keys are texts, and numbers are finite or spelled.
    Arc::from(serde_json_canonicalizer::to_string(&Undated(object)).unwrap_or_default())
}

/// The object of a version, its properties in the standard's order.
pub(super) fn object(entry: &Entry) -> Object {
    let read: Json = serde_json::from_str(&entry.content).unwrap_or_default();
    let id = entry.object_id();
    let mut properties = Map::new();
    if let Json::Object(members) = read {
        for (key, value) in members {
            properties.push(key, self::value(value));
        }
    }
    properties.push("id", id.map_or_else(|| Value::from(entry.id.to_string()), Value::Id));
    properties.push_some("created", entry.created);
    properties.push_some("modified", entry.modified);
    Object::received(id, properties).ordered()
}

fn value(read: Json) -> Value {
    match read {
        Json::Null => Value::Null,
        Json::Bool(truth) => Value::Boolean(truth),
        // Spelled as the canonical text has it, so that it reads the same again.
        Json::Number(number) => match number.as_i64() {
            Some(whole) => Value::Integer(whole),
            None => Number::parse(&number.to_string()).map_or(Value::Null, Value::Number),
        },
        Json::String(text) => id(&text).map_or_else(|| Value::from(text), Value::Id),
        Json::Array(items) => Value::List(items.into_iter().map(value).collect()),
        Json::Object(members) => {
            members.into_iter().fold(Map::new(), |map, (key, item)| map.with(key, value(item))).into()
        }
    }
}

fn id(text: &str) -> Option<Id> {
    let (kind, _) = text.split_once("--")?;
    Id::read(object_type(kind)?, text).filter(|id| id.to_string() == text)
}

/// The instant of a property, however it is spelled.
pub(super) fn instant(object: &Object, key: &str) -> Option<Timestamp> {
    let at = match object.get(key)?.plain() {
        Value::Time(at) => Some(*at),
        Value::Text(text) => text.parse().ok(),
        _ => None,
    };
    at.map(milliseconds)
}

/// An instant as precise as it is written.
pub(super) fn milliseconds(at: Timestamp) -> Timestamp {
    Timestamp::from_millisecond(at.as_nanosecond().div_euclid(1_000_000) as i64).unwrap_or(at)
}

/// An object without its dates.
struct Undated<'o>(&'o Object);

impl Serialize for Undated<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        for (key, value) in self.0.properties().iter().filter(|(key, _)| !DATES.contains(key)) {
            map.serialize_entry(key, value)?;
        }
        map.end()
    }
}
