//! `unhedged-claim`: quoted words that hedge, and a claim that does not.

use foldhash::HashSet;

use super::hedging::{Spoken, spoken};
use super::passage::is_parted;
use super::wording::{Match, Wording};
use crate::diag::codes::evidence::UNHEDGED_CLAIM;
use crate::diag::{Diagnostic, Fix};
use crate::facts::checks::View;
use crate::facts::model::{Claim, Quotation};
use crate::source::{Location, Span};
use crate::syntax::literal::quote;
use crate::vocab::language::{DEFAULT_SCALE, Hedge, scale};

/// Looks for hedges in what was quoted for claims that carry none.
pub fn check(view: &View<'_>, found: &mut Vec<Diagnostic>) {
    let mut seen = HashSet::default();
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
    let carriers: Vec<Match> = words.matches(claim.verb.words).collect();
    let counts = |said: &Spoken| {
        !said.doubtful
            && !claim.stance.covers.contains(&said.phrase)
            && !is_elsewhere(&quotation.text, &words, &carriers, said.found)
    };
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

/// Words that begin a clause about what stands before them.
const RELATIVES: &[&str] = &["that", "which", "who", "whom", "whose", "where"];

/// Whether a hedge is a part of the verb's own words ("appeared to be" an office), or hedges another clause than theirs.
fn is_elsewhere(text: &str, words: &Wording, carriers: &[Match], hedge: Match) -> bool {
    let next = carriers.partition_point(|carrier| carrier.at < hedge.at);
    let after = carriers.get(next);
    let before = next.checked_sub(1).and_then(|last| carriers.get(last));
    let place = words.span(hedge);
    if after.is_some_and(|after| after.at < hedge.at + hedge.words)
        || before.is_some_and(|before| before.at + before.words > hedge.at)
    {
        return true;
    }
    let is_before_parted = before.map(|before| {
        let between = text.get(words.span(*before).end..place.start).unwrap_or_default();
        let said = Wording::of(between);
        // "targeted and probably breached" hedges the second alone.
        is_parted(between) || said.holds(RELATIVES) || said.words().last() == Some("and")
    });
    let is_after_parted =
        after.map(|after| is_parted(text.get(place.end..words.span(*after).start).unwrap_or_default()));
    matches!((is_before_parted, is_after_parted), (Some(true), Some(true) | None) | (None, Some(true)))
}

/// The row of a word on the scale of the claim's speaker.
fn on_scale(view: &View<'_>, claim: &Claim, word: &str) -> Option<&'static Hedge> {
    let declared = view.entity(*claim.voice.speakers.first()?).scale();
    declared.or_else(|| scale(DEFAULT_SCALE))?.rows.iter().find(|row| row.word == word)
}
