//! What is derived from the grammar is read without a complaint, token by token.

use std::cell::RefCell;
use std::collections::BTreeSet;

use attrc::source::FileId;
use attrc::syntax::parse;
use proptest::collection::vec;
use proptest::prelude::{any, prop_assert, prop_assert_eq};

use super::derive::{Deriver, Node, choices, tokens};
use super::layout::at_random;
use super::notation::is_lexical;
use super::recognise::{self, Recogniser};
use super::{GRAMMAR, runner};

#[test]
fn derived_files_are_read() {
    let deriver = Deriver::new(&GRAMMAR);
    let recogniser = Recogniser::new(&GRAMMAR);
    let seen = RefCell::new(BTreeSet::from(["file".to_owned()]));
    let done = runner(2_000).run(&(choices(6), vec(any::<u16>(), 0..300)), |(choices, spaces)| {
        let file = deriver.file(&choices);
        rules(&file, &mut seen.borrow_mut());
        let text = at_random(&deriver, &file, &spaces);
        let mut expected = Vec::new();
        tokens(&file, &mut expected);
        prop_assert_eq!(recognise::tokens(&text), expected, "{}", text);
        prop_assert!(recogniser.is_file(&text), "derived, but not recognised:\n{}", text);
        let (_, diagnostics) = parse(FileId(0), &text);
        prop_assert!(diagnostics.is_empty(), "{}\n{:#?}", text, diagnostics);
        Ok(())
    });
    done.unwrap_or_else(|error| panic!("{error}"));
    let all = GRAMMAR.rules.keys().filter(|name| !is_lexical(name)).cloned().collect();
    assert!(seen.into_inner().is_superset(&all), "every rule is tried");
}

fn rules(node: &Node, seen: &mut BTreeSet<String>) {
    if let Node::Rule(name, parts) = node {
        seen.insert(name.clone());
        parts.iter().for_each(|part| rules(part, seen));
    }
}

/// What the grammar cannot say is left to the rules (S …), and that is all that is left.
#[test]
fn broken_snippets_are_not_in_the_grammar() {
    // The recogniser calls itself some ten times a level, and the deepest snippet has more levels than may be.
    let judge = std::thread::Builder::new().stack_size(64 << 20).spawn(judge_broken_snippets).unwrap();
    judge.join().unwrap();
}

fn judge_broken_snippets() {
    let recogniser = Recogniser::new(&GRAMMAR);
    let file = include_str!("../../fixtures/syntax/snippets.txt");
    let snippets = file.split("\n=== ").skip(1).filter_map(|snippet| snippet.split_once('\n'));
    let (good, bad): (Vec<_>, Vec<_>) = snippets.partition(|(head, _)| head.contains("| good |"));
    for (head, text) in good {
        assert!(recogniser.is_file(text), "{head}");
    }
    let told: Vec<&str> = bad.iter().filter(|(_, text)| recogniser.is_file(text)).map(|(head, _)| *head).collect();
    let names: Vec<&str> = told.iter().filter_map(|head| head.split_whitespace().next()).collect();
    assert_eq!(names, ["deep_nesting", "text_closed_too_deep", "key_twice"]);
}
