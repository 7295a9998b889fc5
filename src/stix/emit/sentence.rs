//! The sentence of a claim: speaker, hedge, quotation and source for all readers, also those that know no extension
//! (mapping: description of a claim).

use std::fmt::Write;

use super::conjugate::{conjugate, plural};
use super::context::Context;
use super::dates::date_words;
use super::place;
use crate::facts::{Certainty, Claim, ClaimId, Entity, EntityId, Facts, Form, Gap, Object, Quotation, Time, Voice};
use crate::vocab::{attack, language};

/// `{Speaker} {stance}[ ({date})][ as {likelihood}][ with {confidence} confidence]: {clause}…. — {document}, {date}.`
pub(super) fn of_claim(context: &Context<'_>, claim: &Claim) -> String {
    let mut out = voiced(context, &claim.voice, claim.stance.word);
    push_certainty(&mut out, &claim.certainty);
    out.push_str(": ");
    push_clause(&mut out, context, claim);
    if let Some(role) = &claim.role {
        push(&mut out, format_args!(" as {role}"));
    }
    if let Some(rule) = &claim.under {
        push(&mut out, format_args!(" under {rule}"));
    }
    if let Some(time) = &claim.time {
        push(&mut out, format_args!(" {}", spoken(time)));
    }
    for (word, claims) in &claim.relative {
        push_relative(&mut out, context, word, claims);
    }
    if let Some(quantity) = &claim.quantity {
        push(&mut out, format_args!(", {}", quantity.words));
    }
    stop(&mut out);
    push_quotation(&mut out, claim.quotation.as_deref());
    push_source(&mut out, context, &claim.voice);
    out
}

/// `{subject} {verb} {object}` alone.
pub(super) fn clause(context: &Context<'_>, claim: &Claim) -> String {
    let mut out = String::new();
    push_clause(&mut out, context, claim);
    out
}

/// The speakers in the order of the text, on whose behalf and through whom they speak.
pub(super) fn speakers(context: &Context<'_>, voice: &Voice) -> String {
    let names: Vec<&str> = context.speakers(voice).iter().map(|party| party.title.as_str()).collect();
    let mut out = names.join(", ");
    if !voice.on_behalf_of.is_empty() {
        push(&mut out, format_args!(", for {},", titles(context, &voice.on_behalf_of)));
    }
    if !voice.via.is_empty() {
        let comma = if out.ends_with(',') { "" } else { "," };
        push(&mut out, format_args!("{comma} via {},", titles(context, &voice.via)));
    }
    out
}

/// The speakers and what they do, in their number: "A alleges", "A, B allege"; when, where their document does not tell it.
pub(super) fn voiced(context: &Context<'_>, voice: &Voice, word: &str) -> String {
    let parties = context.speakers(voice);
    let several = parties.len() > 1 || parties.iter().any(|party| party.plural);
    let word = spaced(word);
    let word = if several { plural(&word) } else { word };
    let mut out = format!("{} {word}", speakers(context, voice));
    if let Some(dated) = dated(context.facts, voice) {
        bracket(&mut out, &dated.words);
    }
    out
}

/// When something was said, where that is another date than its document has.
pub fn dated<'v>(facts: &Facts, voice: &'v Voice) -> Option<&'v Time> {
    let document = date_words(facts.entity(voice.document?));
    voice.dated.as_ref().filter(|dated| document.as_ref() != Some(&dated.words))
}

/// ` “{quotation}”`
pub(super) fn push_quotation(out: &mut String, quotation: Option<&Quotation>) {
    if let Some(quotation) = quotation {
        push(out, format_args!(" “{}”", quotation.text));
    }
}

/// ` — {publisher or title}, {date as precise as known}.`
pub(super) fn push_source(out: &mut String, context: &Context<'_>, voice: &Voice) {
    match (context.citation(voice.document), &voice.dated) {
        (Some(citation), _) => push(out, format_args!(" — {}", citation.words)),
        (None, Some(dated)) => push(out, format_args!(" — {}", dated.words)),
        (None, None) => return,
    }
    stop(out);
}

/// The titles of some entities, as a list.
pub(super) fn titles(context: &Context<'_>, ids: &[EntityId]) -> String {
    list(ids.iter().map(|id| context.party(*id).title.as_str()))
}

