//! Statements: `use`, `from`, declarations, speeches and responses.

use super::claim::{claim, label, optional_label};
use super::expect::{Fail, Want};
use super::recover::{Context, block};
use super::token::{Kind, Parsed, Token, peek, skip_gap, take, token};
use super::tree::{Declaration, From, Item, Property, Qualifier, Response, Speech, Target, Use};
use super::value::{between, qualified_list, qualifiers, value};
use crate::vocab::language::{Class, kind, reserved, verb};

/// How deep `from` blocks are read; one inside another is an error of its own.
const FROM_LIMIT: usize = 8;

/// `file = {"use" STRING | from | statement}`; the same within `from`, where the first two are errors of their own.
pub fn statement<'k, 's: 'k>(context: &mut Context<'k, 's>, text: &'s str) -> Parsed<'s, Item<'s>> {
    match peek(text) {
        next if next.is("use") => use_file(text),
        next if next.is("from") => from(context, text),
        _ => inner(context, text),
    }
}

/// `"use" STRING`
fn use_file(text: &str) -> Parsed<'_, Item<'_>> {
    let (rest, keyword) = token(text)?;
    let (after, path) = token(rest)?;
    match path.kind {
        Kind::String => Ok((after, Item::Use(Use { keyword: keyword.text, path: path.text }))),
        _ => Fail::want(skip_gap(rest), Want::Path),
    }
}

/// `from = "from" name "{" {statement} "}"`
fn from<'k, 's: 'k>(context: &mut Context<'k, 's>, text: &'s str) -> Parsed<'s, Item<'s>> {
    let (rest, keyword) = token(text)?;
    let (rest, document) = name(rest)?;
    let Some((body, brace)) = take(rest, "{") else { return Fail::want(skip_gap(rest), Want::OpenBrace) };
    if context.depth >= FROM_LIMIT {
        return Fail::want(skip_gap(text), Want::Shallower);
    }
    context.depth += 1;
    let (rest, items) = block(context, body, brace, statement);
    context.depth -= 1;
    Ok((rest, Item::From(From { keyword: keyword.text, document, items })))
}

/// `statement = declaration | speech | response`: the second token tells which.
fn inner<'k, 's: 'k>(context: &mut Context<'k, 's>, text: &'s str) -> Parsed<'s, Item<'s>> {
    let (rest, first) = token(text)?;
    if first.is("[") {
        return speech(context, text);
    }
    // Tags of observables are kinds too: `url u { … }`. A stance or a verb in this place has lost its subject.
    if first.kind != Kind::Word || !matches!(reserved(first.text), None | Some(Class::Observable)) {
        return Fail::want(skip_gap(text), Want::Statement);
    }
    let second = peek(rest);
    match (second.kind, reserved_class(second)) {
        (_, Some(Class::Stance | Class::Response)) if is_titled_kind(first, rest) => declaration(context, text),
        (_, Some(Class::Stance | Class::Response)) => speech(context, text),
        (Kind::Mark, _) if second.text == "," => speech(context, text),
        (_, Some(Class::Qualifier | Class::Hedge)) if misplaced(rest).is_some() => speech(context, text),
        // `actor` alone, and the next line begins with `use`: a word of the language is no name that was meant.
        (Kind::Word, Some(_)) if on_next_line(rest) => Fail::want(skip_gap(rest), Want::Name),
        (Kind::Word, Some(Class::Verb)) if !ends_a_head(rest) => Fail::want(skip_gap(rest), Want::Stance),
        // `spokesman denys [case] for prc`: behind the name of a declaration stands no label that nothing follows.
        (Kind::Word, None) if answers(rest) => Fail::want(skip_gap(rest), Want::Stance),
        (Kind::Word | Kind::Code | Kind::Junk, _) => declaration(context, text),
        _ => Fail::want(skip_gap(rest), Want::Name),
    }
}

/// Whether a word is followed by a label as a response is: behind it stands what goes on with a response, or nothing. A
/// label that begins the next speech has a speaker behind it.
fn answers(rest: &str) -> bool {
    let behind = token(rest).and_then(|(after, _)| label(after)).map(|(behind, _)| peek(behind));
    behind.is_ok_and(|next| {
        matches!(next.text, "," | "}") || next.kind == Kind::End || reserved_class(next) == Some(Class::Qualifier)
    })
}

