//! The property-extension: what STIX has no place for (mapping: section 4). Its schema is
//! `schemas/attribution.schema.json`.

use super::context::Context;
use super::frame::EXTENSION;
use super::sentence::gap;
use crate::facts::{
    Bound, Bounds, Certainty, Claim, Entity, EntityId, Form, MEMBERS, Object, Precision, Property, PropertyValue,
    Quantity, Quotation, Response, SIZE, Statement, Target, Time, Value, Voice, spelled,
};
use crate::stix::ids::Id;
use crate::stix::value::{Map, Value as Json};
use crate::vocab::language::Role;

/// The value of `extensions` for some members; empty where there are none.
pub(super) fn wrap(members: Map) -> Map {
    if members.is_empty() {
        return members;
    }
    let mut value = Map::new().with("extension_type", "property-extension");
    value.append(members);
    Map::new().with(EXTENSION, value)
}

/// Members of a declaration: its name and kind, its names, what it is unnamed in, its members.
pub(super) fn declaration(context: &Context<'_>, entity: &Entity, names: Vec<Json>) -> Map {
    let told = entity.form != Form::Observable && entity.kind.role != Role::Raw;
    let kind = told.then_some(entity.kind.word);
    Map::new()
        .with_some("name", (entity.form == Form::Declared).then(|| entity.name.clone()))
        .with_some("kind", kind)
        .with_some("names", (!names.is_empty()).then_some(names))
        .with_some("unnamed", unnamed(context, entity))
        .with_some("set", set(context, entity))
        .with_some("declared", declared(context, entity))
}

/// What the author declared of an entity and STIX has no property for, as the language spells it. Of what is withheld
/// there is nothing.
fn declared(context: &Context<'_>, entity: &Entity) -> Option<Map> {
    let row = entity.kind.object_type().filter(|_| entity.kind.role == Role::Raw);
    let is_of_object = |key: &str, value: &PropertyValue| {
        row.is_some_and(|row| row.property(key).is_some()) && !super::typed::is_vague(&value.value) && key != "id"
    };
    // These are put together from several keys, so that the object does not tell what the author wrote.
    let is_joined = |key: &str| ["description", "aliases", "external_references"].contains(&key);
    // A type of one's own has any property.
    let is_free = |property: &Property| entity.kind.custom.is_some() && property.row.is_none();
    let own = |property: &&Property| {
        !is_free(property) && property.values.iter().any(|value| !is_of_object(&property.key, value))
    };
    let mixed = entity.properties.iter().any(|property| own(&property));
    let written = |property: &&Property| own(property) || mixed && is_joined(&property.key);
    let mut keys: Vec<(&str, Vec<Json>)> = Vec::new();
    for property in entity.properties.iter().filter(written).filter(|property| !STORED_TEXT.contains(&&*property.key)) {
        let texts = property.values.iter().filter_map(|value| spelled(context.facts, value, entity.introduced_by));
        let texts = texts.collect::<Vec<_>>().join(", ");
        match keys.iter_mut().find(|(key, _)| *key == property.key) {
            _ if texts.is_empty() => {}
            Some((_, known)) => known.push(texts.into()),
            None => keys.push((&property.key, vec![texts.into()])),
        }
    }
    let keys = keys.into_iter().fold(Map::new(), |map, (key, texts)| map.with(key.to_owned(), texts));
    let map = Map::new()
        .with_some("source_ref", context.report(entity.introduced_by))
        .with_some("keys", (!keys.is_empty()).then_some(keys));
    (!map.is_empty()).then_some(map)
}

/// The keys for the stored copy of a document, which `document` tells the hash of.
const STORED_TEXT: &[&str] = &["text", "text_sha256"];

/// `claim` of a relationship or note.
pub(super) fn claim(context: &Context<'_>, claim: &Claim) -> Map {
    let object = match claim.object {
        Object::Entity(id) if context.stand_in(id) != id => Some(context.party(id).title.clone()),
        _ => None,
    };
    let missing = match claim.object {
        Object::Gap(of) => Some(gap(of)),
        Object::Entity(_) => None,
    };
    let quantity =
        claim.quantity.as_deref().map(quantity).or_else(|| object.clone().map(|title| data(context, claim, title)));
    voice(context, &claim.voice)
        .with("stance", claim.stance.word)
        .with("verb", claim.verb.word)
        .with_some("negated", claim.negated.then_some(true))
        .with_some("gap", missing)
        .with_some("data", object)
        .with_some("data_name", data_name(context, claim))
        .with_some("own_labels", own_labels(&claim.labels))
        .with_some("role", claim.role.clone())
        .with_some("under", claim.under.clone())
        .with_all(certainty(&claim.certainty))
        .with_some("time", claim.time.as_deref().map(time))
        .with_some("relative", relative(context, claim))
        .with_some("quantity", quantity)
        .with_some("quotation", claim.quotation.as_deref().map(quotation))
}

