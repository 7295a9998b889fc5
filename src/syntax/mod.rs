//! Text to statements, with nom: a [`Tree`] whose leaves are slices, and everything that is wrong with it.
//!
//! [`parse`] never fails. The grammar is `grammar/attr.ebnf`; each function is headed by its production. `expect` is
//! what the grammar wanted where it failed, [`token`] the words, `value`, `claim` and `statement` the productions,
//! `recover` and `giveback` the way on after a failure, `known` and `moved` what an edit leaves as it was, `validate` and `leaf` the rules that the shape of a tree does not
//! say, `report` and `slip` the words for all of it, [`mod@write`] the way back from meaning to text. This layer knows
//! neither facts nor STIX, and does no input or output.

mod claim;
mod expect;
mod extent;
mod giveback;
mod known;
mod leaf;
pub mod literal;
mod moved;
mod number;
mod parsed;
mod recover;
mod report;
mod slip;
mod statement;
pub mod token;
pub mod tree;
mod validate;
mod value;
pub mod write;

use crate::diag::{Diagnostic, FINDINGS_LIMIT};
use crate::source::FileId;

pub use extent::Extent;
pub use leaf::is_name;
pub use number::{Number, classify};
pub use parsed::Parsed;
pub use report::shown;
pub use tree::Tree;
pub use value::{DEPTH_LIMIT, is_time_word};

/// Reads a file: what it says, and every mistake in it, in the order of the text.
pub fn parse(file: FileId, text: &str) -> (Tree<'_>, Vec<Diagnostic>) {
    read(file, text, None)
}

/// The same for a text that comes of another one by an edit: only what the edit may have changed is read.
fn parse_edited<'s>(
    text: &'s str,
    before: &str,
    tree: &Tree<'_>,
    problems: &[Diagnostic],
) -> (Tree<'s>, Vec<Diagnostic>) {
    let file = FileId::default();
    if problems.len() <= FINDINGS_LIMIT {
        let known = known::Known::new(before, tree, problems, text);
        let (tree, problems) = read(file, text, Some(&known));
        if problems.len() <= FINDINGS_LIMIT {
            return (tree, problems);
        }
    }
    // Which of very many mistakes are told depends on all of them.
    parse(file, text)
}

fn read<'s>(file: FileId, text: &'s str, known: Option<&known::Known<'_>>) -> (Tree<'s>, Vec<Diagnostic>) {
    let mut context = recover::Context::new(text, known);
    let items = recover::document(&mut context, statement::statement);
    let tree = Tree { items, partial: !context.problems.is_empty() };
    let reporter = report::Reporter { file, text };
    let problems = context.problems.iter().take(FINDINGS_LIMIT + 1);
    let mut diagnostics: Vec<Diagnostic> = problems.map(|problem| reporter.diagnostic(problem)).collect();
    validate::validate(&reporter, &tree, &context.moved, &mut diagnostics);
    diagnostics.sort_by_key(Diagnostic::order);
    let rest = diagnostics.split_off(FINDINGS_LIMIT.min(diagnostics.len()));
    diagnostics.extend(rest.first().and_then(|first| first.primary).map(|place| reporter.too_many(place)));
    (tree, diagnostics)
}

/// The comments of a file, `#` and what follows on its line, in order.
pub fn comments(text: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut rest = text;
    while let Ok((after, next)) = token::token(rest) {
        let gap = rest.get(..rest.len() - after.len() - next.text.len()).unwrap_or_default();
        found.extend(gap.lines().filter_map(|line| line.get(line.find('#')?..)));
        if next.kind == token::Kind::End {
            break;
        }
        rest = after;
    }
    found
}

/// The quoted paths of the `use` lines of a file, without reading the rest: enough to find the files of a project.
pub fn uses(text: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let (mut rest, mut depth) = (text, 0usize);
    // Behind the last place that may hold one, no token need be looked at: most files use others at their head.
    let is_word = |at: usize| {
        let beside = |letter: Option<char>| letter.is_some_and(|letter| letter.is_alphanumeric() || letter == '_');
        let before = text.get(..at).and_then(|before| before.chars().next_back());
        !beside(before) && !beside(text.get(at + "use".len()..).and_then(|behind| behind.chars().next()))
    };
    let Some(last) = memchr::memmem::rfind_iter(text, "use").find(|at| is_word(*at)) else { return found };
    while let Ok((after, next)) = token::token(rest)
        && next.kind != token::Kind::End
        && text.len() - rest.len() <= last
    {
        match next.text {
            "{" => depth += 1,
            "}" => depth = depth.saturating_sub(1),
            "use" if depth == 0 => {
                let path = token::peek(after);
                found.extend((path.kind == token::Kind::String).then_some(path.text));
            }
            _ => {}
        }
        rest = after;
    }
    found
}
