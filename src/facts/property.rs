//! What the properties of a thing say.

use super::model::{Entity, EntityId, PropertyValue, Time, Value};
use crate::vocab::language::{DEFAULT_SCALE, Role, Scale, scale};

impl Entity {
    /// The values of a key, over all its properties.
    pub fn values<'e>(&'e self, key: &'e str) -> impl Iterator<Item = &'e PropertyValue> {
        self.properties.iter().filter(move |property| property.key == key).flat_map(|property| &property.values)
    }

    /// Whether a key is written, whatever became of its values.
    pub fn has(&self, key: &str) -> bool {
        self.properties.iter().any(|property| property.key == key)
    }

    /// The first value of a key as text (quoted text, word or code).
    pub fn text<'e>(&'e self, key: &'e str) -> Option<&'e str> {
        self.values(key).find_map(|value| match &value.value {
            Value::Text(text) | Value::Word(text) | Value::Code(text) => Some(text.as_str()),
            _ => None,
        })
    }

    /// The first value of a key as a time.
    pub fn time<'e>(&'e self, key: &'e str) -> Option<&'e Time> {
        self.values(key).find_map(|value| match &value.value {
            Value::Time(time) => Some(time),
            _ => None,
        })
    }

    /// The scale of likelihood that it declares to speak on.
    pub fn scale(&self) -> Option<&'static Scale> {
        self.values("scale").find_map(|value| match &value.value {
            Value::Word(name) => scale(name),
            _ => None,
        })
    }

    /// The scale of likelihood that its words are taken to be of; `None` where what it declares is none.
    pub fn speaks_on(&self) -> Option<&'static Scale> {
        let is_unknown = self.has("scale") || self.kind.class.is_empty();
        self.scale().or_else(|| if is_unknown { None } else { scale(DEFAULT_SCALE) })
    }

    /// Whether a document passes on what others say, by its tier.
    pub fn relays(&self) -> bool {
        matches!(self.text("tier"), Some("press" | "aggregator"))
    }

    /// Who speaks in a document: its authority, else its publisher.
    pub fn voices(&self) -> impl Iterator<Item = EntityId> {
        let key = if self.named("authority").next().is_some() { "authority" } else { "publisher" };
        self.named(key)
    }

    /// The key that dates a document, and its time: for an act the first present key that its row names, for a source
    /// the day of publication, else that of retrieval.
    pub fn dated(&self) -> Option<(&'static str, &Time)> {
        let keys: &[&str] = match (self.kind.role, &self.kind.act) {
            (Role::Source, _) => &["published"],
            (Role::Act, Some(act)) => act.dated,
            _ => return None,
        };
        keys.iter().chain(&["retrieved"]).find_map(|key| self.time(key).map(|time| (*key, time)))
    }

    /// The things named by a key.
    pub fn named<'e>(&'e self, key: &'e str) -> impl Iterator<Item = EntityId> {
        self.values(key).filter_map(|value| match value.value {
            Value::Entity(id) => Some(id),
            _ => None,
        })
    }
}
