//! What may be written at a cursor, and that nothing is offered which is refused there.

use std::fmt::Write as _;
use std::sync::Arc;

use attrc::diag::Severity;
use attrc::ide::{Analysis, Completion, Completions, Reach, complete};
use attrc::source::{FileId, Span};
use attrc::syntax::token::{Kind, token};
use attrc::syntax::{Parsed, parse};
use attrc::world::Memory;

use crate::drawing::{Drawn, every, fixtures};

/// How many offers of a fixture are put in and compiled.
const MOST: usize = 25;

/// What may follow what is offered, so that it is complete.
const TAILS: &[&str] = &[
    "",
    " a",
    " \"a\"",
    " 2024",
    " a {}",
    " a \"a\" {}",
    " says {}",
    " a says {}",
    " [a]",
    " targets a",
    " a targets a",
    "\"",
    " {}",
    " { a 1 }",
];

#[test]
fn what_may_stand_at_a_cursor() {
    every("completion", |drawn| {
        let (answer, text) = ask(drawn);
        let mut out = format!("in place of {text:?}{}\n", if answer.incomplete { ", incomplete" } else { "" });
        for item in &answer.items {
            let kind = format!("{:?}", item.kind).to_lowercase();
            let _ = write!(out, "{kind:<9} {}", item.label);
            if item.insert != item.label {
                let _ = write!(out, "  →  {:?}", item.insert);
            }
            if !item.detail.is_empty() {
                let _ = write!(out, "  ·  {}", item.detail);
            }
            for edit in &item.edits {
                let _ = write!(out, "  +  {:?}", edit.text);
            }
            out.push('\n');
        }
        out
    });
}

#[test]
fn what_is_offered_can_be_read() {
    for (name, drawn) in fixtures("completion") {
        let (answer, _) = ask(&drawn);
        for item in &answer.items {
            assert!(put_in(&drawn, &answer, item).is_some(), "{name}: {item:?}");
        }
    }
}

#[test]
fn what_is_offered_is_not_refused() {
    for (name, drawn) in fixtures("completion") {
        let (answer, _) = ask(&drawn);
        for item in answer.items.iter().filter(|item| item.edits.is_empty()).take(MOST) {
            let Some(text) = put_in(&drawn, &answer, item) else { continue };
            let mut files = drawn.files.clone();
            files.insert(drawn.asked.clone(), text.clone());
            let world = Memory::new(files);
            let parse = |text: &attrc::source::Text| Arc::new(Parsed::new(text.content.clone()));
            let analysis = Analysis::new(&world, std::slice::from_ref(&drawn.asked), Reach::Near, parse);
            let file = analysis.file(&drawn.asked).unwrap();
            let word = Span::new(answer.replace.lo, answer.replace.lo + first_word(&filled(item)).len() as u32);
            let errors = analysis.compilation.diagnostics.iter().filter(|found| found.severity == Severity::Error);
            let refused = errors
                .filter(|found| found.primary.is_some_and(|place| place.file == file && place.span.lo < word.hi))
                .find(|found| found.primary.is_some_and(|place| place.span.lo >= word.lo));
            assert!(refused.is_none(), "{name}: {item:?}\n{text}\n{refused:?}");
        }
    }
}

#[test]
fn no_offset_of_any_fixture_is_too_much() {
    for (_, drawn) in fixtures("completion") {
        let (near, world) = (drawn.near(), Memory::new(drawn.files.clone()));
        let file = drawn.file(&near);
        let content = near.text(file).unwrap().content.clone();
        let offsets = (0..=content.len()).filter(|at| content.is_char_boundary(*at));
        for offset in offsets.step_by(7) {
            let answer = complete(&world, &near, None, file, offset as u32);
            let replace = answer.replace;
            assert!(answer.items.is_empty() || replace.lo as usize <= offset && offset <= replace.hi as usize);
            assert!(content.get(replace.range()).is_some());
        }
    }
}

/// The text with an item put in, and something behind it with which it can be read.
fn put_in(drawn: &Drawn, answer: &Completions, item: &Completion) -> Option<String> {
    let before = &drawn.files[&drawn.asked][..answer.replace.lo as usize];
    let insert = filled(item);
    TAILS.iter().find_map(|tail| {
        let text = format!("{before}{insert}{tail}");
        let text = format!("{text} {}", closers(&text));
        let (_, found) = parse(FileId::default(), &text);
        let is_here = |place: Span| place.hi >= answer.replace.lo && place.hi > place.lo;
        (!found.iter().any(|found| found.primary.is_some_and(|place| is_here(place.span)))).then_some(text)
    })
}

/// What is inserted, with what its holes stand for.
fn filled(item: &Completion) -> String {
    if !item.is_snippet {
        return item.insert.clone();
    }
    let mut out = String::new();
    let mut rest = item.insert.as_str();
    while let Some((head, hole)) = rest.split_once('$') {
        out.push_str(head);
        rest = match hole.strip_prefix('{') {
            Some(hole) => {
                let (named, rest) = hole.split_once('}').unwrap();
                out.push_str(named.split_once(':').unwrap().1);
                rest
            }
            None => &hole[1..],
        };
    }
    out.push_str(rest);
    let out = if out.ends_with('"') && item.insert.ends_with("\"$1\"") { out.replace("\"\"", "\"a\"") } else { out };
    ["YYYY", "MM", "DD", "QN"]
        .iter()
        .zip(["2024", "01", "31", "Q1"])
        .fold(out, |out, (hole, date)| out.replace(hole, date))
}

fn first_word(text: &str) -> &str {
    text.split([' ', '\n']).next().unwrap()
}

fn closers(text: &str) -> String {
    let mut open = Vec::new();
    let mut rest = text;
    while let Ok((after, next)) = token(rest)
        && next.kind != Kind::End
    {
        match next.text {
            "{" => open.push('}'),
            "[" => open.push(']'),
            "}" | "]" => drop(open.pop()),
            _ => {}
        }
        rest = after;
    }
    open.iter().rev().collect()
}

/// What is answered, and the text that would be replaced.
fn ask(drawn: &Drawn) -> (Completions, String) {
    let near = drawn.near();
    let whole = drawn.whole();
    let world = Memory::new(drawn.files.clone());
    let file = drawn.file(&near);
    let answer = complete(&world, &near, Some(&whole), file, drawn.cursor());
    let text = near.text(file).unwrap().slice(answer.replace).to_owned();
    (answer, text)
}