/// `claim` of a response's opinion.
pub(super) fn response(context: &Context<'_>, response: &Response) -> Map {
    let labels: Vec<Json> = response
        .targets
        .iter()
        .filter_map(|target| match target {
            Target::Claims { label, .. } | Target::Response { label, .. } => Some(Json::from(label.clone())),
            Target::Document(_) => None,
        })
        .collect();
    let whole = response.targets.iter().any(|target| matches!(target, Target::Document(_)));
    voice(context, &response.voice)
        .with("stance", response.word.word)
        .with_some("own_labels", own_labels(&response.labels))
        .with_some("labels", (!labels.is_empty()).then_some(labels))
        .with_some("scope", whole.then_some("document"))
        .with_some("quotation", response.quotation.as_ref().map(quotation))
}

/// `claim` of the note of a statement: said, but nothing claimed.
pub(super) fn statement(context: &Context<'_>, statement: &Statement) -> Map {
    voice(context, &statement.voice)
        .with("stance", statement.stance.word)
        .with_some("own_labels", own_labels(&statement.labels))
        .with("quotation", quotation(&statement.quotation))
}

/// `project` of the author: what ids and dates of the bundle are made of beside the facts.
pub(super) fn project(context: &Context<'_>) -> Map {
    let settings = context.settings;
    let project =
        Map::new().with("namespace", settings.namespace.to_string()).with_some("release_time", settings.release_time);
    Map::new().with("project", project)
}

/// Who says it, where, through whom and for whom.
pub(super) fn voice(context: &Context<'_>, voice: &Voice) -> Map {
    let ids = |ids: &[EntityId]| distinct(ids.iter().map(|id| context.object_id(*id)));
    Map::new()
        .with_some("speaker_refs", distinct(context.speakers(voice).iter().map(|party| party.id)))
        .with_some("source_ref", context.report(voice.document))
        .with_some("via_refs", ids(&voice.via))
        .with_some("on_behalf_of_refs", ids(&voice.on_behalf_of))
        .with_some("dated", voice.dated.as_ref().map(point))
}

/// A time as an interval with uncertain ends.
pub(super) fn time(time: &Time) -> Map {
    Map::new()
        .with("words", time.words.clone())
        .with_some("qualifier", time.qualifier)
        .with("precision", precision(time.precision))
        .with_some("start", bounds(&time.start))
        .with_some("stop", bounds(&time.stop))
        .with_some("ongoing", time.ongoing.then_some(true))
}

/// A time as a point: a date of a document, an event.
pub(super) fn point(time: &Time) -> Map {
    let latest = time.start.latest.or(time.stop.latest);
    Map::new()
        .with("words", time.words.clone())
        .with_some("earliest", time.start.earliest.or(time.stop.earliest))
        .with_some("latest", latest)
        .with("precision", precision(time.precision))
}

/// One end of an interval as a date; `None` where that end is open.
pub(super) fn date(words: &str, bounds: &Bounds, of: Precision) -> Option<Json> {
    (bounds.earliest.is_some() || bounds.latest.is_some()).then(|| {
        Map::new()
            .with("words", words.to_owned())
            .with_some("earliest", bounds.earliest)
            .with_some("latest", bounds.latest)
            .with("precision", precision(of))
            .into()
    })
}

/// A quantity with its words.
pub(super) fn quantity(quantity: &Quantity) -> Map {
    Map::new()
        .with("words", quantity.words.clone())
        .with_some("written", (quantity.written != quantity.words).then(|| quantity.written.clone()))
        .with("bound", bound(quantity.bound))
        .with_some("min", quantity.min.map(Json::number))
        .with_some("max", quantity.max.map(Json::number))
        .with_some("counted", quantity.counted.clone())
        .with_some("currency", quantity.currency.clone())
}

/// References, each once; `None` where there are none.
pub(super) fn distinct(ids: impl IntoIterator<Item = Id>) -> Option<Json> {
    let mut once: Vec<Id> = Vec::new();
    for id in ids {
        if !once.contains(&id) {
            once.push(id);
        }
    }
    (!once.is_empty()).then(|| Json::ids(once))
}

