//! Names: `aliases` where nobody disputes them, description and extension everywhere (mapping: aka).

use std::collections::HashMap;

use super::context::Context;
use super::{Finding, extension};
use crate::diag::codes::emission::{CONTESTED_NAME, SAME_TITLE};
use crate::facts::{Entity, EntityId, Facts, Form, PropertyValue, Value};
use crate::stix::value::{Map, Value as Json};

/// Names that are given to two things of a project, folded, with the first two that have them.
pub type Contested = HashMap<String, [EntityId; 2]>;

/// The names of an entity, by where they go.
#[derive(Default)]
pub(super) struct Names {
    /// For `aliases`: given by one party or none, undisputed, still in use, and of a type that has them.
    pub aliases: Vec<String>,
    /// For the description.
    pub others: Vec<String>,
    /// For the extension: all of them, with giver, source and time.
    pub entries: Vec<Json>,
}

/// The names that two things of the project have, as alias or as title. Platforms merge on them.
pub fn contested(facts: &Facts) -> Contested {
    let mut owners: HashMap<String, EntityId> = HashMap::new();
    let mut contested = Contested::new();
    for id in facts.entity_ids() {
        let entity = facts.entity(id);
        let titles = (entity.form == Form::Declared && entity.scope.is_none()).then_some(entity.title.as_str());
        for name in titles.into_iter().chain(given(entity).filter_map(|(_, value)| name_of(value))) {
            let folded = fold(name);
            let first = *owners.entry(folded.clone()).or_insert(id);
            if first != id {
                contested.entry(folded).or_insert([first, id]);
            }
        }
    }
    contested
}

/// Says which aliases are contested, at each of them.
pub(super) fn report_contested(context: &Context<'_>, findings: &mut Vec<Finding>) {
    for id in context.facts.entity_ids() {
        let entity = context.facts.entity(id);
        for (_, value) in given(entity) {
            let Some(name) = name_of(value) else { continue };
            let Some([first, second]) = context.contested.get(&fold(name)) else { continue };
            let other = context.facts.entity(if *first == id { *second } else { *first });
            let theirs =
                given(other).map(|(_, value)| value).find(|value| name_of(value).map(fold) == Some(fold(name)));
            findings.push(Finding {
                code: &CONTESTED_NAME,
                first: None,
                origin: value.origin,
                message: format!("“{name}” is a name of `{}` too{}", other.name, provenance(context, theirs)),
                help: Some("it goes into the description, and is no alias; platforms merge on aliases".to_owned()),
            });
        }
    }
}

/// ", given by A and B in `doc`", as far as it is said.
fn provenance(context: &Context<'_>, value: Option<&PropertyValue>) -> String {
    let Some(value) = value else { return ", its title".to_owned() };
    let givers: Vec<&str> = value.by.iter().map(|id| context.facts.entity(*id).title.as_str()).collect();
    let document = value.according_to.map(|id| format!(" in `{}`", context.facts.entity(id).name));
    match (givers.as_slice(), document) {
        ([], None) => String::new(),
        ([], Some(document)) => format!(", given{document}"),
        (givers, document) => format!(", given by {}{}", givers.join(" and "), document.unwrap_or_default()),
    }
}

/// Says which declarations have the title of another of their type: platforms merge by type and name.
pub(super) fn report_same_titles(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let mut first: HashMap<(&str, Option<EntityId>, String), &Entity> = HashMap::new();
    let declared = context.facts.entities.iter().filter(|entity| entity.form == Form::Declared);
    for entity in declared.filter(|entity| !entity.kind.is_document() && entity.title != entity.name) {
        let other = *first.entry((entity.kind.stix, entity.scope, fold(&entity.title))).or_insert(entity);
        if !std::ptr::eq(other, entity) {
            findings.push(Finding {
                code: &SAME_TITLE,
                first: Some(other.origin),
                origin: entity.origin,
                message: format!("`{}` has the title of `{}`, “{}”", entity.name, other.name, entity.title),
                help: Some("tell the two apart in their titles".to_owned()),
            });
        }
    }
}

/// The names of an entity.
pub(super) fn names(context: &Context<'_>, entity: &Entity) -> Names {
    let has_aliases = entity.kind.object_type().is_some_and(|row| row.property("aliases").is_some());
    let mut names = Names::default();
    for (_, value) in given(entity) {
        let Some(name) = name_of(value) else { continue };
        let valid = !context.contested.contains_key(&fold(name)) && !has_ended(context, value);
        let list = if has_aliases && valid { &mut names.aliases } else { &mut names.others };
        if !list.iter().any(|other| other == name) {
            list.push(name.to_owned());
        }
        names.entries.extend(entries(context, name, value));
    }
    names
}

/// One entry a giver: each gave the name for itself.
fn entries(context: &Context<'_>, name: &str, value: &PropertyValue) -> Vec<Json> {
    let givers: Vec<_> = value.by.iter().map(|id| Some(context.object_id(*id))).collect();
    let givers = if givers.is_empty() { vec![None] } else { givers };
    let bound = |bounds: &_, words: &_| extension::date(words, bounds, value.time.as_ref()?.precision);
    let since = value.time.as_ref().and_then(|time| bound(&time.start, &time.words));
    let until = value.time.as_ref().filter(|time| !time.ongoing).and_then(|time| bound(&time.stop, &time.words));
    givers
        .into_iter()
        .map(|giver| {
            Map::new()
                .with("value", name.to_owned())
                .with_some("giver_ref", giver)
                .with_some("source_ref", context.report(value.according_to))
                .with_some("since", since.clone())
                .with_some("until", until.clone())
                .into()
        })
        .collect()
}

/// The keys that hold names, and their values.
fn given(entity: &Entity) -> impl Iterator<Item = (&'static str, &PropertyValue)> {
    ["aka", "native"].into_iter().flat_map(|key| entity.values(key).map(move |value| (key, value)))
}

fn name_of(value: &PropertyValue) -> Option<&str> {
    match &value.value {
        Value::Text(name) => Some(name),
        _ => None,
    }
}

/// A name went out of use before the newest document was written.
fn has_ended(context: &Context<'_>, value: &PropertyValue) -> bool {
    let end = value.time.as_ref().filter(|time| !time.ongoing).and_then(|time| time.stop.latest);
    matches!((end, context.settings.release_time.or(context.dates.newest)), (Some(end), Some(now)) if end < now)
}

/// Case and spaces aside, as platforms compare names.
pub fn fold(name: &str) -> String {
    name.chars().filter(|letter| !letter.is_whitespace()).flat_map(char::to_lowercase).collect()
}
