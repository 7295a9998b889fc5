//! A review to text: one file a format.
//!
//! What is said comes from anybody, and so do names of files. The terminal gets nothing that it would obey, Markdown nothing
//! that would become markup, a mention or a link.

mod excerpt;
mod json;
mod markdown;
mod terminal;

pub use json::json;
pub use markdown::{LIMIT, markdown};
pub use terminal::terminal;

use self::excerpt::{beginning, parted};
use super::model::{Entry, Review};
use super::topics::{TOPICS, TopicRow};
use crate::stix::words::counted;

/// What the two sides are called, and how much is shown.
#[derive(Debug, Clone, Copy)]
pub struct Shown<'n> {
    /// The old side.
    pub old: &'n str,
    /// The new side.
    pub new: &'n str,
    /// Whether what is only counted is shown too.
    pub all: bool,
    /// How wide a terminal is.
    pub width: usize,
}

/// The entries by topic, those topics alone that have any.
fn topics(review: &Review) -> Vec<(&'static TopicRow, Vec<&Entry>)> {
    let of = |row: &TopicRow| review.entries.iter().filter(|entry| entry.topic == row.topic).collect::<Vec<_>>();
    TOPICS.iter().map(|row| (row, of(row))).filter(|(_, entries)| !entries.is_empty()).collect()
}

/// "3 changes, and 12 formal differences".
fn counts(review: &Review) -> String {
    let formal = review.formal.iter().map(|formal| formal.items.len()).sum();
    let changes = |count| counted(count, "change", "changes");
    let differences = |count| counted(count, "formal difference", "formal differences");
    match (review.entries.len(), formal) {
        (0, 0) => "no differences".to_owned(),
        (0, formal) => format!("no changes but {}", differences(formal)),
        (told, 0) => changes(told),
        (told, formal) => format!("{}, and {}", changes(told), differences(formal)),
    }
}

/// The lines of an entry's parts: `hedge: likely → almost certain`, with what a format does to each text.
fn aspects(entry: &Entry, set: impl Fn(&str) -> String) -> Vec<String> {
    let lines = entry.aspects.iter().map(|aspect| {
        let what = set(&aspect.what);
        match (&aspect.old, &aspect.new) {
            (Some(old), Some(new)) => {
                let (old, new) = parted(old, new);
                format!("{what}: {} → {}", set(&old), set(&new))
            }
            (Some(old), None) => format!("{what}: {} → nothing", set(&beginning(old))),
            (None, Some(new)) => format!("{what}: {}", set(&beginning(new))),
            (None, None) => what,
        }
    });
    lines.collect()
}
