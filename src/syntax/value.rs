//! Values, amounts and qualifiers.

use nom::Parser;
use nom::branch::alt;
use nom::combinator::{map, opt};

use super::expect::{Fail, Want};
use super::token::{Kind, Parsed, Token, peek, skip_gap, take, token};
use super::tree::{Amount, Qualified, Qualifier, Value};
use crate::vocab::language::{Class, reserved};

/// How deep lists and dictionaries may nest.
pub const DEPTH_LIMIT: usize = 256;

/// `value = argument | dictionary | TAG STRING`
pub fn value(text: &str) -> Parsed<'_, Value<'_>> {
    match peek(text) {
        next if next.is("{") => dictionary(text, 0),
        next if class(next) == Some(Class::Observable) => observable(text),
        _ => scalar(text, Want::Value),
    }
}

/// `{HEDGE | QUALIFIER argument}`; a missing argument is kept as missing, so that the statement
/// lives on, but one that breaks off in the middle breaks the statement.
pub fn qualifiers<'s>(mut text: &'s str, is_key: fn(&str) -> bool) -> Parsed<'s, Vec<Qualifier<'s>>> {
    let mut found = Vec::new();
    loop {
        let (rest, next) = token(text)?;
        let (rest, argument) = match class(next) {
            Some(Class::Hedge) => (rest, None),
            Some(Class::Qualifier) if !is_key(next.text) => match scalar(rest, Want::Argument) {
                Ok((rest, argument)) => (rest, Some(argument)),
                Err(nom::Err::Error(fail)) if fail.at.len() == skip_gap(rest).len() => (rest, None),
                Err(error) => return Err(error),
            },
            _ => return Ok((text, found)),
        };
        found.push(Qualifier { word: next.text, argument });
        text = rest;
    }
}

/// `item {note} {"," item {note}}`: that a bare item stands before all qualified ones is checked later.
pub fn qualified_list<'s, T>(
    mut text: &'s str,
    item: impl Fn(&'s str) -> Parsed<'s, T>,
    is_key: fn(&str) -> bool,
) -> Parsed<'s, Vec<Qualified<'s, T>>> {
    let mut found = Vec::new();
    loop {
        let (rest, value) = item(text)?;
        let (rest, qualifiers) = qualifiers(rest, is_key)?;
        found.push(Qualified { value, qualifiers });
        match take(rest, ",") {
            Some((rest, _)) => text = rest,
            None => return Ok((rest, found)),
        }
    }
}

/// `argument = STRING | TEXT | amount | CODE | bare | UNSAID | "withheld" STRING | list`
fn scalar(text: &str, want: Want) -> Parsed<'_, Value<'_>> {
    let (rest, next) = token(text)?;
    let at = skip_gap(text);
    match next.kind {
        Kind::String => Ok((rest, Value::String(next.text))),
        Kind::Text => Ok((rest, Value::Text(next.text))),
        Kind::Code => Ok((rest, Value::Code(next.text))),
        Kind::Unclosed => Ok((rest, Value::Junk(next.text))),
        Kind::Junk => Ok(junk(at, rest)),
        Kind::Number => map(amount, Value::Amount).parse(text),
        Kind::Mark if next.text == "[" => list(text, 0),
        Kind::Word => match reserved(next.text) {
            Some(Class::Gap) => Ok((rest, Value::Gap(next.text))),
            Some(Class::Modifier | Class::Vague) => map(amount, Value::Amount).parse(text),
            Some(Class::Qualifier) if is_time_word(next.text) => map(amount, Value::Amount).parse(text),
            Some(Class::Keyword) if next.text == "withheld" => withheld(rest),
            Some(Class::Qualifier | Class::Keyword | Class::Stance | Class::Response | Class::Hedge) => {
                Fail::want(at, want)
            }
            // Verbs and tags of observables are values of raw objects: `relationship_type uses`.
            None | Some(Class::Verb | Class::Observable) => Ok((rest, Value::Word(next.text))),
        },
        Kind::Mark | Kind::End => Fail::want(at, want),
    }
}

/// `TAG STRING`; a tag alone is a word, as in `relationship_type url`.
fn observable(text: &str) -> Parsed<'_, Value<'_>> {
    let (rest, tag) = token(text)?;
    let (after, value) = token(rest)?;
    match value.kind {
        Kind::String => Ok((after, Value::Observable { tag: tag.text, text: value.text })),
        _ => Ok((rest, Value::Word(tag.text))),
    }
}

