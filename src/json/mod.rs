//! JSON text as a tree that knows its places (RFC 8259).
//!
//! [`read`] makes one flat list of small nodes and copies nothing: a string stays where it stands, escapes are resolved
//! and numbers are read when somebody asks. So a document costs twelve bytes a value beside its text, and whatever is
//! found in it later can be shown at its line. Reading never fails: it returns what it understood and what is wrong.

mod document;
mod path;
mod read;
mod report;
mod scan;
mod ways;

pub use document::{Document, Kind, Member, Node, Number};
pub use path::{Path, Step};
pub use read::{DEPTH, read};
pub use ways::Ways;
