//! Any text, any span, any format: never a panic, and output that its readers can read.

use proptest::prelude::*;

use super::*;

/// Texts of what is hard: line ends of both sorts, tabs, wide, astral, combining and control characters, long lines.
fn content() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just("\n".to_owned()),
        Just("\r\n".to_owned()),
        Just("\r".to_owned()),
        Just("\t".to_owned()),
        Just("e\u{301}\u{200d}".to_owned()),
        Just("👩‍💻".to_owned()),
        Just("\u{1b}[31m\u{202e}".to_owned()),
        "[a-z ]{1,12}",
        "\\PC{0,6}",
        (1_usize..70_000).prop_map(|n| "w".repeat(n)),
        (1_usize..2_000).prop_map(|n| "海😀".repeat(n)),
    ];
    proptest::collection::vec(piece, 0..24).prop_map(|pieces| pieces.concat())
}

/// Spans back to front, inside characters, beyond the end, and in texts that are not there.
fn location() -> impl Strategy<Value = Location> {
    let near = || 0_u32..120;
    let any = prop_oneof![near(), 0_u32..80_000, any::<u32>()];
    let span = prop_oneof![
        (near(), near()).prop_map(|(lo, hi)| Span { lo, hi }),
        (any.clone(), any).prop_map(|(lo, hi)| Span { lo, hi })
    ];
    (0_u32..3, span).prop_map(|(file, span)| Location::new(FileId(file), span))
}

fn diagnostic() -> impl Strategy<Value = Diagnostic> {
    let related = proptest::collection::vec((location(), "\\PC{0,9}"), 0..5);
    let text = || prop_oneof!["\\PC{0,40}", Just("a\r\n\u{1b}[2J%,:{0}".to_owned())];
    (location(), text(), text(), related, proptest::option::of(text())).prop_map(
        |(at, message, label, related, help)| {
            let mut diagnostic =
                Diagnostic::new(&UNKNOWN_KIND, at, message).label(label).fix(Fix::safe("write", at, "x"));
            diagnostic.help = help;
            related.into_iter().fold(diagnostic, |diagnostic, (at, text)| diagnostic.related(at, text))
        },
    )
}

fn style() -> impl Strategy<Value = Style> {
    (any::<bool>(), 0_usize..1200, any::<bool>(), 0_usize..4).prop_map(|(color, width, unicode, limit)| Style {
        mends: color,
        counts: color,
        color,
        width,
        unicode,
        limit,
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn nothing_panics(
        contents in proptest::collection::vec(content(), 1..3),
        found in proptest::collection::vec(diagnostic(), 0..4),
        style in style(),
    ) {
        let texts: Vec<Text> = contents.into_iter().enumerate().map(|(n, it)| Text::new(format!("{n}.attr"), it)).collect();

        let terminal = rendered(Format::Terminal, &found, &texts, &style);
        prop_assert!(style.color || !terminal.contains('\u{1b}'), "no colour, no escape sequence");
        prop_assert!(!terminal.contains("Failed to read"), "{}", terminal);
        prop_assert!(terminal.lines().all(|line| line.chars().count() < 5_000));

        for format in [Format::Json, Format::Sarif] {
            let out = rendered(format, &found, &texts, &style);
            prop_assert!(serde_json::from_str::<serde_json::Value>(&out).is_ok());
        }
        let github = rendered(Format::Github, &found, &texts, &style);
        prop_assert_eq!(github.lines().count(), found.len(), "one line a command");
    }
}
