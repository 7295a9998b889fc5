//! Where things are declared.

use super::{Analysis, Node, head, path, whole};
use crate::facts::{EntityId, Form, LabelId, Referent};
use crate::source::Location;

/// Where something is declared.
pub(super) struct Declared {
    /// All of the statement or the claim.
    pub whole: Location,
    /// The name in it.
    pub name: Location,
}

/// Where something is declared or given; what needs no declaration, where it stands first.
pub(super) fn declared(analysis: &Analysis, referent: Referent) -> Option<Declared> {
    let name = match referent {
        Referent::Entity(id) => name_of(analysis, id)?,
        Referent::Label(id) => given(analysis, id)?,
    };
    Some(Declared { whole: statement(analysis, name).unwrap_or(name), name })
}

/// Where the name of something stands that is declared, or the first place of what needs no declaration.
pub(super) fn name_of(analysis: &Analysis, id: EntityId) -> Option<Location> {
    let facts = analysis.facts();
    let entity = facts.entity(id);
    match entity.form {
        Form::Author => analysis.compilation.project.manifest.author_at,
        _ => Some(facts.location(entity.origin)),
    }
}

/// Where a label is given, its brackets left out.
pub(super) fn given(analysis: &Analysis, id: LabelId) -> Option<Location> {
    let place = analysis.facts().label(id).place;
    let mut names = analysis.names().of(Referent::Label(id)).iter();
    let inside =
        |name: &&Location| name.file == place.file && place.span.lo <= name.span.lo && name.span.hi <= place.span.hi;
    names.find(inside).copied()
}

/// The claim, the property or the statement that a place stands in.
pub(super) fn statement(analysis: &Analysis, place: Location) -> Option<Location> {
    let content = &analysis.text(place.file)?.content;
    let nodes = path(content, analysis.tree(place.file)?, place.span.lo);
    let span = nodes.iter().rev().find_map(|node| match node {
        Node::Item(item) => whole(content, *item),
        Node::Claim(claim) => head(content, *claim),
        Node::Property(property) => head(content, *property),
        Node::Qualifier(_) | Node::Value(_) | Node::Party(_) => None,
    })?;
    Some(Location::new(place.file, span))
}
