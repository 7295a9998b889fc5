//! Mistakes that the language leaves no room for: a test each that shows why there is no rule against it.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test fails by panicking")]

mod said;
mod shown;
