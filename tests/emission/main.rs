//! Emission: from facts to bundles, row by row of `language/mapping.md`.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    missing_docs
)]

mod article;
mod build;
mod certainty;
mod life_cycle;
mod rows;
mod schema;
mod text;
mod vectors;
