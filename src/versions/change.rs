//! What became of an object since the last release.

use crate::json::{self, Kind, Node};
use crate::source::FileId;
use crate::stix::compare::{self, Mode};
use crate::stix::{Id, Object};

/// An object that is not as it was released last.
#[derive(Debug, Clone)]
pub struct Change {
    /// Its id.
    pub id: Id,
    /// What became of it.
    pub what: What,
    /// The object as it is now; of one that is gone, as it was last.
    pub object: Object,
}

/// What became of an object.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum What {
    /// It is there for the first time.
    New,
    /// It was there, was withdrawn, and is said again: a new object, since nothing comes after a withdrawal.
    Returned,
    /// It says something else.
    Changed(Vec<Property>),
    /// It is not said any more, and is taken back.
    Withdrawn,
    /// It is not said any more, and cannot be taken back: it has no versions, or is not ours.
    Gone,
}

/// A property that is not what it was.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Property {
    /// The way to it, as in `$.extensions.x.claim.hedge`.
    pub path: String,
    /// What it was; `None` for nothing.
    pub old: Option<String>,
    /// What it is.
    pub new: Option<String>,
}

/// What differs between two contents.
pub(super) fn properties(old: &str, new: &str) -> Vec<Property> {
    let ((old, _), (new, _)) = (json::read(FileId(0), old), json::read(FileId(1), new));
    let (Some(old), Some(new)) = (old.root(), new.root()) else { return Vec::new() };
    let changes = compare::values(old, new, Mode::Meaning);
    let changes = changes.into_iter().map(|change| Property {
        path: change.path.to_string(),
        old: change.left.map(shown),
        new: change.right.map(shown),
    });
    changes.collect()
}

/// A text as it is meant, anything else as it is written.
fn shown(node: Node<'_>) -> String {
    match node.kind() {
        Kind::String => node.string().unwrap_or_default().into_owned(),
        _ => node.raw().to_owned(),
    }
}
