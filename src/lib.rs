//! attrc compiles attribution facts (who did what, according to whom) to STIX 2.1.

pub mod diag;
pub mod facts;
pub mod source;
pub mod stix;
pub mod syntax;
pub mod vocab;
