//! A review as data.

use std::collections::BTreeMap;

use super::topics::Topic;

/// What changed between two documents.
#[derive(Debug, Default)]
pub struct Review {
    /// What is told, in the order of its topics; within one what is another, then what went, then what came.
    pub entries: Vec<Entry>,
    /// What is only counted.
    pub formal: Vec<Formal>,
}

/// A change that is told.
#[derive(Debug)]
pub struct Entry {
    /// What it is about.
    pub topic: Topic,
    /// Whether it came, went or is another.
    pub sign: Sign,
    /// What happened in a few words: "claim added", "hedge raised".
    pub what: String,
    /// The sentence that the object carries: the new one, or the old one of what went.
    pub sentence: String,
    /// What is another than before.
    pub aspects: Vec<Aspect>,
    /// The document that it is read in.
    pub source: Option<String>,
    /// The id of the object on the new side, or on the old one of what went; empty where it has none.
    pub id: String,
    /// Its id on the old side, where that is another one.
    pub old_id: Option<String>,
    /// Other objects that the same happened to.
    pub also: Vec<String>,
    /// Where it stands, for projects.
    pub place: Option<Place>,
}

/// Whether something came, went or is another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sign {
    /// It came.
    Added,
    /// It went.
    Removed,
    /// It is another.
    Changed,
}

/// A part of something that is another than before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Aspect {
    /// Which part: "hedge", "quotation".
    pub what: String,
    /// What it was.
    pub old: Option<String>,
    /// What it is.
    pub new: Option<String>,
}

/// A line of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// Its path.
    pub file: String,
    /// The line, from 1.
    pub line: u32,
}

/// Changes of one kind that are only counted, because they follow from others or say nothing about the matter.
#[derive(Debug)]
pub struct Formal {
    /// What they are.
    pub what: &'static str,
    /// Each of them.
    pub items: Vec<Item>,
}

/// A change that is only counted.
#[derive(Debug)]
pub struct Item {
    /// The object; empty where it has no id.
    pub id: String,
    /// What is different, as a line.
    pub detail: String,
}

impl Review {
    /// Whether nothing is different.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty() && self.formal.is_empty()
    }

    /// Says where entries stand: what went in the old project, all else in the new one.
    pub fn locate(&mut self, old: &BTreeMap<String, Place>, new: &BTreeMap<String, Place>) {
        for entry in &mut self.entries {
            let side = if entry.sign == Sign::Removed { old } else { new };
            entry.place = side.get(&entry.id).cloned();
        }
    }
}

impl Sign {
    /// `+`, `-` or `~`.
    pub fn mark(self) -> &'static str {
        match self {
            Self::Added => "+",
            Self::Removed => "-",
            Self::Changed => "~",
        }
    }

    /// Its word in JSON.
    pub fn word(self) -> &'static str {
        match self {
            Self::Added => "added",
            Self::Removed => "removed",
            Self::Changed => "changed",
        }
    }
}
