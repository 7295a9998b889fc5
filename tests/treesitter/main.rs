//! The grammar for tree-sitter by its own tests, without its command line: the corpus, and assertions about colours.
//!
//! `tests/grammar/treesitter.rs` holds it to the compiler; `tests/grammars/run` runs the same tests by the command line.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "a test fails by panicking"
)]

mod corpus;
mod edits;
mod highlights;
mod queries;

use std::path::PathBuf;

use tree_sitter::{Language, Parser};

fn language() -> Language {
    tree_sitter_attr::LANGUAGE.into()
}

fn parser() -> Parser {
    let mut parser = Parser::new();
    parser.set_language(&language()).unwrap();
    parser
}

/// The files of a folder of tests, in order.
fn files(folder: &str) -> Vec<(PathBuf, String)> {
    let folder = PathBuf::from("grammar/tree-sitter-attr/test").join(folder);
    let mut found: Vec<(PathBuf, String)> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .map(|path| (path.clone(), std::fs::read_to_string(path).unwrap()))
        .collect();
    found.sort();
    assert!(!found.is_empty());
    found
}
