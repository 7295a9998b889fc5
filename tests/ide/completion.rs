//! What may be written at a cursor, and that nothing is offered which is refused there.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use attrc::diag::Severity;
use attrc::ide::{Analysis, Completion, Completions, Reach, complete, signature};
use attrc::source::{FileId, Location, Span, Text};
use attrc::syntax::token::{Kind, token};
use attrc::syntax::{Parsed, parse};
use attrc::world::{Disk, Memory};
use proptest::prelude::*;

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
        if let Some(first) = answer.items.first().filter(|first| !first.documentation.is_empty()) {
            let _ = writeln!(out, "\n{}:\n{}", first.label, first.documentation);
        }
        out
    });
}

#[test]
fn what_is_offered_can_be_read() {
    for (name, drawn) in fixtures("completion") {
        let (answer, _) = ask(&drawn);
        for item in &answer.items {
            assert!(!put_in(&drawn, &answer, item).is_empty(), "{name}: {item:?}");
        }
    }
}

#[test]
fn what_is_offered_is_not_refused() {
    let mut wrong = Vec::new();
    for (name, drawn) in fixtures("completion") {
        let (answer, _) = ask(&drawn);
        for item in answer.items.iter().filter(|item| item.edits.is_empty()).take(MOST) {
            let refused = |text: &String| refused(&drawn, text, answer.replace.lo, first_word(&filled(item)));
            let all: Vec<Option<String>> = put_in(&drawn, &answer, item).iter().map(refused).collect();
            if let Some(message) = all.iter().flatten().next().filter(|_| all.iter().all(Option::is_some)) {
                wrong.push(format!("{name}: {}: {message}", item.label));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
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

/// People write these words there, so they are offered there: of the cases every seventh word that is no new name.
#[test]
fn what_people_write_is_offered() {
    let (mut wrong, mut count, mut first) = (Vec::new(), 0, 0);
    for path in cases() {
        let parse = |text: &Text| Arc::new(Parsed::new(text.content.clone()));
        let near = Analysis::new(&Disk, std::slice::from_ref(&path), Reach::Near, parse);
        let file = near.file(&path).unwrap();
        let content = &near.text(file).unwrap().content;
        for word in words(content).into_iter().skip(2).step_by(7) {
            let span = Span::of(content, word);
            let place = Location::new(file, span);
            let facts = near.facts();
            let is_new = facts.entities.iter().any(|entity| facts.location(entity.origin) == place)
                || facts.labels.iter().any(|row| row.place.file == file && row.place.span.lo + 1 == span.lo);
            if is_new {
                continue;
            }
            count += 1;
            let answer = complete(&Disk, &near, None, file, span.lo + 2);
            let is_it = |item: &Completion| {
                let written = item.insert.trim_matches(['[', ']']);
                first_word(&item.insert) == word || written.split('/').any(|part| part == word)
            };
            match answer.items.iter().position(is_it) {
                Some(rank) => first += usize::from(rank < 10),
                None if answer.incomplete => {}
                None => {
                    let lines = &near.text(file).unwrap().lines;
                    let line = lines.content(content, lines.line_of(span.lo));
                    wrong.push(format!("{word} in {}: {line}", path.display()));
                }
            }
        }
    }
    assert!(count > 500 && first * 100 > count * 95, "{first} of {count} are among the first ten");
    assert!(wrong.is_empty(), "{} of {count}\n{}", wrong.len(), wrong.join("\n"));
}

/// The files of the cases.
fn cases() -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/cases")];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            match path.extension() {
                _ if path.is_dir() => folders.push(path),
                Some(end) if end == "attr" => found.push(path),
                _ => {}
            }
        }
    }
    found.sort();
    found
}

/// The words and codes of a text, but the shortest.
fn words(content: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut rest = content;
    while let Ok((after, next)) = token(rest)
        && next.kind != Kind::End
    {
        let is_word = matches!(next.kind, Kind::Word | Kind::Code) && next.text.len() > 2;
        found.extend(is_word.then_some(next.text));
        rest = after;
    }
    found
}

/// The error that a text has at a word that was put in.
fn refused(drawn: &Drawn, text: &str, at: u32, word: &str) -> Option<String> {
    let mut files = drawn.files.clone();
    files.insert(drawn.asked.clone(), text.to_owned());
    let world = Memory::new(files);
    let parse = |text: &Text| Arc::new(Parsed::new(text.content.clone()));
    let analysis = Analysis::new(&world, std::slice::from_ref(&drawn.asked), Reach::Near, parse);
    let (file, word) = (analysis.file(&drawn.asked).unwrap(), Span::new(at, at + word.len() as u32));
    let is_here = |place: &Location| place.file == file && word.lo <= place.span.lo && place.span.lo < word.hi;
    let mut errors = analysis.compilation.diagnostics.iter().filter(|found| found.severity == Severity::Error);
    errors.find(|found| found.primary.as_ref().is_some_and(is_here)).map(|found| format!("{}\n{text}", found.message))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    /// Text is nearly always broken while somebody types.
    #[test]
    fn no_text_is_too_broken(at in 0.0..1.0_f64, length in 0..60_usize, typed in "[a-z_\\[\\]{},\"# 0-9A-Z武𝒳\\n./]{0,8}") {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/cases/harbor/main.attr");
        let content = std::fs::read_to_string(&path).unwrap();
        let boundary = |mut at: usize| {
            while !content.is_char_boundary(at) {
                at -= 1;
            }
            at
        };
        let lo = boundary((content.len() as f64 * at) as usize);
        let hi = boundary((lo + length).min(content.len()));
        let broken = format!("{}{typed}{}", &content[..lo], &content[hi..]);
        let world = Memory::new([(path.clone(), broken.clone())]);
        let parse = |text: &Text| Arc::new(Parsed::new(text.content.clone()));
        let near = Analysis::new(&world, std::slice::from_ref(&path), Reach::Near, parse);
        let (file, offset) = (near.file(&path).unwrap(), (lo + typed.len()) as u32);
        let answer = complete(&world, &near, Some(&near), file, offset);
        prop_assert!(answer.items.is_empty() || answer.replace.lo <= offset && offset <= answer.replace.hi);
        prop_assert!(near.text(file).unwrap().content.get(answer.replace.range()).is_some());
        signature(&near, file, offset);
    }
}

/// The text with an item put in, and whatever may stand behind it so that it can be read.
fn put_in(drawn: &Drawn, answer: &Completions, item: &Completion) -> Vec<String> {
    let before = &drawn.files[&drawn.asked][..answer.replace.lo as usize];
    let insert = filled(item);
    let texts = TAILS.iter().map(|tail| {
        let text = format!("{before}{insert}{tail}");
        format!("{text} {}", closers(&text))
    });
    let is_here = |place: Location| place.span.hi >= answer.replace.lo && !place.span.is_empty();
    let is_read = |text: &String| {
        let (_, found) = parse(FileId::default(), text);
        !found.iter().any(|found| found.primary.is_some_and(is_here))
    };
    texts.filter(is_read).collect()
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
    let out = out.replace("\\}", "}");
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
