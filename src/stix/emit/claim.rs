//! Claims: a relationship, or a note where a relationship would be read as a yes (mapping: section 3).

use std::collections::{BTreeMap, HashMap};

use jiff::Timestamp;
use rayon::prelude::*;

use super::context::{Context, Party};
use super::sentence::{capital, gap, spaced};
use super::{Emission, Finding, extension, frame, observable, sentence};
use crate::diag::codes::emission::SAME_CLAIM;
use crate::facts::{Certainty, Claim, ClaimId, Object as ClaimObject, Time, Voice};
use crate::stix::ids::{Id, Part};
use crate::stix::object::Object;
use crate::stix::time;
use crate::stix::value::{Map, Value};

/// What a claim becomes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shape {
    /// `subject verb object`.
    Relationship,
    /// Negated, less likely than not, or without an object: graphs draw a relationship as a yes, whatever it says.
    Note,
}

/// The id of a claim and what it becomes.
#[derive(Debug, Clone, Copy)]
pub(super) struct Key {
    pub id: Id,
    pub shape: Shape,
    /// Whether an earlier claim has this very id: reported, and not emitted.
    pub repeated: bool,
}

/// The keys of all claims (mapping: a claim's key). Claims that differ in nothing else are told apart by their start.
pub(super) fn keys(context: &Context<'_>, findings: &mut Vec<Finding>) -> Vec<Key> {
    let mut keys: Vec<Key> = context.facts.claims.par_iter().map(|claim| key(context, claim, None)).collect();
    for (_, mut group) in repeated(&keys) {
        // The earliest start keeps the bare key (decisions: several windows).
        group.sort_by_key(|at| (start_of(context, *at), *at));
        let mut leader = group.first().copied();
        let mut before = leader.map(|at| start_of(context, at));
        for at in group.into_iter().skip(1) {
            let start = start_of(context, at);
            let (Some(claim), Some(slot)) = (context.facts.claims.get(at), keys.get_mut(at)) else { continue };
            if before == Some(start) {
                slot.repeated = true;
                let first = leader.and_then(|at| context.facts.claims.get(at)).map(|claim| claim.origin);
                findings.push(Finding { first, ..same_claim(context, claim) });
            } else {
                *slot = key(context, claim, start);
            }
            if before != Some(start) {
                (before, leader) = (Some(start), Some(at));
            }
        }
    }
    keys
}

/// The objects of a claim: its relationship or note, and what an observable object yields.
pub(super) fn emit(context: &Context<'_>, id: ClaimId) -> Emission {
    let (claim, key) = (context.facts.claim(id), context.claim(id));
    match key.shape {
        _ if key.repeated => Emission::default(),
        Shape::Note => Emission::object(note(context, claim, key.id)),
        Shape::Relationship => {
            let ends = ends(context, claim);
            let sentence = sentence::of_claim(context, claim);
            let mut out = Emission::object(relationship(context, claim, key.id, ends, &sentence));
            observable::indicate(context, claim, key.id, ends.0, sentence, &mut out);
            out
        }
    }
}

/// The ids at the ends of a claim, subject first: a hostile claim starts at the threat-actor of an identity.
pub(super) fn ends(context: &Context<'_>, claim: &Claim) -> (Id, Option<Id>) {
    let subject = context.party(context.stand_in(claim.subject));
    let acts = claim.verb.hostile && is_relationship(claim);
    let source = subject.face.filter(|_| acts).map_or(subject.id, |(face, _)| face);
    let target = match claim.object {
        ClaimObject::Entity(id) => Some(context.object_id(id)),
        ClaimObject::Gap(_) => None,
    };
    (source, target)
}

/// The window of a time as two instants: outer bounds only, and none where the words do not say so much (decisions:
/// `about` and `at-least` give no instant).
pub(super) fn window(time: Option<&Time>) -> (Option<Timestamp>, Option<Timestamp>) {
    let Some(time) = time.filter(|time| !matches!(time.qualifier, Some("about" | "at-least"))) else {
        return (None, None);
    };
    let start = time.start.earliest;
    let stop = time.stop.latest.filter(|_| !time.ongoing);
    // The standard wants a stop after the start: an instant has a start alone.
    (start, stop.filter(|stop| start.is_none_or(|start| start < *stop)))
}

/// `confidence`: the number of the speaker's likelihood, else of the grade, else of the analytic confidence.
pub fn confidence(certainty: &Certainty) -> Option<i64> {
    let likelihood = certainty.likelihood.map(|(_, hedge)| hedge.confidence);
    let grade = || certainty.grade.as_ref().and_then(|(_, row)| row.confidence);
    let word = || certainty.confidence.and_then(|row| row.confidence);
    likelihood.or_else(grade).or_else(word).map(i64::from)
}

/// `authors` of a note or an opinion.
pub(super) fn authors(context: &Context<'_>, voice: &Voice) -> Vec<Value> {
    context.speakers(voice).iter().map(|party: &&Party| Value::from(party.title.clone())).collect()
}

