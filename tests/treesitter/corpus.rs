//! `test/corpus/*.txt`: a text, and its tree below it.

use std::collections::BTreeSet;

use tree_sitter::Node;

use super::{files, language, parser};

#[test]
fn texts_have_the_trees_below_them() {
    let mut count = 0;
    for (path, file) in files("corpus") {
        for (title, text, expected) in tests(&file) {
            let tree = parser().parse(text, None).unwrap();
            let found = tree.root_node();
            assert_eq!(shape(found), words(expected), "{}: {title}: {}", path.display(), found.to_sexp());
            count += 1;
        }
    }
    assert!(count > 40);
}

/// What no text of the corpus has, no query can be tried at.
#[test]
fn every_node_occurs() {
    let language = language();
    let corpus: String = files("corpus").into_iter().map(|(_, file)| file).collect();
    let seen: BTreeSet<&str> = corpus.split(|letter: char| !letter.is_ascii_lowercase() && letter != '_').collect();
    let kinds = (0..language.node_kind_count() as u16)
        .filter(|kind| language.node_kind_is_visible(*kind) && language.node_kind_is_named(*kind))
        .filter_map(|kind| language.node_kind_for_id(kind));
    let missing: BTreeSet<&str> = kinds.filter(|kind| !seen.contains(kind)).collect();
    assert!(missing.is_empty(), "{missing:?}");
}

/// The tests of a file: a title between two lines of `=`, the text, a line of `-`, the tree.
pub fn tests(file: &str) -> Vec<(&str, &str, &str)> {
    let rule = "\n==================\n";
    let parts: Vec<&str> = file.trim_start_matches(rule.trim_start()).split(rule).collect();
    let titles = parts.iter().step_by(2);
    let bodies = parts.iter().skip(1).step_by(2);
    titles
        .zip(bodies)
        .map(|(title, body)| {
            let (text, tree) = body.split_once("\n---\n").unwrap_or_else(|| panic!("{title}"));
            (*title, text.strip_prefix('\n').unwrap().strip_suffix('\n').unwrap_or_default(), tree)
        })
        .collect()
}

/// The names of nodes with their brackets, without fields, as the corpus has them.
fn shape(node: Node<'_>) -> Vec<String> {
    let mut cursor = node.walk();
    let inner = node.named_children(&mut cursor).flat_map(shape).collect::<Vec<_>>();
    [vec![format!("({}", node.kind())], inner, vec![")".to_owned()]].concat()
}

fn words(tree: &str) -> Vec<String> {
    tree.replace('(', " (").replace(')', " ) ").split_whitespace().map(str::to_owned).collect()
}
