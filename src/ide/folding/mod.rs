//! What can be folded, and what a selection grows to.

mod folds;
mod selections;

use crate::source::Span;

pub use folds::folds;
pub use selections::selections;

/// What sort of text is folded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FoldKind {
    /// A block, a list, a text or a statement of several lines.
    Block,
    /// Comments below each other.
    Comment,
    /// The `use` lines.
    Uses,
}

/// Lines that can be folded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Fold {
    /// From the first line's part that stays to the end of the last line that goes: a mark that closes a block on a line of
    /// its own stays as well.
    pub span: Span,
    /// What it is.
    pub kind: FoldKind,
}
