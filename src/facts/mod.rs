//! What the files say, once names are resolved and values understood: entities, claims, statements and responses.
//!
//! Facts know no STIX objects, no JSON and no ids. Each carries an [`Origin`], a number that [`Facts::location`] turns
//! into a place in a file, so that later stages can report without knowing of files.

mod checks;
pub mod evidence;
mod fitting;
mod givers;
mod hijacked;
pub mod lifecycle;
mod lower;
mod model;
mod project;
mod property;
mod quantity;
mod quotation;
mod reference;
mod scope;
mod sequence;
mod sets;
mod spelling;
mod time;
mod value;

pub use checks::check;
pub use fitting::{fits, may_begin};
pub use lower::{COMMON_QUALIFIERS, defang, gather, refang};
pub use model::*;
pub use project::declared_manifest;
pub use quantity::{NotAQuantity, quantity};
pub use quotation::{Haystack, Texts, stored_text, texts};
pub use scope::using;
pub use sequence::Sequence;
pub use sets::{MEMBERS, SIZE};
pub use spelling::spelled;
pub use time::{NotATime, When, parse_time, qualify, when};
