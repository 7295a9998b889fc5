//! Documents and acts that came or went.

use super::came;
use crate::review::model::Sign;
use crate::review::side::Thing;
use crate::review::topics::Topic;
use crate::review::words::{kind, titled};
use crate::vocab::language::KINDS;

/// What is told of a document that one side alone has.
pub(super) fn alone(thing: &Thing<'_>, sign: Sign) -> (Topic, String) {
    // What an act does to somebody is a claim of its own, and told there; one that makes none is told here: a delisting.
    let ends_something = thing.told(&["kind"]).is_some_and(|word| {
        let act = KINDS.iter().find(|kind| kind.word == word).and_then(|kind| kind.act.as_ref());
        act.is_some_and(|act| act.verb.is_empty())
    });
    let topic = if ends_something { Topic::Accusations } else { Topic::Documents };
    (topic, came(&kind(thing), sign))
}

/// Its title, and the first line of what is said of it.
pub(super) fn sentence(thing: &Thing<'_>) -> String {
    let description = thing.text("description").unwrap_or_default();
    match description.lines().next().map(str::trim).filter(|line| !line.is_empty()) {
        Some(line) => format!("{}: {line}", titled(thing)),
        None => titled(thing),
    }
}
