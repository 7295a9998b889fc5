//! All places of a name.

use super::Analysis;
use crate::source::{FileId, Location, Span};

/// A place of a name in one file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Highlight {
    /// The name.
    pub span: Span,
    /// Whether it is declared there, and not used.
    pub declares: bool,
}

/// All places that name what stands at an offset.
pub fn references(analysis: &Analysis, file: FileId, offset: u32, with_declaration: bool) -> Vec<Location> {
    let _ = (analysis, file, offset, with_declaration);
    Vec::new()
}

/// Those of the same file.
pub fn highlights(analysis: &Analysis, file: FileId, offset: u32) -> Vec<Highlight> {
    let _ = (analysis, file, offset);
    Vec::new()
}
