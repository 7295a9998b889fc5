//! What parties do not agree on: each side with its claims and answers. Nothing here says who is right.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use jiff::Timestamp;

use super::answers::{is_against, parties};
use super::{Evidence, Thing};
use crate::facts::model::{ClaimId, EntityId, Object, Origin, Quantity, ResponseId, Voice};
use crate::vocab::language::Effect;

/// Something that parties do not agree on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dispute {
    /// In what they differ.
    pub ground: Ground,
    /// What it is about.
    pub matter: Matter,
    /// Who is on which side; the first is that of the matter as it is claimed.
    pub sides: Vec<Side>,
}

/// In what parties differ.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Ground {
    /// Somebody answers a claim or a document, and stands against it.
    Denied,
    /// Somebody claims the opposite.
    Contradicted,
    /// They count one thing differently.
    Quantities,
    /// They name different actors for one act.
    Actors,
}

/// What a dispute is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Matter {
    /// What a claim says.
    Claim(ClaimId),
    /// A document or an act as a whole.
    Document(EntityId),
}

/// One side of a dispute.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Side {
    /// What it claims.
    pub claims: Vec<ClaimId>,
    /// What it answers.
    pub responses: Vec<ResponseId>,
}

/// All disputes, in reading order.
pub(super) fn disputes(evidence: &Evidence<'_>) -> Vec<Dispute> {
    let mut all = Vec::new();
    for thing in evidence.things.all() {
        all.extend(denied(evidence, thing));
        all.extend(counted(evidence, thing));
    }
    all.extend(evidence.answers.documents().filter_map(|document| document_denied(evidence, document)));
    all.extend(named(evidence));
    all.sort_by_key(|dispute| (evidence.facts.reading_order(origin(evidence, dispute.matter)), dispute.ground));
    all
}

/// The verbs that name the actor of an event or a cluster become this relationship, turned or not.
const ATTRIBUTION: &str = "attributed-to";

/// What somebody denies, or claims the opposite of.
fn denied(evidence: &Evidence<'_>, thing: &Thing) -> Option<Dispute> {
    let facts = evidence.facts;
    let first = *thing.claims.first()?;
    let opposite = evidence.things.opposite(facts, first);
    let opposed = opposite.is_some_and(|opposite| may_coincide(evidence, &[&thing.claims, &opposite.claims]));
    let opposite = opposite.filter(|_| opposed);
    // The pair is one dispute, told where the thing itself is claimed.
    if opposite.is_some() && facts.claim(first).negated {
        return None;
    }
    let mut sides = [Side { claims: thing.claims.clone(), ..Side::default() }, Side::default()];
    if let (Some(opposite), [_, other]) = (opposite, &mut sides) {
        other.claims.clone_from(&opposite.claims);
    }
    let answered = answer(evidence, &mut sides);
    if opposite.is_none() && !answered {
        return None;
    }
    let ground = if answered { Ground::Denied } else { Ground::Contradicted };
    Some(Dispute { ground, matter: Matter::Claim(first), sides: sides.into() })
}

/// Puts the answers to the claims of two sides, and the answers to those, on the sides where they stand; tells whether
/// any stands against a claim.
fn answer(evidence: &Evidence<'_>, sides: &mut [Side; 2]) -> bool {
    let facts = evidence.facts;
    let mut seen = BTreeSet::new();
    let mut open: Vec<(usize, ResponseId)> = Vec::new();
    for (at, side) in sides.iter().enumerate() {
        for claim in &side.claims {
            let voice = &facts.claim(*claim).voice;
            for response in evidence.answers.to_claim(*claim) {
                open.extend(stands(evidence, *response, voice, at).map(|side| (side, *response)));
            }
        }
    }
    let mut against = false;
    while let Some((at, response)) = open.pop() {
        if !seen.insert(response) {
            continue;
        }
        against |= facts.response(response).word.effect == Effect::Against || at == 1;
        let voice = &facts.response(response).voice;
        for answer in evidence.answers.to_response(response) {
            open.extend(stands(evidence, *answer, voice, at).map(|side| (side, *answer)));
        }
        if let Some(side) = sides.get_mut(at) {
            side.responses.push(response);
        }
    }
    sides.iter_mut().for_each(|side| side.responses.sort_unstable());
    against
}

/// The side that an answer to something on a side is on; none where it stands nowhere.
fn stands(evidence: &Evidence<'_>, answer: ResponseId, said: &Voice, side: usize) -> Option<usize> {
    let response = evidence.facts.response(answer);
    match response.word.effect {
        _ if is_against(response, said) => Some(1 - side),
        Effect::Support | Effect::Evidence => Some(side),
        _ => None,
    }
}

fn document_denied(evidence: &Evidence<'_>, document: EntityId) -> Option<Dispute> {
    let facts = evidence.facts;
    let said = Voice {
        speakers: facts.entity(document).voices().collect(),
        document: Some(document),
        via: Vec::new(),
        on_behalf_of: Vec::new(),
        dated: None,
    };
    let mut sides = [Side::default(), Side::default()];
    for answer in evidence.answers.to_document(document) {
        let at = stands(evidence, *answer, &said, 0);
        if let Some(side) = at.and_then(|at| sides.get_mut(at)) {
            side.responses.push(*answer);
        }
    }
    let denied = sides.get(1).is_some_and(|against| !against.responses.is_empty());
    denied.then(|| Dispute { ground: Ground::Denied, matter: Matter::Document(document), sides: sides.into() })
}

