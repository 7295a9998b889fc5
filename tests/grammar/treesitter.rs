//! The grammar for tree-sitter and the compiler, held to each other: what is a mistake, and what is declared.

use std::path::{Path, PathBuf};

use attrc::diag::Diagnostic;
use attrc::diag::codes::{statements, words};
use attrc::source::{FileId, Location, decode};
use attrc::syntax::parse;
use attrc::syntax::tree::{Item, Tree};
use proptest::collection::vec;
use proptest::prelude::any;
use tree_sitter::{Node, Parser};

use super::derive::{Deriver, choices};
use super::layout::at_random;
use super::mutants::{bases, mutate};
use super::{GRAMMAR, runner};

/// Kind, name and title of a declaration, with the name of the document that it stands in.
type Declared = (Option<String>, String, String, Option<String>);

#[test]
fn files_of_the_repository_are_read_alike() {
    let mut parser = parser();
    let (mut broken, mut alike) = (0, 0);
    for (path, text) in files() {
        let read = by_compiler(&text);
        let found = parser.parse(&text, None).unwrap();
        if read.too_deep {
            continue;
        }
        assert_eq!(is_broken(found.root_node()), read.error, "{}", path.display());
        let same = declared(found.root_node(), &text) == names(&read.tree);
        assert!(same || read.error, "{}", path.display());
        broken += usize::from(read.error);
        alike += usize::from(read.error && same);
    }
    // The two find their way on behind a mistake by other means: lines and columns tell tree-sitter nothing.
    assert!(alike * 5 >= broken * 4, "of {broken} broken files only {alike} declare the same");
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
        // A byte order mark at the start never comes to the compiler's grammar, and tree-sitter passes it.
        alike(text.trim_start_matches('\u{feff}'));
        Ok(())
    });
    done.unwrap_or_else(|error| panic!("{error}"));
}

/// The verdict is the same, and what is declared in a text without a mistake.
fn alike(text: &str) {
    let read = by_compiler(text);
    let found = parser().parse(text, None).unwrap();
    let shown = || format!("{text}\n{}", found.root_node().to_sexp());
    if !read.too_deep {
        assert_eq!(is_broken(found.root_node()), read.error, "{}", shown());
        assert!(read.error || declared(found.root_node(), text) == names(&read.tree), "{}", shown());
    }
}

fn parser() -> Parser {
    let mut parser = Parser::new();
    parser.set_language(&tree_sitter_attr::LANGUAGE.into()).unwrap();
    parser
}

/// What the compiler makes of a text.
struct Read<'s> {
    tree: Tree<'s>,
    /// Whether the grammar refuses the text.
    error: bool,
    /// Whether something is nested deeper than (S depth) has it: what lies there is not read.
    too_deep: bool,
}

fn by_compiler(text: &str) -> Read<'_> {
    let (tree, diagnostics) = parse(FileId(0), text);
    let error = diagnostics.iter().any(|diagnostic| is_syntax(diagnostic, text));
    let too_deep = diagnostics.iter().any(|diagnostic| diagnostic.code.id == statements::TOO_DEEP.id);
    Read { tree, error, too_deep }
}

/// Not what `attr.ebnf` tells in words, and the grammar for tree-sitter does not know:
///
/// - (S key), (S once) whether a key or a qualifier stands twice, because no grammar without a memory can say that;
/// - of (S calendar), that no instant lies behind the year 9999, which is a matter of its zone.
fn is_syntax(diagnostic: &Diagnostic, text: &str) -> bool {
    let code = diagnostic.code.id;
    let late = |place: Location| text[place.span.range()].starts_with("9999-");
    code != statements::REPEATED.id && !(code == words::BAD_NUMBER.id && diagnostic.primary.is_some_and(late))
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
    let part =
        |node: Node<'_>, field: &str| node.child_by_field_name(field).map(|node| text[node.byte_range()].to_owned());
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
