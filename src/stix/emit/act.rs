//! Legal and diplomatic acts: what they do to whom, beside being documents (mapping: legal act; charge, listing).

use super::claim;
use super::conjugate::conjugate;
use super::context::{Context, Party};
use super::document::kind_words;
use super::extension::{distinct, point, quantity};
use super::sentence::{list, stop};
use super::{Emission, frame};
use crate::facts::lifecycle::targets;
use crate::facts::{Bounds, Entity, EntityId, MEMBERS, PropertyValue, Time, Value as Fact};
use crate::stix::ids::{Id, Part};
use crate::stix::object::Object;
use crate::stix::value::{Map, Value};
use crate::vocab::language::{self, Role, ValueType, Verb};

/// The relationships of an act from its authority to each of those that it is against.
pub(super) fn emit(context: &Context<'_>, at: usize) -> Emission {
    let id = EntityId(at as u32);
    let entity = context.facts.entity(id);
    let verb = entity.kind.act.as_ref().and_then(|act| language::verb(act.verb));
    let (Some(verb), false) = (verb, context.party(id).repeated) else { return Emission::default() };
    let mut out = Emission::default();
    if let Some(authority) = entity.voices().next() {
        for target in targets(entity) {
            out.push(measure(context, id, verb, authority, target));
        }
    }
    out
}

/// Those that an act names: its authority, then whom it is against.
pub(super) fn parties(entity: &Entity) -> impl Iterator<Item = EntityId> {
    entity.voices().filter(|_| entity.kind.role == Role::Act).chain(targets(entity))
}

/// The document that what an act does is cited from: the one that it was read about in, else its own.
pub(super) fn cited_from(entity: &Entity, id: EntityId) -> EntityId {
    entity.introduced_by.unwrap_or(id)
}

/// The key for whom an act is against; what else it names (`to`, `seized`) stands on lines of its own.
const AGAINST: &str = "against";

/// "Indictment, unsealed 2024-03-25, against seven Chinese nationals"; "Arrest of two Malaysians, arrested 2020-09-14"
pub(super) fn description(context: &Context<'_>, entity: &Entity) -> String {
    let mut out = kind_words(entity);
    let (toward, through) = entity.kind.act.as_ref().map_or((AGAINST, "by"), |act| (act.toward, act.through));
    let against = words(context, entity.named(AGAINST));
    if !against.is_empty() && toward != AGAINST {
        out.push_str(&format!(" {toward} {against}"));
    }
    let authorities = words(context, entity.voices());
    if !authorities.is_empty() {
        out.push_str(&format!(" {through} {authorities}"));
    }
    if let Some((key, time)) = entity.dated() {
        out.push_str(&format!(", {} {}", super::sentence::spaced(key), time.words));
    }
    if !against.is_empty() && toward == AGAINST {
        out.push_str(&format!(", {AGAINST} {against}"));
    }
    out
}

/// `act` of the extension.
pub(super) fn extension(context: &Context<'_>, id: EntityId) -> Option<Map> {
    let entity = context.facts.entity(id);
    entity.kind.act.as_ref()?;
    let refs =
        |ids: &mut dyn Iterator<Item = EntityId>| distinct(ids.map(|id| context.object_id(id)).collect::<Vec<_>>());
    let text = |key: &str| entity.text(key).map(str::to_owned);
    let programs: Vec<&str> = entity.values("program").filter_map(|value| words_of(&value.value)).collect();
    let amount = ["amount", "penalty"].into_iter().find_map(|key| {
        entity.values(key).find_map(|value| match &value.value {
            Fact::Quantity(amount) => Some(quantity(amount)),
            _ => None,
        })
    });
    let ended = entity.named("ends").filter_map(|other| context.report(Some(other)));
    let superseded = entity.named("supersedes").find_map(|other| context.report(Some(other)));
    let map = Map::new()
        .with_some("authority_refs", refs(&mut entity.voices()))
        .with_some("against_refs", refs(&mut targets(entity)))
        .with_some("court", text("court"))
        .with_some("docket", text("docket").or_else(|| text("number")))
        .with_some("program", (!programs.is_empty()).then(|| programs.join("; ")))
        .with_some("entries", some(entries(context, entity)))
        .with_some("events", some(events(context, entity)))
        .with_some("charges", some(charges(context, entity)))
        .with_some("amount", amount)
        .with_some("offenses", some(offences(entity)))
        .with_some("supersedes_ref", superseded)
        .with_some("ends_refs", distinct(ended));
    (!map.is_empty()).then_some(map)
}

