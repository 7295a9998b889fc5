//! What each word is, drawn below its line: `class(word)`, `+` where it declares, `?` where it is doubted.

use std::collections::BTreeMap;

use attrc::ide::{Analysis, SemanticToken, tokens};
use attrc::source::{FileId, Span};

use crate::drawing::{Drawn, every};

#[test]
fn words_are_what_the_tree_has_them_for() {
    every("tokens", |drawn| {
        let analysis = drawn.near();
        let file = drawn.file(&analysis);
        let within = (!drawn.selection.is_empty()).then_some(drawn.selection);
        let found = tokens(&analysis, file, within);
        if let Some(within) = within {
            let all = tokens(&analysis, file, None);
            let touching = all.into_iter().filter(|token| token.span.lo < within.hi && within.lo < token.span.hi);
            assert_eq!(found, touching.collect::<Vec<_>>(), "a part is a part of the whole");
        }
        drawn_below(&analysis, file, &found)
    });
}

#[test]
fn any_part_is_a_part_of_the_whole() {
    let text = std::fs::read_to_string("fixtures/ide/tokens/every_place.txt").unwrap();
    let drawn = Drawn::read(&text);
    let analysis = drawn.near();
    let file = drawn.file(&analysis);
    let all = tokens(&analysis, file, None);
    assert!(all.windows(2).all(|pair| pair[0].span.hi <= pair[1].span.lo), "in order, and none over another");
    let length = analysis.text(file).unwrap().content.len() as u32;
    for lo in (0..length).step_by(7) {
        for hi in (lo + 1..length).step_by(31) {
            let touching = |token: &&SemanticToken| token.span.lo < hi && lo < token.span.hi;
            let expected: Vec<SemanticToken> = all.iter().filter(touching).copied().collect();
            assert_eq!(tokens(&analysis, file, Some(Span::new(lo, hi))), expected, "{lo}..{hi}");
        }
    }
}

fn drawn_below(analysis: &Analysis, file: FileId, found: &[SemanticToken]) -> String {
    let text = analysis.text(file).unwrap();
    let mut lines: BTreeMap<u32, Vec<String>> = BTreeMap::new();
    for token in found {
        let word = text.slice(token.span).replace('\n', "⏎");
        let declares = if token.declares { "+" } else { "" };
        let doubted = if token.doubted { "?" } else { "" };
        let class = format!("{:?}", token.class).to_lowercase();
        lines.entry(text.lines.line_of(token.span.lo)).or_default().push(format!("{class}{declares}{doubted}({word})"));
    }
    let rows = lines.into_iter().map(|(line, words)| {
        format!("{:>4} │ {}\n     · {}\n", line + 1, text.lines.content(&text.content, line), words.join(" "))
    });
    rows.collect()
}
