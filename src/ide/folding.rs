//! What can be folded, and what a selection grows to.

use crate::source::Span;
use crate::syntax::Tree;

/// What sort of text is folded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FoldKind {
    /// A block, a list or a text of several lines.
    Block,
    /// Comments below each other.
    Comment,
    /// The `use` lines.
    Uses,
}

/// Lines that can be folded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Fold {
    /// From the first line's part that stays to the end.
    pub span: Span,
    /// What it is.
    pub kind: FoldKind,
}

/// What can be folded in a text.
pub fn folds(content: &str, tree: &Tree<'_>) -> Vec<Fold> {
    let _ = (content, tree);
    Vec::new()
}

/// What a selection at an offset grows to, the smallest first.
pub fn selections(content: &str, tree: &Tree<'_>, offset: u32) -> Vec<Span> {
    let _ = (content, tree, offset);
    Vec::new()
}