/// Mapping: claim.
fn relationship(context: &Context<'_>, claim: &Claim, id: Id, ends: (Id, Option<Id>), sentence: &str) -> Object {
    let (source, target) = if claim.verb.turned { (ends.1, Some(ends.0)) } else { (Some(ends.0), ends.1) };
    let (start, stop) = window(claim.time.as_deref());
    let object = frame::begin(context, id, context.created(id, &claim.voice))
        .with("relationship_type", relationship_type(context, claim))
        .with("description", sentence.to_owned())
        .with_some("source_ref", source)
        .with_some("target_ref", target)
        .with_some("start_time", start)
        .with_some("stop_time", stop);
    finish(context, claim, object)
}

/// The type of a claim's relationship: that of its verb, and `duplicate-of` where the giver of both names says that they
/// are of one thing (mapping: same-as).
fn relationship_type(context: &Context<'_>, claim: &Claim) -> &'static str {
    match claim.verb.word == "same-as" && context.facts.merges_own_names(claim) {
        true => "duplicate-of",
        false => claim.verb.relationship,
    }
}

/// Mapping: negated; likelihood below even. Also a claim whose object is left open: it has no target.
fn note(context: &Context<'_>, claim: &Claim, id: Id) -> Object {
    let (subject, object) = ends(context, claim);
    let mut refs = vec![subject];
    refs.extend(object.filter(|object| *object != subject));
    let object = frame::begin(context, id, context.created(id, &claim.voice))
        .with("abstract", abstract_of(claim))
        .with("content", sentence::of_claim(context, claim))
        .with("authors", authors(context, &claim.voice))
        .with("object_refs", Value::ids(refs));
    finish(context, claim, object)
}

fn finish(context: &Context<'_>, claim: &Claim, object: Object) -> Object {
    let references = context.citation(claim.voice.document).map(|citation| citation.references.clone());
    let object = object
        .with("labels", context.stance_labels(claim.stance.word))
        .with_some("confidence", confidence(&claim.certainty))
        .with_some("external_references", references);
    let document = claim.voice.document.map(|id| context.facts.entity(id));
    frame::finish(context, object, document, Map::new().with("claim", extension::claim(context, claim)))
}

/// "Not: compromises", "Unlikely: targets", "Grade E5: uses", "front-for: unstated".
fn abstract_of(claim: &Claim) -> String {
    let mut parts = Vec::new();
    let left_open = claim.stance.left_open;
    parts.extend((!left_open.is_empty()).then(|| left_open.to_owned()));
    parts.extend(claim.negated.then(|| "Not".to_owned()));
    parts.extend(doubt(&claim.certainty));
    parts.push(claim.verb.word.to_owned());
    if let ClaimObject::Gap(of) = claim.object {
        parts.push(gap(of).to_owned());
    }
    parts.join(": ")
}

/// What says that a claim is held to be less likely than not: its likelihood, else its grade.
fn doubt(certainty: &Certainty) -> Option<String> {
    match (certainty.likelihood, &certainty.grade) {
        (Some((_, hedge)), _) => hedge.below_even.then(|| capital(&spaced(hedge.word))),
        (None, Some((code, grade))) => grade.below_even.then(|| format!("Grade {code}")),
        (None, None) => None,
    }
}

fn is_relationship(claim: &Claim) -> bool {
    claim.is_asserted() && claim.thing().is_some()
}

fn key(context: &Context<'_>, claim: &Claim, start: Option<Timestamp>) -> Key {
    let relationship = is_relationship(claim);
    let (kind, shape) = if relationship { ("relationship", Shape::Relationship) } else { ("note", Shape::Note) };
    let lead = context.speakers(&claim.voice).first().map_or(context.author.computed, |party| party.computed);
    let object = match claim.object {
        ClaimObject::Entity(id) => Part::Id(context.party(id).computed),
        ClaimObject::Gap(of) => Part::Text(gap(of)),
    };
    let start = start.map(time::rfc3339);
    let mut parts = vec![
        Part::Id(lead),
        context.document_part(claim.voice.document),
        Part::Id(context.party(claim.subject).computed),
        Part::Text(claim.verb.word),
        object,
        Part::Flag(claim.negated),
    ];
    parts.extend(start.as_deref().map(Part::Text));
    Key { id: context.mint.id(kind, "claim", &parts), shape, repeated: false }
}

/// The indices of claims that share an id with another, by the first of them.
fn repeated(keys: &[Key]) -> BTreeMap<usize, Vec<usize>> {
    let mut first: HashMap<Id, usize> = HashMap::with_capacity(keys.len());
    let mut groups: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (at, key) in keys.iter().enumerate() {
        let leader = *first.entry(key.id).or_insert(at);
        if leader != at {
            groups.entry(leader).or_insert_with(|| vec![leader]).push(at);
        }
    }
    groups
}

fn start_of(context: &Context<'_>, at: usize) -> Option<Timestamp> {
    context.facts.claims.get(at)?.time.as_ref()?.start.earliest
}

fn same_claim(context: &Context<'_>, claim: &Claim) -> Finding {
    Finding {
        code: &SAME_CLAIM,
        first: None,
        origin: claim.origin,
        message: format!("\"{}\" is claimed twice", sentence::clause(context, claim)),
        help: Some("write the two as one claim, or give one of them another time".to_owned()),
    }
}
