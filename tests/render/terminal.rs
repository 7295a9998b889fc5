//! For people: marks under the right columns, footers, the cap and the summary.

use super::*;

/// Marks `part` in a text with a label and shows both.
fn marked(content: &str, part: &str) -> String {
    let texts = [Text::new("a.attr", content)];
    let diagnostics = [Diagnostic::new(&UNKNOWN_KIND, place(&texts, 0, part), "look").label("here")];
    side_by_side(Format::Terminal, &diagnostics, &texts, &Style::default())
}

#[test]
fn marks_other_places_help_fixes_and_a_summary() {
    let (diagnostics, texts) = full();
    insta::assert_snapshot!(side_by_side(Format::Terminal, &diagnostics, &texts, &Style::default()));
}

#[test]
fn colour_and_ascii_follow_the_style() {
    let (diagnostics, texts) = full();
    let color = Style { color: true, ..Style::default() };
    insta::assert_snapshot!("colour", side_by_side(Format::Terminal, &diagnostics[..1], &texts[..1], &color));
    let ascii = Style { unicode: false, ..Style::default() };
    insta::assert_snapshot!("ascii", side_by_side(Format::Terminal, &diagnostics[..1], &texts[..1], &ascii));
}

#[test]
fn the_mark_stands_under_tabs_wide_characters_and_emoji() {
    insta::assert_snapshot!("tabs", marked("\tname\t\"x\"\t# end\n", "\"x\""));
    insta::assert_snapshot!("wide", marked("name \"海莲花 😀\" ocean\n", "ocean"));
    insta::assert_snapshot!("cyrillic", marked("# один\nname \"Медведь\" bear\n", "bear"));
}

#[test]
fn line_ends_of_windows_are_no_columns() {
    insta::assert_snapshot!(marked("actor A\r\nacter B\r\nactor C\r\n", "acter"));
}

#[test]
fn an_empty_span_at_the_end_still_says_what_is_missing() {
    for (name, content) in
        [("end_without_line_end", "actor A {"), ("end_after_line_end", "actor A {\n"), ("empty_text", "")]
    {
        let texts = [Text::new("a.attr", content)];
        let end = Location::new(FileId(0), Span::at(content.len() as u32));
        let diagnostics = [Diagnostic::new(&UNKNOWN_KIND, end, "the block is never closed").label("expected `}`")];
        let shown = side_by_side(Format::Terminal, &diagnostics, &texts, &Style::default());
        assert!(shown.contains("expected `}`"), "{shown}");
        insta::assert_snapshot!(name, shown);
    }
}

#[test]
fn a_mark_over_some_lines_has_a_bracket_and_one_over_many_its_first_line() {
    let some = "actor A {\n  name \"a\"\n}\nactor B\n";
    insta::assert_snapshot!("some_lines", marked(some, "{\n  name \"a\"\n}"));
    let many = format!("actor A {{\n{}}}\n", "  name \"a\"\n".repeat(9));
    insta::assert_snapshot!("many_lines", marked(&many, many.trim_start_matches("actor A ").trim_end()));
}

#[test]
fn marks_that_overlap_are_notes() {
    let texts = [Text::new("a.attr", "claim A attacked B\n")];
    let diagnostics = [Diagnostic::new(&UNKNOWN_KIND, place(&texts, 0, "A attacked B"), "a claim without a speaker")
        .label("this claim")
        .related(place(&texts, 0, "attacked"), "its verb")
        .related(place(&texts, 0, "claim"), "its word")];
    insta::assert_snapshot!(side_by_side(Format::Terminal, &diagnostics, &texts, &Style::default()));
}

