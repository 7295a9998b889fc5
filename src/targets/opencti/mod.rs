//! OpenCTI: it refuses relationships that its table does not have, and makes one of what shares its key.

mod accepted;
mod actors;
mod merged;
mod times;

use std::collections::{BTreeMap, HashSet};

use super::draft::{Draft, reference, text, time};
use super::refs::Instead;
use super::{indicators, markings, names, types};
use crate::diag::codes::targets::{DATED_REFERENCE, RENAMED_REPORT, TYPE_NOT_TAKEN};
use crate::stix::value::{Map, Value};
use crate::stix::{Object, undated};

/// Rewrites the objects (mapping: targets, `-t opencti`).
pub(super) fn rewrite(draft: &mut Draft<'_>) {
    markings::raise(draft);
    types::group_classes(draft);
    locations(draft);
    sightings(draft);
    types::drop_unknown(draft);
    let owners = names::Owners::of(draft);
    names::drop_shared(draft, &owners);
    identities(draft, &owners);
    indicators::merge(draft);
    observable_types(draft);
    accepted::relationships(draft);
    merged::relationships(draft);
    references(draft);
    reports(draft);
    times::spread(draft);
}

/// Without a word of ours, a province with a country is a country.
fn locations(draft: &mut Draft<'_>) {
    for id in draft.ids("location") {
        let Some(object) = draft.edit(id).filter(|object| object.get("x_opencti_location_type").is_none()) else {
            continue;
        };
        let has = |key: &str| object.get(key).is_some();
        let kind = match () {
            () if has("city") => "City",
            () if has("administrative_area") => "Administrative-Area",
            () if has("country") => "Country",
            () if has("region") => "Region",
            () => "Position",
        };
        object.set("x_opencti_location_type", kind);
    }
}

/// A sighting needs somebody who saw it.
fn sightings(draft: &mut Draft<'_>) {
    for id in draft.ids("sighting") {
        if draft.get(id).is_some_and(|object| object.get("where_sighted_refs").is_none()) {
            let message = format!("{} takes no sighting without `where_sighted_refs`", draft.consumer.title);
            draft.tell(&TYPE_NOT_TAKEN, id, message, "it is not shown there".to_owned());
            draft.take(id, Instead::default());
        }
    }
}

/// The names of identities, which the standard has no property for.
fn identities(draft: &mut Draft<'_>, owners: &names::Owners) {
    let now = names::newest(draft);
    for id in draft.ids("identity") {
        let Some(object) = draft.edit(id) else { continue };
        let aliases = names::of_identity(object, owners, now);
        if !aliases.is_empty() {
            object.set("x_opencti_aliases", aliases);
        }
    }
}

/// An indicator says what it looks for, or is not taken.
fn observable_types(draft: &mut Draft<'_>) {
    let consumer = draft.consumer;
    for id in draft.ids("indicator") {
        let Some(object) = draft.edit(id) else { continue };
        let class = indicators::observed(object)
            .and_then(|stix| consumer.types.iter().find(|row| row.stix == stix))
            .map_or("Unknown", |row| row.class);
        object.set("x_opencti_main_observable_type", class);
    }
}

/// No text in which the importer would find a date: it writes that into the start and the stop of the relationship.
fn references(draft: &mut Draft<'_>) {
    for id in draft.ids("relationship") {
        let Some(object) = draft.edit(id) else { continue };
        let Some(entries) = object.get("external_references").map(Value::items) else { continue };
        let changed: Vec<Option<Map>> = entries.iter().map(without_date).collect();
        if changed.iter().all(Option::is_none) {
            continue;
        }
        let entries = entries.iter().zip(changed);
        let entries: Vec<Value> =
            entries.map(|(entry, changed)| changed.map_or_else(|| entry.clone(), Value::from)).collect();
        object.set("external_references", entries);
        let message = format!("{} would take a date in a reference for the time of the event", draft.consumer.title);
        draft.tell(&DATED_REFERENCE, id, message, "the date is left out of the reference there".to_owned());
    }
}

/// A reference without the date in its description, else in its name; `None` where it has none.
fn without_date(entry: &Value) -> Option<Map> {
    let entry = entry.as_object()?;
    let key = if entry.get("description").is_some() { "description" } else { "source_name" };
    let words = entry.get(key).and_then(Value::as_text)?;
    let bare = undated(words);
    if bare.split_whitespace().eq(words.split_whitespace()) {
        return None;
    }
    let mut entry = entry.clone();
    match (key, bare.is_empty()) {
        ("description", true) => {
            entry.remove(key);
            // Then the name is where a date is looked for.
            return without_date(&Value::Object(entry.clone())).or(Some(entry));
        }
        (_, true) => entry.set(key.into(), "document".into()),
        (_, false) => entry.set(key.into(), bare.into()),
    }
    Some(entry)
}

/// Two reports of one name and one day would be one.
fn reports(draft: &mut Draft<'_>) {
    let mut taken: HashSet<(String, Option<jiff::Timestamp>)> = HashSet::new();
    let mut counts: BTreeMap<(String, Option<jiff::Timestamp>), usize> = BTreeMap::new();
    for id in draft.ids("report") {
        let Some(object) = draft.edit(id) else { continue };
        let name = text(object, "name").unwrap_or_default().to_owned();
        let published = time(object, "published");
        let key = |name: &str| (name.trim().to_lowercase(), published);
        let mut new = name.clone();
        while !taken.insert(key(&new)) {
            let count = counts.entry(key(&name)).or_insert(1);
            *count += 1;
            new = format!("{name} ({count})");
        }
        if new != name {
            object.set("name", new.clone());
            let message = format!("{} would make one of two reports of that day", draft.consumer.title);
            draft.tell(&RENAMED_REPORT, id, message, format!("this one is called “{new}” there"));
        }
    }
}

/// The ends of a relationship.
fn ends(relation: &Object) -> Option<(crate::stix::Id, crate::stix::Id)> {
    Some((reference(relation, "source_ref")?, reference(relation, "target_ref")?))
}
