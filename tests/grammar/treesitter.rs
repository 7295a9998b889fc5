//! The grammar for tree-sitter and the compiler, held to each other: what is a mistake, and what is declared.

use std::path::{Path, PathBuf};

use attrc::diag::{Diagnostic, codes};
use attrc::source::{FileId, decode};
use attrc::syntax::parse;
use attrc::syntax::tree::{Item, Tree};
use proptest::collection::vec;
use proptest::prelude::any;
use tree_sitter::{Node, Parser};

use super::derive::{Deriver, choices};
use super::layout::at_random;
use super::mutants::{bases, mutate};
use super::{GRAMMAR, runner};

/// What the compiler refuses, and the grammar for tree-sitter does not: rules that `attr.ebnf` tells in words.
///
/// - (S depth) it has no bound for what is nested, because it calls nothing recursively;
/// - (S key), (S once) whether a key or a qualifier stands twice, no grammar without a memory can say.
const NO_SYNTAX: [&Diagnosed; 2] = [&codes::statements::TOO_DEEP, &codes::statements::REPEATED];

type Diagnosed = codes::Code;

/// Kind, name and title of a declaration, with the name of the document that it stands in.
type Declared = (Option<String>, String, String, Option<String>);

#[test]
fn files_of_the_repository_are_read_alike() {
    let mut parser = parser();
    let mut broken = (0, 0);
    for (path, text) in files() {
        let (tree, error) = by_compiler(&text);
        let found = parser.parse(&text, None).unwrap();
        assert_eq!(is_broken(found.root_node()), error, "{}", path.display());
        let same = declared(found.root_node(), &text) == names(&tree);
        assert!(same || error, "{}", path.display());
        if error {
            broken = (broken.0 + usize::from(same), broken.1 + 1);
            if !same {
                eprintln!("{}", path.display());
            }
        }
    }
    eprintln!("{} of {} broken", broken.0, broken.1);
}

#[test]
fn derived_files_are_read_alike() {
    let deriver = Deriver::new(&GRAMMAR);
    let done = runner(2_000).run(&(choices(6), vec(any::<u16>(), 0..300)), |(choices, spaces)| {
        alike(&at_random(&deriver, &deriver.file(&choices), &spaces));
        Ok(())
    });
    done.unwrap_or_else(|error| panic!("{error}"));
}

#[test]
fn mutants_are_read_alike() {
    let bases = bases(&Deriver::new(&GRAMMAR));
    let strategy = (any::<proptest::sample::Index>(), vec(any::<(u8, u16, u16, u16)>(), 1..6));
    let done = runner(20_000).run(&strategy, |(base, steps)| {
        let text = steps.into_iter().fold(base.get(&bases).clone(), |text, step| mutate(&text, step));
        alike(&text);
        Ok(())
    });
    done.unwrap_or_else(|error| panic!("{error}"));
}

/// The verdict is the same, and what is declared in what is no mistake.
fn alike(text: &str) {
    let (tree, error) = by_compiler(text);
    let found = parser().parse(text, None).unwrap();
    let shown = || format!("{text}\n{}", found.root_node().to_sexp());
    assert_eq!(is_broken(found.root_node()), error, "{}", shown());
    assert!(error || declared(found.root_node(), text) == names(&tree), "{}", shown());
}

fn parser() -> Parser {
    let mut parser = Parser::new();
    parser.set_language(&tree_sitter_attr::LANGUAGE.into()).unwrap();
    parser
}

/// The tree of the compiler, and whether the grammar refuses the text.
fn by_compiler(text: &str) -> (Tree<'_>, bool) {
    let (tree, diagnostics) = parse(FileId(0), text);
    let error = diagnostics.iter().any(|diagnostic| is_syntax(diagnostic, text));
    (tree, error)
}

fn is_syntax(diagnostic: &Diagnostic, text: &str) -> bool {
    let last_year = diagnostic.code.id == codes::words::BAD_NUMBER.id
        && diagnostic.primary.is_some_and(|place| text[place.span.range()].starts_with("9999-"));
    !last_year && NO_SYNTAX.iter().all(|code| code.id != diagnostic.code.id)
}

/// Whether there is a mistake: what fits nothing is a node of its own, and no error of tree-sitter.
fn is_broken(root: Node<'_>) -> bool {
    root.has_error() || walk(root).iter().any(|node| node.kind() == "junk")
}

/// A node and all below it, in the order of the text.
fn walk(root: Node<'_>) -> Vec<Node<'_>> {
    let (mut found, mut open) = (Vec::new(), vec![root]);
    while let Some(node) = open.pop() {
        found.push(node);
        let mut cursor = node.walk();
        let children: Vec<Node<'_>> = node.children(&mut cursor).collect();
        open.extend(children.into_iter().rev());
    }
    found
}

fn declared(root: Node<'_>, text: &str) -> Vec<Declared> {
    let part = |node: Node<'_>, field: &str| {
        node.child_by_field_name(field).map(|node| text[node.byte_range()].to_owned())
    };
    let declarations = walk(root).into_iter().filter(|node| node.kind() == "declaration");
    declarations
        .map(|node| {
            let document = node.parent().and_then(|block| block.parent()).filter(|node| node.kind() == "from");
            (
                document.and_then(|from| part(from, "document")),
                part(node, "kind").unwrap_or_default(),
                part(node, "name").unwrap_or_default(),
                part(node, "title"),
            )
        })
        .collect()
}

fn names(tree: &Tree<'_>) -> Vec<Declared> {
    let mut found = Vec::new();
    items(&tree.items, None, &mut found);
    found
}

fn items(items: &[Item<'_>], document: Option<&str>, found: &mut Vec<Declared>) {
    for item in items {
        match item {
            Item::From(from) => self::items(&from.items, Some(from.document), found),
            Item::Declaration(declaration) => found.push((
                document.map(str::to_owned),
                declaration.kind.to_owned(),
                declaration.name.to_owned(),
                declaration.title.map(str::to_owned),
            )),
            Item::Use(_) | Item::Speech(_) | Item::Response(_) => {}
        }
    }
}

/// All `.attr` files of the repository, and the snippets, by their names.
fn files() -> Vec<(PathBuf, String)> {
    let snippets = include_str!("../../fixtures/syntax/snippets.txt").split("\n=== ").skip(1);
    let mut found: Vec<(PathBuf, String)> = snippets
        .filter_map(|snippet| snippet.split_once('\n'))
        .map(|(head, text)| (Path::new("fixtures/syntax/snippets.txt").join(head), text.to_owned()))
        .collect();
    let mut folders = ["fixtures", "src", "docs", "editors", "grammar"].map(PathBuf::from).to_vec();
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let skipped = path.file_name().is_some_and(|name| name == "node_modules");
            if path.is_dir() && !skipped {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "attr")
                && let Ok(text) = decode(std::fs::read(&path).unwrap())
            {
                // Some fixtures are no text at all.
                found.push((path, text));
            }
        }
    }
    found.sort();
    assert!(found.len() > 500);
    found
}