#[test]
fn a_long_line_is_clipped_around_its_marks() {
    let line = format!("source \"{}\" acter \"{}\" end\n", "left ".repeat(60), "right ".repeat(60));
    let texts = [Text::new("a.attr", format!("{}\n{line}", "before ".repeat(40)))];
    let diagnostics = [Diagnostic::new(&UNKNOWN_KIND, place(&texts, 0, "acter"), "there is no kind `acter`")
        .label("not a kind")
        .related(place(&texts, 0, "end"), "the end")];
    let shown = rendered(Format::Terminal, &diagnostics, &texts, &Style { width: 80, ..Style::default() });
    let mut lines = shown.lines().filter(|line| line.starts_with(" 1 │") || line.starts_with(" 2 │"));
    assert!(lines.all(|line| line.chars().count() <= 80), "{shown}");
    insta::assert_snapshot!(shown);
}

#[test]
fn a_label_past_column_65535_does_not_panic() {
    let content = format!("{}acter{}", "x".repeat(70_000), "y".repeat(1 << 20));
    let texts = [Text::new("a.attr", content)];
    let label = Diagnostic::new(&UNKNOWN_KIND, place(&texts, 0, "acter"), "look").label("here");
    let all = Diagnostic::new(&UNKNOWN_KIND, Location::new(FileId(0), Span::new(0, u32::MAX)), "all").label("all");
    let shown = rendered(Format::Terminal, &[label, all], &texts, &Style { width: 1000, ..Style::default() });
    assert!(shown.contains("[a.attr:1:70001]"), "{shown}");
    assert!(shown.len() < 20_000, "a line of a megabyte is clipped");
}

#[test]
fn escape_sequences_of_a_text_are_shown_and_not_obeyed() {
    let texts = [Text::new("a\u{1b}[2J.attr", "name \u{1b}[31mred\r\u{202e}evil acter\n")];
    let message = "`\u{1b}[31mred` is no kind";
    let diagnostics = [Diagnostic::new(&UNKNOWN_KIND, place(&texts, 0, "acter"), message).label("\u{7}ding")];
    let shown = rendered(Format::Terminal, &diagnostics, &texts, &Style::default());
    assert!(!shown.contains(['\u{1b}', '\r', '\u{202e}', '\u{7}']));
    insta::assert_snapshot!(shown);
}

#[test]
fn long_sentences_wrap_between_words() {
    let texts = [Text::new("a.attr", "acter\n")];
    let diagnostics = [Diagnostic::new(&UNKNOWN_KIND, place(&texts, 0, "acter"), "no kind ".repeat(9).trim_end())
        .help(
            "write one of `actor`, `intrusion-set`, `campaign`, `infrastructure` or `attack-pattern`, as it is meant",
        )];
    insta::assert_snapshot!(rendered(Format::Terminal, &diagnostics, &texts, &Style { width: 48, ..Style::default() }));
}

#[test]
fn findings_beyond_the_limit_are_counted() {
    let texts = [Text::new("a.attr", "acter\n")];
    let one = Diagnostic::new(&UNKNOWN_KIND, place(&texts, 0, "acter"), "look");
    let shown = rendered(Format::Terminal, &vec![one; 250], &texts, &Style::default());
    assert_eq!(shown.matches("E9901").count(), attrc::diag::render::LIMIT);
    assert!(shown.ends_with("attrc: and 150 more\nattrc: 250 errors in 1 file\n"), "{shown}");
}

#[test]
fn many_further_places_are_counted() {
    let texts = [Text::new("a.attr", "acter\n"), Text::new("b.attr", "b\n")];
    let mut diagnostic = Diagnostic::new(&UNKNOWN_KIND, place(&texts, 0, "acter"), "look");
    for _ in 0..20 {
        diagnostic = diagnostic.related(place(&texts, 1, "b"), "there");
    }
    let shown = rendered(Format::Terminal, &[diagnostic], &texts, &Style::default());
    assert!(shown.contains("  = note: and 12 more places\n"), "{shown}");
}

#[test]
fn nothing_found_is_nothing_said() {
    assert_eq!(rendered(Format::Terminal, &[], &[], &Style::default()), "");
}
