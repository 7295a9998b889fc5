//! Claims that came or went.

use super::accused::Accused;
use super::{acts, came};
use crate::review::model::Sign;
use crate::review::pairs::{ends, verb};
use crate::review::side::{Side, Thing};
use crate::review::topics::Topic;
use crate::stix::words::spaced;

/// What is told of a claim, a note or a relationship that one side alone has.
pub(super) fn alone(side: &Side<'_>, thing: &Thing<'_>, sign: Sign, accused: &Accused<'_, '_>) -> (Topic, String) {
    if let Some(what) = acts::alone(side, thing, sign) {
        return (Topic::Accusations, what);
    }
    let [_, group] = ends(thing);
    if acts::joins(thing) && group.is_some_and(|id| accused.has(&id)) {
        return (Topic::Accusations, came("membership of an accused group", sign));
    }
    if is_of_names(thing) {
        return (Topic::Identities, came("equation of names", sign));
    }
    let word = match (thing.kind.as_ref(), thing.inside(&["claim"]).is_some()) {
        (_, true) => "claim".to_owned(),
        (kind, false) => spaced(kind),
    };
    let topic = if sign == Sign::Added { Topic::Added } else { Topic::Withdrawn };
    (topic, came(&word, sign))
}

/// Whether it says that two names are of one thing, or no longer: whoever reads it may merge them.
fn is_of_names(thing: &Thing<'_>) -> bool {
    const WORDS: &[&str] = &["same-as", "duplicate-of", "merged-into", "split-from"];
    WORDS.contains(&verb(thing).as_str())
        || thing.text("relationship_type").is_some_and(|word| *word == *"duplicate-of")
}
