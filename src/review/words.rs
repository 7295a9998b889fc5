//! How objects and their parts are said. Sentences are those that objects carry; what follows is for objects that carry none.

use std::borrow::Cow;

use super::side::{Side, Thing};
use crate::json::Node;
use crate::stix::words::{conjugate, defanged, is_followed, spaced};
use crate::vocab::language::VERBS;

/// How long a name may get in a sentence; a document of anybody may have names of any length.
const NAME: usize = 200;

/// How much of a sentence or a value is shown.
const TEXT: usize = 1000;

/// The sentence of an object.
pub(super) fn sentence(side: &Side<'_>, thing: &Thing<'_>) -> String {
    let own = |key: &str| thing.text(key).filter(|text| !text.trim().is_empty()).map(Cow::into_owned);
    let told = match thing.kind.as_ref() {
        // A description of somebody else's relationship tells of it, and is not it.
        "relationship" => own("description").filter(|_| is_told(thing)).or_else(|| clause(side, thing)),
        "sighting" => Some(format!("{} was seen", side.title(&thing.text("sighting_of_ref").unwrap_or_default()))),
        "note" => own("content").or_else(|| own("abstract")),
        "opinion" => own("explanation").or_else(|| opinion(side, thing)),
        _ => None,
    };
    told.or_else(|| Some(titled(thing)))
        .filter(|text| !text.is_empty())
        .unwrap_or_else(|| format!("an object of type {}", short(&thing.kind)))
}

/// "actor APT31", "mutex Global\\x".
pub(super) fn titled(thing: &Thing<'_>) -> String {
    match thing.title() {
        Some(title) if thing.is_observable() && thing.text("name").is_none() => title,
        Some(title) => format!("{} “{title}”", kind(thing)),
        None => kind(thing),
    }
}

/// The kind of a declaration, else the STIX type, as English.
pub(super) fn kind(thing: &Thing<'_>) -> String {
    const SHORT: &[(&str, &str)] = &[
        ("domain-name", "domain"),
        ("ipv4-addr", "address"),
        ("ipv6-addr", "address"),
        ("email-addr", "email address"),
        ("user-account", "account"),
        ("x509-certificate", "certificate"),
        ("attack-pattern", "technique"),
    ];
    let word = thing.told(&["kind"]).unwrap_or_else(|| thing.kind.clone());
    let word = SHORT.iter().find(|(long, _)| *long == word).map_or(word.as_ref(), |(_, short)| short);
    if word.is_empty() { "object".to_owned() } else { short(&spaced(word)) }
}

/// Whether attrc wrote its description: that is the sentence then.
pub(super) fn is_told(thing: &Thing<'_>) -> bool {
    thing.extension.is_some()
}

/// "Tin Lantern targets Harbour Authority": a relationship by its ends.
pub(super) fn clause(side: &Side<'_>, thing: &Thing<'_>) -> Option<String> {
    let (source, target) = (thing.text("source_ref"), thing.text("target_ref"));
    let verb = thing.text("relationship_type")?;
    let end = |id: Option<Cow<'_, str>>| id.map_or_else(|| "[nothing]".to_owned(), |id| side.title(&id));
    Some(format!("{} {} {}", end(source), third_person(&verb), end(target)))
}

/// A relationship type as a verb of a sentence.
pub(super) fn third_person(word: &str) -> String {
    match VERBS.iter().find(|row| row.word == word) {
        Some(row) => conjugate(row.base, false, false),
        None => short(&spaced(word)),
    }
}

/// A value as it is: a text, else JSON on one line.
pub(super) fn value(node: Node<'_>) -> String {
    node.string().map_or_else(|| compact(node.raw()), Cow::into_owned)
}

/// JSON without the white space between its tokens, but for a space behind each comma and colon.
fn compact(raw: &str) -> String {
    let mut out = String::with_capacity(raw.len());
    let (mut in_text, mut is_escaped) = (false, false);
    for letter in raw.chars().filter(|letter| !matches!(letter, '\n' | '\r' | '\t')) {
        match letter {
            ' ' if !in_text => continue,
            '"' if !is_escaped => in_text = !in_text,
            _ => {}
        }
        is_escaped = letter == '\\' && !is_escaped;
        out.push(letter);
        if !in_text && matches!(letter, ',' | ':') {
            out.push(' ');
        }
    }
    out
}

/// The beginning of a text as a page shows it: on one line, and not all of it where it is long.
pub(super) fn clipped(text: &str) -> String {
    cut(text, TEXT)
}

/// A name within a sentence.
pub(super) fn short(text: &str) -> String {
    cut(text, NAME)
}

/// An observable's value, so that nobody follows it by mistake.
pub(super) fn defanged_of(kind: &str, value: &str) -> String {
    if is_followed(kind) { defanged(value) } else { value.to_owned() }
}

fn opinion(side: &Side<'_>, thing: &Thing<'_>) -> Option<String> {
    let answered = super::side::texts(thing.node.get("object_refs"));
    let first = side.thing(answered.first()?).map(|first| clause(side, first).unwrap_or_else(|| titled(first)));
    let more = match answered.len() {
        0 | 1 => String::new(),
        count => format!(" (and {} more)", count - 1),
    };
    let word = spaced(&thing.text("opinion")?);
    let first = first.or_else(|| answered.first().map(|id| short(id)))?;
    Some(clipped(&format!("{word}: {first}{more}")))
}

fn cut(text: &str, limit: usize) -> String {
    // Only as much as may be shown is looked at: names may be as long as a document.
    let mut out = String::new();
    let mut count = 0;
    let mut blank = false;
    for letter in text.trim_start().chars() {
        if letter.is_whitespace() {
            blank = true;
            continue;
        }
        if count >= limit {
            out.push('…');
            return out;
        }
        if std::mem::take(&mut blank) {
            out.push(' ');
        }
        out.push(letter);
        count += 1;
    }
    out
}