/// Whether a kind, a reserved word and a title follow each other: `organization says "Says"` is a badly named
/// declaration, while an organisation may well be called `says`.
fn is_titled_kind(first: Token<'_>, rest: &str) -> bool {
    kind(first.text).is_some() && token(rest).is_ok_and(|(after, _)| peek(after).kind == Kind::String)
}

/// Whether what follows a word is what follows the name of a declaration, so that `uses "Uses"` is a badly named one
/// and `apt31 targets x` a claim in the wrong place.
fn ends_a_head(rest: &str) -> bool {
    let Ok((after, _)) = token(rest) else { return true };
    let next = peek(after);
    matches!(next.kind, Kind::String | Kind::End) || next.is("{") || on_next_line(after)
}

/// `declaration = kind name [STRING] ["{" {property} "}"]`
fn declaration<'k, 's: 'k>(context: &mut Context<'k, 's>, text: &'s str) -> Parsed<'s, Item<'s>> {
    let at = skip_gap(text);
    let (rest, kind_word) = token(text)?;
    let (rest, name) = token(rest)?;
    let (after, next) = token(rest)?;
    let (rest, title) = match next.kind {
        Kind::Junk | Kind::Code if on_next_line(rest) => (rest, None),
        // No statement begins with a code: this is a title without its quotes.
        Kind::Code => {
            let behind = unquoted(after);
            (behind, Some(between(skip_gap(rest), behind)))
        }
        Kind::String | Kind::Junk | Kind::Unclosed => (after, Some(next.text)),
        _ => (rest, None),
    };
    let declare =
        |properties| Item::Declaration(Declaration { kind: kind_word.text, name: name.text, title, properties });
    let Some((body, brace)) = take(rest, "{") else { return Ok((rest, declare(Vec::new()))) };

    let before = context.problems.len();
    let (rest, properties) = block(context, body, brace, |_, text| property(text));
    let failed = context.problems.len() > before && (properties.is_empty() || says(body));
    if title.is_none() && kind(kind_word.text).is_none() && failed && claim(body).is_ok() {
        // `ncsc claims { apt31 targets x }` reads as a declaration up to its brace: the stance is what is wrong.
        context.problems.truncate(before);
        context.expected(between_token(at, name), Want::Stance);
        let after_stance = context.problems.len();
        let (rest, claims) = block(context, body, brace, |_, text| claim(text));
        context.problems.truncate(after_stance);
        let (speakers, stance) = (vec![kind_word.text], name.text);
        let speech = Speech { label: None, speakers, stance, qualifiers: Vec::new(), claims: Some(claims) };
        return Ok((rest, Item::Speech(speech)));
    }
    Ok((rest, declare(properties)))
}

/// Behind the words that go on with a title without quotes on its line.
fn unquoted(mut rest: &str) -> &str {
    while let Ok((after, next)) = token(rest)
        && matches!(next.kind, Kind::Word | Kind::Code | Kind::Number | Kind::Junk)
        && !on_next_line(rest)
    {
        rest = after;
    }
    rest
}

/// Whether a block begins like a claim: its second word is a verb, or `not`. No key takes a verb for its value.
fn says(body: &str) -> bool {
    let second = optional_label(body).and_then(|(rest, _)| token(rest)).map(|(rest, _)| peek(rest));
    second.is_ok_and(|second| second.is("not") || second.kind == Kind::Word && verb(second.text).is_some())
}

/// `property = key value {"," value} [property_note {property_note} {"," value property_note {property_note}}]`
fn property(text: &str) -> Parsed<'_, Property<'_>> {
    let (rest, key) = token(text)?;
    if key.kind != Kind::Word || !may_be_key(key.text) {
        return Fail::want(skip_gap(text), Want::Key);
    }
    let (rest, values) = qualified_list(rest, value, is_key)?;
    Ok((rest, Property { key: key.text, values }))
}

/// Words that go on with a value before them cannot begin the next property.
fn may_be_key(word: &str) -> bool {
    match reserved(word) {
        None | Some(Class::Observable | Class::Verb | Class::Stance | Class::Response) => true,
        Some(Class::Qualifier) => is_key(word),
        Some(Class::Keyword | Class::Hedge | Class::Modifier | Class::Vague | Class::Gap) => false,
    }
}

