//! One broken token costs one statement: the others stay in the tree, and the complaint lies in the broken one.

use attrc::source::{FileId, LineTable};
use attrc::syntax::parse;
use attrc::syntax::tree::Item;
use proptest::prelude::{Just, any, prop_oneof};
use proptest::sample::Index;
use proptest::test_runner::TestCaseError;

use super::derive::{Deriver, choices};
use super::layout::neat;
use super::mutants::with_gaps;
use super::{GRAMMAR, runner};

/// What happens to one token.
#[derive(Debug, Clone, Copy)]
enum Slip {
    /// It is left out.
    Left,
    /// Something that is no word stands in its place.
    Replaced,
    /// Something that is no word stands before it.
    Joined,
    /// A string lacks its closing quote.
    Unquoted,
    /// A block lacks its closing brace.
    Unclosed,
}

#[test]
fn one_slip_costs_one_statement() {
    let deriver = Deriver::new(&GRAMMAR);
    let slips = prop_oneof![
        Just(Slip::Left),
        Just(Slip::Replaced),
        Just(Slip::Joined),
        Just(Slip::Unquoted),
        Just(Slip::Unclosed)
    ];
    let strategy = (choices(8), any::<Index>(), any::<Index>(), slips);
    let done = runner(4_000).run(&strategy, |(choices, which, token, slip)| {
        let statements = neat(&deriver.file(&choices));
        if statements.is_empty() {
            return Ok(());
        }
        let which = which.index(statements.len());
        let Some(broken) = break_one(&statements[which], token, slip) else { return Ok(()) };
        if is_excepted(&statements, which, slip) {
            return Ok(());
        }
        verdict(&statements, which, &broken).map_err(TestCaseError::fail)
    });
    done.unwrap_or_else(|error| panic!("{error}"));
}

/// Whether one broken statement leaves the others as they are, and takes the complaints.
fn verdict(statements: &[String], which: usize, broken: &str) -> Result<(), String> {
    let whole = statements.join("\n");
    let mut statements = statements.to_vec();
    statements[which] = broken.to_owned();
    let text = statements.join("\n");
    let (found, diagnostics) = parse(FileId(0), &text);
    if diagnostics.is_empty() {
        return Ok(());
    }
    let (tree, _) = parse(FileId(0), &whole);
    let mut others: Vec<&Item<'_>> = tree.items.iter().collect();
    others.remove(which);
    let mut rest = found.items.iter();
    for other in others {
        if !rest.any(|item| item == other) {
            return Err(format!("in\n{text}\nthis is lost: {other:?}"));
        }
    }
    let lines = |text: &[String]| text.iter().map(|statement| statement.lines().count()).sum::<usize>();
    let own = lines(&statements[..which])..lines(&statements[..=which]);
    let table = LineTable::new(&text);
    for diagnostic in diagnostics {
        let line = table.line_of(diagnostic.primary.unwrap().span.lo) as usize;
        if !own.contains(&line) {
            return Err(format!("in\n{text}\nline {line} is not in {own:?}: {}", diagnostic.message));
        }
    }
    Ok(())
}

/// What white space that means nothing cannot tell.
///
/// - A path that lost its `use` is the unit of the amount that ends the statement before.
/// - Where two declarations of two words follow each other, a word too many or too few moves both by one.
fn is_excepted(statements: &[String], which: usize, slip: Slip) -> bool {
    let words = |at: usize| statements.get(at).is_some_and(|text| !text.contains(['"', '{', '[', ',']));
    let lost_use = statements[which].starts_with("use ") && matches!(slip, Slip::Left);
    lost_use || words(which) && words(which + 1)
}

/// A statement with one slip; nothing where there is no token for it.
fn break_one(statement: &str, which: Index, slip: Slip) -> Option<String> {
    let mut pieces = with_gaps(statement);
    let fits = |piece: &str| match slip {
        Slip::Left | Slip::Replaced | Slip::Joined => !piece.trim().is_empty(),
        // Exception: behind an open quote three quotes open no text, and brackets on its line stay open.
        Slip::Unquoted => piece.starts_with('"') && !statement.contains("\"\"\"") && !statement.contains(']'),
        Slip::Unclosed => piece == "}",
    };
    // Exception: a block with nothing in it has no line that is indented, so that nothing tells that it has ended.
    let is_empty = |at: usize| pieces[at] == "}" && at >= 2 && pieces[at - 2] == "{";
    let places: Vec<usize> = (0..pieces.len()).filter(|at| fits(pieces[*at]) && !is_empty(*at)).collect();
    let at = *places.get(which.index(places.len().max(1)))?;
    match slip {
        Slip::Left | Slip::Unclosed => pieces[at] = "",
        Slip::Replaced => pieces[at] = "%",
        Slip::Joined => pieces.insert(at, "% "),
        Slip::Unquoted => pieces[at] = &pieces[at][..pieces[at].len() - 1],
    }
    Some(pieces.concat())
}
