//! Releases: what `attr.lock` says was released last, what the text says now, and what that makes of each object.
//!
//! [`Lock::read`] reads the lock, [`release`] gives every object its version and withdraws what vanished, and
//! [`Lock::write`] is what is released next. A [`Release`] is all that leaves the house; where it goes is not known here
//! (mapping: ids and versions; STIX 2.1, section 3.6).

mod change;
mod content;
mod line;
mod lock;
mod release;

pub use change::{Change, Property, What};
pub use content::content;
pub use lock::{LOCK, Lock, STIX};
pub use release::{Release, release};