/// Mapping: charge, listing. The act is in the key, so that a person listed twice is listed twice.
fn measure(context: &Context<'_>, id: EntityId, verb: &'static Verb, authority: EntityId, target: EntityId) -> Object {
    let entity = context.facts.entity(id);
    let document = cited_from(entity, id);
    let stance = entity.kind.act.as_ref().map_or("says", |act| act.stance);
    let (source, object) = (context.party(authority), context.party(target));
    let key = [
        Part::Id(context.party(id).computed),
        context.document_part(Some(document)),
        Part::Id(source.computed),
        Part::Text(verb.word),
        Part::Id(object.computed),
    ];
    let time = entity.dated().map(|(key, time)| began(key, time));
    let start = time.as_ref().and_then(|time| claim::window(Some(time)).0);
    let stop = context.dates.ended(id, target).filter(|stop| start.is_none_or(|start| start < *stop));
    let members = Map::new()
        .with_some("speaker_refs", distinct(entity.voices().map(|id| context.object_id(id))))
        .with_some("source_ref", context.report(Some(document)))
        .with_some("act_ref", context.report(Some(id)))
        .with("stance", stance)
        .with("verb", verb.word)
        .with_some("time", time.as_ref().map(super::extension::time));
    let object_id = context.object_id(target);
    let relation = frame::begin(context, context.mint.id("relationship", "act", &key), context.dates.of(document))
        .with("relationship_type", verb.relationship)
        .with("description", sentence(context, id, verb, target))
        .with("source_ref", context.object_id(authority))
        .with("target_ref", object_id)
        .with_some("start_time", start)
        .with_some("stop_time", stop)
        .with("labels", context.stance_labels(stance))
        .with_some("external_references", context.citation(Some(document)).map(|cited| cited.references.clone()));
    frame::finish(context, relation, Some(entity), Map::new().with("claim", members))
}

/// "U.S. Department of Justice charges Ni Gaobin with … A charge is an allegation. — United States v. …, 2024-03-25."
fn sentence(context: &Context<'_>, id: EntityId, verb: &Verb, target: EntityId) -> String {
    let entity = context.facts.entity(id);
    let authorities: Vec<&Party> = entity.voices().map(|id| context.party(id)).collect();
    let names = list(authorities.iter().map(|party| party.title.as_str()));
    let verb = conjugate(verb.base, authorities.len() > 1, false);
    let mut out = format!("{names} {verb} {}", context.party(target).title);
    let offences: Vec<String> = entity.values("charge").filter_map(|charge| offence(context, charge, target)).collect();
    if !offences.is_empty() {
        let joined = entity.kind.act.as_ref().map_or("with", |act| act.offences);
        out.push_str(&format!(" {joined} {}", list(offences.iter().map(String::as_str))));
    }
    let programs: Vec<&str> = entity.values("program").filter_map(|value| words_of(&value.value)).collect();
    if !programs.is_empty() {
        out.push_str(&format!(" under {}", list(programs)));
    }
    if let Some((key, time)) = entity.dated() {
        out.push_str(&format!(", {} {}", super::sentence::spaced(key), time.words));
    }
    stop(&mut out);
    if let Some(act) = entity.kind.act.as_ref().filter(|act| !act.caution.is_empty()) {
        out.push_str(&format!(" {}", act.caution));
    }
    if let Some(citation) = context.citation(Some(cited_from(entity, id))) {
        out.push_str(&format!(" — {}", citation.words));
        stop(&mut out);
    }
    out
}