/// "a", "a and b", "a, b and c".
pub fn list<'a>(items: impl IntoIterator<Item = &'a str>) -> String {
    let items: Vec<&str> = items.into_iter().collect();
    match items.split_last() {
        None => String::new(),
        Some((last, [])) => (*last).to_owned(),
        Some((last, rest)) => format!("{} and {last}", rest.join(", ")),
    }
}

/// What a sentence calls an entity: its title; a code by the name of what it stands for, an observable with its tag.
pub fn title(entity: &Entity) -> String {
    match entity.form {
        Form::Coded => match attack::entry(&entity.name) {
            Some(entry) => format!("{} ({})", entry.name, entry.id),
            None => place::code_name(&entity.name).unwrap_or_else(|| entity.title.clone()),
        },
        Form::Observable => format!("{} {}", observable_word(entity), entity.title),
        Form::Declared | Form::Inline | Form::Verbatim | Form::Author => entity.title.clone(),
    }
}

/// The tag of an observable; the type of an address is left to its value, so it has no tag of its own.
fn observable_word(entity: &Entity) -> &'static str {
    let holds = |property: &str| entity.values(property).next().is_some();
    let tags = || language::OBSERVABLES.iter().filter(|tag| tag.stix == entity.kind.stix);
    tags().find(|tag| holds(tag.property)).or_else(|| tags().next()).map_or("address", |tag| tag.word)
}

/// The word of a gap.
pub fn gap(gap: Gap) -> &'static str {
    match gap {
        Gap::Unknown => "unknown",
        Gap::Unstated => "unstated",
        Gap::None => "none",
        Gap::Redacted => "redacted",
        Gap::Withheld => "withheld",
    }
}

/// The words of a time in a sentence: "during 2024-09, for 3 days".
pub fn spoken(time: &Time) -> String {
    match (time.words.strip_prefix("lasting "), time.words.rsplit_once(" lasting ")) {
        (Some(duration), _) => format!("for {duration}"),
        (None, Some((before, duration))) => format!("{before}, for {duration}"),
        (None, None) => time.words.clone(),
    }
}

/// ` ({words})`, in the brackets that stand there already, if any.
pub fn bracket(out: &mut String, words: &str) {
    let open = out.strip_suffix(')').map(str::len);
    out.truncate(open.unwrap_or(out.len()));
    out.push_str(if open.is_some() { ", " } else { " (" });
    push(out, format_args!("{words})"));
}

/// A hyphenated word of the language as English.
pub fn spaced(word: &str) -> String {
    word.replace(['-', '_'], " ")
}

/// A word with a capital.
pub(super) fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// A full stop, unless the last name brings its own ("Co.").
pub(super) fn stop(out: &mut String) {
    if !out.ends_with(['.', '!', '?']) {
        out.push('.');
    }
}

fn push_clause(out: &mut String, context: &Context<'_>, claim: &Claim) {
    let subject = context.party(claim.subject);
    let verb = conjugate(claim.verb.base, subject.plural, claim.negated);
    push(out, format_args!("{} {verb} ", subject.title));
    match claim.object {
        Object::Gap(gap_of) => push(out, format_args!("[{}]", gap(gap_of))),
        Object::Entity(id) => {
            out.push_str(&context.party(id).title);
            let owner = context.stand_in(id);
            if owner != id {
                push(out, format_args!(" of {}", context.party(owner).title));
            }
        }
    }
}

/// ` as {likelihood} with {confidence} confidence (graded {grade}, “{words}”)`
pub fn push_certainty(out: &mut String, certainty: &Certainty) {
    if let Some((_, hedge)) = certainty.likelihood {
        push(out, format_args!(" as {}", spaced(hedge.word)));
    }
    if let Some(confidence) = certainty.confidence {
        push(out, format_args!(" with {} confidence", confidence.word));
    }
    if let Some((grade, _)) = &certainty.grade {
        bracket(out, &format!("graded {grade}"));
    }
    if let Some(words) = &certainty.worded {
        bracket(out, &format!("“{words}”"));
    }
}

fn push_relative(out: &mut String, context: &Context<'_>, word: &str, claims: &[ClaimId]) {
    let Some((first, more)) = claims.split_first() else { return };
    push(out, format_args!(" {} {}", spaced(word), clause(context, context.facts.claim(*first))));
    match more.len() {
        0 => {}
        1 => out.push_str(" (and one more claim)"),
        count => push(out, format_args!(" (and {count} more claims)")),
    }
}

fn push(out: &mut String, arguments: std::fmt::Arguments<'_>) {
    // Writing to a `String` cannot fail.
    let _ = out.write_fmt(arguments);
}
