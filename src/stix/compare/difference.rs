//! What is different, as data and as lines.

use std::borrow::Cow;
use std::fmt;

use crate::json::{Node, Path};

/// All that is different between two documents; nothing, where they say the same.
#[derive(Debug, Default, PartialEq)]
pub struct Difference<'d> {
    /// What is different around the objects.
    pub bundle: Vec<ValueChange<'d>>,
    /// The objects that differ: those of the left document in its order, then those that are only in the right one.
    pub objects: Vec<ObjectChange<'d>>,
}

/// An object that is not the same in both documents.
#[derive(Debug, PartialEq)]
pub struct ObjectChange<'d> {
    /// Its id; empty where it has none.
    pub id: Cow<'d, str>,
    /// Its `modified` on the left, else on the right; empty where it has none.
    pub modified: Cow<'d, str>,
    /// What became of it.
    pub what: What<'d>,
}

/// What became of an object.
#[derive(Debug, PartialEq)]
pub enum What<'d> {
    /// It is in the right document only.
    Added(Node<'d>),
    /// It is in the left document only.
    Removed(Node<'d>),
    /// It is in both, with other properties.
    Changed(Vec<ValueChange<'d>>),
    /// Other objects that both have stand before it. Places count from 0.
    Moved {
        /// Its place on the left.
        from: usize,
        /// Its place on the right.
        to: usize,
    },
}

/// A value that is not the same on both sides.
#[derive(Debug, PartialEq)]
pub struct ValueChange<'d> {
    /// The way to it from the object, or from the outermost value.
    pub path: Path,
    /// The value on the left; `None` where it is missing.
    pub left: Option<Node<'d>>,
    /// The value on the right.
    pub right: Option<Node<'d>>,
}

/// How many characters of a value a line shows.
const SHOWN: usize = 100;

impl Difference<'_> {
    /// Whether nothing is different.
    pub fn is_empty(&self) -> bool {
        self.bundle.is_empty() && self.objects.is_empty()
    }
}

impl fmt::Display for Difference<'_> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.bundle.is_empty() {
            out.write_str("changed bundle\n")?;
        }
        self.bundle.iter().try_for_each(|change| writeln!(out, "    {change}"))?;
        self.objects.iter().try_for_each(|change| change.fmt(out))
    }
}

impl fmt::Display for ObjectChange<'_> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let verb = match self.what {
            What::Added(_) => "added",
            What::Removed(_) => "removed",
            What::Changed(_) => "changed",
            What::Moved { .. } => "moved",
        };
        let id = if self.id.is_empty() { "an object without an id" } else { &self.id };
        write!(out, "{verb} {id}")?;
        if !self.modified.is_empty() {
            write!(out, ", modified {}", self.modified)?;
        }
        match &self.what {
            What::Moved { from, to } => writeln!(out, ": from place {from} to place {to}"),
            What::Changed(changes) => {
                out.write_str("\n")?;
                changes.iter().try_for_each(|change| writeln!(out, "    {change}"))
            }
            What::Added(_) | What::Removed(_) => out.write_str("\n"),
        }
    }
}

impl fmt::Display for ValueChange<'_> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let path = self.path.to_string();
        let path = path.strip_prefix("$.").unwrap_or(&path);
        match (self.left, self.right) {
            (Some(left), Some(right)) => {
                let (left, right) = both(left.raw(), right.raw());
                write!(out, "{path}: {left} -> {right}")
            }
            (Some(left), None) => write!(out, "{path}: {} -> nothing", part(left.raw(), 0)),
            (None, Some(right)) => write!(out, "{path}: nothing -> {}", part(right.raw(), 0)),
            (None, None) => write!(out, "{path}: nothing"),
        }
    }
}

/// Two values, long ones from shortly before the place where they part.
fn both(left: &str, right: &str) -> (String, String) {
    let same = left.chars().zip(right.chars()).take_while(|(left, right)| left == right).count();
    let long = left.chars().nth(SHOWN).is_some() || right.chars().nth(SHOWN).is_some();
    let from = if long { same.saturating_sub(SHOWN / 4) } else { 0 };
    (part(left, from), part(right, from))
}

/// Some characters of a value on one line.
fn part(raw: &str, from: usize) -> String {
    let mut letters = raw.chars().skip(from);
    let middle: String = letters.by_ref().take(SHOWN).collect();
    // A value is JSON: its line ends stand between tokens only, where one space says as much.
    let middle = middle.split(['\n', '\r', '\t']).map(str::trim).collect::<Vec<_>>().join(" ");
    let (before, after) = (if from > 0 { "…" } else { "" }, if letters.next().is_some() { "…" } else { "" });
    format!("{before}{middle}{after}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_values_are_shown_where_they_part() {
        let long = |end: &str| format!("\"{}{end}\"", "é".repeat(200));
        let (left, right) = both(&long("a"), &long("b"));
        assert_eq!((left.chars().count(), left.ends_with("a\"")), (28, true));
        assert_eq!(right, format!("…{}b\"", "é".repeat(25)));
        assert_eq!(part("{\n  \"a\": 1\n}", 0), "{ \"a\": 1 }");
    }
}
