//! Objects that were received: exactly what is written, in the order of the text, before all that is ours.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use super::context::{Context, is_author};
use super::{Emission, Finding};
use crate::diag::codes::emission::WRONG_ID;
use crate::facts::{Entity, EntityId, Facts, Form, Value as Fact};
use crate::stix::ids::{Id, UNLISTED};
use crate::stix::object::Object;
use crate::stix::value::{Map, Number, Value};

/// The kind that heads a file with a received bundle.
const BUNDLE: &str = "bundle";

/// The kind whose type is one of its properties.
const OBJECT: &str = "object";

/// The id of a received object, where it reads as one of its type and comes out as it was spelled.
pub(super) fn id(entity: &Entity) -> Option<Id> {
    let text = entity.text("id")?;
    Id::read(entity.kind.object_type().unwrap_or(&UNLISTED), text).filter(|id| id.to_string() == text)
}

/// Whether nothing is said but what was received.
pub(super) fn is_all(facts: &Facts) -> bool {
    let own = facts.entities.is_empty() || facts.entities.iter().any(|entity| entity.form != Form::Verbatim);
    !own && facts.claims.is_empty() && facts.statements.is_empty() && facts.responses.is_empty()
}

/// All received objects, file by file, and their bundle, where there is one alone.
pub(super) fn emit(context: &Context<'_>) -> Emission {
    let mut out = Emission::default();
    let received = |id: &EntityId| context.facts.entity(*id).form == Form::Verbatim;
    let all: Vec<EntityId> = context.facts.entity_ids().filter(received).collect();
    let is_bundle = |id: &EntityId| context.facts.entity(*id).kind.word == BUNDLE;
    let (bundles, objects): (Vec<EntityId>, Vec<EntityId>) = all.into_iter().partition(is_bundle);
    for id in in_order(context, objects) {
        let entity = context.facts.entity(id);
        let written = members(context, entity, &mut out.findings);
        let object = match entity.kind.word {
            OBJECT => written,
            kind => Map::with_capacity(entity.properties.len() + 1).with("type", kind).with_all(written),
        };
        out.push(Object::received(self::id(entity), object));
    }
    if let [bundle] = bundles.as_slice() {
        out.bundle = Some(members(context, context.facts.entity(*bundle), &mut out.findings));
    }
    out
}

/// Puts what was received before our own objects, which refer to it. What is there already is not added.
pub(super) fn join(context: &Context<'_>, received: Emission, all: &mut Emission) {
    if received.objects.is_empty() {
        return;
    }
    let there: HashSet<Id> = received.objects.iter().filter_map(|object| object.id).collect();
    all.objects.retain(|object| object.id.is_none_or(|id| !there.contains(&id)));
    all.findings.extend(received.findings);
    report_nameless(context, all);
    all.objects.splice(0..0, received.objects);
}

/// Puts the official objects of ATT&CK before our own, which refer to them (mapping: technique).
pub(super) fn join_official(context: &Context<'_>, all: &mut Emission) {
    let official = context.settings.catalogue.objects();
    let there: HashSet<Id> = official.iter().filter_map(|object| object.id).collect();
    all.objects.retain(|object| object.id.is_none_or(|id| !there.contains(&id)));
    let received: HashSet<Id> =
        context.facts.entities.iter().filter(|entity| entity.form == Form::Verbatim).filter_map(id).collect();
    let new = official.iter().filter(|object| object.id.is_none_or(|id| !received.contains(&id)));
    all.objects.splice(0..0, new.cloned());
}

/// Our own objects cannot refer to what has no id that is one.
fn report_nameless(context: &Context<'_>, all: &mut Emission) {
    let nameless = context.facts.entity_ids().filter(|id| {
        let entity = context.facts.entity(*id);
        entity.form == Form::Verbatim && self::id(entity).is_none()
    });
    let nameless: BTreeMap<Id, EntityId> = nameless.map(|id| (context.party(id).id, id)).collect();
    if nameless.is_empty() {
        return;
    }
    let mut met = BTreeSet::new();
    for object in &all.objects {
        object.properties().iter().for_each(|(_, value)| meet(value, &nameless, &mut met));
    }
    all.findings.extend(met.into_iter().map(|id| {
        let entity = context.facts.entity(id);
        Finding { help: Some("what others say of an object refers to it by its id".to_owned()), ..no_id(entity) }
    }));
}

fn meet(value: &Value, nameless: &BTreeMap<Id, EntityId>, met: &mut BTreeSet<EntityId>) {
    match value.plain() {
        Value::Id(id) => met.extend(nameless.get(id)),
        Value::List(items) => items.iter().for_each(|item| meet(item, nameless, met)),
        Value::Object(map) => map.iter().for_each(|(_, item)| meet(item, nameless, met)),
        _ => {}
    }
}

