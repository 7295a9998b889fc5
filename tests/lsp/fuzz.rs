//! Somebody who types anything anywhere: the server's text stays the editor's, and its answers are those of a server that sees
//! the text for the first time.
//!
//! Each run edits several texts some hundred times in all; `ATTRC_FULL=1` makes it 100,000, and `ATTRC_SEED=N` repeats one seed.

use serde_json::{Value, json};

use super::editor::{Editor, repository, uri};
use super::sync::server_text;

/// What is typed: the language's own words and signs, and what is hard for texts.
const PIECES: [&str; 40] = [
    "{",
    "}",
    "\"",
    "\"\"\"",
    "[",
    "]",
    "#",
    "\n",
    "\r\n",
    "\n\n",
    " ",
    "  ",
    "\\",
    ",",
    "..",
    "actor",
    "organization o \"O\"\n",
    "source s \"S\" { publisher o  published 2024-03-05 }\n",
    "from s {\n",
    "o says { o targets o  likely }\n",
    "use \"b.attr\"\n",
    "likely",
    "not ",
    "during 2021",
    "T1566.002",
    "attack G0128",
    "aka \"武汉\"",
    "晓",
    "😀",
    "𝄞",
    "e\u{301}",
    "\u{202e}",
    "\t",
    "[entry]",
    "targets",
    "2024-13-45",
    "\u{feff}",
    "quoting \"words\"",
    "a",
    "_",
];

/// Texts to begin with.
const TEXTS: [&str; 4] = [
    "fixtures/cases/harbor/main.attr",
    "fixtures/cases/apt31/main.attr",
    "fixtures/cases/isoon/main.attr",
    "fixtures/cases/korea.attr",
];

/// A source of choices (splitmix64).
struct Choices(u64);

impl Choices {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    fn below(&mut self, limit: usize) -> usize {
        (self.next() % limit.max(1) as u64) as usize
    }

    fn one<T: Copy>(&mut self, of: &[T]) -> T {
        of[self.below(of.len())]
    }
}

#[test]
fn whatever_is_typed_the_server_has_the_text_and_answers_as_if_it_were_new() {
    let full = std::env::var_os("ATTRC_FULL").is_some();
    let seed: u64 = std::env::var("ATTRC_SEED").ok().and_then(|seed| seed.parse().ok()).unwrap_or(1);
    // Texts grow with what is typed, so that each seed is short, and there are many.
    let (seeds, edits, checks) = if full { (seed..seed + 250, 400, 50) } else { (seed..seed + 4, 125, 60) };
    for seed in seeds {
        session(seed, edits, checks);
    }
}

/// Edits one text so many times; every so often all answers are compared.
fn session(seed: u64, edits: usize, check_each: usize) {
    let mut choices = Choices(seed);
    let unit = choices.one(&["utf-8", "utf-16", "utf-32"]);
    let text = repository(choices.one(&TEXTS));
    // A long text makes a slow test, and no other one.
    let text = clipped(&text, 6_000);
    let mut editor = Editor::new(&FILES, unit);
    editor.open("main.attr", text);
    let mut undo: Vec<String> = Vec::new();
    for edit in 1..=edits {
        let before = editor.texts["main.attr"].0.clone();
        if choices.below(12) == 0 && !undo.is_empty() {
            let old = undo.pop().unwrap();
            let length = before.len();
            editor.change("main.attr", &[(0..length, &old)]);
        } else {
            change(&mut editor, &mut choices);
            undo.push(before);
        }
        if choices.below(4) == 0 {
            let at = boundary(&editor.texts["main.attr"].0, choices.next() as usize);
            let place = editor.at("main.attr", at);
            editor.begin("textDocument/hover", place.clone());
            editor.begin("textDocument/completion", place);
        }
        if edit % 10 == 0 || edit == edits {
            assert_eq!(server_text(&mut editor, "main.attr"), editor.texts["main.attr"].0, "seed {seed}, edit {edit}");
        }
        if edit % check_each == 0 || edit == edits {
            compare(&mut editor, &mut choices, unit, &format!("seed {seed}, edit {edit}"));
        }
    }
}

const FILES: [(&str, &str); 2] = [
    ("attr.toml", include_str!("../../fixtures/cases/attr.toml")),
    ("b.attr", "actor tin_lantern \"Tin Lantern 武\"\norganization o \"Other\"\n"),
];

/// One message with one change or several.
fn change(editor: &mut Editor, choices: &mut Choices) {
    let mut text = editor.texts["main.attr"].0.clone();
    let mut changes = Vec::new();
    for _ in 0..=choices.below(3) / 2 * choices.below(4) {
        let from = boundary(&text, choices.next() as usize);
        let length = choices.one(&[0, 0, 0, 1, 1, 3, 17, 200]);
        let to = boundary(&text, (from + length).min(text.len())).max(from);
        let new = match choices.below(6) {
            0 => String::new(),
            1 => text[from..to].chars().rev().collect(),
            _ => (0..=choices.below(3)).map(|_| choices.one(&PIECES)).collect(),
        };
        text.replace_range(from..to, &new);
        changes.push((from..to, new));
    }
    let changes: Vec<_> = changes.iter().map(|(range, new)| (range.clone(), new.as_str())).collect();
    editor.change("main.attr", &changes);
}

/// A place between two characters.
fn boundary(text: &str, number: usize) -> usize {
    let at = number % (text.len() + 1);
    (0..=at).rev().find(|at| text.is_char_boundary(*at)).unwrap()
}

/// Asks the server and one that opens the text for the first time the same.
fn compare(editor: &mut Editor, choices: &mut Choices, unit: &str, when: &str) {
    let text = editor.texts["main.attr"].0.clone();
    let mut fresh = Editor::new(&FILES, unit);
    fresh.open("main.attr", &text);
    let document = json!({ "textDocument": { "uri": uri("main.attr") } });
    let mut asks: Vec<(&str, Value)> =
        ["documentSymbol", "semanticTokens/full", "foldingRange", "documentLink", "codeLens"]
            .iter()
            .map(|method| (*method, document.clone()))
            .collect();
    for _ in 0..4 {
        let place = editor.at("main.attr", boundary(&text, choices.next() as usize));
        asks.push(("hover", place.clone()));
        asks.push(("definition", place.clone()));
        let mut references = place;
        references["context"] = json!({ "includeDeclaration": true });
        asks.push(("references", references));
    }
    for (method, params) in asks {
        let method = format!("textDocument/{method}");
        let answers = [editor.try_ask(&method, params.clone()), fresh.try_ask(&method, params)];
        assert_eq!(answers[0], answers[1], "{when}: {method}\n{text}");
    }
    editor.settle();
    fresh.settle();
    let found = |editor: &Editor| editor.findings.get("main.attr").map(|told| told["diagnostics"].clone());
    let none = json!([]);
    assert_eq!(found(editor).unwrap_or(none.clone()), found(&fresh).unwrap_or(none), "{when}\n{text}");
}

fn clipped(text: &str, limit: usize) -> &str {
    match text.char_indices().filter(|(at, letter)| *at > limit && *letter == '\n').map(|(at, _)| at).next() {
        Some(end) => &text[..=end],
        None => text,
    }
}
