//! Machine-applicable edits, for `check --fix` and editors.

use crate::source::{FileId, Location};

/// Whether a tool may apply a fix without asking.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Applicability {
    /// Keeps or restores what the author plainly meant; `--fix` applies it.
    Safe,
    /// A guess at the meaning; an editor offers it, `--fix` leaves it.
    Unsafe,
}

/// Replaces a place by a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edit {
    /// What is replaced; an empty span inserts.
    pub location: Location,
    /// What stands there afterwards.
    pub text: String,
}

/// Edits that belong together, with the sentence an editor shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fix {
    /// What the fix does: "write `actor`".
    pub title: String,
    /// All or none of them are applied.
    pub edits: Vec<Edit>,
    /// Whether a tool may do it alone.
    pub applicability: Applicability,
}

impl Fix {
    /// One edit that may be applied without asking.
    pub fn safe(title: impl Into<String>, location: Location, text: impl Into<String>) -> Self {
        Self {
            title: title.into(),
            edits: vec![Edit { location, text: text.into() }],
            applicability: Applicability::Safe,
        }
    }

    /// Writes a word of a closed set instead of one that is near to it: one slip of the pen is plainly one, and what is
    /// further off may have meant something else.
    pub fn respell(location: Location, written: &str, near: &str) -> Self {
        let title = format!("write `{near}`");
        match strsim::damerau_levenshtein(written, near) {
            0 | 1 => Self::safe(title, location, near),
            _ => Self::guess(title, location, near),
        }
    }

    /// One edit that a person should look at.
    pub fn guess(title: impl Into<String>, location: Location, text: impl Into<String>) -> Self {
        Self { applicability: Applicability::Unsafe, ..Self::safe(title, location, text) }
    }
}

/// The safe fixes that touch one file and fit together: their edits in text order, and how many fixes they are of. A fix
/// that overlaps one already taken is left out.
pub fn fitting<'f>(file: FileId, fixes: impl IntoIterator<Item = &'f Fix>) -> (Vec<&'f Edit>, usize) {
    let mut safe: Vec<&Fix> = fixes
        .into_iter()
        .filter(|fix| fix.applicability == Applicability::Safe)
        .filter(|fix| fix.edits.iter().all(|edit| edit.location.file == file))
        .collect();
    safe.sort_by_key(|fix| fix.edits.iter().map(|edit| edit.location.span).min());

    let mut taken: Vec<&Edit> = Vec::new();
    let mut count = 0;
    for fix in safe {
        let free = fix.edits.iter().all(|edit| {
            let span = edit.location.span;
            taken.iter().all(|other| {
                let other = other.location.span;
                span.hi < other.lo || other.hi < span.lo || (span.lo == other.hi && span != other)
            })
        });
        if free {
            taken.extend(&fix.edits);
            count += 1;
        }
    }
    taken.sort_by_key(|edit| edit.location.span);
    (taken, count)
}

/// Applies the safe fixes that touch one file, in text order; a fix that overlaps one already taken waits for the next
/// run. Returns the new text and how many fixes it holds.
pub fn apply_fixes<'f>(file: FileId, text: &str, fixes: impl IntoIterator<Item = &'f Fix>) -> (String, usize) {
    let (taken, count) = fitting(file, fixes);
    (apply_edits(text, taken), count)
}

/// A text with edits that stand in its order and do not overlap.
pub fn apply_edits<'e>(text: &str, edits: impl IntoIterator<Item = &'e Edit>) -> String {
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    for edit in edits {
        let range = edit.location.span.range();
        out.push_str(text.get(at..range.start).unwrap_or_default());
        out.push_str(&edit.text);
        at = range.end;
    }
    out.push_str(text.get(at..).unwrap_or_default());
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Span;

    fn fix(lo: u32, hi: u32, text: &str) -> Fix {
        Fix::safe("", Location::new(FileId(0), Span::new(lo, hi)), text)
    }

    #[test]
    fn overlapping_fixes_wait_and_guesses_stay() {
        let guess = Fix::guess("", Location::new(FileId(0), Span::new(8, 9)), "!");
        let fixes = [fix(4, 7, "two"), fix(5, 6, "x"), fix(0, 3, "one"), guess];
        assert_eq!(apply_fixes(FileId(0), "eno owt .", &fixes), ("one two .".to_owned(), 2));
    }
}
