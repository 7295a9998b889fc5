//! Where what is named is declared.

use super::place::{Declared, declared, statement};
use super::quoted::quoted;
use super::{Analysis, Node, path};
use crate::source::{FileId, Location, Span};
use crate::syntax::literal::unquote;
use crate::syntax::tree::{Item, Use, Value};

/// A place that an editor can go to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
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

/// What stands at an offset leads to: a name to its declaration, a label to where it is given, a code or an inline object to
/// its first place, a path to its file, a quotation to its place in the stored text.
pub fn definition(analysis: &Analysis, file: FileId, offset: u32) -> Vec<Definition> {
    let found = match analysis.names().at(file, offset) {
        Some(name) => declared(analysis, name.to).map(|Declared { whole, name: place }| Definition {
            origin: name.place.span,
            whole: Spot::File(whole),
            name: Spot::File(place),
        }),
        None => written(analysis, file, offset).map(|(origin, spot)| Definition {
            origin,
            whole: around(analysis, spot),
            name: spot,
        }),
    };
    found.into_iter().collect()
}

/// What a path or a quotation leads to.
fn written(analysis: &Analysis, file: FileId, offset: u32) -> Option<(Span, Spot)> {
    let content = &analysis.text(file)?.content;
    let nodes = path(content, analysis.tree(file)?, offset);
    match nodes.last()? {
        Node::Item(Item::Use(item)) => {
            let span = Span::of(content, item.path);
            Some((span, used(analysis, file, item)?)).filter(|_| span.lo <= offset)
        }
        Node::Value(Value::String(raw) | Value::Text(raw)) => {
            let place = Location::new(file, Span::of(content, raw));
            let stored = analysis.compilation.stored.contains_key(&place);
            let spot = match stored {
                true => Spot::Stored(place, Span::at(0)),
                false => *quoted(analysis, file).get(&place.span)?,
            };
            Some((place.span, spot))
        }
        _ => None,
    }
}

/// The file that a `use` line leads to.
pub(super) fn used(analysis: &Analysis, file: FileId, item: &Use<'_>) -> Option<Spot> {
    let other = analysis.compilation.project.used(file, &unquote(item.path))?;
    Some(Spot::File(Location::new(other, Span::at(0))))
}

/// The statement that a place stands in; itself in what is no file of the language.
fn around(analysis: &Analysis, spot: Spot) -> Spot {
    match spot {
        Spot::File(place) if !place.span.is_empty() => Spot::File(statement(analysis, place).unwrap_or(place)),
        spot => spot,
    }
}
