//! What a file and a project declare and say, as an outline.

mod fuzzy;
mod outline;
mod search;

use crate::source::Location;
use crate::vocab::language::{Kind, Role};

pub use outline::document_symbols;
pub use search::workspace_symbols;

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

/// What sort of thing a kind declares; one that nobody knows is taken for a party.
fn sort(kind: Option<&Kind>) -> SymbolKind {
    match kind.map(|kind| kind.role) {
        Some(Role::Source | Role::Act) => SymbolKind::Document,
        Some(Role::Raw | Role::Project | Role::Received) => SymbolKind::Object,
        Some(Role::Party) | None => SymbolKind::Party,
    }
}
