//! The language server as an editor meets it: messages in, messages out, in process (`editor.rs` plays the editor).
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "a test fails by panicking"
)]

mod editor;
mod endings;
mod findings;
mod fuzz;
mod process;
mod sessions;
mod sync;
mod workspace;
