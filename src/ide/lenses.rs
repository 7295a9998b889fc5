//! What stands above a declaration or a claim: how many claims, denials, independent origins.

use super::Analysis;
use crate::source::{FileId, Location, Span};

/// A line above something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lens {
    /// What it stands above.
    pub span: Span,
    /// What it says: `3 claims by 2 speakers, 1 denial`.
    pub title: String,
    /// The places that it counts.
    pub places: Vec<Location>,
}

/// The lenses of a file of a whole analysis.
pub fn lenses(analysis: &Analysis, file: FileId) -> Vec<Lens> {
    let _ = (analysis, file);
    Vec::new()
}
