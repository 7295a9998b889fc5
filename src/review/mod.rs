//! What changed between two documents, as a reviewer wants to know it: in words of the language, not in paths of JSON.
//!
//! [`diff`] reads both (`side.rs`), finds which objects belong together (`pairs.rs`) and lets each file of `changes/`
//! tell what it knows about. What nobody tells is counted as formal, so that everything that differs is one or the other.
//! The documents may be anybody's: where attrc's extension is absent, objects are told by type, relationship and name.

mod changes;
mod form;
mod ledger;
mod model;
mod pairs;
pub mod render;
mod side;
mod topics;
mod words;

pub use form::misshapen;
pub use model::{Aspect, Entry, Formal, Item, Place, Review, Sign};
pub use topics::{TOPICS, Topic, TopicRow};

use crate::json::Document;
use side::Side;

/// Tells what changed from one document to the other; each is a bundle, a list of objects or one object.
///
/// ```
/// use attrc::{json, review, source::FileId};
///
/// let old = r#"[{"type": "relationship", "id": "relationship--1", "relationship_type": "uses", "confidence": 15}]"#;
/// let new = r#"[{"type": "relationship", "id": "relationship--1", "relationship_type": "uses", "confidence": 85}]"#;
/// let ((old, _), (new, _)) = (json::read(FileId(0), old), json::read(FileId(1), new));
/// let review = review::diff(&old, &new);
/// assert_eq!(review.entries[0].what, "hedge raised");
/// ```
pub fn diff(old: &Document<'_>, new: &Document<'_>) -> Review {
    let (old, new) = (Side::of(old), Side::of(new));
    let pairs = pairs::match_up(&old, &new);
    let mut told = ledger::Ledger::default();
    changes::tell(&old, &new, &pairs, &mut told);
    told.finish()
}
