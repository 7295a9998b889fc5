//! Notes and opinions: MISP shows them on events, objects and attributes, and on nothing else.

use std::collections::HashSet;

use super::events::Events;
use super::{Place, place};
use crate::diag::codes::targets::{MOVED_RESPONSE, MOVED_SENTENCE};
use crate::stix::ids::Part;
use crate::stix::value::Value;
use crate::stix::{EXTENSION, Id, Object};
use crate::targets::draft::{Draft, references, text};
use crate::targets::words::share;

/// An answer goes to the events that hold what it is about; its text says what that is.
pub(super) fn answers(draft: &mut Draft<'_>, events: &mut Events) {
    for id in draft.ids("opinion") {
        let Some(opinion) = draft.get(id) else { continue };
        let targets = references(opinion, "object_refs");
        let mut moved: Vec<Id> = Vec::new();
        let mut lost = false;
        for target in &targets {
            match place(draft, events, *target) {
                Place::Event | Place::Bearer => moved.push(*target),
                Place::Other => {
                    lost = true;
                    moved.extend(events.holding(*target));
                }
            }
        }
        if lost {
            let message = format!("{} shows no opinions on what this one is about", draft.consumer.title);
            draft.tell(
                &MOVED_RESPONSE,
                id,
                message,
                "it is on the event there, and its text says what is meant".to_owned(),
            );
        }
        put(draft, events, id, moved);
    }
}

/// A note stays on what bears it; where nothing does, it goes to the event.
pub(super) fn remarks(draft: &mut Draft<'_>, events: &mut Events) {
    for id in draft.ids("note") {
        let Some(note) = draft.get(id) else { continue };
        let targets = references(note, "object_refs");
        let kept: Vec<Id> =
            targets.iter().copied().filter(|target| place(draft, events, *target) != Place::Other).collect();
        if kept.len() < targets.len() {
            let message = format!("{} shows notes on events, objects and attributes alone", draft.consumer.title);
            let on = kept.first().map_or_else(|| "the event".to_owned(), |first| format!("“{}”", draft.title(*first)));
            draft.tell(&MOVED_SENTENCE, id, message, format!("this one is on {on} there"));
        }
        let holding = || events.holding(id).into_iter().chain(targets.iter().flat_map(|id| events.holding(*id)));
        let moved = if kept.is_empty() { holding().take(1).collect() } else { kept };
        put(draft, events, id, moved);
    }
}

/// The sentence of a claim as a note on the end that bears one, and on its event. Where a reference says all that there is
/// to say, because nobody claims it, there is none.
pub(super) fn sentence(
    draft: &mut Draft<'_>,
    events: &mut Events,
    id: Id,
    bearer: Option<Id>,
    is_reference: bool,
) -> Option<Id> {
    let relation = draft.get(id)?;
    let extension = relation.get("extensions").and_then(Value::as_object).and_then(|map| map.get(EXTENSION));
    let member = |key: &str| extension.and_then(Value::as_object).and_then(|map| map.get(key));
    let claim = member("claim").and_then(Value::as_object);
    let derived = member("claim_ref").is_some();
    let words = text(relation, "description").filter(|_| !derived && (claim.is_some() || !is_reference))?;
    let verb = claim.and_then(|claim| claim.get("verb")).and_then(Value::as_text);
    let verb = verb.or_else(|| text(relation, "relationship_type")).unwrap_or_default();
    let speakers = claim.and_then(|claim| claim.get("speaker_refs")).map(Value::items).unwrap_or_default();
    let authors = speakers.iter().filter_map(Value::as_id).map(|id| Value::from(draft.title(id))).collect();
    let note_id = draft.mint.id("note", "sentence", &[Part::Id(id)]);
    let mut note = Object::new(note_id)
        .with("abstract", format!("{}: {verb}", if claim.is_some() { "Claim" } else { "Relationship" }))
        .with("content", words.to_owned());
    note.push_list("authors", authors);
    share(relation, &mut note);
    let holding = events.holding(id);
    let mut on: Vec<Id> = bearer.into_iter().collect();
    on.extend(&holding);
    let message = format!("{} keeps no text, time and confidence of relationships", draft.consumer.title);
    let help = match bearer {
        Some(bearer) => format!("a note on “{}” and on the event has them there", draft.title(bearer)),
        None => "a note on the event has them there".to_owned(),
    };
    draft.tell(&MOVED_SENTENCE, id, message, help);
    draft.add(note, id);
    holding.iter().for_each(|event| events.add(*event, note_id));
    put(draft, events, note_id, on);
    Some(note_id)
}

/// Puts a note or an opinion on some objects, on the first event where there are none, and into an event, without which
/// it would not be read.
fn put(draft: &mut Draft<'_>, events: &mut Events, id: Id, on: Vec<Id>) {
    let mut seen = HashSet::new();
    let mut once: Vec<Id> = on.into_iter().filter(|target| seen.insert(*target)).collect();
    if once.is_empty() {
        once.push(events.first(draft));
    }
    if events.holding(id).is_empty()
        && let Some(event) = once.iter().copied().find(|target| place(draft, events, *target) == Place::Event)
    {
        events.add(event, id);
    }
    if let Some(object) = draft.edit(id) {
        object.set("object_refs", Value::ids(once));
    }
}
