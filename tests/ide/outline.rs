//! What a file and a project are made of.

use std::fmt::Write as _;

use attrc::ide::{Analysis, Symbol, document_symbols, folds, selections, workspace_symbols};

use crate::drawing::every;

#[test]
fn outlines_say_who_says_what() {
    every("symbols", |drawn| {
        let analysis = drawn.near();
        let mut out = String::new();
        rows(&analysis, &document_symbols(&analysis, drawn.file(&analysis)), 0, &mut out);
        out
    });
}

fn rows(analysis: &Analysis, symbols: &[Symbol], depth: usize, out: &mut String) {
    for symbol in symbols {
        let (whole, selection) = (symbol.whole.span, symbol.selection.span);
        assert!(whole.lo <= selection.lo && selection.hi <= whole.hi, "editors refuse a name outside: {symbol:?}");
        let line = |offset| analysis.text(symbol.whole.file).unwrap().position(offset).line;
        let _ = writeln!(
            out,
            "{}{:?} {}  ({})  lines {} to {}, at {}",
            "  ".repeat(depth),
            symbol.kind,
            symbol.name,
            symbol.detail,
            line(whole.lo),
            line(whole.hi),
            analysis.written(symbol.selection),
        );
        for child in &symbol.children {
            let inner = child.whole.span;
            assert!(whole.lo <= inner.lo && inner.hi <= whole.hi, "a child stands within: {child:?}");
        }
        rows(analysis, &symbol.children, depth + 1, out);
    }
}

#[test]
fn names_of_a_project_are_found_by_what_is_typed() {
    every("search", |drawn| {
        let analysis = drawn.whole();
        let typed = analysis.text(drawn.file(&analysis)).unwrap().slice(drawn.selection).to_owned();
        let found = workspace_symbols(&analysis, &typed);
        let rows = found.iter().map(|symbol| {
            let text = analysis.text(symbol.whole.file).unwrap();
            let line = text.position(symbol.selection.span.lo).line;
            format!("{:?} {}  ({})  {}:{line}\n", symbol.kind, symbol.name, symbol.detail, text.path)
        });
        format!("typed: {typed}\n{}", rows.collect::<String>())
    });
}

#[test]
fn blocks_texts_comments_and_uses_fold() {
    every("folding", |drawn| {
        let analysis = drawn.near();
        let file = drawn.file(&analysis);
        let text = analysis.text(file).unwrap();
        let mut out = String::new();
        for fold in folds(&text.content, analysis.tree(file).unwrap()) {
            let (first, last) = (text.lines.line_of(fold.span.lo), text.lines.line_of(fold.span.hi));
            let shown = text.lines.content(&text.content, first);
            let _ = writeln!(out, "{:>3} to {:>3} {:?}  {shown}", first + 1, last + 1, fold.kind);
        }
        out
    });
}

#[test]
fn selections_grow_outwards() {
    every("selections", |drawn| {
        let analysis = drawn.near();
        let file = drawn.file(&analysis);
        let text = analysis.text(file).unwrap();
        let spans = selections(&text.content, analysis.tree(file).unwrap(), drawn.cursor());
        for pair in spans.windows(2) {
            assert!(pair[1].lo <= pair[0].lo && pair[0].hi <= pair[1].hi && pair[0] != pair[1], "{pair:?}");
        }
        spans.iter().map(|span| format!("{:?}\n", text.slice(*span))).collect()
    });
}
