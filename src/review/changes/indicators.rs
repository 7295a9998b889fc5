//! Indicators: those that came or went, and those that ran out.

use super::{came, entry};
use crate::review::ledger::Ledger;
use crate::review::model::{Aspect, Entry, Sign};
use crate::review::pairs::Pair;
use crate::review::side::{Side, Thing};
use crate::review::topics::Topic;
use crate::review::words::{clipped, titled};
use crate::stix::compare::instant;
use crate::stix::words::defanged;

/// What is told of an indicator that one side alone has.
pub(super) fn alone(sign: Sign) -> (Topic, String) {
    (Topic::Indicators, came("indicator", sign))
}

/// Its pattern, as nobody follows it by mistake, and its window.
pub(super) fn sentence(thing: &Thing<'_>) -> String {
    let mut out = match thing.text("pattern") {
        Some(pattern) => pattern_words(&pattern),
        None => titled(thing),
    };
    if let Some(until) = thing.text("valid_until") {
        out += &format!(", valid until {}", clipped(&until));
    }
    out
}

/// A pattern with its values defanged.
pub(super) fn pattern_words(pattern: &str) -> String {
    let parts = pattern.split('\'').enumerate();
    // What stands between quotes is a value; paths outside of them have dots of their own.
    parts.map(|(at, part)| if at % 2 == 1 { defanged(part) } else { part.to_owned() }).collect::<Vec<_>>().join("'")
}

/// Tells that an indicator ran out between the two sides, although nothing of it was written anew.
pub(super) fn expired(old: &Side<'_>, new: &Side<'_>, pair: &Pair<'_, '_>, ledger: &mut Ledger) {
    if pair.new.kind != "indicator" || pair.new.revoked {
        return;
    }
    let until = |thing: &Thing<'_>| thing.text("valid_until").map(|time| instant(&time));
    let (Some(before), Some(after)) = (until(pair.old), until(pair.new)) else { return };
    if before == after && before > old.now && after <= new.now {
        let aspect = Aspect {
            what: "valid until".to_owned(),
            old: None,
            new: pair.new.text("valid_until").map(|time| clipped(&time)),
        };
        let told = entry(new, pair.new, Topic::Indicators, Sign::Changed);
        let what = "indicator expired".to_owned();
        ledger.tell(Entry { what, sentence: sentence(pair.new), aspects: vec![aspect], ..told });
    }
}
