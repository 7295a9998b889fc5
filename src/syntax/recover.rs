//! Recovery: one error an item, in the right place, and the neighbours kept.
//!
//! White space means nothing to the grammar, and line starts are evidence only after something failed. Three rules
//! place the error and find where to read on:
//!
//! - **Unclosed block**: if a block fails, or the file ends in it, after a word in column one, the opener is what is
//!   wrong, and reading goes on from that word. A `use` or `from` is such a failure: neither stands in a block.
//! - **Give back** (`giveback`): if an item fails and the item before it took the first words of its line, then the line
//!   before lacks something. So the whole line is tried, and if that can be read, the item before is the broken one.
//! - Otherwise reading goes on at the next line that starts at this depth.
//!
//! Reading stays linear: what lies behind a checkpoint holds no head of a block, else the block had failed there, so
//! that what is read again opens nothing that is read again once more.

use super::expect::{Fail, Want, Wants};
use super::extent::Extent;
use super::giveback::{give_back, give_up};
use super::known::{Known, Part};
use super::token::{Kind, Parsed, Token, peek, skip_gap, tail, token};
use super::tree::Item;
use crate::source::Span;

/// What the grammar functions share while a file is read.
pub struct Context<'k, 's> {
    /// The whole file.
    pub text: &'s str,
    /// What went wrong so far.
    pub problems: Vec<Problem<'s>>,
    /// How many `from` blocks are open.
    pub depth: usize,
    /// Before this place no line is tried anew.
    pub(super) given_back: usize,
    /// What is known of the text before an edit.
    known: Option<&'k Known<'k>>,
    /// The statement there whose block the next one may be.
    beside: Option<&'k Item<'k>>,
    /// Where the parts begin that were moved over from there.
    pub moved: Vec<usize>,
}

/// Something that went wrong.
#[derive(Debug, Clone, Copy)]
pub enum Problem<'s> {
    /// At this place something else was wanted.
    Expected {
        /// The text from the token that does not fit.
        at: &'s str,
        /// What would have fitted.
        wants: Wants,
    },
    /// Something is missing behind this token.
    Missing {
        /// The token before the gap.
        after: &'s str,
        /// What is missing.
        wants: Wants,
    },
    /// A block that was opened here is not closed.
    Unclosed {
        /// Its `{`.
        opener: &'s str,
        /// The word before which `}` was expected; `None` at the end of the file.
        before: Option<&'s str>,
    },
    /// A `}` that closes nothing.
    StrayBrace {
        /// It.
        at: &'s str,
    },
}

impl<'k, 's> Context<'k, 's> {
    /// For a file, and what is known of it already.
    pub fn new(text: &'s str, known: Option<&'k Known<'k>>) -> Self {
        Self { text, problems: Vec::new(), depth: 0, given_back: 0, known, beside: None, moved: Vec::new() }
    }

    /// Records that something else was wanted at a place.
    pub fn expected(&mut self, at: &'s str, want: Want) {
        self.problems.push(Problem::Expected { at, wants: Wants::of(want) });
    }

    pub(super) fn offset(&self, at: &str) -> usize {
        Span::of(self.text, at).lo as usize
    }

    /// Takes back that parts from a place on were moved over: it is read from there, perhaps once more.
    pub(super) fn read_anew(&mut self, at: &str) -> usize {
        let offset = self.offset(at);
        while self.moved.last().is_some_and(|moved| *moved >= offset) {
            self.moved.pop();
        }
        offset
    }

    /// White space before an offset on its line, if there is nothing else.
    ///
    /// It looks back over that white space alone: a file may be one line with very many items.
    pub(super) fn indent(&self, offset: usize) -> Option<usize> {
        let before = self.text.get(..offset).unwrap_or_default();
        let rest = before.trim_end_matches([' ', '\t']);
        (rest.is_empty() || rest.ends_with('\n')).then_some(before.len() - rest.len())
    }
}

