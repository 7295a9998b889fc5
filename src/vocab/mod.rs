//! The language and the standard as look-ups in tables.
//!
//! The tables stand in `grammar/`; `cargo run -p attrc-generate` writes them as Rust into `generated.rs` files, which
//! are committed, and a test keeps them fresh; long registers of names are read as they are. Nothing here computes: a row is what its table says.

pub mod addresses;
pub mod attack;
mod by_word;
pub mod language;
pub mod lifecycle;
pub mod names;
pub mod registers;
pub mod standard;
pub mod targets;
pub mod telling;
