//! STIX 2.1: facts as objects, objects as bytes.
//!
//! [`emit()`] turns facts into objects by the table of `language/mapping.md`, one function a row; [`Bundle`] turns
//! objects into a bundle. Emission knows nothing of files or spans: what is wrong is
//! said with the origin of a fact. [`validate`] judges documents, whoever wrote them, and [`compare`] tells what is
//! different between two of them.

mod bundle;
mod canonical;
pub mod catalogue;
pub mod compare;
mod emit;
pub mod ids;
mod object;
pub mod pattern;
#[cfg(feature = "stix-rs")]
pub mod stix_rs;
mod time;
pub mod validate;
pub mod value;

pub use bundle::Bundle;
pub use canonical::canonical;
pub use emit::{
    ATTRC_IDENTITY, Author, EXTENSION, Emission, Finding, Made, Named, Settings, arrange, author_id, emit, name,
    official_ids, undated, words,
};
pub use ids::Id;
pub use object::Object;
pub use time::rfc3339;
