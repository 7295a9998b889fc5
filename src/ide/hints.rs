//! What a text leaves to be looked up, shown in it: numbers of hedges, names of codes.

use super::Analysis;
use crate::source::{FileId, Span};

/// A text shown behind an offset.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hint {
    /// Behind which byte.
    pub offset: u32,
    /// What is shown.
    pub label: String,
    /// What explains it, as markdown.
    pub tooltip: String,
}

/// The hints within a span.
pub fn hints(analysis: &Analysis, file: FileId, within: Span) -> Vec<Hint> {
    let _ = (analysis, file, within);
    Vec::new()
}
