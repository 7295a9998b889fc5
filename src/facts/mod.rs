//! What the files say, once names are resolved and values understood: entities, claims, statements and responses.
//!
//! Facts know no STIX objects, no JSON and no ids. Each carries an [`Origin`], a number that [`Facts::location`] turns
//! into a place in a file, so that later stages can report without knowing of files.

mod checks;
mod lower;
mod model;
mod quantity;
mod quotation;
mod scope;
mod time;

pub use lower::{gather, refang};
pub use model::*;
