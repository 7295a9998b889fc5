//! Where the objects of a document are.

use crate::diag::Diagnostic;
use crate::diag::codes::imports as codes;
use crate::json::{Document, Kind, Node};
use crate::source::{FileId, Location};

/// A document as what holds its objects, and they themselves.
#[derive(Debug, Default)]
pub struct Outline<'d> {
    /// The bundle; `None` where the document is an object or a list of them.
    pub bundle: Option<Node<'d>>,
    /// The objects in their order.
    pub objects: Vec<Node<'d>>,
}

/// Finds the objects of a document; what is no object is reported, for it would be lost.
pub fn outline<'d>(file: FileId, document: &'d Document<'_>) -> (Outline<'d>, Vec<Diagnostic>) {
    let mut found = Vec::new();
    let mut outline = Outline::default();
    let Some(root) = document.root() else { return (outline, found) };
    let list = match root.kind() {
        Kind::List => Some(root),
        Kind::Object if is_bundle(root) => {
            outline.bundle = Some(root);
            root.get("objects")
        }
        Kind::Object => {
            outline.objects.push(root);
            None
        }
        _ => {
            found.push(no_object(file, root, "the document"));
            None
        }
    };
    match list.map(Node::kind) {
        Some(Kind::List) | None => {}
        Some(_) => found.extend(list.map(|list| no_list(file, list))),
    }
    for (at, item) in list.into_iter().flat_map(Node::items).enumerate() {
        match item.kind() {
            Kind::Object => outline.objects.push(item),
            _ => found.push(no_object(file, item, &format!("item {} of `objects`", at + 1))),
        }
    }
    (outline, found)
}

/// Whether an object is a bundle.
fn is_bundle(object: Node<'_>) -> bool {
    object.get("type").is_some_and(|kind| kind.is("bundle"))
}

fn no_object(file: FileId, node: Node<'_>, what: &str) -> Diagnostic {
    Diagnostic::new(&codes::NO_OBJECT, Location::new(file, node.span()), format!("{what} is no object"))
        .label("expected `{`")
        .help("a bundle, an object or a list of objects can be imported")
}

fn no_list(file: FileId, node: Node<'_>) -> Diagnostic {
    Diagnostic::new(&codes::NO_OBJECT, Location::new(file, node.span()), "`objects` of the bundle is no list")
        .label("expected `[`")
        .help("the objects of a bundle stand in a list")
}
