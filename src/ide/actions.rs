//! What can be done at a place: fixes of findings, and other changes of a text.

use super::Analysis;
use crate::diag::Edit;
use crate::source::{FileId, Span};

/// What sort of change an action is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ActionKind {
    /// It mends a finding.
    Fix,
    /// It mends all that can be mended without asking.
    FixAll,
    /// It takes something out into a declaration of its own.
    Extract,
    /// It writes the same otherwise.
    Rewrite,
}

/// A change that is offered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Action {
    /// What it does: "write `actor`".
    pub title: String,
    /// What sort it is.
    pub kind: ActionKind,
    /// Which finding it mends: its index among the diagnostics of the compilation.
    pub mends: Option<usize>,
    /// Whether it is the one that is plainly meant.
    pub preferred: bool,
    /// The change.
    pub edits: Vec<Edit>,
}

/// What can be done within a span.
pub fn actions(analysis: &Analysis, file: FileId, within: Span) -> Vec<Action> {
    let _ = (analysis, file, within);
    Vec::new()
}

/// All safe fixes of a file; empty where there is none.
pub fn fix_all(analysis: &Analysis, file: FileId) -> Vec<Edit> {
    let _ = (analysis, file);
    Vec::new()
}
