//! `future-time`: a claim about a time after it was said.

use crate::diag::Diagnostic;
use crate::diag::codes::measures::FUTURE_TIME;
use crate::facts::checks::View;

/// Reports claims whose time begins after their speech, else after their document, wherever both were.
pub fn check(view: &View<'_>, found: &mut Vec<Diagnostic>) {
    for claim in &view.facts.claims {
        let Some(time) = &claim.time else { continue };
        let Some(starts) = time.earliest() else { continue };
        let document = claim.voice.document.map(|id| view.entity(id));
        let said = claim.voice.dated.as_ref().or_else(|| document?.dated().map(|(_, time)| time));
        let Some(said) = said.filter(|said| said.latest().is_some_and(|latest| latest < starts)) else { continue };
        let place = claim.places.time.unwrap_or(claim.origin);
        let message = format!("said {}, but about a time after that: {}", said.words, time.words);
        found.push(
            Diagnostic::new(&FUTURE_TIME, view.at(place), message)
                .label("after it was said")
                .help("check this date and that of the speech or its document"),
        );
    }
}