/// Junk takes the codes, numbers and junk that follow it on its line: `E.O. 13694` is one slip.
fn junk<'s>(at: &'s str, mut rest: &'s str) -> (&'s str, Value<'s>) {
    while let Ok((after, next)) = token(rest) {
        let more = matches!(next.kind, Kind::Code | Kind::Number | Kind::Junk);
        let start = rest.len() - skip_gap(rest).len();
        if !more || rest.get(..start).is_some_and(|gap| gap.contains('\n')) {
            break;
        }
        rest = after;
    }
    (rest, Value::Junk(between(at, rest)))
}

/// `"withheld" STRING`
fn withheld(rest: &str) -> Parsed<'_, Value<'_>> {
    let (after, next) = token(rest)?;
    match next.kind {
        Kind::String => Ok((after, Value::Withheld(next.text))),
        _ => Fail::want(skip_gap(rest), Want::Argument),
    }
}

/// `amount = ["by" | "before" | "after"] {MODIFIER} (moment [".." moment] | VAGUE | ALONE) unit`; that a date takes no
/// unit is checked later.
fn amount(text: &str) -> Parsed<'_, Amount<'_>> {
    let at = skip_gap(text);
    let mut rest = at;
    let (mut modifiers, mut first, mut last) = (Vec::new(), None, None);
    loop {
        let (after, next) = token(rest)?;
        match (next.kind, class(next)) {
            (Kind::Number, _) => {
                first = Some(next.text);
                rest = after;
                if let Some((after, _)) = take(rest, "..") {
                    let (after, end) = token(after)?;
                    if end.kind != Kind::Number {
                        return Fail::want(skip_gap(take(rest, "..").map_or(rest, |(rest, _)| rest)), Want::Number);
                    }
                    (rest, last) = (after, Some(end.text));
                }
                break;
            }
            (_, Some(Class::Vague)) => {
                (rest, first) = (after, Some(next.text));
                break;
            }
            (_, Some(Class::Modifier)) => modifiers.push(next.text),
            (_, Some(Class::Qualifier)) if modifiers.is_empty() && is_time_word(next.text) => modifiers.push(next.text),
            _ if modifiers.last().is_some_and(|word| stands_alone(word)) => break,
            _ => return Fail::want(skip_gap(rest), Want::Number),
        }
        rest = after;
    }
    let (rest, code) = opt(of_kind(Kind::Code)).parse(rest)?;
    let (rest, unit) = opt(of_kind(Kind::String)).parse(rest)?;
    let (rest, per) = opt(|text| match take(text, "per") {
        Some((rest, _)) => of_kind(Kind::String).parse(rest),
        None => Fail::want(text, Want::Argument),
    })
    .parse(rest)?;
    Ok((rest, Amount { text: between(at, rest), modifiers, first, last, code, unit, per }))
}

/// These stand before a date, but only as the first word: behind `some` or `ongoing` they qualify it.
pub fn is_time_word(word: &str) -> bool {
    matches!(word, "by" | "before" | "after")
}

fn stands_alone(word: &str) -> bool {
    crate::vocab::language::amount_word(word).is_some_and(|row| row.alone)
}

/// A token of one kind.
fn of_kind<'s>(kind: Kind) -> impl Parser<&'s str, Output = &'s str, Error = Fail<'s>> {
    move |text: &'s str| match token(text) {
        Ok((rest, next)) if next.kind == kind => Ok((rest, next.text)),
        _ => Fail::want(skip_gap(text), Want::Value),
    }
}

/// `list = "[" [plain {"," plain} [","]] "]"`
fn list(text: &str, depth: usize) -> Parsed<'_, Value<'_>> {
    let at = skip_gap(text);
    let Some((mut rest, _)) = take(at, "[") else { return Fail::want(at, Want::Value) };
    if depth >= DEPTH_LIMIT {
        return Fail::want(at, Want::Shallower);
    }
    let mut values = Vec::new();
    loop {
        if let Some((rest, _)) = take(rest, "]") {
            return Ok((rest, Value::List { text: between(at, rest), values }));
        }
        let (after, value) = plain(rest, depth + 1)?;
        values.push(value);
        match take(after, ",") {
            Some((after, _)) => rest = after,
            None if peek(after).is("]") => rest = after,
            None => return alt((comma, close_bracket)).parse(after),
        }
    }
}

