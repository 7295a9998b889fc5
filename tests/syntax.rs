//! The grammar: every snippet gives exactly the errors that it should.
#![allow(clippy::unwrap_used, reason = "a test may stop where it stands")]

use attrc::source::FileId;
use attrc::syntax::parse;

/// A snippet of `fixtures/syntax/snippets.txt`.
struct Snippet<'t> {
    name: &'t str,
    errors: usize,
    text: &'t str,
}

fn snippets(file: &str) -> Vec<Snippet<'_>> {
    let parts = file.split("\n=== ").skip(1);
    let snippets = parts.map(|part| {
        let (head, text) = part.split_once('\n').unwrap_or((part, ""));
        let mut fields = head.split('|').map(str::trim);
        let name = fields.next().unwrap_or_default();
        let errors = fields.next().unwrap_or_default().strip_prefix("bad ").map_or(0, |count| count.parse().unwrap());
        Snippet { name, errors, text }
    });
    snippets.collect()
}

#[test]
fn every_snippet_has_its_number_of_errors() {
    let file = include_str!("../fixtures/syntax/snippets.txt");
    let mut wrong = String::new();
    let snippets = snippets(file);
    assert!(snippets.len() > 80);
    for Snippet { name, errors, text } in snippets {
        let (_, diagnostics) = parse(FileId(0), text);
        if diagnostics.len() != errors {
            wrong += &format!("{name}: {} instead of {errors}\n", diagnostics.len());
            for diagnostic in diagnostics {
                let span = diagnostic.primary.unwrap().span;
                wrong += &format!("    {}..{} {} {}\n", span.lo, span.hi, diagnostic.code.id, diagnostic.message);
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}
