//! The grammar of `grammar/attr.ebnf` and the compiler, held to each other.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "a test fails by panicking"
)]

mod bulk;
mod derive;
mod derived;
mod fits;
mod formatted;
mod layout;
mod leaves;
mod mutants;
mod notation;
mod recognise;
mod recovery;
mod tables;
mod told;
mod treesitter;

use std::sync::LazyLock;

use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};

use notation::Grammar;

static GRAMMAR: LazyLock<Grammar> =
    LazyLock::new(|| Grammar::read(include_str!("../../grammar/attr.ebnf"), &["file", "SPACE", "FILE_END"]));

/// A runner whose cases are the same each time.
fn runner(cases: u32) -> TestRunner {
    let config = Config { cases, failure_persistence: None, ..Config::default() };
    TestRunner::new_with_rng(config, TestRng::deterministic_rng(RngAlgorithm::ChaCha))
}
