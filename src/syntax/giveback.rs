//! Giving back: a line that lost its first words to the item before it.

use super::expect::{Fail, Want, Wants};
use super::recover::{Context, Problem};
use super::token::{Kind, Parsed, Token, tail, token};

/// The item of the whole line that a broken item ends, if the item before it took the first words of that line.
///
/// A try that fails is not repeated before the place where it failed, so that no text is read again and again.
pub fn give_back<'k, 's, T>(
    context: &mut Context<'k, 's>,
    previous: &'s str,
    item: &'s str,
    read: &mut impl FnMut(&mut Context<'k, 's>, &'s str) -> Parsed<'s, T>,
) -> Option<(&'s str, &'s str, T)> {
    let wants = |before: &str| match before {
        "," => Wants::of(Want::Value).and(Wants::of(Want::Comma)),
        _ => Wants::of(Want::Value),
    };
    try_line(context, (previous, item), None, wants, read)
}

/// The item of the line on which a broken item fails, if it took the first words of that line itself, because of a list
/// that is not closed, and the line is no deeper than its own: the lines of a list that is go deeper.
pub fn give_up<'k, 's, T>(
    context: &mut Context<'k, 's>,
    item: &'s str,
    fail: Fail<'s>,
    read: &mut impl FnMut(&mut Context<'k, 's>, &'s str) -> Parsed<'s, T>,
) -> Option<(&'s str, &'s str, T)> {
    let indent = context.indent(context.offset(item))?;
    try_line(context, (item, fail.at), Some(indent), |_| fail.wants, read)
}

/// Reads the line that holds the end of a stretch from its start; that counts if it comes beyond that end.
fn try_line<'k, 's, T>(
    context: &mut Context<'k, 's>,
    (from, to): (&'s str, &'s str),
    deepest: Option<usize>,
    wants: impl Fn(&str) -> Wants,
    read: &mut impl FnMut(&mut Context<'k, 's>, &'s str) -> Parsed<'s, T>,
) -> Option<(&'s str, &'s str, T)> {
    if context.indent(context.offset(to)).is_some() {
        return None;
    }
    let (before, line) = line_start(context, from, to)?;
    let offset = context.offset(line.text);
    let too_deep = deepest.is_some_and(|deepest| context.indent(offset).is_some_and(|indent| indent > deepest));
    if too_deep || offset < context.given_back || !(line.kind == Kind::Word || line.is("[")) {
        return None;
    }
    let problems = context.problems.len();
    context.problems.push(Problem::Missing { after: before.text, wants: wants(before.text) });
    let at = tail(context.text, offset);
    context.read_anew(at);
    let tried = match read(context, at) {
        Ok((after, value)) if after.len() < to.len() => {
            context.given_back = offset + 1;
            return Some((after, at, value));
        }
        Ok(_) => to,
        Err(nom::Err::Error(fail) | nom::Err::Failure(fail)) => fail.at,
        Err(nom::Err::Incomplete(_)) => to,
    };
    context.given_back = context.offset(tried);
    context.problems.truncate(problems);
    None
}

/// The last token between two places that begins a line, and the token before it.
fn line_start<'s>(context: &Context<'_, 's>, from: &'s str, to: &'s str) -> Option<(Token<'s>, Token<'s>)> {
    let (mut found, mut last) = (None, None);
    let mut rest = from;
    while rest.len() > to.len()
        && let Ok((after, next)) = token(rest)
        && after.len() >= to.len()
    {
        if context.indent(context.offset(next.text)).is_some() {
            found = last.map(|last| (last, next));
        }
        last = Some(next);
        rest = after;
    }
    found
}
