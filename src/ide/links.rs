//! What can be followed: files, stored texts, addresses on the web, quotations.

use super::{Analysis, Spot};
use crate::source::{FileId, Span};

/// What a link leads to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LinkTarget {
    /// An address on the web.
    Web(String),
    /// A place in a file or a stored text.
    Spot(Spot),
}

/// A link in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// What is clicked.
    pub span: Span,
    /// What it leads to.
    pub target: LinkTarget,
    /// What is shown about it.
    pub tooltip: String,
}

/// The links of a file.
pub fn links(analysis: &Analysis, file: FileId) -> Vec<Link> {
    let _ = (analysis, file);
    Vec::new()
}
