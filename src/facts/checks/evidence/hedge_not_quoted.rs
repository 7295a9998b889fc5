//! `hedge-not-quoted`: a word of likelihood that the quoted words, and the sentence around them, do not have.

use foldhash::HashSet;

use super::hedging::spoken;
use super::wording::Wording;
use crate::diag::codes::evidence::HEDGE_NOT_QUOTED;
use crate::diag::{Diagnostic, Fix};
use crate::facts::checks::View;
use crate::facts::model::{Claim, Quotation};
use crate::vocab::language::{Hedge, Scale};

/// Compares the likelihood of each claim with the words that were quoted at the same place: at the claim, or at its speech.
pub fn check(view: &View<'_>, found: &mut Vec<Diagnostic>) {
    let mut seen = HashSet::default();
    for claim in &view.facts.claims {
        let certainty = &claim.certainty;
        let (Some(likelihood), Some(origin)) = (certainty.likelihood, certainty.origin) else { continue };
        let Some(quotation) = &claim.quotation else { continue };
        if view.is_own(claim, origin) == view.is_own(claim, quotation.origin) && seen.insert((origin, quotation.origin))
        {
            let place = view.at(origin);
            found.extend(judge(view, claim, likelihood, quotation).map(|(message, help, fix)| {
                Diagnostic::new(&HEDGE_NOT_QUOTED, place, message)
                    .label("not among the quoted words")
                    .related(view.at(quotation.origin), "quoted here")
                    .help(help)
                    .fix_if(fix.map(|word| Fix::guess(format!("write `{word}`"), place, word)))
            }));
        }
    }
}

/// What is wrong, what to do, and the word that the source has instead.
fn judge(
    view: &View<'_>,
    claim: &Claim,
    (scale, hedge): (&'static Scale, &'static Hedge),
    quotation: &Quotation,
) -> Option<(String, String, Option<&'static str>)> {
    let quoted = Wording::of(&quotation.text);
    let hedges = spoken(&quoted);
    if hedges.iter().any(|said| said.word == Some(hedge.word)) {
        return None;
    }
    let other = hedges.iter().find(|said| !said.doubtful);
    if let Some(other) = other {
        let words = quotation.text.get(quoted.span(other.found)).unwrap_or(other.phrase);
        let message = format!("the quoted words say “{words}”, and the claim `{}`", hedge.word);
        let on_scale = other.word.filter(|word| scale.rows.iter().any(|row| row.word == *word));
        let help = match on_scale {
            Some(word) => format!("write `{word}`, or quote the words that say `{}`", hedge.word),
            None => format!("{} has no such word: keep it by `worded \"{words}\"`", scale.name),
        };
        return Some((message, help, on_scale));
    }
    // A quotation is short; the hedge may stand beside it in its sentence.
    let beside = view.surroundings(claim, quotation).is_some_and(|(before, behind)| {
        [before, behind].iter().any(|text| spoken(&Wording::of(text)).iter().any(|said| said.word == Some(hedge.word)))
    });
    (!beside).then(|| {
        let message = format!("the quoted words do not say `{}`", hedge.word);
        (message, "quote the words that say how likely it is, or take the word away".to_owned(), None)
    })
}
