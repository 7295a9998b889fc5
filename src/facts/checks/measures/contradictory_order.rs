//! `contradictory-order`: what one speaker says of the order of events, against the dates that the same speaker gives.

use std::collections::HashMap;

use jiff::Timestamp;

use super::order::{Group, ordered, voice};
use crate::diag::Diagnostic;
use crate::diag::codes::measures::CONTRADICTORY_ORDER;
use crate::facts::checks::View;
use crate::facts::model::{Claim, ClaimId, Facts, Time};

/// Reports claims whose dates contradict their order, in any time zone.
pub fn check(view: &View<'_>, found: &mut Vec<Diagnostic>) {
    ordered(view).into_values().for_each(|claims| dated(view, &claims, found));
}

/// Dates against order. Of a label with many claims only the latest and the earliest count, once for all who name it.
fn dated(view: &View<'_>, claims: &[ClaimId], found: &mut Vec<Diagnostic>) {
    let facts = view.facts;
    let mut known: HashMap<Group, Ends> = HashMap::new();
    for id in claims {
        let claim = facts.claim(*id);
        let Some(time) = &claim.time else { continue };
        for (word, others) in &claim.relative {
            let Some(group) = Group::of(others) else { continue };
            let ends = known.entry(group).or_insert_with(|| Ends::of(facts, claim, others));
            let clash = match *word {
                "before" | "until" => ends.first.filter(|(end, _)| time.earliest().is_some_and(|start| *end < start)),
                _ => ends.last.filter(|(start, _)| time.latest().is_some_and(|end| end < *start)),
            };
            let Some(other) = clash.and_then(|(_, other)| Some((other, facts.claim(other).time.as_deref()?))) else {
                continue;
            };
            found.push(contradiction(view, claim, time, word, other));
        }
    }
}

/// Of the claims of a label that have the same voice: the one that begins last, and the one that ends first.
struct Ends {
    last: Option<(Timestamp, ClaimId)>,
    first: Option<(Timestamp, ClaimId)>,
}

impl Ends {
    fn of(facts: &Facts, asked: &Claim, claims: &[ClaimId]) -> Self {
        let same = || claims.iter().filter(|id| voice(facts.claim(**id)) == voice(asked));
        let time = |id: &ClaimId| facts.claim(*id).time.as_ref();
        Self {
            last: same().filter_map(|id| Some((time(id)?.earliest()?, *id))).max(),
            first: same().filter_map(|id| Some((time(id)?.latest()?, *id))).min(),
        }
    }
}

fn contradiction(view: &View<'_>, claim: &Claim, time: &Time, word: &str, other: (ClaimId, &Time)) -> Diagnostic {
    let place = claim.places.time.unwrap_or(claim.origin);
    let (label, opposite) = match word {
        "before" | "until" => ("later than what it precedes", "before"),
        _ => ("earlier than what it follows", "after"),
    };
    let message = format!("said to be {opposite} what was {}, but dated {}", other.1.words, time.words);
    let there = view.facts.claim(other.0);
    Diagnostic::new(&CONTRADICTORY_ORDER, view.at(place), message)
        .label(label)
        .related(view.at(there.places.time.unwrap_or(there.origin)), "the other date")
        .help(format!("check both dates and the label behind `{word}`"))
}
