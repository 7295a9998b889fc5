//! A claim with all that stands behind it and against it.

use std::collections::BTreeSet;

use super::model::{ExplainedClaim, Origin};
use super::said::{answers, document, hedge, objects, parties, party, saying, words};
use crate::facts::evidence::{EchoReason, Saying};
use crate::facts::{ClaimId, Object, ResponseId};
use crate::queries::index::Index;

/// All about a claim.
pub(super) fn told(index: &Index<'_>, id: ClaimId) -> ExplainedClaim {
    let facts = index.facts;
    let claim = facts.claim(id);
    let voice = &claim.voice;
    let evidence = &index.evidence;
    let support = evidence.support(id);
    let origins = support.origins.iter().map(|origin| Origin {
        speakers: index.titles(origin.speakers.iter().copied()),
        sayings: origin.sayings.iter().map(|said| saying(index, *said, None)).collect(),
    });
    let echoes = support.echoes.iter().map(|echo| {
        let reason = match echo.reason {
            EchoReason::Repeats => "says itself that it repeats".to_owned(),
            EchoReason::SameOrigin(other) => format!("of one origin with “{}”", index.title(other)),
            EchoReason::Press => "the press, reporting what another says".to_owned(),
        };
        saying(index, echo.saying, Some(reason))
    });
    let same = &evidence.things.of(id).claims;
    let opposite = evidence.things.opposite(facts, id).map_or(&[][..], |thing| &thing.claims);
    let claims = |ids: &[ClaimId]| ids.iter().map(|id| saying(index, Saying::Claim(*id), None)).collect();
    let mut seen = BTreeSet::new();
    let own = answers(index, evidence.answers.to_claim(id), &mut seen);
    let of_others: Vec<ResponseId> = same.iter().flat_map(|other| evidence.answers.to_claim(*other)).copied().collect();
    let other_answers = answers(index, &of_others, &mut seen);
    let document_answers =
        voice.document.map(|it| answers(index, evidence.answers.to_document(it), &mut seen)).unwrap_or_default();
    let built = index.claim_id(id);
    ExplainedClaim {
        says: index.voiced_when(voice, claim.stance.word),
        claim: index.said(claim),
        labels: claim.labels.clone(),
        at: index.places.of(facts, claim.origin),
        speakers: parties(index, &voice.speakers),
        stance: claim.stance.word,
        stance_means: claim.stance.doc,
        via: parties(index, &voice.via),
        on_behalf_of: parties(index, &voice.on_behalf_of),
        dated: voice.dated.as_ref().map(|time| time.words.clone()),
        subject: party(index, claim.subject),
        verb: claim.verb.word,
        object: match claim.object {
            Object::Entity(object) => Some(party(index, object)),
            Object::Gap(_) => None,
        },
        negated: claim.negated,
        time: claim.time.as_deref().map(|time| time.words.clone()),
        quantity: claim.quantity.as_deref().map(|quantity| quantity.words.clone()),
        quotation: claim.quotation.as_deref().map(|quotation| words(index, voice.document, quotation)),
        document: document(index, voice.document),
        hedge: hedge(&claim.certainty),
        origins: origins.collect(),
        echoes: echoes.collect(),
        ended: claims(&support.ended),
        ended_by: evidence.answers.ended(facts, id).map(|answer| index.answer(answer)),
        answers: own,
        other_answers,
        document_answers,
        opposite: claims(opposite),
        objects: objects(index, built.into_iter().chain(index.derived_from(built).iter().copied())),
    }
}
