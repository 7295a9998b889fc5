//! Diagnostics: what is wrong, where, and what to do about it.
//!
//! Every stage returns [`Diagnostic`]s beside what it understood. Their codes stand in one table ([`codes`]), fixes are
//! data ([`Fix`]), levels are set per lint ([`Levels`]), and each output format is one file in [`render`].

pub mod codes;
mod diagnostic;
mod fix;
mod levels;
pub mod render;
mod suggest;

/// How many findings a stage makes of one input before it only counts them: nobody reads more, and a hostile file of
/// mistakes alone must not fill the memory.
pub const FINDINGS_LIMIT: usize = 10_000;

pub use codes::Code;
pub use diagnostic::{Diagnostic, Label, Severity};
pub use fix::{Applicability, Edit, Fix, apply_edits, apply_fixes, fitting};
pub use levels::{Levels, UnknownLint};
pub use suggest::{did_you_mean, nearest};
