//! The queries fit the grammar, and find what they are for.

use tree_sitter::{Query, QueryCursor, StreamingIterator};

use super::{language, parser};

const TEXT: &str = "\
# A comment.
source time \"TIME\" { tier press }
indicator i { pattern \"[url:value = 'x']\" pattern_type stix }
indicator j { pattern_type yara pattern \"rule\" }
indicator k { pattern \"rule\" pattern_type yara }
from time {
  [mails] ncsc assesses {
    apt31 targets parliament since 2021
  }
  prc denies [mails]
}
";

#[test]
fn all_fit_the_grammar() {
    for query in [
        tree_sitter_attr::HIGHLIGHTS,
        tree_sitter_attr::INJECTIONS,
        tree_sitter_attr::LOCALS,
        tree_sitter_attr::TAGS,
        tree_sitter_attr::FOLDS,
        tree_sitter_attr::INDENTS,
        tree_sitter_attr::TEXTOBJECTS,
    ] {
        Query::new(&language(), query).unwrap_or_else(|error| panic!("{error}"));
    }
}

#[test]
fn those_of_editors_fit_it_too() {
    for folder in ["editors/neovim/queries/attr", "editors/helix/queries/attr", "editors/zed/languages/attr"] {
        let queries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
        let queries: Vec<_> = queries.filter(|path| path.extension().is_some_and(|end| end == "scm")).collect();
        assert!(queries.len() >= 4, "{folder}");
        for path in queries {
            let query = std::fs::read_to_string(&path).unwrap();
            Query::new(&language(), &query).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        }
    }
}

#[test]
fn patterns_are_texts_of_their_language() {
    let found = captured(tree_sitter_attr::INJECTIONS, "injection.content");
    assert_eq!(found, ["# A comment.", "[url:value = 'x']", "rule"]);
}

#[test]
fn declarations_and_labels_are_tags() {
    let found = captured(tree_sitter_attr::TAGS, "name");
    assert_eq!(found, ["time", "i", "j", "k", "time", "mails", "ncsc", "apt31", "parliament", "prc"]);
}

#[test]
fn blocks_and_speeches_fold() {
    let found = captured(tree_sitter_attr::FOLDS, "fold");
    let heads: Vec<&str> = found.iter().filter(|text| text.contains('\n')).map(|text| &text[..6]).collect();
    assert_eq!(heads, ["from t", "[mails"]);
}

#[test]
fn labels_are_defined_in_their_document() {
    let found = captured(tree_sitter_attr::LOCALS, "local.definition");
    assert_eq!(found, ["time", "i", "j", "k", "mails"]);
}

/// What a capture of a query finds in the text above, in its order.
fn captured(query: &str, name: &str) -> Vec<&'static str> {
    let query = Query::new(&language(), query).unwrap();
    let tree = parser().parse(TEXT, None).unwrap();
    let mut cursor = QueryCursor::new();
    let mut captures = cursor.captures(&query, tree.root_node(), TEXT.as_bytes());
    let mut found = Vec::new();
    while let Some((matched, index)) = captures.next() {
        let capture = matched.captures()[*index];
        if query.capture_names()[capture.index as usize] == name {
            found.push(&TEXT[capture.node.byte_range()]);
        }
    }
    found
}

/// The words are looked up by number: where a table brings a new class of them, the parser has to be generated anew.
#[test]
fn the_parser_has_the_classes_of_the_tables() {
    let parser = include_str!("../../grammar/tree-sitter-attr/src/parser.c");
    let words: serde_json::Value =
        serde_json::from_str(include_str!("../../grammar/tree-sitter-attr/words.json")).unwrap();
    let classes: Vec<&str> = words.as_array().unwrap().iter().map(|row| row["name"].as_str().unwrap()).collect();
    let (_, list) = parser.split_once("enum ts_external_scanner_symbol_identifiers {").unwrap();
    let (list, _) = list.split_once('}').unwrap();
    let tokens = list.lines().filter_map(|line| line.trim().strip_prefix("ts_external_token_"));
    let tokens: Vec<&str> = tokens.filter_map(|line| line.split_once(' ')).map(|(name, _)| name).collect();
    assert!(tokens.ends_with(&classes), "run `tree-sitter generate` in grammar/tree-sitter-attr: {tokens:?}");
}
