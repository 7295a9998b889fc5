//! Whether a document is STIX 2.1: every MUST of the standard is an error, every SHOULD a warning.
//!
//! [`validate`] takes a bundle, one object, or a list of objects. Each object is walked once along its row of the
//! standard's tables (`object.rs`, `shape.rs`), then its constraints are looked at (`constraint/`), then what holds
//! between objects (`bundle.rs`). Nothing is allocated for what is as it should be.
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
mod judge;
mod lookup;
mod object;
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

/// Everything in a document that the standard forbids or advises against, in the order of the text; of each code the first
/// [`crate::diag::FINDINGS_LIMIT`]. The document has to be one without findings of its own.
pub fn validate(file: FileId, document: &Document<'_>) -> Vec<Diagnostic> {
    let Some(root) = document.root() else { return Vec::new() };
    let is_bundle = root.get("type").is_some_and(|kind| kind.is("bundle"));
    let objects: Vec<Node<'_>> = match root.kind() {
        Kind::List => root.items().collect(),
        _ if is_bundle => root.get("objects").into_iter().flat_map(Node::items).collect(),
        _ => vec![root],
    };
    let index = Index::new(&objects);
    let mut found = Findings::default();
    // Piece by piece, so that what was found in all objects never stands in memory beside what is kept of it.
    for piece in objects.chunks(PIECE) {
        let judged: Vec<Findings> = piece
            .par_iter()
            .map(|object| {
                let mut judge = Judge::new(file, *object, &index);
                judge.object(is_bundle || root.kind() == Kind::List);
                judge.found
            })
            .collect();
        judged.into_iter().for_each(|judged| found.absorb(judged));
    }
    let mut whole = Judge::new(file, root, &index);
    if is_bundle {
        whole.container_of_objects();
    }
    whole.between();
    found.absorb(whole.found);
    let mut found = found.finish();
    found.sort_by_key(Diagnostic::order);
    let mut ways = Ways::through(document);
    for finding in &mut found {
        let node = finding.primary.and_then(|place| document.at(place.span.lo));
        finding.path = node.map_or_else(String::new, |node| ways.to(node.index()).to_string());
    }
    found
}

/// How many objects are judged before what was found in them is put to the rest.
const PIECE: usize = 8192;

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
