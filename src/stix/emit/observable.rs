//! Cyber-observables and their indicators (mapping: observable of a hostile claim).

use jiff::Timestamp;

use super::context::Context;
use super::typed::{self, Resolve};
use super::{Emission, Finding, claim, frame, sentence};
use crate::diag::codes::emission::UNDATED_INDICATOR;
use crate::facts::{Claim, Entity, EntityId, Object as ClaimObject, Time};
use crate::stix::ids::{Id, Part};
use crate::stix::object::Object;
use crate::stix::pattern::{self, quote};
use crate::stix::value::{Map, Value};
use crate::vocab::standard::{Category, ObjectType};

/// The properties that the id of an observable is computed from (STIX 2.1, section 2.9).
pub(super) fn contributing(entity: &Entity, row: &'static ObjectType, resolve: Resolve<'_>) -> Map {
    let mut map = Map::new();
    // What is wrong with a value is reported where its object is emitted.
    let mut ignored = Vec::new();
    for property in row.properties.iter().filter(|property| row.id_contributing.contains(&property.name)) {
        if property.name == "extensions" {
            for given in entity.values("extensions") {
                if let Some(Value::Object(members)) = typed::untyped(&given.value, resolve) {
                    map.merge("extensions", members);
                }
            }
        } else {
            map.push_some(property.name, typed::property_value(entity, row, property, resolve, &mut ignored));
        }
    }
    map
}

/// The indicator of a claim that an observable is somebody's means, what it indicates and what it is based on.
pub(super) fn indicate(
    context: &Context<'_>,
    claim: &Claim,
    claim_id: Id,
    actor: Id,
    description: String,
    out: &mut Emission,
) {
    let ClaimObject::Entity(object) = claim.object else { return };
    let Some(row) = observable_row(context, object).filter(|_| claim.verb.means) else { return };
    let resolve = |id| context.object_id(id);
    let contributing = contributing(context.facts.entity(object), row, &resolve);
    let Some(pattern) = pattern_of(row, &contributing) else { return };

    let id = context.mint.id("indicator", "claim", &[Part::Id(claim_id)]);
    let (from, until) = validity(claim.time.as_deref(), context.created(id, &claim.voice));
    // An address changes hands; a digest says the same file for ever.
    if claim::window(claim.time.as_deref()).0.is_none() && contributing.get("hashes").is_none() {
        out.findings.push(undated(context, claim, object));
    }
    let third_party = context.hijacked.get(object.0 as usize).copied().unwrap_or(false);
    let mut labels = context.stance_labels(claim.stance.word);
    if third_party {
        labels = Value::List(labels.items().iter().cloned().chain([Value::from("third-party-victim")]).collect());
    }
    let kind = if third_party { "compromised" } else { "malicious-activity" };
    let indicator = frame::begin(context, id, context.created(id, &claim.voice))
        .with("name", context.facts.entity(object).title.clone())
        .with("description", description)
        .with("indicator_types", vec![Value::from(kind)])
        .with("pattern", pattern)
        .with("pattern_type", "stix")
        .with("pattern_version", "2.1")
        .with("valid_from", from)
        .with_some("valid_until", until)
        .with("labels", labels)
        .with_some("confidence", claim::confidence(&claim.certainty));
    out.push(derived(context, claim, claim_id, indicator));

    let titles = (&context.party(object).title, &context.party(claim.subject).title);
    let voiced = sentence::voiced(context, &claim.voice, claim.stance.word);
    let indicates = format!("The {} indicates {}, as {voiced}.", titles.0, titles.1);
    out.push(relation(context, claim, claim_id, (id, "indicates", actor), indicates));
    let based = format!("The indicator is based on the {}.", titles.0);
    out.push(relation(context, claim, claim_id, (id, "based-on", context.object_id(object)), based));
}

/// A relationship that follows from a claim (mapping: observable of a hostile claim).
pub(super) fn relation(
    context: &Context<'_>,
    claim: &Claim,
    claim_id: Id,
    (source, kind, target): (Id, &'static str, Id),
    sentence: String,
) -> Object {
    let key = [Part::Id(claim_id), Part::Id(source), Part::Text(kind), Part::Id(target)];
    let id = context.mint.id("relationship", "derived", &key);
    let object = frame::begin(context, id, context.created(id, &claim.voice))
        .with("relationship_type", kind)
        .with("description", sentence)
        .with("source_ref", source)
        .with("target_ref", target)
        .with("labels", context.stance_labels(claim.stance.word));
    derived(context, claim, claim_id, object)
}

fn derived(context: &Context<'_>, claim: &Claim, claim_id: Id, object: Object) -> Object {
    let references = context.citation(claim.voice.document).map(|citation| citation.references.clone());
    let object = object.with_some("external_references", references);
    let document = claim.voice.document.map(|id| context.facts.entity(id));
    frame::finish(context, object, document, Map::new().with("claim_ref", claim_id))
}

fn observable_row(context: &Context<'_>, id: EntityId) -> Option<&'static ObjectType> {
    context.facts.entity(id).kind.object_type().filter(|row| row.category == Category::Sco)
}

/// From the start of the claim, else from its document's date, until the end of the claim.
fn validity(time: Option<&Time>, document: Timestamp) -> (Timestamp, Option<Timestamp>) {
    match claim::window(time) {
        (Some(from), until) => (from, until),
        (None, None) => (document, None),
        // Known to have ended, not when it began: the document's date would lie after the end.
        (None, Some(until)) if until <= document => {
            let within = time.and_then(|time| time.stop.earliest).filter(|earliest| *earliest < until);
            (within.unwrap_or_else(|| until - jiff::SignedDuration::from_millis(1)), Some(until))
        }
        (None, until) => (document, until),
    }
}

/// The STIX pattern of an observable: what its id is made of, all of it, in the one form that patterns print in.
fn pattern_of(row: &ObjectType, properties: &Map) -> Option<String> {
    let terms: Vec<String> = properties.iter().flat_map(|(key, value)| comparisons(row.name, key, value)).collect();
    (!terms.is_empty()).then(|| format!("[{}]", terms.join(" AND ")))
}

fn comparisons(kind: &str, key: &str, value: &Value) -> Vec<String> {
    match (key, value) {
        ("hashes", Value::Object(hashes)) => hashes
            .iter()
            .filter_map(|(name, digest)| {
                Some(format!("{kind}:hashes.{} = {}", pattern::key(name), quote(digest.as_text()?)))
            })
            .collect(),
        (_, Value::Text(text)) => vec![format!("{kind}:{key} = {}", quote(text))],
        (_, Value::Integer(number)) => vec![format!("{kind}:{key} = {number}")],
        _ => Vec::new(),
    }
}

fn undated(context: &Context<'_>, claim: &Claim, object: EntityId) -> Finding {
    Finding {
        code: &UNDATED_INDICATOR,
        first: None,
        origin: claim.origin,
        message: format!("the indicator of the {} has no known start", context.party(object).title),
        help: Some("give the claim a time, as `since` or `during`".to_owned()),
    }
}
