//! Names as they are written: what each of them names, and what labels stand on.

use super::model::{ClaimId, EntityId, ResponseId};
use crate::source::Location;

/// Index of a label in [`Facts::labels`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LabelId(pub u32);

/// A label: it belongs to the document that it stands in.
#[derive(Debug)]
pub struct LabelRow {
    /// The document, where it stands in one.
    pub document: Option<EntityId>,
    /// Its name.
    pub name: String,
    /// Where it is given, brackets and all.
    pub place: Location,
    /// What it stands on.
    pub on: Labelled,
}

/// What a label stands on.
#[derive(Debug, Clone)]
pub enum Labelled {
    /// Claims: one claim, or those of a speech.
    Claims(Vec<ClaimId>),
    /// An answer.
    Response(ResponseId),
    /// A quotation that asserts nothing.
    Statement,
    /// Something that was reported, and is not here.
    Broken,
}

/// A place where something is named.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Reference {
    /// The name as it is written: a name, a code, the quoted text of an inline object, a label without its brackets.
    pub place: Location,
    /// What it names.
    pub to: Referent,
}

/// What a name names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Referent {
    /// Something that facts are about.
    Entity(EntityId),
    /// A label.
    Label(LabelId),
}
