//! `unhedged-claim`: quoted words that hedge, and a claim that does not.

use std::collections::HashSet;

use super::hedging::{Spoken, spoken};
use super::wording::Wording;
use crate::diag::codes::evidence::UNHEDGED_CLAIM;
use crate::diag::{Diagnostic, Fix};
use crate::facts::checks::View;
use crate::facts::model::{Claim, Quotation};
use crate::source::{Location, Span};
use crate::syntax::literal::quote;
use crate::vocab::language::{DEFAULT_SCALE, Hedge, scale};

/// Looks for hedges in what was quoted for claims that carry none.
pub fn check(view: &View<'_>, found: &mut Vec<Diagnostic>) {
    let mut seen = HashSet::new();
    for claim in &view.facts.claims {
        if claim.certainty.likelihood.is_some() || claim.certainty.worded.is_some() {
            continue;
        }
        let Some(quotation) = view.own_quotation(claim) else { continue };
        if seen.insert(quotation.origin) {
            found.extend(judge(view, claim, quotation));
        }
    }
}

fn judge(view: &View<'_>, claim: &Claim, quotation: &Quotation) -> Option<Diagnostic> {
    let words = Wording::of(&quotation.text);
    let counts = |said: &Spoken| !said.doubtful && !claim.stance.covers.contains(&said.phrase);
    let hedge = spoken(&words).into_iter().find(counts)?;
    let said = quotation.text.get(words.span(hedge.found)).unwrap_or(hedge.phrase);
    let row = hedge.word.filter(|_| claim.stance.hedged).and_then(|word| on_scale(view, claim, word));
    let carried = match row {
        Some(row) => row.word.to_owned(),
        None => format!("worded {}", quote(said)),
    };
    let place = view.at(quotation.origin);
    let end = Location::new(place.file, Span::new(place.span.hi, place.span.hi));
    Some(
        Diagnostic::new(&UNHEDGED_CLAIM, place, format!("the quoted words say “{said}”, and the claim is not hedged"))
            .label(format!("“{said}” is lost"))
            .help(format!("write `{carried}` behind the claim"))
            .fix(Fix::guess(format!("add `{carried}`"), end, format!(" {carried}"))),
    )
}

/// The row of a word on the scale of the claim's speaker.
fn on_scale(view: &View<'_>, claim: &Claim, word: &str) -> Option<&'static Hedge> {
    let declared = view.entity(*claim.voice.speakers.first()?).scale();
    declared.or_else(|| scale(DEFAULT_SCALE))?.rows.iter().find(|row| row.word == word)
}
