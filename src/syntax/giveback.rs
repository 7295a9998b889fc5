//! Giving back: a line that lost its first words to the item before it.

use super::expect::{Want, Wants};
use super::recover::{Context, Problem};
use super::token::{Kind, Parsed, Token, tail, token};

/// The item of the whole line that a broken item ends, if the item before it took the first words of that line.
///
/// A try that fails is not repeated before the place where it failed, so that no text is read again and again.
pub fn give_back<'s, T>(
    context: &mut Context<'s>,
    previous: &'s str,
    item: &'s str,
    read: &mut impl FnMut(&mut Context<'s>, &'s str) -> Parsed<'s, T>,
) -> Option<(&'s str, &'s str, T)> {
    if context.indent(context.offset(item)).is_some() {
        return None;
    }
    let (before, line) = line_start(context, previous, item)?;
    let offset = context.offset(line.text);
    if offset < context.given_back || !(line.kind == Kind::Word || line.is("[")) {
        return None;
    }
    let wants = match before.text {
        "," => Wants::of(Want::Value).and(Wants::of(Want::Comma)),
        _ => Wants::of(Want::Value),
    };
    let problems = context.problems.len();
    context.problems.push(Problem::Missing { after: before.text, wants });
    let at = tail(context.text, offset);
    match read(context, at) {
        Ok((after, value)) if after.len() < item.len() => {
            context.given_back = offset + 1;
            Some((after, at, value))
        }
        Ok(_) => {
            context.given_back = context.offset(item);
            context.problems.truncate(problems);
            None
        }
        Err(error) => {
            let (nom::Err::Error(fail) | nom::Err::Failure(fail)) = error else { return None };
            context.given_back = context.offset(fail.at);
            context.problems.truncate(problems);
            None
        }
    }
}

/// The last token between two places that begins a line, and the token before it.
fn line_start<'s>(context: &Context<'s>, from: &'s str, to: &'s str) -> Option<(Token<'s>, Token<'s>)> {
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
