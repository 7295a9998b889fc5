//! Much of everything. These tests measure work by ending at all: rescanning a text for each finding would take
//! minutes, and miette's own sources would.

use super::*;

const FORMATS: [Format; 4] = [Format::Terminal, Format::Json, Format::Sarif, Format::Github];

fn all_formats(content: String, step: usize) {
    let texts = [Text::new("a.attr", content)];
    let spans = (0..texts[0].content.len()).step_by(step).map(|at| Span::new(at as u32, at as u32 + 5));
    let found: Vec<Diagnostic> = spans
        .map(|span| Diagnostic::new(&UNKNOWN_KIND, Location::new(FileId(0), span), "look").label("here"))
        .collect();
    assert!(found.len() >= 10_000);
    let style = Style { limit: usize::MAX, ..Style::default() };
    for format in FORMATS {
        assert!(rendered(format, &found, &texts, &style).matches("E9901").count() >= found.len(), "{format:?}");
    }
}

#[test]
fn ten_thousand_findings_in_a_megabyte_of_lines() {
    all_formats("acter APT1 \"Unit 61398\"\n".repeat(42_000), 100);
}

#[test]
fn ten_thousand_findings_in_one_line_of_a_megabyte() {
    all_formats("acter 海莲花 ".repeat(65_000), 100);
}
