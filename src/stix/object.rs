//! A STIX object: its id and its properties in the order of the standard's tables.

use serde::ser::{Serialize, Serializer};

use super::ids::{Id, UNLISTED};
use super::value::{Key, Map, Value};
use crate::vocab::standard::{Category, ObjectType};

/// A STIX object. `type` and `id` are among its properties.
#[derive(Debug, Clone)]
pub struct Object {
    /// Its id, which tells its type too; `None` where a received object has none that reads as an id of its type.
    pub id: Option<Id>,
    row: &'static ObjectType,
    properties: Map,
}

impl Object {
    /// An object with `type`, `spec_version` and `id`.
    pub fn new(id: Id) -> Self {
        let properties = Map::with_capacity(20).with("type", id.kind()).with("spec_version", "2.1").with("id", id);
        Self { id: Some(id), row: id.row(), properties }
    }

    /// An object that was received, with exactly these properties; the id is the one among them, where it reads as one.
    pub fn received(id: Option<Id>, properties: Map) -> Self {
        Self { id, row: id.map_or(&UNLISTED, |id| id.row()), properties: properties.shrunk() }
    }

    /// The same object under another id, which may be of another type.
    #[must_use]
    pub fn renamed(mut self, id: Id) -> Self {
        self.set("type", id.kind());
        self.set("id", id);
        Self { id: Some(id), row: id.row(), ..self }
    }

    /// Its row in the standard's tables.
    pub fn row(&self) -> &'static ObjectType {
        self.row
    }

    /// Its STIX type; empty for a received object whose id tells none.
    pub fn kind(&self) -> &'static str {
        self.id.map_or("", |id| id.kind())
    }

    /// Whether it belongs to a family of the standard.
    pub fn is(&self, category: Category) -> bool {
        self.row().category == category
    }

    /// The value of a property.
    pub fn get(&self, key: &str) -> Option<&Value> {
        self.properties.get(key)
    }

    /// Its properties in order.
    pub fn properties(&self) -> &Map {
        &self.properties
    }

    /// Appends a property.
    pub fn push(&mut self, key: impl Into<Key>, value: impl Into<Value>) {
        self.properties.push(key, value);
    }

    /// Sets a property, whether it has it already or not.
    pub fn set(&mut self, key: impl Into<Key>, value: impl Into<Value>) {
        self.properties.set(key.into(), value.into());
    }

    /// Takes a property away.
    pub fn remove(&mut self, key: &str) -> Option<Value> {
        self.properties.remove(key)
    }

    /// Keeps the properties that a test holds for, which may change their values.
    pub fn retain(&mut self, keep: impl FnMut(&str, &mut Value) -> bool) {
        self.properties.retain(keep);
    }

    /// Appends a list, unless it would be empty, which the standard forbids.
    pub fn push_list(&mut self, key: &'static str, items: Vec<Value>) {
        if !items.is_empty() {
            self.properties.push(key, items);
        }
    }

    /// Adds extensions to those that it has.
    pub fn extend_extensions(&mut self, extensions: Map) {
        if !extensions.is_empty() {
            self.properties.merge("extensions", extensions);
        }
    }

    /// The same with one more property.
    #[must_use]
    pub fn with(mut self, key: impl Into<Key>, value: impl Into<Value>) -> Self {
        self.push(key, value);
        self
    }

    /// The same with one more property where there is a value.
    #[must_use]
    pub fn with_some(mut self, key: impl Into<Key>, value: Option<impl Into<Value>>) -> Self {
        self.properties.push_some(key, value);
        self
    }

    /// The same with its properties in the standard's order; custom ones stand after all others, in theirs.
    #[must_use]
    pub fn ordered(mut self) -> Self {
        let row = self.row();
        let last = row.properties.len();
        // Emission appends nearly in order, so the search goes on from where the last one was found.
        let mut at = 0;
        let mut rank = |key: &str| {
            let found = (at..last).chain(0..at).find(|&index| row.properties.get(index).is_some_and(|p| p.name == key));
            at = found.unwrap_or(at);
            found.unwrap_or(last)
        };
        self.properties.sort_by_rank(&mut rank);
        self.properties = self.properties.shrunk();
        self
    }
}

impl PartialEq for Object {
    fn eq(&self, other: &Self) -> bool {
        self.properties == other.properties
    }
}

impl Serialize for Object {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.properties.serialize(serializer)
    }
}