/// The statements of a whole file.
pub fn document<'k, 's: 'k>(
    context: &mut Context<'k, 's>,
    item: impl FnMut(&mut Context<'k, 's>, &'s str) -> Parsed<'s, Item<'s>>,
) -> Vec<Item<'s>> {
    let text = context.text;
    let known = context.known.map_or::<&[Item<'k>], _>(&[], |known| known.items);
    items(context, text, (None, known), item).1
}

/// The items of a block up to its `}`, which is taken; `opener` is its `{`.
pub fn block<'k, 's: 'k, T: Part<'s> + 'k>(
    context: &mut Context<'k, 's>,
    body: &'s str,
    opener: &'s str,
    item: impl FnMut(&mut Context<'k, 's>, &'s str) -> Parsed<'s, T>,
) -> (&'s str, Vec<T>) {
    let known = context.beside.map_or::<&[T::Of<'k>], _>(&[], T::within);
    items(context, body, (Some(opener), known), item)
}

/// A word in column one inside a block: where reading goes on if the block turns out to be unclosed.
struct Checkpoint<'s> {
    at: &'s str,
    items: usize,
    problems: usize,
}

fn items<'k, 's: 'k, T: Part<'s> + 'k>(
    context: &mut Context<'k, 's>,
    body: &'s str,
    (opener, known): (Option<&'s str>, &'k [T::Of<'k>]),
    mut item: impl FnMut(&mut Context<'k, 's>, &'s str) -> Parsed<'s, T>,
) -> (&'s str, Vec<T>) {
    let mut found = Vec::with_capacity(known.len());
    let mut cursor = 0;
    let mut rest = body;
    let mut previous: Option<&'s str> = None;
    let mut checkpoint: Option<Checkpoint<'s>> = None;
    let mut indented = false;
    loop {
        let at = skip_gap(rest);
        let next = peek(at);
        let offset = context.read_anew(at);
        let indent = context.indent(offset);
        let column_one = indent == Some(0);
        match (next.kind, opener) {
            (Kind::End, None) => return (at, found),
            (Kind::End, Some(opener)) => match checkpoint {
                Some(point) => return unclosed(context, found, opener, point),
                None => {
                    context.problems.push(Problem::Unclosed { opener, before: None });
                    return (at, found);
                }
            },
            (Kind::Mark, Some(_)) if next.text == "}" => return (skip(at, next), found),
            (Kind::Mark, None) if next.text == "}" => {
                context.problems.push(Problem::StrayBrace { at: next.text });
                rest = skip(at, next);
                // A row of them is one mistake.
                while peek(rest).is("}") {
                    rest = skip(skip_gap(rest), next);
                }
                continue;
            }
            _ => {}
        }
        let first = checkpoint.is_none() && opener.is_some() && column_one;
        let outermost = next.is("use") || next.is("from");
        let begins = matches!(next.kind, Kind::Word | Kind::Code) || next.is("[");
        if first && begins && (indented || outermost || opens_a_block(at)) {
            checkpoint = Some(Checkpoint { at, items: found.len(), problems: context.problems.len() });
        }
        if outermost && let (Some(point), Some(opener)) = (checkpoint.take(), opener) {
            return unclosed(context, found, opener, point);
        }
        // The first item may share the line of the `{`; later ones share the line of another item, which tells nothing.
        indented |= indent.map_or(found.is_empty(), |indent| indent > 0);
        if let Some(edited) = context.known {
            if let Some((value, next)) = edited.moved::<T>(known, &mut cursor, (context.text, offset)) {
                context.moved.push(offset);
                found.push(value);
                previous = Some(at);
                rest = tail(context.text, next);
                continue;
            }
            if T::Of::<'k>::HAS_BLOCK {
                context.beside = edited.beside::<T>(known, cursor, offset);
            }
        }
        match item(context, at) {
            Ok((after, value)) => {
                found.push(value);
                previous = Some(at);
                rest = after;
            }
            Err(error) => {
                if let (Some(point), Some(opener)) = (checkpoint.take(), opener) {
                    return unclosed(context, found, opener, point);
                }
                let (nom::Err::Error(fail) | nom::Err::Failure(fail)) = error else { return (at, found) };
                match previous.take().and_then(|previous| give_back(context, previous, at, &mut item)) {
                    Some((after, line, value)) => {
                        found.pop();
                        found.push(value);
                        previous = Some(line);
                        rest = after;
                    }
                    None => match give_up(context, at, fail, &mut item) {
                        Some((after, line, value)) => {
                            found.push(value);
                            previous = Some(line);
                            rest = after;
                        }
                        None => rest = recover(context, fail, at),
                    },
                }
            }
        }
    }
}

fn unclosed<'s, T>(
    context: &mut Context<'_, 's>,
    mut found: Vec<T>,
    opener: &'s str,
    point: Checkpoint<'s>,
) -> (&'s str, Vec<T>) {
    found.truncate(point.items);
    context.problems.truncate(point.problems);
    context.problems.push(Problem::Unclosed { opener, before: Some(peek(point.at).text) });
    (point.at, found)
}