/// The objects in the order of their files, each file after those that it refers to; in a file as they are written.
fn in_order(context: &Context<'_>, objects: Vec<EntityId>) -> Vec<EntityId> {
    let file = |id: EntityId| context.facts.location(context.facts.entity(id).origin).file;
    let mut files: BTreeMap<_, (Vec<EntityId>, BTreeSet<_>)> = BTreeMap::new();
    for id in objects {
        let (members, needs) = files.entry(file(id)).or_default();
        members.push(id);
        for value in context.facts.entity(id).properties.iter().flat_map(|property| &property.values) {
            referred(&value.value, &mut |other| {
                needs.insert(file(other));
            });
        }
    }
    if files.len() < 2 {
        return files.into_values().flat_map(|(members, _)| members).collect();
    }
    let mut order = Vec::new();
    let mut seen = BTreeSet::new();
    // Two visits of a file, as in the order of the other objects.
    for start in files.keys() {
        let mut stack = vec![(*start, false)];
        while let Some((at, done)) = stack.pop() {
            let Some((members, needs)) = files.get(&at) else { continue };
            if done {
                order.extend(members);
            } else if seen.insert(at) {
                stack.push((at, true));
                stack.extend(needs.iter().rev().filter(|file| !seen.contains(file)).map(|file| (*file, false)));
            }
        }
    }
    order
}

fn referred(value: &Fact, meet: &mut impl FnMut(EntityId)) {
    match value {
        Fact::Entity(id) => meet(*id),
        Fact::List(items) => items.iter().for_each(|item| referred(item, meet)),
        Fact::Dictionary(members) => members.iter().for_each(|(_, item)| referred(item, meet)),
        _ => {}
    }
}

fn members(context: &Context<'_>, entity: &Entity, findings: &mut Vec<Finding>) -> Map {
    let mut map = Map::with_capacity(entity.properties.len());
    for property in &entity.properties {
        let value = property.values.first().and_then(|given| json(context, &given.value, findings));
        match property.key.as_str() {
            "id" => map.push_some("id", id(entity).map(Value::Id).or(value)),
            key => match entity.kind.object_type().and_then(|row| row.property(key)) {
                // The key of a table costs nothing.
                Some(known) => map.push_some(known.name, value),
                None => map.push_some(key.to_owned(), value),
            },
        }
    }
    map
}

fn json(context: &Context<'_>, value: &Fact, findings: &mut Vec<Finding>) -> Option<Value> {
    Some(match value {
        Fact::Text(text) | Fact::Word(text) | Fact::Code(text) => text.clone().into(),
        Fact::Number(text) => Value::Number(Number::parse(text)?),
        Fact::Integer(number) => Value::Integer(*number),
        Fact::Decimal(number) => Value::Decimal(*number),
        Fact::Boolean(truth) => Value::Boolean(*truth),
        Fact::Time(time) => Value::Time(time.outset()?),
        Fact::Entity(id) => return reference(context, *id, findings),
        Fact::List(items) => Value::List(items.iter().filter_map(|item| json(context, item, findings)).collect()),
        Fact::Dictionary(members) => {
            let mut map = Map::with_capacity(members.len());
            for (key, value) in members {
                map.push_some(key.clone(), json(context, value, findings));
            }
            map.into()
        }
        Fact::Null => Value::Null,
        Fact::Quantity(_) | Fact::Extensions(_) | Fact::Gap(_) => return None,
    })
}

/// What refers to something: its id, for a received object as it is spelled.
fn reference(context: &Context<'_>, id: EntityId, findings: &mut Vec<Finding>) -> Option<Value> {
    let entity = context.facts.entity(id);
    if is_author(entity) || entity.form != Form::Verbatim {
        return Some(Value::Id(context.object_id(id)));
    }
    match (self::id(entity), entity.text("id")) {
        (Some(id), _) => Some(Value::Id(id)),
        (None, Some(text)) => Some(text.to_owned().into()),
        (None, None) => {
            findings.push(no_id(entity));
            None
        }
    }
}

fn no_id(entity: &Entity) -> Finding {
    Finding {
        code: &WRONG_ID,
        first: None,
        origin: entity.values("id").next().map_or(entity.origin, |value| value.origin),
        message: format!("`{}` has no `id` that can be referred to", entity.name),
        help: Some("write the id in the place of the name, as a text in quotes".to_owned()),
    }
}