/// What parties count differently: the same unit of the same thing.
fn counted(evidence: &Evidence<'_>, thing: &Thing) -> Vec<Dispute> {
    let facts = evidence.facts;
    let mut units: BTreeMap<(String, String), Vec<(String, ClaimId)>> = BTreeMap::new();
    for claim in &thing.claims {
        if let Some(quantity) = &facts.claim(*claim).quantity {
            units.entry(unit(quantity)).or_default().push((amount(quantity), *claim));
        }
    }
    let disputes = units.into_values().filter_map(|counts| {
        let mut sides: Vec<(String, Side)> = Vec::new();
        let mut known: HashMap<String, usize> = HashMap::new();
        for (amount, claim) in counts {
            let at = *known.entry(amount.clone()).or_insert(sides.len());
            match sides.get_mut(at) {
                Some((_, side)) => side.claims.push(claim),
                None => sides.push((amount, Side { claims: vec![claim], ..Side::default() })),
            }
        }
        let sides: Vec<Side> = sides.into_iter().map(|(_, side)| side).collect();
        let claims: Vec<&Vec<ClaimId>> = sides.iter().map(|side| &side.claims).collect();
        let differ = is_between_parties(evidence, &sides) && may_coincide(evidence, &claims);
        let first = *sides.first()?.claims.first()?;
        differ.then_some(Dispute { ground: Ground::Quantities, matter: Matter::Claim(first), sides })
    });
    disputes.collect()
}

/// What is counted, and in which currency.
fn unit(quantity: &Quantity) -> (String, String) {
    let counted = quantity.counted.as_deref().unwrap_or_default().to_lowercase();
    (counted, quantity.currency.clone().unwrap_or_default())
}

/// How many, where that is a number; two vague words are no dispute.
fn amount(quantity: &Quantity) -> String {
    match (quantity.min, quantity.max) {
        (None, None) => String::new(),
        (min, max) => format!("{:?} {min:?} {max:?}", quantity.bound),
    }
}

/// Different actors of one kind for one event or cluster.
fn named(evidence: &Evidence<'_>) -> Vec<Dispute> {
    let facts = evidence.facts;
    let mut events: BTreeMap<(EntityId, &str), Vec<(EntityId, ClaimId)>> = BTreeMap::new();
    for (at, claim) in facts.claims.iter().enumerate() {
        let Object::Entity(object) = claim.object else { continue };
        if claim.verb.relationship != ATTRIBUTION || claim.negated {
            continue;
        }
        let (event, actor) = if claim.verb.turned { (object, claim.subject) } else { (claim.subject, object) };
        let class = facts.entity(actor).kind.class;
        events.entry((event, class)).or_default().push((actor, ClaimId(at as u32)));
    }
    let disputes = events.into_values().filter_map(|claims| {
        let mut sides: BTreeMap<EntityId, Side> = BTreeMap::new();
        for (actor, claim) in claims {
            sides.entry(actor).or_default().claims.push(claim);
        }
        let mut sides: Vec<Side> = sides.into_values().collect();
        sides.sort_by_key(|side| side.claims.first().copied());
        let first = *sides.first()?.claims.first()?;
        let differ = is_between_parties(evidence, &sides);
        differ.then_some(Dispute { ground: Ground::Actors, matter: Matter::Claim(first), sides })
    });
    disputes.collect()
}

/// Whether sides are held by different parties: one who says two things holds no dispute with itself.
fn is_between_parties(evidence: &Evidence<'_>, sides: &[Side]) -> bool {
    // Sides that a party is on together are one, through any number of parties.
    let mut joined: Vec<usize> = (0..sides.len()).collect();
    let mut first: HashMap<EntityId, usize> = HashMap::new();
    for (at, side) in sides.iter().enumerate() {
        for party in side.claims.iter().flat_map(|claim| parties(&evidence.facts.claim(*claim).voice)) {
            let other = *first.entry(party).or_insert(at);
            let (one, other) = (root(&mut joined, at), root(&mut joined, other));
            if let Some(slot) = joined.get_mut(one.max(other)) {
                *slot = one.min(other);
            }
        }
    }
    (0..sides.len()).any(|at| root(&mut joined, at) != 0)
}

fn root(joined: &mut [usize], mut at: usize) -> usize {
    while let Some(next) = joined.get(at).copied().filter(|next| *next != at) {
        let after = joined.get(next).copied().unwrap_or(next);
        if let Some(slot) = joined.get_mut(at) {
            *slot = after;
        }
        at = next;
    }
    at
}

/// Whether claims of two sides may be about the same time: only what is certain to lie apart is no dispute.
fn may_coincide(evidence: &Evidence<'_>, sides: &[&Vec<ClaimId>]) -> bool {
    let mut spans: Vec<(Timestamp, Timestamp, usize)> = Vec::new();
    for (at, claims) in sides.iter().enumerate() {
        for claim in claims.iter() {
            let time = evidence.facts.claim(*claim).time.as_ref();
            let start = time.and_then(|time| time.earliest()).unwrap_or(Timestamp::MIN);
            spans.push((start, time.and_then(|time| time.latest()).unwrap_or(Timestamp::MAX), at));
        }
    }
    spans.sort_unstable();
    // The latest end so far, and the latest of another side.
    let mut ends: [Option<(Timestamp, usize)>; 2] = [None, None];
    for (start, end, side) in spans {
        if ends.iter().flatten().any(|(end, other)| *other != side && *end >= start) {
            return true;
        }
        let [last, second] = &mut ends;
        match last {
            Some((known, other)) if *other == side => *known = end.max(*known),
            Some((known, _)) if *known < end => {
                *second = *last;
                *last = Some((end, side));
            }
            Some(_) => *second = (*second).max(Some((end, side))),
            None => *last = Some((end, side)),
        }
    }
    false
}

fn origin(evidence: &Evidence<'_>, matter: Matter) -> Origin {
    match matter {
        Matter::Claim(claim) => evidence.facts.claim(claim).origin,
        Matter::Document(document) => evidence.facts.entity(document).origin,
    }
}