/// Whether the line ends in `{`, as the head of a statement does; `key {` is a property.
fn opens_a_block(at: &str) -> bool {
    let line = at.find('\n').and_then(|end| at.get(..end)).unwrap_or(at);
    let line = line.split(" #").next().unwrap_or(line);
    line.trim_end().ends_with('{') && token(at).is_ok_and(|(rest, _)| !peek(rest).is("{"))
}

/// Says what is wrong with an item, and where reading goes on.
fn recover<'s>(context: &mut Context<'_, 's>, fail: Fail<'s>, item: &'s str) -> &'s str {
    let failed = context.offset(fail.at);
    let start = context.offset(item);
    let begins_line = failed > start && (fail.at.is_empty() || context.indent(failed).is_some());
    match last_two(item, fail.at) {
        Some((_, last)) if begins_line => {
            context.problems.push(Problem::Missing { after: last.text, wants: fail.wants });
        }
        None if begins_line => {
            let after = peek(item).text;
            context.problems.push(Problem::Missing { after, wants: fail.wants });
        }
        _ => context.problems.push(Problem::Expected { at: fail.at, wants: fail.wants }),
    }
    next_line(context, item, failed)
}

/// The last two tokens between two places; `None` where there are fewer.
fn last_two<'s>(from: &'s str, to: &'s str) -> Option<(Token<'s>, Token<'s>)> {
    let (mut before, mut last) = (None, None);
    let mut rest = from;
    while rest.len() > to.len()
        && let Ok((after, next)) = token(rest)
        && next.kind != Kind::End
        && after.len() >= to.len()
    {
        before = last.replace(next);
        rest = after;
    }
    before.zip(last)
}

/// The first token behind a failure that begins a line at the depth of the item, or the `}` that closes its block.
fn next_line<'s>(context: &Context<'_, 's>, item: &'s str, failed: usize) -> &'s str {
    let start = context.offset(item);
    let indent = context.indent(start);
    let mut depth = 0usize;
    let mut rest = item;
    loop {
        let at = skip_gap(rest);
        let offset = context.offset(at);
        let Ok((after, next)) = token(at) else { return at };
        if next.kind == Kind::End {
            return at;
        }
        let closes = next.is("}") || next.is("]");
        if offset >= failed && offset > start {
            let begins = context.indent(offset);
            let back = begins.is_some() && begins <= indent && !closes;
            if begins.is_some() && depth == 0 && !next.is("]") || back {
                return at;
            }
            if next.is("}") && depth == 0 {
                return at;
            }
        }
        if next.is("{") || next.is("[") {
            depth += 1;
        } else if closes {
            depth = depth.saturating_sub(1);
        }
        rest = after;
    }
}

fn skip<'s>(at: &'s str, token: Token<'s>) -> &'s str {
    tail(at, token.text.len())
}
