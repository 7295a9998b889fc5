//! Declarations by their kinds.

use std::collections::HashSet;

use super::claims::{amount, is_said};
use super::index::{Index, Object, text, texts};
use crate::import::declaration::known_properties;
use crate::import::layout::{dictionary, line};
use crate::import::value::entry;
use crate::json::Node;
use crate::stix::EXTENSION;
use crate::syntax::literal::quote;
use crate::vocab::language::{Role, kind};
use crate::vocab::standard::{Category, object_type};

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
        declaration(index, object, out);
    }
}

/// Writes all that is no document, in its order. The block of a document that it ends in stays open; its name is returned.
pub(super) fn parties(index: &Index<'_>, out: &mut String) -> Option<String> {
    let mut open: Option<String> = None;
    for object in declared(index).filter(|object| object.text("type") != "report") {
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
        declaration(index, object, out);
    }
    open
}

/// Writes bodies of data that have no object of their own, because their owner stands for them.
pub(super) fn data(index: &Index<'_>, out: &mut String) {
    let mut written = HashSet::new();
    for object in &index.objects {
        let Some(told) = object.told("claim").filter(|told| told.get("data_name").is_some()) else { continue };
        let name = text(told, "data_name").into_owned();
        let owner = match &*object.text("type") {
            "relationship" => object.text("target_ref"),
            _ => texts(object.node, "object_refs").pop().unwrap_or_default(),
        };
        let Some(owner) = index.name(&owner) else { continue };
        let mut lines = vec![("owner".to_owned(), owner.into_owned())];
        let title = text(told, "data");
        if let Some((size, words)) = amount(told.get("quantity"))
            && words != title
            && !is_said(*object, &words)
        {
            lines.push(("size".to_owned(), size));
        }
        if written.insert(name.clone()) {
            out.push('\n');
            line(&format!("data {name} {}", quote(&title)), &lines, out);
        }
    }
}

/// The name of the document that introduces something.
fn introduced_by(index: &Index<'_>, object: Object<'_>) -> Option<String> {
    index.name(&object.introduced_by()?).map(|name| name.into_owned())
}

/// Writes a declaration.
pub(super) fn declaration(index: &Index<'_>, object: Object<'_>, out: &mut String) {
    let Some(name) = index.name_of(object) else { return };
    let word = object.told("kind").and_then(Node::string).unwrap_or_else(|| object.text("type"));
    let is_observable = object_type(&object.text("type")).is_some_and(|row| row.category == Category::Sco);
    let title = match object.told("unnamed") {
        // What an observable is called, it does not tell.
        _ if is_observable => name.clone(),
        Some(unnamed) => text(unnamed, "descriptor"),
        None if object.text("name").is_empty() => object.text("abstract"),
        None => object.text("name"),
    };
    let keys = object.told("declared").and_then(|declared| declared.get("keys"));
    let mut lines: Vec<(String, String)> = Vec::new();
    if kind(&word).is_some_and(|kind| kind.role == Role::Raw) {
        let skipped = |key: &str| {
            MADE.contains(&key) && !(is_observable && key == "name")
                || keys.is_some_and(|keys| JOINED.contains(&key) || keys.get(key).is_some())
        };
        lines.extend(known_properties(object.node, &index.given, skipped));
    }
    lines.extend(other_extensions(object.node));
    for member in keys.into_iter().flat_map(Node::members) {
        let key = member.key.string().unwrap_or_default();
        let values = member.value.items().filter_map(Node::string);
        lines.extend(values.map(|value| (key.clone().into_owned(), value.into_owned())));
    }
    if let Some(hash) = object.told("document").and_then(|document| document.get("text_sha256")?.string()) {
        lines.push(("text_sha256".to_owned(), quote(&hash)));
    }
    let mut head = format!("{word} {name}");
    if title != name && !title.is_empty() {
        head.push(' ');
        head.push_str(&quote(&title));
    }
    line(&head, &lines, out);
}

/// The extensions of an object but for attrc's own.
fn other_extensions(object: Node<'_>) -> Option<(String, String)> {
    let others = object.get("extensions")?.members().filter(|member| !member.key.is(EXTENSION));
    let entries: Vec<(String, String)> = others.map(|member| entry(member, None)).collect();
    (!entries.is_empty()).then(|| ("extensions".to_owned(), dictionary(entries)))
}

fn declared<'i, 'd>(index: &'i Index<'d>) -> impl Iterator<Item = Object<'d>> + use<'i, 'd> {
    index.objects.iter().copied().filter(|object| index.name_of(*object).is_some())
}
