//! Broken files: reading ends, every place lies in the text, and what is read without a complaint is in the grammar.

use attrc::diag::Diagnostic;
use attrc::source::{FileId, Span, decode};
use attrc::syntax::parse;
use attrc::syntax::tree::Tree;
use proptest::collection::vec;
use proptest::prelude::{Strategy, any};
use proptest::strategy::ValueTree;

use super::derive::{Deriver, choices};
use super::layout::{at_random, neat};
use super::leaves::leaves;
use super::recognise::{Recogniser, tokens};
use super::{GRAMMAR, runner};

/// What is put into texts.
const PARTS: &[&str] = &[
    "{",
    "}",
    "[",
    "]",
    ",",
    "/",
    "..",
    ".",
    "#",
    "\"",
    "\"\"\"",
    "\n",
    "\r\n",
    "\r",
    "\t",
    " ",
    "-",
    "_",
    "\\",
    "\\u{",
    "“",
    "”",
    "«",
    "é",
    "я",
    "😀",
    "\u{202e}",
    "\u{a0}",
    "\u{feff}",
    "5",
    "2024-03",
    "2024-3-5",
    "A",
    "a",
    "use",
    "from",
    "not",
    "null",
    "withheld",
    "per",
    "by",
    "some",
    "likely",
    "since",
    "says",
    "denies",
    "uses",
    "domain",
    "unknown",
    "confidence",
    "a b {",
    "a says {",
    "from a {",
    "use \"a\"",
    "[a]",
    "a_b-c",
    "x--y",
    "z-",
];

#[test]
fn mutants_are_read_to_their_end() {
    let deriver = Deriver::new(&GRAMMAR);
    let recogniser = Recogniser::new(&GRAMMAR);
    let bases = bases(&deriver);
    let strategy = (any::<proptest::sample::Index>(), vec(any::<(u8, u16, u16, u16)>(), 1..6));
    let done = runner(20_000).run(&strategy, |(base, steps)| {
        let mut text = base.get(&bases).clone();
        for step in steps {
            text = mutate(&text, step);
        }
        check(&recogniser, &text);
        Ok(())
    });
    done.unwrap_or_else(|error| panic!("{error}"));
}

/// Derived files in both layouts, the snippets, and all files of the fixtures.
pub fn bases(deriver: &Deriver<'_>) -> Vec<String> {
    let mut runner = runner(1);
    let mut bases = Vec::new();
    let strategy = (choices(4), vec(any::<u16>(), 0..100));
    for _ in 0..300 {
        let (choices, spaces) = strategy.new_tree(&mut runner).unwrap().current();
        let file = deriver.file(&choices);
        bases.push(at_random(deriver, &file, &spaces));
        bases.push(neat(&file).join("\n"));
    }
    let snippets = include_str!("../../fixtures/syntax/snippets.txt").split("\n=== ").skip(1);
    bases.extend(snippets.map(|snippet| snippet.split_once('\n').unwrap_or_default().1.to_owned()));
    let mut folders = vec![std::path::PathBuf::from("fixtures")];
    while let Some(folder) = folders.pop() {
        let mut paths: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
        paths.sort();
        for path in paths {
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "attr") {
                // The end of a long file is mutated as seldom as its start: it is taken in parts.
                // A fixture may be no text at all.
                let Ok(text) = decode(std::fs::read(path).unwrap()) else { continue };
                bases.extend(text.split("\n\n").map(str::to_owned));
            }
        }
    }
    bases
}

/// One step: bytes, tokens or lines go, come twice, change places or come from elsewhere; or the text ends early.
pub fn mutate(text: &str, (what, at, other, part): (u8, u16, u16, u16)) -> String {
    let mut pieces: Vec<&str> = match what % 3 {
        0 => text.split_inclusive(|_: char| true).collect(),
        1 => with_gaps(text),
        _ => text.split_inclusive('\n').collect(),
    };
    let part = PARTS[usize::from(part) % PARTS.len()];
    if pieces.is_empty() {
        return part.to_owned();
    }
    let (at, other) = (usize::from(at) % pieces.len(), usize::from(other) % pieces.len());
    match what / 3 % 6 {
        0 => drop(pieces.remove(at)),
        1 => pieces.insert(other, pieces[at]),
        2 => pieces.swap(at, other),
        3 => pieces[at] = part,
        4 => pieces.truncate(at),
        _ => pieces.insert(at, part),
    }
    pieces.concat()
}

/// Tokens and what stands between them.
pub fn with_gaps(text: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    let mut end = 0;
    for token in tokens(text) {
        let span = Span::of(text, token);
        pieces.push(&text[end..span.lo as usize]);
        pieces.push(token);
        end = span.hi as usize;
    }
    pieces.push(&text[end..]);
    pieces
}

/// What holds for every text.
pub fn check(recogniser: &Recogniser<'_>, text: &str) {
    let (tree, diagnostics) = parse(FileId(0), text);
    places_lie_in(text, &tree, &diagnostics);
    assert!(diagnostics.is_sorted_by_key(Diagnostic::order), "not sorted:\n{text}");
    assert!(diagnostics.len() <= text.len() + 1, "too many complaints:\n{text}");
    if diagnostics.is_empty() {
        assert!(recogniser.is_file(text), "read without a complaint, but not in the grammar:\n{text}");
    }
}

fn places_lie_in(text: &str, tree: &Tree<'_>, diagnostics: &[Diagnostic]) {
    let range = text.as_bytes().as_ptr_range();
    for leaf in leaves(tree) {
        let leaf = leaf.as_bytes().as_ptr_range();
        assert!(range.start <= leaf.start && leaf.end <= range.end, "a leaf is no part of the text:\n{text}");
    }
    for diagnostic in diagnostics {
        let edits = diagnostic.fixes.iter().flat_map(|fix| &fix.edits).map(|edit| edit.location);
        let related = diagnostic.related.iter().map(|label| label.location);
        for place in diagnostic.primary.into_iter().chain(edits).chain(related) {
            assert!(text.get(place.span.range()).is_some(), "{} is no place in:\n{text}", diagnostic.message);
        }
    }
}
