//! What every object has in common, and the objects that are always there (mapping: every object).

use jiff::Timestamp;

use super::context::Context;
use super::marking::Official;
use super::{Emission, extension};
use crate::facts::{Entity, EntityId};
use crate::stix::ids::{Id, Part};
use crate::stix::object::Object;
use crate::stix::time;
use crate::stix::value::{Map, Value};
use crate::vocab::standard::{Category, MARKINGS, Marking, marking};

/// The id of attrc's extension-definition: a constant of attrc, not of a project.
pub const EXTENSION: &str = "extension-definition--5c9f0c1e-6d0b-4f6a-9a3e-8f6d3b1f2a70";

/// The id of the identity that made it.
pub const ATTRC_IDENTITY: &str = "identity--0b7d3c52-4f0e-4c39-8f0d-2b1f6f3f9a11";

/// An object with what comes first: type, version, id, and for what has versions its author and dates.
pub(super) fn begin(context: &Context<'_>, id: Id, created: Timestamp) -> Object {
    let row = id.row();
    let object = Object::new(id);
    match row.category {
        Category::Sco => object,
        _ if !row.versioned => object.with("created_by_ref", context.author.id).with("created", created),
        _ => object.with("created_by_ref", context.author.id).with("created", created).with("modified", created),
    }
}

/// An object with what comes last: language, marking and extension; its properties in the standard's order.
pub(super) fn finish(context: &Context<'_>, mut object: Object, origin: Option<&Entity>, extension: Map) -> Object {
    let speaks = object.row().property("lang").is_some();
    if let (Some(lang), true, None) = (&context.settings.lang, speaks, object.get("lang")) {
        object.push("lang", lang.clone());
    }
    // What says how others are marked, or what they mean, is for everybody.
    let public = matches!(object.kind(), "marking-definition" | "extension-definition");
    let own = origin.and_then(own_marking).map(marking_refs);
    let marking = own.or_else(|| context.marking.clone().filter(|_| !public).map(Value::Shared));
    if let (Some(marking), None) = (marking, object.get("object_marking_refs")) {
        object.push("object_marking_refs", marking);
    }
    object.extend_extensions(extension::wrap(extension));
    object.ordered()
}

/// `created` and `modified` where the author gives one of them: the later is not before the earlier.
pub(super) fn align_versions(object: &mut Object) {
    let at = |object: &Object, key| match object.get(key) {
        Some(Value::Time(at)) => Some(*at),
        _ => None,
    };
    if let (Some(created), Some(modified)) = (at(object, "created"), at(object, "modified"))
        && modified < created
    {
        object.set("modified", created);
    }
}

/// The marking of an entity's own.
pub(super) fn own_marking(entity: &Entity) -> Option<&'static Marking> {
    entity.text("marking").and_then(marking)
}

/// The beginning of a relationship that is declared: no speaker, no claim, in no report (mapping: declared facts).
pub(super) fn declared(context: &Context<'_>, source: Id, kind: &'static str, target: Id) -> Object {
    let key = [Part::Id(source), Part::Text(kind), Part::Id(target)];
    let id = context.mint.id("relationship", "declaration", &key);
    begin(context, id, context.dates.declarations)
        .with("relationship_type", kind)
        .with("source_ref", source)
        .with("target_ref", target)
}

/// A declared relationship with its sentence, and with the document that it was read in.
pub(super) fn told(
    context: &Context<'_>,
    entity: &Entity,
    relation: Object,
    sentence: String,
    document: Option<EntityId>,
) -> Object {
    let references = context.citation(document).map(|citation| citation.references.clone());
    let relation = relation.with("description", sentence).with_some("external_references", references);
    finish(context, relation, Some(entity), Map::new())
}

/// The objects that are in every bundle: markings used, attrc's identity and extension where it is used, the author.
pub(super) fn add(context: &Context<'_>, all: &mut Emission) {
    let author = author(context);
    all.push(author);
    let uses_extension = |object: &Object| {
        object.get("extensions").and_then(Value::as_object).is_some_and(|map| map.get(EXTENSION).is_some())
    };
    if all.objects.iter().any(uses_extension) {
        all.objects.extend(attrc_identity());
        all.objects.extend(extension_definition());
    }
    for row in MARKINGS {
        let Some(id) = marking_id(row) else { continue };
        let marked = |object: &Object| {
            object
                .get("object_marking_refs")
                .is_some_and(|refs| refs.items().iter().any(|item| item.as_id() == Some(id)))
        };
        if all.objects.iter().any(marked) {
            all.objects.extend(Official::of(row).object());
        }
    }
}

fn author(context: &Context<'_>) -> Object {
    let author = &context.settings.author;
    let object = begin(context, context.author.id, context.dates.declarations)
        .with("name", author.name.clone())
        .with("identity_class", author.identity_class.clone());
    finish(context, object, None, extension::project(context))
}

/// `object_marking_refs` for a marking.
pub(super) fn marking_refs(row: &'static Marking) -> Value {
    Value::ids(marking_id(row))
}

fn marking_id(row: &'static Marking) -> Option<Id> {
    Official::of(row).id()
}

/// The ids of what is the same in every project: attrc's own objects and official markings.
pub fn official_ids() -> impl Iterator<Item = Id> {
    let own = [Id::parse("identity", ATTRC_IDENTITY), Id::parse("extension-definition", EXTENSION)];
    own.into_iter().flatten().chain(MARKINGS.iter().filter_map(marking_id))
}

fn attrc_identity() -> Option<Object> {
    let id = Id::parse("identity", ATTRC_IDENTITY)?;
    Some(constant(id)?.with("name", "attrc").with("identity_class", "system").ordered())
}

fn extension_definition() -> Option<Object> {
    let object = constant(Id::parse("extension-definition", EXTENSION)?)?
        .with("name", "Attribution")
        .with("description", "Who says it, where, how surely and in which words: what STIX has no place for.")
        .with("schema", "https://attrc.example/schemas/attribution/1.0.0.json")
        .with("version", "1.0.0")
        .with("extension_types", Value::List(vec!["property-extension".into()]));
    Some(object.ordered())
}

fn constant(id: Id) -> Option<Object> {
    let made = time::parse("2026-01-01T00:00:00.000Z")?;
    let maker = Id::parse("identity", ATTRC_IDENTITY)?;
    Some(Object::new(id).with("created_by_ref", maker).with("created", made).with("modified", made))
}
