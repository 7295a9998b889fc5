//! Declarations by their kinds.

use super::index::{Index, Object, text};
use crate::import::declaration::known_properties;
use crate::import::layout::{Piece, block};
use crate::json::Node;
use crate::syntax::literal::quote;
use crate::vocab::language::{Role, kind};

/// Properties of objects that building makes, whatever is declared.
const MADE: &[&str] = &[
    "id",
    "spec_version",
    "created_by_ref",
    "created",
    "modified",
    "name",
    "lang",
    "object_marking_refs",
    "extensions",
];

/// Properties that several keys are put together in.
const JOINED: &[&str] = &["description", "aliases", "external_references"];

/// Writes the sources of a bundle.
pub(super) fn sources(index: &Index<'_>, out: &mut String) {
    for object in declared(index).filter(|object| object.text("type") == "report" && !object.is_act()) {
        out.push('\n');
        declaration(index, object, 0, out);
    }
}

/// Writes all that is no document, and acts that no document introduces, in their order.
pub(super) fn parties(index: &Index<'_>, out: &mut String) {
    let all: Vec<Object<'_>> = declared(index)
        .filter(|object| match object.text("type") == "report" {
            true => object.is_act() && introduced_by(index, *object).is_none(),
            false => true,
        })
        .collect();
    let mut open: Option<String> = None;
    for object in all {
        let document = introduced_by(index, object);
        if document != open {
            if open.is_some() {
                out.push_str("}\n");
            }
            out.push('\n');
            if let Some(document) = &document {
                out.push_str(&format!("from {document} {{\n"));
            }
            open = document;
        }
        declaration(index, object, if open.is_some() { 2 } else { 0 }, out);
    }
    if open.is_some() {
        out.push_str("}\n");
    }
}

/// The name of the document that introduces something.
pub(super) fn introduced_by(index: &Index<'_>, object: Object<'_>) -> Option<String> {
    index.name(&object.introduced_by()?).map(|name| name.into_owned())
}

/// Writes a declaration.
pub(super) fn declaration(index: &Index<'_>, object: Object<'_>, indent: usize, out: &mut String) {
    let Some(name) = object.name() else { return };
    let word = object.told("kind").and_then(Node::string).unwrap_or_else(|| object.text("type"));
    let title = match object.told("unnamed") {
        Some(unnamed) => text(unnamed, "descriptor"),
        None if object.text("name").is_empty() => object.text("abstract"),
        None => object.text("name"),
    };
    let keys = object.told("declared").and_then(|declared| declared.get("keys"));
    let mut lines: Vec<(String, Piece)> = Vec::new();
    if kind(&word).is_some_and(|kind| kind.role == Role::Raw) {
        let skipped = |key: &str| {
            MADE.contains(&key) || keys.is_some_and(|keys| JOINED.contains(&key) || keys.get(key).is_some())
        };
        lines.extend(known_properties(object.node, &index.given, skipped));
    }
    for member in keys.into_iter().flat_map(Node::members) {
        let key = member.key.string().unwrap_or_default();
        // Values share their qualifiers with those before them, so each that has any stands under a key of its own.
        let values: Vec<String> = member.value.items().filter_map(Node::string).map(|text| text.into_owned()).collect();
        match values.iter().any(|value| value.contains(' ')) {
            true => lines.extend(values.into_iter().map(|value| (key.clone().into_owned(), Piece::Leaf(value)))),
            false => lines.push((key.into_owned(), Piece::Leaf(values.join(", ")))),
        }
    }
    if let Some(hash) = object.told("document").and_then(|document| document.get("text_sha256")?.string()) {
        lines.push(("text_sha256".to_owned(), Piece::Leaf(quote(&hash))));
    }
    let mut head = format!("{word} {name}");
    if title != name && !title.is_empty() {
        head.push(' ');
        head.push_str(&quote(&title));
    }
    block(&head, &lines, true, indent, out);
}

fn declared<'i, 'd>(index: &'i Index<'d>) -> impl Iterator<Item = Object<'d>> + use<'i, 'd> {
    index.objects.iter().copied().filter(|object| object.name().is_some())
}
