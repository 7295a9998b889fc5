//! Whether a document is STIX 2.1: every MUST of the standard is an error, every SHOULD a warning.
//!
//! [`validate`] takes a bundle, one object, or a list of objects. Each object is walked once along its row of the
//! standard's tables (`object.rs`, `shape.rs`), then its constraints are looked at (`constraint/`), then what holds
//! between objects (`bundle/`). Nothing is allocated for what is as it should be.
//!
//! ```
//! use attrc::json;
//! use attrc::source::FileId;
//! use attrc::stix::validate::validate;
//!
//! let text = r#"{"type": "url", "id": "url--548e27af-db6c-5c4e-b6f0-462ad8e6971a", "value": "not a url"}"#;
//! let (document, _) = json::read(FileId(0), text);
//! let findings = validate(FileId(0), &document);
//! assert_eq!(findings.first().map(|finding| finding.code.name), Some("url-value"));
//! ```

mod bundle;
mod constraint;
mod container;
mod custom;
mod dictionary;
mod extensions;
mod findings;
pub mod format;
mod id;
mod index;
mod inside;
mod judge;
mod object;
mod originals;
mod shape;
pub(super) mod time;

use rayon::prelude::*;

use crate::diag::Diagnostic;
use crate::diag::codes::standard as codes;
use crate::json::{Document, Kind, Node, Ways};
use crate::source::FileId;
use findings::Findings;
use index::Index;
use judge::Judge;

/// Everything in a document that the standard forbids or advises against, in the order of the text. The document has to
/// be one without findings of its own.
pub fn validate(file: FileId, document: &Document<'_>) -> Vec<Diagnostic> {
    let Some(root) = document.root() else { return Vec::new() };
    let is_bundle = root.get("type").is_some_and(|kind| kind.is("bundle"));
    let objects: Vec<Node<'_>> = match root.kind() {
        Kind::List => root.items().collect(),
        _ if is_bundle => root.get("objects").into_iter().flat_map(Node::items).collect(),
        _ => vec![root],
    };
    let index = Index::new(&objects);
    let inside = is_bundle || root.kind() == Kind::List;
    let mut found = Findings::default();
    for some in objects.chunks(CHUNK) {
        let full = found.full();
        let judged: Vec<Vec<Diagnostic>> = some
            .par_iter()
            .map(|object| {
                let mut judge = Judge::new(file, *object, &index, full.clone());
                judge.object(inside);
                judge.found
            })
            .collect();
        found.extend(judged.into_iter().flatten());
    }
    let mut whole = Judge::new(file, root, &index, Vec::new());
    if is_bundle {
        whole.container_of_objects();
    }
    whole.between();
    found.extend(whole.found);
    let mut ways = Ways::new(document);
    found.finish(|finding| {
        let node = finding.primary.and_then(|place| document.at(place.span.lo));
        finding.path = node.map(|node| ways.to(node.index()).to_string()).unwrap_or_default();
    })
}

/// How many objects are judged before what was found in them is set in order.
const CHUNK: usize = 8192;

/// The requirement behind a property of a type, or of all types: `ref`, `vocab`, `enum`, `bounds`, `missing`.
fn requirement(
    kind: &str,
    owner: &str,
    property: &str,
    otherwise: &'static crate::diag::Code,
) -> &'static crate::diag::Code {
    codes::selected(&format!("{kind}:{owner}.{property}"))
        .or_else(|| codes::selected(&format!("{kind}:{property}")))
        .or_else(|| codes::selected(&format!("{kind}:{owner}")))
        .unwrap_or(otherwise)
}