/// `confidence` is a property of the standard and never qualifies one.
fn is_key(word: &str) -> bool {
    word == "confidence"
}

/// `speech = [label] name {"," name} STANCE {speech_hedge} ["{" {claim} "}"]` and
/// `response = [label] name {"," name} RESPONSE target {"," target} {response_note}`
fn speech<'k, 's: 'k>(context: &mut Context<'k, 's>, text: &'s str) -> Parsed<'s, Item<'s>> {
    let (rest, label) = optional_label(text)?;
    let (mut rest, first) = name(rest)?;
    let mut speakers = vec![first];
    while let Some((after, _)) = take(rest, ",") {
        let (after, next) = name(after)?;
        speakers.push(next);
        rest = after;
    }
    let early = misplaced(rest);
    let (rest, mut found) = early.unwrap_or((rest, Vec::new()));
    if let Some(qualifier) = found.first() {
        context.expected(from_slice(text, qualifier.word), Want::StanceFirst);
    }
    let (after, word) = token(rest)?;
    match reserved_class(word) {
        Some(Class::Stance) => {
            let (rest, behind) = qualifiers(after, |_| false)?;
            found.extend(behind);
            let (rest, claims) = match take(rest, "{") {
                Some((body, brace)) => {
                    let (rest, claims) = block(context, body, brace, |_, text| claim(text));
                    (rest, Some(claims))
                }
                None if on_next_line(rest) || matches!(peek(rest).text, "" | "}" | "[") => (rest, None),
                None if found.iter().any(|qualifier| qualifier.word == "quoting") => (rest, None),
                None => return Fail::want(skip_gap(rest), Want::Body),
            };
            Ok((rest, Item::Speech(Speech { label, speakers, stance: word.text, qualifiers: found, claims })))
        }
        Some(Class::Response) => {
            let (mut rest, first) = target(after)?;
            let mut targets = vec![first];
            while let Some((after, _)) = take(rest, ",") {
                let (after, next) = target(after)?;
                targets.push(next);
                rest = after;
            }
            let (rest, behind) = qualifiers(rest, |_| false)?;
            found.extend(behind);
            Ok((rest, Item::Response(Response { label, speakers, word: word.text, targets, qualifiers: found })))
        }
        _ => Fail::want(skip_gap(rest), Want::Stance),
    }
}

/// Qualifiers that stand before a stance or a response, where they belong behind it: `us via desk alleges { … }`.
fn misplaced(rest: &str) -> Option<(&str, Vec<Qualifier<'_>>)> {
    let (behind, found) = qualifiers(rest, |_| false).ok()?;
    let stance = matches!(reserved_class(peek(behind)), Some(Class::Stance | Class::Response));
    (stance && !found.is_empty()).then_some((behind, found))
}

/// `target = label | name`
fn target(text: &str) -> Parsed<'_, Target<'_>> {
    if peek(text).is("[") {
        return label(text).map(|(rest, label)| (rest, Target::Label(label)));
    }
    let (rest, next) = token(text)?;
    match (next.kind, reserved_class(next)) {
        (Kind::Word, None) => Ok((rest, Target::Name(next.text))),
        _ => Fail::want(skip_gap(text), Want::Target),
    }
}

fn name(text: &str) -> Parsed<'_, &str> {
    let (rest, next) = token(text)?;
    match next.kind {
        Kind::Word if reserved_class(next).is_none() => Ok((rest, next.text)),
        _ => Fail::want(skip_gap(text), Want::Name),
    }
}

fn reserved_class(token: Token<'_>) -> Option<Class> {
    match token.kind {
        Kind::Word => reserved(token.text),
        _ => None,
    }
}

fn on_next_line(rest: &str) -> bool {
    between(rest, skip_gap(rest)).contains('\n')
}

/// The text from a token on.
fn between_token<'s>(at: &'s str, token: Token<'s>) -> &'s str {
    from_slice(at, token.text)
}

/// The text from one of its slices on.
fn from_slice<'s>(at: &'s str, slice: &'s str) -> &'s str {
    let offset = slice.as_ptr() as usize - at.as_ptr() as usize;
    at.get(offset..).unwrap_or(at)
}
