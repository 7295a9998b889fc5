//! `hedge-changed`: a claim that another document tells with another hedge than the speaker's own (C3).

use foldhash::HashMap;

use super::same::{About, object, thing};
use crate::diag::Diagnostic;
use crate::diag::codes::evidence::HEDGE_CHANGED;
use crate::facts::checks::View;
use crate::facts::model::{Claim, EntityId};
use crate::facts::sequence::Sequence;

/// What one speaker says, in whichever document.
type Key<'v> = (EntityId, About<'v>, &'static str, About<'v>, bool);

/// Compares what a speaker says in one document with what others have of it.
pub fn check(view: &View<'_>, found: &mut Vec<Diagnostic>) {
    let mut first: HashMap<Key<'_>, &Claim> = HashMap::default();
    // What a speaker publishes itself is what others retell; else what comes first in the text.
    let (own, told): (Vec<&Claim>, Vec<&Claim>) =
        view.facts.claims.iter().partition(|claim| is_own_document(view, claim));
    for claim in own.into_iter().chain(told) {
        let Some(key) = key(view, claim) else { continue };
        let original = *first.entry(key).or_insert(claim);
        if is_changed(view, original, claim) {
            found.push(report(view, original, claim));
        }
    }
}

fn is_changed(view: &View<'_>, original: &Claim, claim: &Claim) -> bool {
    let apart = match (&original.time, &claim.time) {
        (Some(one), Some(other)) => one.sequence(other) != Sequence::CannotTell,
        _ => false,
    };
    original.voice.document != claim.voice.document
        && !is_own_document(view, claim)
        && !apart
        // Who keeps the words of its source has changed nothing.
        && [original, claim].iter().all(|claim| claim.certainty.worded.is_none())
        && hedge(original) != hedge(claim)
}

fn report(view: &View<'_>, original: &Claim, claim: &Claim) -> Diagnostic {
    let name = |claim: &Claim| claim.voice.document.map_or("", |document| view.entity(document).name.as_str());
    let speaker = claim.voice.speakers.first().map_or("", |speaker| view.entity(*speaker).title.as_str());
    let said = |claim: &Claim| hedge(claim).map_or("no hedge".to_owned(), |hedge| format!("`{hedge}`"));
    let message = format!("{speaker} has {} in `{}`, and {} here", said(original), name(original), said(claim));
    let place = |claim: &Claim| view.at(claim.certainty.origin.unwrap_or(claim.places.verb));
    Diagnostic::new(&HEDGE_CHANGED, place(claim), message)
        .label(format!("as `{}` tells it", name(claim)))
        .related(place(original), format!("as `{}` has it", name(original)))
        .help(format!("check both texts; where `{}` has other words, keep them by `worded \"…\"`", name(claim)))
}

fn key<'v>(view: &View<'v>, claim: &Claim) -> Option<Key<'v>> {
    claim.voice.document?;
    let speaker = *claim.voice.speakers.first()?;
    Some((speaker, thing(view, claim.subject), claim.verb.word, object(view, claim), claim.negated))
}

/// How sure a claim is, in a word of a scale.
fn hedge(claim: &Claim) -> Option<&'static str> {
    claim.certainty.likelihood.map(|(_, hedge)| hedge.word)
}

/// Whether the speaker itself published the document that it says it in.
fn is_own_document(view: &View<'_>, claim: &Claim) -> bool {
    let speaker = claim.voice.speakers.first();
    claim.voice.document.is_some_and(|document| view.entity(document).voices().any(|voice| Some(&voice) == speaker))
}
