//! Parts of objects in words.

use std::borrow::Cow;

use crate::json::Node;
use crate::review::pairs::{Part, Parts};
use crate::review::side::{Side, Thing, texts};
use crate::review::words::{clause, sentence, short, value};
use crate::stix::words::{counted, list, spaced};

pub(super) fn plain(thing: &Thing<'_>, key: &str) -> Option<String> {
    thing.text(key).map(Cow::into_owned)
}

pub(super) fn raw(thing: &Thing<'_>, key: &str) -> Option<String> {
    thing.node.get(key).map(value)
}

pub(super) fn told(thing: &Thing<'_>, path: &[&str]) -> Option<String> {
    thing.told(path).map(Cow::into_owned)
}

pub(super) fn titles(side: &Side<'_>, thing: &Thing<'_>, path: &[&str]) -> Option<String> {
    joined(side.titles(thing.inside(path)))
}

/// Who made an object, with the id, since others may be called the same. Of a project it is always the project.
pub(super) fn maker(side: &Side<'_>, thing: &Thing<'_>) -> Option<String> {
    let id = thing.text("created_by_ref").filter(|_| !side.is_ours)?;
    let title = side.title(&id);
    Some(if title == id { title } else { format!("{title} ({})", short(&id)) })
}

pub(super) fn joined(items: Vec<String>) -> Option<String> {
    (!items.is_empty()).then(|| list(items.iter().map(String::as_str)))
}

/// How many things are named before the others are only counted.
const NAMED: usize = 5;

pub(super) fn few(items: Vec<String>) -> Option<String> {
    let more = items.len().saturating_sub(NAMED);
    let mut items: Vec<String> = items.into_iter().take(NAMED).collect();
    if more > 0 {
        items.push(counted(more, "more", "more"));
    }
    joined(items)
}

pub(super) fn about(side: &Side<'_>, thing: &Thing<'_>) -> Option<String> {
    let ids = texts(thing.node.get("object_refs"));
    let count = ids.len();
    let named = ids.iter().take(NAMED).map(|id| said(side, id)).collect::<Vec<_>>();
    let more = count.saturating_sub(NAMED);
    few(named).map(|named| if more > 0 { format!("{named} and {more} more ({count} in all)") } else { named })
}

/// What another object says, in a clause; what says nothing, by its title. A claim that is a note says it in other
/// properties, and is the same claim.
fn said(side: &Side<'_>, id: &str) -> String {
    let Some(other) = side.thing(id).filter(|other| other.is_said()) else { return side.title(id) };
    let of_note = || {
        let parts = Parts::of(side, other).filter(|parts| other.kind == "note" && !parts.subject.is_empty())?;
        Some(format!("{} {} {}", parts.subject, parts.words(Part::Verb), parts.object))
    };
    clause(side, other).or_else(of_note).unwrap_or_else(|| short(&sentence(side, other)))
}

pub(super) fn window(thing: &Thing<'_>) -> Option<String> {
    let of = |start: &str, stop: &str| match (plain(thing, start), plain(thing, stop)) {
        (Some(start), Some(stop)) => Some(format!("{start} to {stop}")),
        (Some(start), None) => Some(format!("since {start}")),
        (None, Some(stop)) => Some(format!("until {stop}")),
        (None, None) => None,
    };
    of("start_time", "stop_time").or_else(|| of("first_seen", "last_seen"))
}

pub(super) fn relative(side: &Side<'_>, thing: &Thing<'_>) -> Option<String> {
    let entries = thing.inside(&["claim", "relative"]).into_iter().flat_map(Node::items).take(NAMED);
    let words = entries.map(|entry| {
        let word = entry.get("word").and_then(Node::string).unwrap_or_default();
        let claims = texts(entry.get("claim_refs"));
        let claims = claims.iter().take(NAMED).map(|id| said(side, id));
        format!("{} {}", short(&spaced(&word)), claims.collect::<Vec<_>>().join(" and "))
    });
    joined(words.collect())
}

pub(super) fn charges(side: &Side<'_>, thing: &Thing<'_>) -> Option<String> {
    let entries = |key| thing.inside(&["act", key]).into_iter().flat_map(Node::items);
    let words = entries("charges").chain(entries("offenses")).map(|charge| {
        let text = |key: &str| charge.get(key).and_then(Node::string);
        let mut out = text("offense").unwrap_or_default().into_owned();
        if let Some(statute) = text("statute") {
            out += &format!(" ({statute})");
        }
        if let Some(whom) = joined(side.titles(charge.get("against_refs"))) {
            out += &format!(" as to {whom}");
        }
        out
    });
    joined(words.collect())
}

pub(super) fn events(side: &Side<'_>, thing: &Thing<'_>) -> Option<String> {
    let entries = thing.inside(&["act", "events"]).into_iter().flat_map(Node::items);
    let words = entries.map(|event| {
        let text = |key: &str| event.get(key).and_then(Node::string).map(|text| spaced(&text));
        let when = event.get("words").and_then(Node::string).unwrap_or_default();
        let whom = joined(side.titles(event.get("of_refs"))).map(|whom| format!(" of {whom}")).unwrap_or_default();
        format!("{}{whom} {when}", text("event").unwrap_or_default())
    });
    joined(words.collect())
}

pub(super) fn set(side: &Side<'_>, thing: &Thing<'_>) -> Option<String> {
    let size = told(thing, &["set", "size", "words"]);
    let members = few(side.titles(thing.inside(&["set", "member_refs"])));
    match (size, members) {
        (Some(size), Some(members)) => Some(format!("{size}: {members}")),
        (size, members) => size.or(members),
    }
}
