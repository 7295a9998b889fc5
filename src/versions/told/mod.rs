//! What a release changes, to text: one file a format.

mod json;
mod terminal;

pub use json::json;
pub use terminal::terminal;

use super::{Release, Tally};
use crate::stix::Id;

/// What is told of a lock: the releases of its sections, and what else a reader needs.
pub struct Told<'r> {
    /// By section.
    pub releases: &'r [Release],
    /// Whether there was no lock before.
    pub is_first: bool,
    /// Whether it is written.
    pub is_written: bool,
    /// How wide a terminal is.
    pub width: usize,
    /// The file and the line that an object comes from.
    pub place: &'r dyn Fn(&'static str, Id) -> Option<Line>,
}

/// A line of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// Its file.
    pub file: String,
    /// Its number, from 1.
    pub line: u32,
}

/// "3 new, 1 changed, 40 unchanged".
pub fn counts(tally: &Tally) -> String {
    let parts = [
        (tally.new, "new"),
        (tally.changed, "changed"),
        (tally.withdrawn, "withdrawn"),
        (tally.gone, "gone"),
        (tally.unchanged, "unchanged"),
    ];
    let parts: Vec<String> = parts.iter().filter(|part| part.0 > 0).map(|(n, word)| format!("{n} {word}")).collect();
    if parts.is_empty() { "no objects".to_owned() } else { parts.join(", ") }
}
