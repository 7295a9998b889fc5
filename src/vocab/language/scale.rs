//! Scales of likelihood, and what stands beside them: analytic confidence and grades.

use super::SCALES;

/// A scale of likelihood words.
#[derive(Debug)]
pub struct Scale {
    /// Its name: `uk-phia`.
    pub name: &'static str,
    /// Its rows, from unlikely to certain.
    pub rows: &'static [Hedge],
    /// One line.
    pub doc: &'static str,
}

/// A word of likelihood on a scale.
#[derive(Debug)]
pub struct Hedge {
    /// The word: `almost-certain`.
    pub word: &'static str,
    /// Lower end of its band, per cent.
    pub min: u8,
    /// Upper end of its band, per cent.
    pub max: u8,
    /// `confidence` in STIX.
    pub confidence: u8,
    /// Whether the claim is held to be less likely than not: it becomes a note, never a relationship.
    pub below_even: bool,
    /// How a text spells it.
    pub spelled: &'static [&'static str],
}

/// A word of analytic confidence, or the letter or digit of an Admiralty grade, and its `confidence` in STIX.
#[derive(Debug)]
pub struct Grade {
    /// `high`, or `2`.
    pub word: &'static str,
    /// `confidence` in STIX; `None` where the standard gives no number (`6`, cannot be judged).
    pub confidence: Option<u8>,
    /// Whether the claim is held to be less likely than not: it becomes a note, never a relationship.
    pub below_even: bool,
    /// One line.
    pub doc: &'static str,
}

/// The scale of a name.
pub fn scale(name: &str) -> Option<&'static Scale> {
    SCALES.iter().find(|scale| scale.name == name)
}
