//! How many know it for themselves.
//!
//! One who says a thing twice is one origin, in however many documents; so are those who say it together. A document
//! that repeats another adds none, and neither does a newspaper that reports in its own voice what somebody else says.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::answers::parties;
use super::{Evidence, Thing};
use crate::facts::model::{Claim, ClaimId, EntityId, Facts, ResponseId, Voice};
use crate::vocab::language::Effect;

/// Who says a thing.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Support {
    /// Those who know it for themselves, as far as the text tells; the order is that of the text.
    pub origins: Vec<IndependentOrigin>,
    /// What says it again and counts nothing.
    pub echoes: Vec<Echo>,
    /// Claims that their own speakers ended.
    pub ended: Vec<ClaimId>,
}

/// One who knows it, or several who say so together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IndependentOrigin {
    /// Who.
    pub speakers: Vec<EntityId>,
    /// Their claims and corroborations, the first of which made them an origin.
    pub sayings: Vec<Saying>,
}

/// A claim, or a response that says it again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Saying {
    /// A claim.
    Claim(ClaimId),
    /// `corroborates`, `repeats`
    Response(ResponseId),
}

/// What says it again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Echo {
    /// The words.
    pub saying: Saying,
    /// Why they count nothing.
    pub reason: EchoReason,
}

/// Why something is an echo.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EchoReason {
    /// It says itself that it `repeats`.
    Repeats,
    /// Its document is of the same origin as this one.
    SameOrigin(EntityId),
    /// The press, in its own voice, on what somebody else says.
    Press,
}

/// The stance of what is passed on.
const RELAYED: &str = "reports";

/// Who says a thing, and how many of them know it for themselves.
pub(super) fn support(evidence: &Evidence<'_>, thing: &Thing) -> Support {
    let facts = evidence.facts;
    let (ended, standing): (Vec<ClaimId>, Vec<ClaimId>) =
        thing.claims.iter().partition(|claim| evidence.answers.ended(facts, **claim).is_some());
    let mut support = Support { ended, ..Support::default() };
    let originals = originals(evidence, &standing);
    let mut own = Vec::new();
    for claim in &standing {
        match repeated_from(evidence, &originals, facts.claim(*claim).voice.document) {
            Some(original) => support.echo(Saying::Claim(*claim), EchoReason::SameOrigin(original)),
            None => own.push(*claim),
        }
    }
    let (relayed, mut own): (Vec<ClaimId>, Vec<ClaimId>) =
        own.into_iter().partition(|claim| is_relayed(facts, facts.claim(*claim)));
    // Where nobody else says it, the newspaper is all that there is.
    match own.is_empty() {
        true => own = relayed,
        false => relayed.into_iter().for_each(|claim| support.echo(Saying::Claim(claim), EchoReason::Press)),
    }
    let mut sayings: Vec<Saying> = own.into_iter().map(Saying::Claim).collect();
    let mut answers: Vec<ResponseId> =
        standing.iter().flat_map(|claim| evidence.answers.to_claim(*claim)).copied().collect();
    answers.sort_unstable();
    answers.dedup();
    for answer in answers {
        let response = facts.response(answer);
        let repeated = repeated_from(evidence, &originals, response.voice.document);
        match (response.word.effect, repeated) {
            _ if evidence.answers.response_ended(facts, answer).is_some() => {}
            (Effect::Evidence, None) => sayings.push(Saying::Response(answer)),
            (Effect::Evidence, Some(original)) => {
                support.echo(Saying::Response(answer), EchoReason::SameOrigin(original));
            }
            (Effect::Echo, _) => support.echo(Saying::Response(answer), EchoReason::Repeats),
            _ => {}
        }
    }
    support.origins = independent(facts, sayings);
    support
}

/// How many know for themselves any of what several things say: who is one origin of each is one of all.
pub(super) fn of_several<'s>(facts: &Facts, supports: impl IntoIterator<Item = &'s Support>) -> Vec<IndependentOrigin> {
    let origins = supports.into_iter().flat_map(|support| &support.origins);
    let mut sayings: Vec<Saying> = origins.flat_map(|origin| origin.sayings.iter().copied()).collect();
    sayings.sort_unstable();
    sayings.dedup();
    independent(facts, sayings)
}

impl Support {
    fn echo(&mut self, saying: Saying, reason: EchoReason) {
        self.echoes.push(Echo { saying, reason });
    }
}

impl Saying {
    /// Whose words they are, and where they stand.
    pub fn voice(self, facts: &Facts) -> &Voice {
        match self {
            Self::Claim(claim) => &facts.claim(claim).voice,
            Self::Response(response) => &facts.response(response).voice,
        }
    }
}

/// Among documents of one origin the one that a thing is taken from: the nearest to the one that repeats no other.
fn originals(evidence: &Evidence<'_>, claims: &[ClaimId]) -> BTreeMap<usize, EntityId> {
    let lineage = &evidence.lineage;
    let mut originals: BTreeMap<usize, EntityId> = BTreeMap::new();
    for document in claims.iter().filter_map(|claim| evidence.facts.claim(*claim).voice.document) {
        let Some(group) = lineage.number(document) else { continue };
        let nearest = originals.entry(group).or_insert(document);
        if (lineage.steps(document), document) < (lineage.steps(*nearest), *nearest) {
            *nearest = document;
        }
    }
    originals
}

/// The document that another one has it from, where that is not itself.
fn repeated_from(
    evidence: &Evidence<'_>,
    originals: &BTreeMap<usize, EntityId>,
    document: Option<EntityId>,
) -> Option<EntityId> {
    let document = document?;
    let original = originals.get(&evidence.lineage.number(document)?)?;
    (*original != document).then_some(*original)
}

/// Whether it is the press, in its own voice, that reports it.
fn is_relayed(facts: &Facts, claim: &Claim) -> bool {
    let Some(document) = claim.voice.document.map(|document| facts.entity(document)) else { return false };
    let relays = document.relays();
    let is_voice = |speaker: &EntityId| document.voices().any(|voice| voice == *speaker);
    relays && claim.stance.word == RELAYED && claim.voice.speakers.iter().all(is_voice)
}

/// Who speaks alone is an origin; who speak together are one, unless one of them is one already.
fn independent(facts: &Facts, sayings: Vec<Saying>) -> Vec<IndependentOrigin> {
    let mut by_size: Vec<(usize, Vec<EntityId>, Saying)> = Vec::with_capacity(sayings.len());
    for saying in sayings {
        let mut seen = HashSet::new();
        let mut speakers: Vec<EntityId> = parties(saying.voice(facts)).filter(|party| seen.insert(*party)).collect();
        speakers.sort_unstable();
        by_size.push((speakers.len(), speakers, saying));
    }
    // Among statements of as many speakers the speakers decide, so that the order of the text means nothing.
    by_size.sort_unstable();
    let mut origins: Vec<IndependentOrigin> = Vec::new();
    let mut known: HashMap<EntityId, usize> = HashMap::new();
    for (_, speakers, saying) in by_size {
        match speakers.iter().find_map(|speaker| known.get(speaker)).and_then(|at| origins.get_mut(*at)) {
            Some(origin) => origin.sayings.push(saying),
            None => {
                speakers.iter().for_each(|speaker| {
                    known.insert(*speaker, origins.len());
                });
                let speakers = saying.voice(facts).speakers.clone();
                origins.push(IndependentOrigin { speakers, sayings: vec![saying] });
            }
        }
    }
    origins.sort_by_key(|origin| origin.sayings.first().copied());
    origins
}
