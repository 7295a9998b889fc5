//! A tree that is brought up to date after an edit is the tree of the new text.

use std::cell::Cell;

use proptest::collection::vec;
use proptest::prelude::any;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use tree_sitter::{InputEdit, Point};

use super::corpus::tests;
use super::{files, parser};

/// What is put into texts: what opens, closes and separates, and strings that are not closed.
const PARTS: [&str; 12] = ["", "\"", "\"\"\"", "\n", "{", "}", "#", "\\", "-", "从", "x ", " \"a\" "];

#[test]
fn trees_after_edits_are_those_of_the_new_text() {
    let corpus = files("corpus");
    let corpus = corpus.iter().flat_map(|(_, file)| tests(file)).map(|(_, text, _)| text.to_owned());
    let texts: Vec<String> = corpus.chain(files("highlight").into_iter().map(|(_, text)| text)).collect();
    let whole = Cell::new(0);
    let config = Config { cases: 2_000, failure_persistence: None, ..Config::default() };
    let mut runner = TestRunner::new_with_rng(config, TestRng::deterministic_rng(RngAlgorithm::ChaCha));
    let strategy = (any::<proptest::sample::Index>(), vec(any::<(u16, u8, u8)>(), 1..4));
    let done = runner.run(&strategy, |(text, edits)| {
        let mut text = text.get(&texts).clone();
        let mut parser = parser();
        let mut tree = parser.parse(&text, None).unwrap();
        for (at, length, part) in edits {
            let start = boundary(&text, usize::from(at) % (text.len() + 1));
            let end = boundary(&text, start + usize::from(length) % 8).max(start);
            let part = PARTS[usize::from(part) % PARTS.len()];
            let mut new = text.clone();
            new.replace_range(start..end, part);
            tree.edit(&InputEdit {
                start_byte: start,
                old_end_byte: end,
                new_end_byte: start + part.len(),
                start_position: point(&text, start),
                old_end_position: point(&text, end),
                new_end_position: point(&new, start + part.len()),
            });
            tree = parser.parse(&new, Some(&tree)).unwrap();
            text = new;
            // What is broken may be mended in several ways, and a tree that was edited remembers one.
            let fresh = parser.parse(&text, None).unwrap();
            if !fresh.root_node().has_error() {
                whole.set(whole.get() + 1);
                assert_eq!(tree.root_node().to_sexp(), fresh.root_node().to_sexp(), "{text}");
            }
        }
        Ok(())
    });
    done.unwrap_or_else(|error| panic!("{error}"));
    assert!(whole.get() > 500, "{}", whole.get());
}

/// The last place between two characters up to this one.
fn boundary(text: &str, at: usize) -> usize {
    (0..=at.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or_default()
}

fn point(text: &str, at: usize) -> Point {
    let before = &text[..at];
    Point { row: before.matches('\n').count(), column: at - before.rfind('\n').map_or(0, |line| line + 1) }
}
