//! What a file and a project declare and say, as an outline.

use super::Analysis;
use crate::source::{FileId, Location};

/// What sort of thing an outline names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SymbolKind {
    /// A party, a thing of a kind that acts or is acted upon.
    Party,
    /// A source or an act.
    Document,
    /// Something of a raw kind of STIX.
    Object,
    /// A `from` block.
    Block,
    /// A speech.
    Speech,
    /// A claim.
    Claim,
    /// A denial or another answer.
    Response,
    /// A property.
    Property,
}

/// A row of an outline.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Symbol {
    /// What it is called.
    pub name: String,
    /// What else tells it apart: its kind and title, its words.
    pub detail: String,
    /// What sort of thing it is.
    pub kind: SymbolKind,
    /// All of it.
    pub whole: Location,
    /// Its name, within that.
    pub selection: Location,
    /// What stands in it.
    pub children: Vec<Symbol>,
}

/// The outline of a file.
pub fn document_symbols(analysis: &Analysis, file: FileId) -> Vec<Symbol> {
    let _ = (analysis, file);
    Vec::new()
}

/// What is declared or labelled in any file, and matches what was typed, the best first, without children.
pub fn workspace_symbols(analysis: &Analysis, typed: &str) -> Vec<Symbol> {
    let _ = (analysis, typed);
    Vec::new()
}
