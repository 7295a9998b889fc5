//! The order of the bundle: by section, in reading order, and so that references point backwards (mapping: every
//! object; decisions: opinions on reports follow the reports).

use std::collections::HashMap;

use super::frame::ATTRC_IDENTITY;
use crate::stix::ids::Id;
use crate::stix::object::Object;
use crate::stix::value::Value;
use crate::vocab::standard::Category;

/// Puts objects into the order of the bundle. Of objects with one id the first stays; the emitting rows have reported
/// those that differ.
pub fn arrange(mut objects: Vec<Object>) -> Vec<Object> {
    objects.sort_by_cached_key(section);
    let mut places: HashMap<Id, usize> = HashMap::with_capacity(objects.len());
    objects.retain(|object| {
        let next = places.len();
        object.id.is_some_and(|id| *places.entry(id).or_insert(next) == next)
    });
    let order = backwards(&objects, &places);
    let mut slots: Vec<Option<Object>> = objects.into_iter().map(Some).collect();
    order.into_iter().filter_map(|at| slots.get_mut(at).and_then(Option::take)).collect()
}

/// Which part of the bundle an object belongs to.
fn section(object: &Object) -> u8 {
    let is = |id: &str| object.id.is_some_and(|own| own.to_string() == id);
    match object.kind() {
        "marking-definition" => 0,
        "identity" if is(ATTRC_IDENTITY) => 1,
        "extension-definition" => 2,
        // The author is the one that made itself.
        "identity" if object.get("created_by_ref").and_then(Value::as_id) == object.id => 3,
        "indicator" | "observed-data" => 5,
        "note" | "opinion" => 6,
        "report" | "grouping" => 7,
        _ => match object.row().category {
            Category::Sco => 5,
            Category::Sro | Category::Meta => 6,
            _ => 4,
        },
    }
}

/// The indices of objects, each after all that it refers to, otherwise as they stand. A circle of references
/// ends where it closes.
fn backwards(objects: &[Object], places: &HashMap<Id, usize>) -> Vec<usize> {
    let mut order = Vec::with_capacity(objects.len());
    let mut seen = vec![false; objects.len()];
    // Two visits of an index: on the way down its references are put on the stack above it, on the way up it is placed.
    let mut stack: Vec<(usize, bool)> = Vec::new();
    let mut targets = Vec::new();
    for start in 0..objects.len() {
        stack.push((start, false));
        while let Some((at, done)) = stack.pop() {
            if done {
                order.push(at);
                continue;
            }
            let (Some(object), Some(flag)) = (objects.get(at), seen.get_mut(at)) else { continue };
            if std::mem::replace(flag, true) {
                continue;
            }
            stack.push((at, true));
            targets.clear();
            references(object, places, &mut targets);
            stack.extend(targets.iter().rev().filter(|to| seen.get(**to) == Some(&false)).map(|to| (*to, false)));
        }
    }
    order
}

/// The indices of what an object refers to, but for references inside `extensions`.
fn references(object: &Object, places: &HashMap<Id, usize>, out: &mut Vec<usize>) {
    for (key, value) in object.properties().iter() {
        if key != "extensions" && key != "id" {
            referred(value, places, out);
        }
    }
}

fn referred(value: &Value, places: &HashMap<Id, usize>, out: &mut Vec<usize>) {
    match value {
        Value::Id(id) => out.extend(places.get(id)),
        Value::List(items) => items.iter().for_each(|item| referred(item, places, out)),
        Value::Object(map) => map.iter().for_each(|(_, item)| referred(item, places, out)),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    fn object(kind: &'static str, number: u128, refers: &[(&'static str, u128)]) -> Object {
        let id = |kind, number| Id::new(kind, Uuid::from_u128(number));
        let refs = refers.iter().map(|(kind, number)| id(kind, *number));
        Object::new(id(kind, number)).with("object_refs", Value::ids(refs))
    }

    fn arranged(objects: Vec<Object>) -> Vec<u128> {
        arrange(objects).iter().map(|object| object.id.map_or(0, |id| id.uuid().as_u128())).collect()
    }

    #[test]
    fn an_opinion_on_a_report_stands_between_that_report_and_its_own() {
        let carrier = object("report", 1, &[("opinion", 2)]);
        let opinion = object("opinion", 2, &[("report", 3)]);
        let denied = object("report", 3, &[("identity", 4)]);
        let speaker = object("identity", 4, &[]);
        assert_eq!(arranged(vec![carrier, opinion, denied, speaker]), [4, 3, 2, 1]);
    }

    #[test]
    fn circles_and_repetitions_end() {
        let one = object("note", 1, &[("note", 2)]);
        let two = object("note", 2, &[("note", 1)]);
        assert_eq!(arranged(vec![one.clone(), two, one]), [2, 1]);
    }
}
