//! Documents: the report of a source or an act, with all that it states (mapping: source, legal act).

use super::contents::Contents;
use super::context::Context;
use super::dates::date_words;
use super::sentence::{capital, spaced, stop, titles};
use super::{Emission, act, describe, extension, frame, translation};
use crate::facts::{Entity, EntityId, Facts, Object, Target, Value as Fact, Voice};
use crate::stix::value::{Map, Value};
use crate::vocab::language::Role;

/// The report of a document; nothing where nothing is stated in it or said of it (mapping: source).
pub(super) fn emit(context: &Context<'_>, at: usize, contents: &Contents) -> Emission {
    let id = EntityId(at as u32);
    let entity = context.facts.entity(id);
    let (Some(report), false) = (context.report(Some(id)), context.party(id).repeated) else {
        return Emission::default();
    };
    let created = context.dates.of(id);
    let kind = if entity.kind.role == Role::Act { entity.kind.word } else { "threat-report" };
    let mut object = frame::begin(context, report, created)
        .with("name", super::declaration::object_name(context, entity))
        .with("description", description(context, entity))
        .with("report_types", vec![Value::from(kind)])
        .with("published", created)
        .with("object_refs", Value::ids(contents.of(context, id)));
    object.push("external_references", references(context, id));
    let members = extension::declaration(context, entity, super::alias::names(context, entity).entries)
        .with_some("document", document(context, id))
        .with_some("act", act::extension(context, id));
    let object = frame::finish(context, object, Some(entity), members);
    let translations = translation::emit(context, entity, &object, "name");
    let mut out = Emission::object(object);
    out.append(translations);
    super::declaration::remarks(context, id, &mut out);
    out
}

/// By entity, whether it is a document that has a report: something is stated in it, or said of it.
pub(super) fn reported(facts: &Facts) -> Vec<bool> {
    let mut used = vec![false; facts.entities.len()];
    let mut mark = |id: EntityId| {
        if let Some(flag) = used.get_mut(id.0 as usize) {
            *flag = facts.entity(id).kind.is_document();
        }
    };
    let spoken = |voice: &Voice| {
        let named = voice.speakers.iter().chain(&voice.via).chain(&voice.on_behalf_of).copied();
        voice.document.into_iter().chain(named).collect::<Vec<_>>()
    };
    for claim in &facts.claims {
        spoken(&claim.voice).into_iter().for_each(&mut mark);
        mark(claim.subject);
        if let Object::Entity(object) = claim.object {
            mark(object);
        }
    }
    for statement in &facts.statements {
        spoken(&statement.voice).into_iter().for_each(&mut mark);
    }
    for response in &facts.responses {
        spoken(&response.voice).into_iter().for_each(&mut mark);
        for target in &response.targets {
            if let Target::Document(document) = target {
                mark(*document);
            }
        }
    }
    for id in facts.entity_ids() {
        let entity = facts.entity(id);
        entity.scope.into_iter().chain(entity.introduced_by).for_each(&mut mark);
        if entity.kind.act.is_some() && act::parties(entity).next().is_some() {
            mark(id);
        }
        for value in entity.properties.iter().flat_map(|property| &property.values) {
            value.according_to.into_iter().for_each(&mut mark);
            refer(&value.value, &mut mark);
        }
    }
    used
}

fn refer(value: &Fact, mark: &mut impl FnMut(EntityId)) {
    match value {
        Fact::Entity(id) => mark(*id),
        Fact::List(items) => items.iter().for_each(|item| refer(item, mark)),
        Fact::Dictionary(members) => members.iter().for_each(|(_, item)| refer(item, mark)),
        Fact::Extensions(extensions) => extensions.iter().for_each(|(_, item)| refer(item, mark)),
        _ => {}
    }
}

/// "TIME, 2024-03-26 (press)."; for an act what it is, its date and whom it is against.
fn description(context: &Context<'_>, entity: &Entity) -> String {
    let mut first = if entity.kind.act.is_some() { act::description(context, entity) } else { source(context, entity) };
    stop(&mut first);
    let mut lines = vec![first];
    lines.extend(describe::description(context, entity, None, &super::alias::names(context, entity).others));
    if let Some(act) = entity.kind.act.as_ref().filter(|act| !act.caution.is_empty()) {
        lines.push(act.caution.to_owned());
    }
    lines.join("\n")
}

fn source(context: &Context<'_>, entity: &Entity) -> String {
    let publishers: Vec<EntityId> = entity.named("publisher").collect();
    let date = date_words(entity);
    let name = if publishers.is_empty() { entity.title.clone() } else { titles(context, &publishers) };
    let tier = entity.text("tier").map_or_else(String::new, |tier| format!(" ({tier})"));
    match date {
        Some(date) => format!("{name}, {date}{tier}"),
        None => format!("{name}{tier}"),
    }
}

fn references(context: &Context<'_>, id: EntityId) -> Value {
    match context.citation(Some(id)) {
        Some(citation) => citation.references.clone().into(),
        None => Value::List(Vec::new()),
    }
}

/// `document` of the extension.
fn document(context: &Context<'_>, id: EntityId) -> Option<Map> {
    let entity = context.facts.entity(id);
    let publishers: Vec<EntityId> = entity.named("publisher").collect();
    let dated =
        entity.time("published").or_else(|| entity.dated().map(|(_, time)| time).filter(|_| entity.kind.act.is_some()));
    let map = Map::new()
        .with_some("publisher", (!publishers.is_empty()).then(|| titles(context, &publishers)))
        .with_some("publisher_refs", extension::distinct(publishers.iter().map(|id| context.object_id(*id))))
        .with_some("published", dated.map(extension::point))
        .with_some("retrieved", entity.time("retrieved").map(extension::point))
        .with_some("tier", entity.text("tier").map(str::to_owned))
        .with_some("reliability", entity.text("reliability").map(str::to_owned))
        .with_some("lang", entity.text("lang").map(str::to_owned))
        .with_some("text_sha256", context.facts.stored_texts.get(&id).cloned())
        .with_some("origin_ref", entity.named("same_origin_as").find_map(|origin| context.report(Some(origin))));
    (!map.is_empty()).then_some(map)
}

/// "Indictment", "Regulator action".
pub(super) fn kind_words(entity: &Entity) -> String {
    capital(&spaced(entity.kind.word))
}
