//! Where what is named is declared.

use super::Analysis;
use crate::source::{FileId, Location, Span};

/// A place that an editor can go to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Spot {
    /// In a file of the project, or in its manifest.
    File(Location),
    /// In the stored text whose path is written at a place (a key of [`crate::project::StoredTexts`]).
    Stored(Location, Span),
}

/// What a name, a path or a quotation leads to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Definition {
    /// What was asked about: the name, the path, the quotation.
    pub origin: Span,
    /// All of the declaration.
    pub whole: Spot,
    /// The name in it.
    pub name: Spot,
}

/// What stands at an offset leads to: a name to its declaration, a label to where it is given, a path to its file, a quotation
/// to its place in the stored text.
pub fn definition(analysis: &Analysis, file: FileId, offset: u32) -> Vec<Definition> {
    let _ = (analysis, file, offset);
    Vec::new()
}
