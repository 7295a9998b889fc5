//! Whether a document is one that can be compared: what holds no objects must not pass for a bundle that has none.

use super::side::is_container;
use crate::diag::Diagnostic;
use crate::diag::codes::imports::NO_OBJECT;
use crate::json::{Document, Kind, Node};
use crate::source::{FileId, Location};

/// What is wrong with the form of a document, each at its place: it has to be a bundle, an envelope, a list of objects or one.
///
/// ```
/// use attrc::{json, review, source::FileId};
///
/// let (document, _) = json::read(FileId(0), r#"{"type": "bundle", "objects": "foo"}"#);
/// assert_eq!(review::misshapen(FileId(0), &document)[0].message, "`objects` is no list");
/// ```
pub fn misshapen(file: FileId, document: &Document<'_>) -> Vec<Diagnostic> {
    let wrong = |node: Node<'_>, message: String, label: &str, help: &str| {
        Diagnostic::new(&NO_OBJECT, Location::new(file, node.span()), message).label(label).help(help)
    };
    const FORMS: &str = "a bundle, an envelope of TAXII, a list of objects or one object can be compared";
    let Some(root) = document.root() else {
        return vec![Diagnostic::nowhere(&NO_OBJECT, "the document is empty").help(FORMS)];
    };
    let list = match root.kind() {
        Kind::List => root,
        Kind::Object if is_container(root) => match root.get("objects") {
            Some(list) if list.kind() == Kind::List => list,
            Some(other) => {
                return vec![wrong(
                    other,
                    "`objects` is no list".to_owned(),
                    "expected `[`",
                    "objects stand in a list",
                )];
            }
            // A bundle may have none (STIX 2.1, section 8.1).
            None => return Vec::new(),
        },
        Kind::Object if root.get("type").is_none() && root.get("id").is_none() => {
            let message = "the document is neither an object of STIX nor something that holds any";
            return vec![wrong(root, message.to_owned(), "has no `objects`, no `type` and no `id`", FORMS)];
        }
        Kind::Object => return Vec::new(),
        _ => return vec![wrong(root, "the document is no object".to_owned(), "expected `{` or `[`", FORMS)],
    };
    let items = list.items().enumerate().filter(|(_, item)| item.kind() != Kind::Object);
    let help = "take it out, or read again what was to be compared";
    items
        .map(|(at, item)| wrong(item, format!("item {} of the objects is no object", at + 1), "expected `{`", help))
        .collect()
}
