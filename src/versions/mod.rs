//! Versions: what was released, what of it has changed, and which version each object has now.
//!
//! A [`Lock`] is the last release of a project, one line an object. [`release`] lays the objects of a build beside it: what
//! is new keeps its dates, what has changed gets a later `modified`, what has vanished is revoked, for ever (STIX 2.1,
//! section 3.6). What comes out is a [`Release`]: objects, the next lock, and what changed, as data.
//!
//! This layer knows objects and texts, no files and no facts: who calls it reads and writes `attr.lock`.

mod author;
mod change;
mod content;
mod lock;
mod release;
mod title;
pub mod told;

pub use change::{Change, Difference, Rename, Tally, What};
pub use lock::{Entry, LOCK, Lock, section};
pub use release::{Clash, Conflict, Draft, Release, borrow, release};
pub use title::title;
