//! What stands at an offset, explained.

use super::Analysis;
use crate::source::{FileId, Span};

/// An explanation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hover {
    /// What it explains.
    pub span: Span,
    /// The explanation, as markdown (CommonMark).
    pub markdown: String,
}

/// Explains what stands at an offset; `whole` is the last analysis of the whole project, which may be of an older text.
pub fn hover(analysis: &Analysis, whole: Option<&Analysis>, file: FileId, offset: u32) -> Option<Hover> {
    let _ = (analysis, whole, file, offset);
    None
}
