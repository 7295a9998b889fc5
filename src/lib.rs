//! attrc compiles attribution facts (who did what, according to whom) to STIX 2.1.
//!
//! The folders tell the data's way, and [`compile`] walks it:
//!
//! 1. [`source`]: bytes become a [`source::Text`], with places in it;
//! 2. [`syntax::parse`]: a text becomes a [`syntax::Tree`], whatever is wrong with it;
//! 3. [`project::load`]: paths become a [`project::Project`] by its `use` lines, with its manifest and stored texts;
//! 4. [`facts::gather`]: trees become [`facts::Facts`]: names resolved, values typed, quotations found;
//! 5. [`stix::emit()`]: facts become [`stix::Object`]s, and [`stix::Bundle`] their bytes;
//! 6. [`targets::retarget`]: objects become those that a consumer accepts, where the build is for one;
//! 7. [`versions::release`]: objects become the next release, by what `attr.lock` says of the last one;
//! 8. [`cli`]: the command line around it.
//!
//! Beside the way stand [`mod@format`], which lays a text out by its tree; [`queries`] and [`ide`], which answer people and their
//! editors, with [`lsp`], the protocol around the latter; [`diag`], what every stage reports and how it is
//! shown; [`vocab`], the language and the standard
//! as look-ups in tables generated from `grammar/`; and [`world`], the only door to files, servers, the clock and the environment.
//! `docs/architecture.md` says of each what it does and what it does not know.

pub mod cli;
mod compile;
pub mod diag;
pub mod facts;
pub mod format;
pub mod ide;
pub mod import;
pub mod json;
pub mod lsp;
pub mod outputs;
pub mod project;
pub mod queries;
pub mod reference;
pub mod review;
pub mod roundtrip;
pub mod source;
pub mod stix;
pub mod syntax;
pub mod targets;
pub mod versions;
pub mod vocab;
pub mod world;

pub use compile::{Compilation, Goal, Sources, compile, compile_for, compile_sources, sources};
