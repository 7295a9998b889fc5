//! Claims: the lines of a speech.

use super::expect::{Fail, Want};
use super::token::{Kind, Parsed, peek, skip_gap, take, token};
use super::tree::{Claim, Label, Party};
use super::value::{between, qualified_list};
use crate::vocab::language::{Class, reserved};

/// `claim = [label] party {"," party} ["not"] verb object {"," object} [claim_note …]`
pub fn claim(text: &str) -> Parsed<'_, Claim<'_>> {
    let (rest, label) = optional_label(text)?;
    let (mut rest, first) = party(rest, Want::Subject)?;
    let mut subjects = vec![first];
    while let Some((after, _)) = take(rest, ",") {
        let (after, next) = party(after, Want::Subject)?;
        subjects.push(next);
        rest = after;
    }
    let (rest, negated) = match take(rest, "not") {
        Some((rest, word)) => (rest, Some(word)),
        None => (rest, None),
    };
    let (after, verb) = token(rest)?;
    if verb.kind != Kind::Word || !matches!(reserved(verb.text), None | Some(Class::Verb)) {
        return Fail::want(skip_gap(rest), Want::Verb);
    }
    let (rest, objects) = qualified_list(after, object, |_| false)?;
    Ok((rest, Claim { label, subjects, negated, verb: verb.text, objects }))
}

/// `label = "[" NAME ["/" NAME] "]"`
pub fn label(text: &str) -> Parsed<'_, Label<'_>> {
    let at = skip_gap(text);
    let Some((rest, _)) = take(at, "[") else { return Fail::want(at, Want::Label) };
    let (rest, first) = name(rest)?;
    let (rest, second) = match take(rest, "/") {
        Some((rest, _)) => name(rest).map(|(rest, second)| (rest, Some(second)))?,
        None => (rest, None),
    };
    let Some((rest, _)) = take(rest, "]") else { return Fail::want(skip_gap(rest), Want::CloseBracket) };
    let (document, name) = match second {
        Some(second) => (Some(first), second),
        None => (None, first),
    };
    Ok((rest, Label { text: between(at, rest), document, name }))
}

/// `[label]`
pub fn optional_label(text: &str) -> Parsed<'_, Option<Label<'_>>> {
    match peek(text).is("[") {
        true => label(text).map(|(rest, label)| (rest, Some(label))),
        false => Ok((text, None)),
    }
}

fn name(text: &str) -> Parsed<'_, &str> {
    let (rest, next) = token(text)?;
    match next.kind {
        Kind::Word => Ok((rest, next.text)),
        _ => Fail::want(skip_gap(text), Want::Label),
    }
}

/// `party = name | (word | TAG) STRING`
fn party(text: &str, want: Want) -> Parsed<'_, Party<'_>> {
    let (rest, word) = token(text)?;
    let at = skip_gap(text);
    if word.kind != Kind::Word {
        return Fail::want(at, want);
    }
    let (after, next) = token(rest)?;
    match (next.kind, reserved(word.text)) {
        (Kind::String, None | Some(Class::Observable)) => {
            Ok((after, Party::Inline { kind: word.text, text: next.text }))
        }
        (Kind::Junk | Kind::Unclosed, Some(Class::Observable)) => {
            Ok((after, Party::Inline { kind: word.text, text: next.text }))
        }
        (Kind::Unclosed, None) => Ok((after, Party::Inline { kind: word.text, text: next.text })),
        (_, Some(Class::Observable)) => Fail::want(skip_gap(rest), Want::Argument),
        (_, None) => Ok((rest, Party::Name(word.text))),
        _ => Fail::want(at, want),
    }
}

/// `object = party | CODE | UNSAID | "withheld" STRING`
fn object(text: &str) -> Parsed<'_, Party<'_>> {
    let (rest, next) = token(text)?;
    match next.kind {
        Kind::Code => Ok((rest, Party::Code(next.text))),
        Kind::Junk | Kind::Unclosed => Ok((rest, Party::Junk(next.text))),
        Kind::Word if reserved(next.text) == Some(Class::Gap) => Ok((rest, Party::Gap(next.text))),
        Kind::Word if next.text == "withheld" => {
            let (after, reason) = token(rest)?;
            match reason.kind {
                Kind::String => Ok((after, Party::Withheld(reason.text))),
                _ => Fail::want(skip_gap(rest), Want::Argument),
            }
        }
        _ => party(text, Want::Object),
    }
}
