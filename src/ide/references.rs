//! All places of a name.

use super::Analysis;
use super::place::{given, name_of};
use crate::facts::{Form, Referent};
use crate::source::{FileId, Location, Span};

/// A place of a name in one file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Highlight {
    /// The name.
    pub span: Span,
    /// Whether it is declared there, and not used.
    pub declares: bool,
}

/// All places that name what stands at an offset. A code or an inline object is declared nowhere, so that all of its places
/// are uses of it.
pub fn references(analysis: &Analysis, file: FileId, offset: u32, with_declaration: bool) -> Vec<Location> {
    let Some(name) = analysis.names().at(file, offset) else { return Vec::new() };
    let declaration = declaration(analysis, name.to);
    let places = analysis.names().of(name.to).iter().copied();
    places.filter(|place| with_declaration || Some(*place) != declaration).collect()
}

/// Those of the same file.
pub fn highlights(analysis: &Analysis, file: FileId, offset: u32) -> Vec<Highlight> {
    let Some(name) = analysis.names().at(file, offset) else { return Vec::new() };
    let declaration = declaration(analysis, name.to);
    let here = analysis.names().of(name.to).iter().filter(|place| place.file == file);
    here.map(|place| Highlight { span: place.span, declares: Some(*place) == declaration }).collect()
}

/// Where a name is declared or a label is given.
pub(super) fn declaration(analysis: &Analysis, referent: Referent) -> Option<Location> {
    match referent {
        Referent::Entity(id) => {
            let declares = matches!(analysis.facts().entity(id).form, Form::Declared | Form::Verbatim);
            declares.then(|| name_of(analysis, id)).flatten()
        }
        Referent::Label(id) => given(analysis, id),
    }
}
