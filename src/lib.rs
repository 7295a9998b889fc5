//! attrc compiles attribution facts (who did what, according to whom) to STIX 2.1.

pub mod cli;
mod compile;
pub mod diag;
pub mod facts;
pub mod project;
pub mod reference;
pub mod source;
pub mod stix;
pub mod syntax;
pub mod vocab;
pub mod world;

pub use compile::{Compilation, compile};
