//! The kinds of changes, one file each. What nobody tells is told as a value of a property, or counted.

mod accused;
mod acts;
mod answers;
mod areas;
mod changed;
mod claims;
mod conflicts;
mod documents;
mod formal;
mod hedges;
mod identities;
mod indicators;
mod markings;
mod names;
mod parts;
mod techniques;
mod things;
mod wording;

use super::ledger::{Class, Ledger};
use super::model::{Entry, Sign};
use super::pairs::Pairs;
use super::side::{Side, Thing};
use super::topics::Topic;
use super::words::sentence;

/// Tells all changes.
pub(super) fn tell(old: &Side<'_>, new: &Side<'_>, pairs: &Pairs<'_, '_>, ledger: &mut Ledger) {
    let merged = identities::tell(old, new, pairs, ledger);
    conflicts::tell(old, new, ledger);
    let accused = accused::Accused::of(new);
    let mut markings = markings::Markings::default();
    for pair in &pairs.both {
        changed::tell(old, new, pair, &accused, &mut markings, ledger);
        indicators::expired(old, new, pair, ledger);
    }
    markings.tell(ledger);
    let accused_before = accused::Accused::of(old);
    for thing in &pairs.removed {
        alone(old, thing, Sign::Removed, &accused_before, &merged, ledger);
    }
    for thing in &pairs.added {
        alone(new, thing, Sign::Added, &accused, &merged, ledger);
    }
    formal::tell(old, new, pairs, ledger);
}

/// Tells of what one side alone has.
fn alone(
    side: &Side<'_>,
    thing: &Thing<'_>,
    sign: Sign,
    accused: &accused::Accused<'_, '_>,
    merged: &identities::Merged,
    ledger: &mut Ledger,
) {
    if merged.tells(thing, sign) {
        return;
    }
    if thing.follows() && thing.kind != "indicator" {
        ledger.count(Class::Follows, &thing.id, format!("{} {}", sign.word(), super::words::titled(thing)));
        return;
    }
    // The marking of TLP that something bears is in every bundle with it.
    if markings::is_official(&thing.id) {
        ledger.count(Class::Follows, &thing.id, format!("{} {}", sign.word(), super::words::titled(thing)));
        return;
    }
    let (topic, what) = match thing.kind.as_ref() {
        "relationship" | "sighting" | "note" => claims::alone(side, thing, sign, accused),
        "opinion" => answers::alone(thing, sign),
        "indicator" => indicators::alone(sign),
        "attack-pattern" => techniques::alone(sign),
        "report" | "grouping" => documents::alone(thing, sign),
        "marking-definition" => (Topic::Markings, came("marking", sign)),
        _ => things::alone(thing, sign),
    };
    let sentence = match thing.kind.as_ref() {
        "report" | "grouping" => documents::sentence(thing),
        "indicator" => indicators::sentence(thing),
        _ => sentence(side, thing),
    };
    ledger.tell(Entry { what, sentence, ..entry(side, thing, topic, sign) });
}

/// An entry about an object, before it says what.
fn entry(side: &Side<'_>, thing: &Thing<'_>, topic: Topic, sign: Sign) -> Entry {
    Entry {
        topic,
        sign,
        what: String::new(),
        sentence: String::new(),
        aspects: Vec::new(),
        source: side.source(thing).filter(|_| !thing.is_document()),
        id: thing.id.to_string(),
        old_id: None,
        also: Vec::new(),
        place: None,
    }
}

/// "document added", "document withdrawn".
fn came(what: &str, sign: Sign) -> String {
    match sign {
        Sign::Added => format!("{what} added"),
        Sign::Removed => format!("{what} withdrawn"),
        Sign::Changed => format!("{what} changed"),
    }
}