fn unnamed(context: &Context<'_>, entity: &Entity) -> Option<Map> {
    let document = entity.scope.filter(|_| entity.form == Form::Declared)?;
    Some(Map::new().with_some("source_ref", context.report(Some(document))).with("descriptor", entity.title.clone()))
}

fn set(context: &Context<'_>, entity: &Entity) -> Option<Map> {
    if !entity.is_set() {
        return None;
    }
    let size = entity.values(SIZE).find_map(|value| match &value.value {
        Value::Quantity(size) => Some(size),
        _ => None,
    });
    let members: Vec<Id> = entity.named(MEMBERS).map(|id| context.object_id(id)).collect();
    let whole = size.is_some_and(|size| size.bound == Bound::Exact && size.min == context.facts.known_members(entity));
    let map = Map::new()
        .with_some("size", size.map(quantity))
        .with_some("member_refs", distinct(members))
        .with_some("complete", whole.then_some(true));
    (!map.is_empty()).then_some(map)
}

/// The quantity of a claim about a body of data, where it gives none: the data itself.
fn data(context: &Context<'_>, claim: &Claim, title: String) -> Map {
    let size = match claim.object {
        Object::Entity(id) => context.facts.entity(id).values(SIZE).find_map(|value| match &value.value {
            Value::Quantity(size) => Some(quantity(size)),
            _ => None,
        }),
        Object::Gap(_) => None,
    };
    let size = size.unwrap_or_else(|| Map::new().with("words", title.clone()).with("bound", bound(Bound::Vague)));
    if size.get("counted").is_some() { size } else { size.with("counted", title) }
}

/// The declared name of a body of data whose owner stands for it.
fn data_name(context: &Context<'_>, claim: &Claim) -> Option<String> {
    match claim.object {
        Object::Entity(id) if context.stand_in(id) != id => {
            let entity = context.facts.entity(id);
            (entity.form == Form::Declared).then(|| entity.name.clone())
        }
        _ => None,
    }
}

fn own_labels(labels: &[String]) -> Option<Vec<Json>> {
    (!labels.is_empty()).then(|| labels.iter().map(|label| Json::from(label.clone())).collect())
}

fn relative(context: &Context<'_>, claim: &Claim) -> Option<Vec<Json>> {
    let entries: Vec<Json> = claim
        .relative
        .iter()
        .filter(|(_, claims)| !claims.is_empty())
        .map(|(word, claims)| {
            let ids = claims.iter().map(|id| context.claim(*id).id);
            Map::new().with("word", *word).with_some("claim_refs", distinct(ids)).into()
        })
        .collect();
    (!entries.is_empty()).then_some(entries)
}

fn certainty(certainty: &Certainty) -> Map {
    let likelihood = certainty.likelihood.map(|(scale, hedge)| {
        Map::new()
            .with("term", hedge.word)
            .with("scale", scale.name)
            .with("min", i64::from(hedge.min))
            .with("max", i64::from(hedge.max))
    });
    Map::new()
        .with_some("likelihood", likelihood)
        .with_some("confidence", certainty.confidence.map(|grade| grade.word))
        .with_some("grade", certainty.grade.as_ref().map(|(code, _)| code.clone()))
        .with_some("worded", certainty.worded.clone())
}

fn quotation(quotation: &Quotation) -> Map {
    let map = Map::new().with("text", quotation.text.clone());
    match &quotation.found {
        Some(found) => map
            .with("start", found.start as i64)
            .with("end", found.end as i64)
            .with("text_sha256", found.text_sha256.clone()),
        None => map,
    }
}

fn bounds(bounds: &Bounds) -> Option<Map> {
    let map = Map::new().with_some("earliest", bounds.earliest).with_some("latest", bounds.latest);
    (!map.is_empty()).then_some(map)
}

fn precision(precision: Precision) -> &'static str {
    match precision {
        Precision::Instant => "instant",
        Precision::Day => "day",
        Precision::Month => "month",
        Precision::Season => "season",
        Precision::Quarter => "quarter",
        Precision::Year => "year",
    }
}

fn bound(bound: Bound) -> &'static str {
    match bound {
        Bound::Exact => "exact",
        Bound::About => "about",
        Bound::AtLeast => "at-least",
        Bound::Over => "over",
        Bound::UpTo => "up-to",
        Bound::Under => "under",
        Bound::Range => "range",
        Bound::Vague => "vague",
    }
}
