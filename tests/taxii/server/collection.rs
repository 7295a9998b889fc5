//! What a collection holds.

use std::collections::HashMap;

use jiff::{SignedDuration, Timestamp};
use serde_json::Value;

use super::personality::Personality;

/// The versions of objects in a collection, in the order of their arrival.
#[derive(Debug, Default)]
pub struct Collection {
    entries: Vec<Entry>,
    by_version: HashMap<(String, String), usize>,
    ticks: i64,
}

/// A version of an object.
#[derive(Debug, Clone)]
pub struct Entry {
    /// Its id.
    pub id: String,
    /// Its version, as listings spell it.
    pub version: String,
    /// When it arrived.
    pub added: Timestamp,
    /// The object, byte for byte as it was sent.
    pub raw: String,
    /// Whether the version is one of its own and not the time of arrival.
    pub dated: bool,
}

impl Entry {
    /// Its type, as its id has it.
    pub fn kind(&self) -> &str {
        self.id.split("--").next().unwrap_or_default()
    }

    /// Its version as an instant, for what has a readable one.
    pub fn instant(&self) -> Option<Timestamp> {
        self.version.parse().ok()
    }
}

impl Collection {
    /// All versions of all objects.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// A new time of arrival, later than all before.
    pub fn tick(&mut self) -> Timestamp {
        self.ticks += 1;
        Timestamp::from_second(1_700_000_000).unwrap() + SignedDuration::from_micros(self.ticks)
    }

    /// Stores an object, unless it is there: whether it is new, and its version as listings spell it.
    pub fn store(&mut self, object: &Value, raw: &str, added: Timestamp, rules: &Personality) -> (bool, String) {
        let id = object["id"].as_str().unwrap_or_default().to_owned();
        let own = object["modified"].as_str().or_else(|| object["created"].as_str());
        let version = match own {
            Some(own) if !rules.microseconds => own.to_owned(),
            Some(own) => own.parse::<Timestamp>().map_or_else(|_| own.to_owned(), microseconds),
            None => microseconds(added),
        };
        // What has no version of its own is known by its id; other spellings of an instant are versions where they are kept.
        let key = (id.clone(), if own.is_some() { version.clone() } else { String::new() });
        if let Some(at) = self.by_version.get(&key) {
            return (false, self.entries[*at].version.clone());
        }
        self.by_version.insert(key, self.entries.len());
        let entry = Entry { id, version: version.clone(), added, raw: raw.to_owned(), dated: own.is_some() };
        self.entries.push(entry);
        (true, version)
    }
}

/// A time with six digits.
pub fn microseconds(time: Timestamp) -> String {
    format!("{time:.6}")
}