/// "conspiracy to commit wire fraud (18 U.S.C. § 1349)"; `None` for a charge that is brought against others. A charge
/// against some members of a set is told of the set, with their names: a set is never taken apart.
fn offence(context: &Context<'_>, charge: &PropertyValue, target: EntityId) -> Option<String> {
    let all = charge.as_to.is_empty() || charge.as_to.contains(&target);
    let members: Vec<EntityId> = context.facts.entity(target).named(MEMBERS).collect();
    let some: Vec<EntityId> = charge.as_to.iter().copied().filter(|id| members.contains(id)).collect();
    if !all && some.is_empty() {
        return None;
    }
    let mut out = words_of(&charge.value)?.to_owned();
    if let Some(statute) = &charge.under {
        out.push_str(&format!(" ({statute})"));
    }
    if !all {
        out.push_str(&format!(" (as to {})", super::sentence::titles(context, &some)));
    }
    Some(out)
}

/// An act's date as the start of what it does ("unsealed 2024-03-25"); its end is not known from it.
fn began(key: &str, time: &Time) -> Time {
    let latest = time.start.latest.or(time.stop.latest);
    Time {
        words: format!("{} {}", super::sentence::spaced(key), time.words),
        qualifier: time.qualifier,
        precision: time.precision,
        start: Bounds { earliest: time.outset(), latest },
        stop: Bounds::default(),
        ongoing: false,
    }
}

/// Numbers on a list.
fn entries(context: &Context<'_>, entity: &Entity) -> Vec<Value> {
    let only: Vec<EntityId> = targets(entity).collect();
    let mut out = Vec::new();
    for value in entity.values("list_id") {
        let Some(number) = words_of(&value.value) else { continue };
        let entry = Map::new().with("number", number.to_owned()).with_some("list", value.within.clone());
        // A number that is said to be nobody's own belongs to the only one listed, where there is one alone.
        let whose = if value.as_to.is_empty() && only.len() == 1 { &only } else { &value.as_to };
        if whose.is_empty() {
            out.push(entry.clone().into());
        }
        out.extend(whose.iter().map(|id| Value::from(entry.clone().with("ref", context.object_id(*id)))));
    }
    out
}

/// What happened in the course of an act, by its date keys.
fn events(context: &Context<'_>, entity: &Entity) -> Vec<Value> {
    let dates =
        entity.kind.keys.iter().filter(|key| matches!(key.value, ValueType::Time) && !OF_PAPER.contains(&key.word));
    let mut out = Vec::new();
    for key in dates {
        for value in entity.values(key.word) {
            let Fact::Time(time) = &value.value else { continue };
            let event = Map::new()
                .with("event", key.word.replace('_', "-"))
                .with_some("of_refs", distinct(value.as_to.iter().map(|id| context.object_id(*id))));
            out.push(event.with_all(point(time)).into());
        }
    }
    out
}

/// Dates of the document, not of what it does.
const OF_PAPER: &[&str] = &["published", "retrieved"];

fn charges(context: &Context<'_>, entity: &Entity) -> Vec<Value> {
    let charge = |value: &PropertyValue| {
        let against: Vec<Id> = value.as_to.iter().map(|id| context.object_id(*id)).collect();
        let counts: Vec<Value> = value.counts.iter().map(|count| Value::Integer(*count)).collect();
        let map = Map::new()
            .with("offense", words_of(&value.value)?.to_owned())
            .with_some("statute", value.under.clone())
            .with_some("counts", some(counts))
            .with_some("maximum_penalty", value.maximum_penalty.clone())
            .with_some("against_refs", distinct(against));
        Some(Value::from(map))
    };
    entity.values("charge").filter_map(charge).collect()
}

/// What an investigation looks into: nobody is charged with it.
fn offences(entity: &Entity) -> Vec<Value> {
    let offence = |value: &PropertyValue| {
        let map =
            Map::new().with("offense", words_of(&value.value)?.to_owned()).with_some("statute", value.under.clone());
        Some(Value::from(map))
    };
    entity.values("offence").filter_map(offence).collect()
}

fn words(context: &Context<'_>, ids: impl Iterator<Item = EntityId>) -> String {
    super::sentence::titles(context, &ids.collect::<Vec<_>>())
}

fn words_of(value: &Fact) -> Option<&str> {
    match value {
        Fact::Text(text) | Fact::Word(text) | Fact::Code(text) => Some(text),
        _ => None,
    }
}

fn some(items: Vec<Value>) -> Option<Vec<Value>> {
    (!items.is_empty()).then_some(items)
}
