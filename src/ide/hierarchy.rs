//! The chain from an actor to its sponsor, by what is said of them.

use super::Analysis;
use crate::facts::EntityId;
use crate::source::{FileId, Location};

/// Something in the chain.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// Which.
    pub entity: EntityId,
    /// Its title.
    pub name: String,
    /// What is said that joins it: the verb with speaker, stance and hedge.
    pub detail: String,
    /// All of its declaration.
    pub whole: Location,
    /// Its name.
    pub selection: Location,
    /// Where that is said.
    pub places: Vec<Location>,
}

/// What stands at an offset, if it can be in a chain.
pub fn start(analysis: &Analysis, file: FileId, offset: u32) -> Option<Link> {
    let _ = (analysis, file, offset);
    None
}

/// Who stands behind it: sponsors, employers, owners.
pub fn behind(analysis: &Analysis, entity: EntityId) -> Vec<Link> {
    let _ = (analysis, entity);
    Vec::new()
}

/// Whom it stands behind.
pub fn before(analysis: &Analysis, entity: EntityId) -> Vec<Link> {
    let _ = (analysis, entity);
    Vec::new()
}
