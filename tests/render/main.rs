//! What each format makes of diagnostics. Snapshots show the text beside what was made of it.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, reason = "a test fails by panicking")]

mod bulk;
mod machines;
mod random;
mod terminal;

use attrc::diag::render::{Format, Style, render};
use attrc::diag::{Code, Diagnostic, Fix, Severity};
use attrc::source::{FileId, Location, Span, Text};

static UNKNOWN_KIND: Code = Code {
    id: "E9901",
    name: "unknown-kind",
    severity: Severity::Error,
    title: "a statement starts with a word that names no kind",
    explanation: "Statements start with the kind of what they are about. `attrc list kinds` shows them all.",
};

static DECLARED_TWICE: Code = Code {
    id: "E9902",
    name: "declared-twice",
    severity: Severity::Error,
    title: "two statements declare one name",
    explanation: "A name stands for one thing. Give one of them another name.",
};

static LONG_QUOTE: Code = Code {
    id: "L9901",
    name: "long-quote",
    severity: Severity::Warning,
    title: "a quotation is very long",
    explanation: "Quote the sentence that supports the claim, not the page.",
};

/// The place of the first `part` in a text.
fn place(texts: &[Text], file: u32, part: &str) -> Location {
    let content = &texts[file as usize].content;
    let lo = content.find(part).expect("the part is in the text");
    Location::new(FileId(file), Span::new(lo as u32, (lo + part.len()) as u32))
}

fn rendered(format: Format, diagnostics: &[Diagnostic], texts: &[Text], style: &Style) -> String {
    let mut out = Vec::new();
    render(format, diagnostics, texts, style, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

/// The texts and what a format makes of the diagnostics, as one snapshot. Line ends and tabs of the texts are shown.
fn side_by_side(format: Format, diagnostics: &[Diagnostic], texts: &[Text], style: &Style) -> String {
    let mut shown = String::new();
    for text in texts {
        let content = text.content.replace('\t', "→\t").replace('\r', "␍").replace('\n', "␊\n").replace('\u{1b}', "␛");
        shown.push_str(&format!("=== {} ===\n{content}\n", text.path));
    }
    let output = rendered(format, diagnostics, texts, style).replace('\u{1b}', "␛");
    shown + &format!("=== {format:?} ===\n{output}")
}

/// A case with all that a diagnostic can have: marks in its text and another, help, both sorts of fixes.
fn full() -> (Vec<Diagnostic>, Vec<Text>) {
    let main = "acter apt1 \"Comment Crew\" {\n  attack G0006\n}\n\nactor apt1 \"PLA Unit 61398\"\n";
    let shared = "# names that all cases share\nactor apt1 \"APT1\"\n";
    let texts = vec![Text::new("cases/apt 1/main.attr", main), Text::new("shared.attr", shared)];
    let kind = place(&texts, 0, "acter");
    let first = Location::new(FileId(0), Span::new(6, 10));
    let second = place(&texts, 0, "apt1 \"PLA");
    let second = Location::new(FileId(0), Span::new(second.span.lo, second.span.lo + 4));
    let diagnostics = vec![
        Diagnostic::new(&UNKNOWN_KIND, kind, "there is no kind `acter`")
            .label("not a kind")
            .help("did you mean `actor`?")
            .fix(Fix::safe("write `actor`", kind, "actor")),
        Diagnostic::new(&DECLARED_TWICE, second, "`apt1` is declared twice")
            .label("declared again")
            .related(first, "declared here")
            .related(place(&texts, 1, "apt1"), "and here")
            .help("give one of them another name, or take one away")
            .fix(Fix::guess("write `apt1_2`", second, "apt1_2")),
        Diagnostic::new(&LONG_QUOTE, place(&texts, 0, "\"PLA Unit 61398\""), "this quotation is 50% of the text"),
        Diagnostic::nowhere(&UNKNOWN_KIND, "cannot read `missing.attr`").help("check the path"),
    ];
    (diagnostics, texts)
}