fn comma<'s>(text: &'s str) -> Parsed<'s, Value<'s>> {
    Fail::want(skip_gap(text), Want::Comma)
}

fn close_bracket<'s>(text: &'s str) -> Parsed<'s, Value<'s>> {
    Fail::want(skip_gap(text), Want::CloseBracket)
}

/// `dictionary = "{" {(RUN | CODE | STRING) plain} "}"`
fn dictionary(text: &str, depth: usize) -> Parsed<'_, Value<'_>> {
    let at = skip_gap(text);
    let Some((mut rest, _)) = take(at, "{") else { return Fail::want(at, Want::Value) };
    if depth >= DEPTH_LIMIT {
        return Fail::want(at, Want::Shallower);
    }
    let mut entries = Vec::new();
    loop {
        let (after, next) = token(rest)?;
        match next.kind {
            Kind::Mark if next.text == "}" => {
                return Ok((after, Value::Dictionary { text: between(at, after), entries }));
            }
            Kind::Word | Kind::Code | Kind::String => {
                let (after, value) = plain(after, depth + 1)?;
                entries.push((next.text, value));
                rest = after;
            }
            // A key that wants quotes is one slip, and reported as such.
            Kind::Junk | Kind::Number if is_like_key(next.text) => match plain(after, depth + 1) {
                Ok((after, value)) => {
                    entries.push((next.text, value));
                    rest = after;
                }
                Err(_) => return alt((key, close_brace)).parse(rest),
            },
            _ => return alt((key, close_brace)).parse(rest),
        }
    }
}

/// Whether something would be a key if it stood in quotes: `lpDesktop`, `0`.
fn is_like_key(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'.'))
}

fn key<'s>(text: &'s str) -> Parsed<'s, Value<'s>> {
    Fail::want(skip_gap(text), Want::Key)
}

fn close_brace<'s>(text: &'s str) -> Parsed<'s, Value<'s>> {
    Fail::want(skip_gap(text), Want::CloseBrace)
}

/// `plain = STRING | TEXT | moment | CODE | UNSAID | "null" | "withheld" STRING | NAME | WORD | NAME "/" NAME |
/// list | dictionary`
fn plain(text: &str, depth: usize) -> Parsed<'_, Value<'_>> {
    let (rest, next) = token(text)?;
    let at = skip_gap(text);
    match next.kind {
        Kind::String => Ok((rest, Value::String(next.text))),
        Kind::Text => Ok((rest, Value::Text(next.text))),
        Kind::Code => Ok((rest, Value::Code(next.text))),
        Kind::Unclosed | Kind::Junk => Ok((rest, Value::Junk(next.text))),
        Kind::Number => {
            let bare = Amount {
                text: next.text,
                modifiers: Vec::new(),
                first: Some(next.text),
                last: None,
                code: None,
                unit: None,
                per: None,
            };
            Ok((rest, Value::Amount(bare)))
        }
        Kind::Mark if next.text == "[" => list(text, depth),
        Kind::Mark if next.text == "{" => dictionary(text, depth),
        Kind::Word => match next.text {
            "null" => Ok((rest, Value::Null(next.text))),
            "withheld" => withheld(rest),
            _ if reserved(next.text) == Some(Class::Gap) => Ok((rest, Value::Gap(next.text))),
            _ => match take(rest, "/") {
                Some((rest, _)) => {
                    let (rest, name) = token(rest)?;
                    match name.kind {
                        Kind::Word => Ok((rest, Value::Path { document: next.text, name: name.text })),
                        _ => Fail::want(skip_gap(rest), Want::Label),
                    }
                }
                None => Ok((rest, Value::Word(next.text))),
            },
        },
        Kind::Mark | Kind::End => Fail::want(at, Want::Value),
    }
}

fn class(token: Token<'_>) -> Option<Class> {
    match token.kind {
        Kind::Word => reserved(token.text),
        _ => None,
    }
}

/// The slice from the start of one rest to the start of another, without the gap before the second.
pub fn between<'s>(at: &'s str, rest: &'s str) -> &'s str {
    at.get(..at.len() - rest.len()).unwrap_or_default()
}
