//! The last release of a project, as a text that git merges line by line.

mod entry;
mod read;
mod settle;
mod write;

use std::collections::{BTreeMap, HashMap, HashSet};
use std::hash::{DefaultHasher, Hasher};

use jiff::Timestamp;

use crate::stix::Id;
use crate::vocab::targets::{CONSUMERS, Consumer};

pub use entry::Entry;
pub(super) use entry::record_id;
pub(super) use settle::{Settled, settled};

/// The name of the file, beside the manifest.
pub const LOCK: &str = "attr.lock";

/// The section of objects as the standard has them; the others are called as their targets.
const STIX: &str = "stix";

/// The last release of a project: for each target the versions of its objects, withdrawn ones too.
#[derive(Debug, Clone, Default)]
pub struct Lock {
    comments: Vec<String>,
    /// By section, sorted by id and version.
    sections: BTreeMap<&'static str, Vec<Entry>>,
    is_tidy: bool,
    /// The hash of the text that it was read from.
    text: Option<u64>,
}

impl Lock {
    /// The sections that it has, in order.
    pub fn sections(&self) -> impl Iterator<Item = &'static str> {
        self.sections.keys().copied()
    }

    /// Whether it has a section.
    pub fn has(&self, section: &str) -> bool {
        self.sections.contains_key(section)
    }

    /// The lines of a section, sorted by id and version. A merge may leave several of one id; the last one is the newest.
    pub fn entries(&self, section: &str) -> &[Entry] {
        self.sections.get(section).map_or(&[], Vec::as_slice)
    }

    /// Whether its text is as it would be written: a merge leaves it right, but not always tidy.
    pub fn is_tidy(&self) -> bool {
        self.is_tidy
    }

    /// Whether two locks say the same of all objects.
    pub fn says_the_same(&self, other: &Self) -> bool {
        self.sections == other.sections
    }

    /// Whether it was read from this very text.
    pub fn is_of(&self, text: &[u8]) -> bool {
        self.text == Some(hash(text))
    }

    /// The same where `old`, which it was made from, has become `now` meanwhile: what this one has not changed is as it is
    /// now. `None` where both have changed one section.
    #[must_use]
    pub fn beside(&self, old: &Self, now: &Self) -> Option<Self> {
        let mut sections = BTreeMap::new();
        for name in section_names() {
            let (own, old, now) = (self.entries(name), old.entries(name), now.entries(name));
            let entries = match (own == old, now == old || now == own) {
                (true, _) => now,
                (false, true) => own,
                (false, false) => return None,
            };
            if !entries.is_empty() {
                sections.insert(name, entries.to_vec());
            }
        }
        Some(Self { comments: now.comments.clone(), sections, is_tidy: true, text: None })
    }

    /// The ids of a section that are withdrawn, and may never be used again (STIX 2.1, section 3.6).
    pub fn withdrawn(&self, section: &str) -> HashSet<Id> {
        self.entries(section).iter().filter(|entry| entry.revoked).filter_map(Entry::object_id).collect()
    }

    /// When the objects of a section were made.
    pub fn created(&self, section: &str) -> HashMap<Id, Timestamp> {
        let mut created: HashMap<Id, Timestamp> = HashMap::new();
        for entry in self.entries(section) {
            if let (Some(id), Some(at)) = (entry.object_id(), entry.created) {
                created.entry(id).and_modify(|first| *first = at.min(*first)).or_insert(at);
            }
        }
        created
    }

    /// The same with other lines of a section.
    #[must_use]
    pub(super) fn with_section(&self, section: &'static str, mut entries: Vec<Entry>) -> Self {
        entries.sort_unstable();
        let others = self.sections.iter().filter(|(name, _)| **name != section);
        let mut sections: BTreeMap<_, _> = others.map(|(name, entries)| (*name, entries.clone())).collect();
        if !entries.is_empty() {
            sections.insert(section, entries);
        }
        Self { comments: self.comments.clone(), sections, is_tidy: true, text: None }
    }
}

/// The section of what a consumer gets; without one, of objects as the standard has them.
pub fn section(consumer: Option<&Consumer>) -> &'static str {
    consumer.and_then(|consumer| section_of(consumer.name)).unwrap_or(STIX)
}

/// The lines of an id among those of a section.
pub(super) fn of<'e>(entries: &'e [Entry], id: &str) -> &'e [Entry] {
    let from = entries.partition_point(|entry| *entry.id < *id);
    let rest = entries.get(from..).unwrap_or_default();
    let count = rest.partition_point(|entry| *entry.id == *id);
    rest.get(..count).unwrap_or_default()
}

fn hash(text: &[u8]) -> u64 {
    let mut hasher = DefaultHasher::new();
    hasher.write(text);
    hasher.finish()
}

/// The names of all sections that there can be.
pub(super) fn section_names() -> impl Iterator<Item = &'static str> {
    std::iter::once(STIX).chain(CONSUMERS.iter().map(|consumer| consumer.name))
}

/// The section of a name.
pub(super) fn section_of(name: &str) -> Option<&'static str> {
    section_names().find(|known| *known == name)
}
