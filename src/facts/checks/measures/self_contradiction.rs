//! `self-contradiction`: in one document, one speaker says a thing and its opposite.

use foldhash::HashMap;

use crate::diag::Diagnostic;
use crate::diag::codes::measures::SELF_CONTRADICTION;
use crate::facts::checks::View;
use crate::facts::model::{Claim, EntityId, Object};
use crate::facts::sequence::Sequence;

/// Who says what of whom where; an object that is left open is no thing.
type Key<'v> = (&'v [EntityId], Option<EntityId>, EntityId, &'static str, EntityId);

/// Reports claims that the same speaker rules out in the same document, where time and extent do not tell them apart.
pub fn check(view: &View<'_>, found: &mut Vec<Diagnostic>) {
    let mut ruled_out: HashMap<Key<'_>, Vec<&Claim>> = HashMap::default();
    for claim in view.facts.claims.iter().filter(|claim| claim.negated) {
        if let Some(key) = key(claim) {
            ruled_out.entry(key).or_default().push(claim);
        }
    }
    for claim in view.facts.claims.iter().filter(|claim| claim.is_asserted()) {
        let others = key(claim).and_then(|key| ruled_out.get(&key)).into_iter().flatten();
        // A claim is ruled out once or twice in a document; of more the first ones tell enough.
        let Some(other) = others.copied().take(8).find(|other| clash(claim, other)) else { continue };
        let (later, earlier) = match claim.origin < other.origin {
            true => (other, claim),
            false => (claim, other),
        };
        let message = format!("the same speaker says `{0}` and `not {0}` of the same", claim.verb.word);
        found.push(
            Diagnostic::new(&SELF_CONTRADICTION, view.at(later.places.verb), message)
                .label("the opposite")
                .related(view.at(earlier.places.verb), "said before")
                .help("say which time or part each is about; a correction is a response: `corrects`, `retracts`"),
        );
    }
}

fn key(claim: &Claim) -> Option<Key<'_>> {
    let Object::Entity(object) = claim.object else { return None };
    Some((&claim.voice.speakers, claim.voice.document, claim.subject, claim.verb.word, object))
}

/// Whether two claims are about the same: not a part of it, not another role, time or occasion.
fn clash(claim: &Claim, other: &Claim) -> bool {
    let apart = match (&claim.time, &other.time) {
        (Some(one), Some(other)) => one.sequence(other) != Sequence::CannotTell,
        _ => false,
    };
    let parts = [claim, other].iter().any(|claim| claim.quantity.is_some() || !claim.relative.is_empty());
    let voices = claim.voice.dated != other.voice.dated || claim.voice.via != other.voice.via;
    !apart && !parts && !voices && claim.role == other.role && claim.stance.word == other.stance.word
}
