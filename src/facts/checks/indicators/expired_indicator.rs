//! `expired-indicator`: indicators whose window is over at the release, one note a document.

use std::collections::BTreeMap;

use crate::diag::Diagnostic;
use crate::diag::codes::indicators::EXPIRED_INDICATOR;
use crate::facts::checks::View;
use crate::facts::model::{EntityId, Time};
use crate::facts::sequence::Sequence;

/// Reports documents with indicators that were not over when they were told, and are now. Dates that the source itself
/// leaves open are none, and what it tells as past is history by its own words.
pub fn check(view: &View<'_>, found: &mut Vec<Diagnostic>) {
    let Some(now) = view.now else { return };
    let mut over: BTreeMap<EntityId, (usize, &Time)> = BTreeMap::new();
    for indicator in view.indicators() {
        let (Some(document), Some(time)) = (indicator.claim.voice.document, &indicator.claim.time) else { continue };
        let was_over = view.entity(document).dated().is_some_and(|(_, told)| time.sequence(told) == Sequence::Before);
        if was_over || time.latest().is_none_or(|latest| latest >= now) {
            continue;
        }
        let entry = over.entry(document).or_insert((0, time));
        entry.0 += 1;
        if entry.1.latest() < time.latest() {
            entry.1 = time;
        }
    }
    for (document, (count, last)) in over {
        let entity = view.entity(document);
        let message = match count {
            1 => format!("an indicator of `{}` is over: {}", entity.name, last.words),
            count => format!("{count} indicators of `{}` are over, the last of them {}", entity.name, last.words),
        };
        found.push(
            Diagnostic::new(&EXPIRED_INDICATOR, view.at(entity.origin), message)
                .label("told by this document")
                .help("as history this is right; do not block by them"),
        );
    }
}
