//! What editors ask and what they are answered: texts with a cursor drawn in them, answers drawn below (`drawing.rs`).
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "a test fails by panicking"
)]

mod actions;
mod any_text;
mod anywhere;
mod completion;
mod drawing;
mod hints;
mod hover;
mod lenses;
mod navigation;
mod node;
mod outline;
mod rename;
mod signature;
mod tokens;
