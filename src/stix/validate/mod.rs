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
pub mod format;
mod id;
mod index;
mod judge;
mod object;
mod shape;
pub(super) mod time;

use rayon::prelude::*;

use crate::diag::codes::standard as codes;
use crate::diag::{Diagnostic, FINDINGS_LIMIT};
use crate::json::{Document, Kind, Node, Path, Step};
use crate::source::FileId;
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
    let prefix = |at: usize| match root.kind() {
        Kind::List => Path(vec![Step::Index(at)]),
        _ if is_bundle => Path(vec![Step::Key("objects".to_owned()), Step::Index(at)]),
        _ => Path::default(),
    };
    let judged: Vec<Vec<Diagnostic>> = objects
        .par_iter()
        .enumerate()
        .map(|(at, object)| {
            let mut judge = Judge::new(file, *object, &index);
            judge.object(is_bundle || root.kind() == Kind::List);
            let mut found = judge.found;
            for finding in &mut found {
                finding.path = path(*object, finding, || prefix(at));
            }
            found
        })
        .collect();
    let mut found: Vec<Diagnostic> = judged.into_iter().flatten().take(FINDINGS_LIMIT).collect();
    let mut whole = Judge::new(file, root, &index);
    if is_bundle {
        whole.container_of_objects();
    }
    whole.between(&objects);
    for finding in &mut whole.found {
        finding.path = path(root, finding, Path::default);
    }
    found.extend(whole.found);
    found.sort_by_key(Diagnostic::order);
    found
}

/// The way to what a finding is about, which lies in a node whose own way is told.
fn path(within: Node<'_>, finding: &Diagnostic, prefix: impl Fn() -> Path) -> String {
    let Some(place) = finding.primary else { return String::new() };
    let mut path = prefix();
    if let Some(node) = within.document().at(place.span.lo) {
        path.0.extend(within.way_to(node.index()).0);
    }
    path.to_string()
}

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
