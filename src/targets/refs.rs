//! References inside of objects: following them, and giving them other ends.

use std::collections::{HashMap, HashSet};

use crate::stix::value::Value;
use crate::stix::{Id, Object};

/// What becomes of the references to an object.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Instead {
    /// In a list: these, in its place.
    pub many: Vec<Id>,
    /// In the list of what a report states: these.
    pub listed: Vec<Id>,
    /// Where there is room for one.
    pub one: Option<Id>,
}

impl Instead {
    /// Another object takes the place.
    pub fn of(id: Id) -> Self {
        Self { many: vec![id], listed: vec![id], one: Some(id) }
    }
}

/// The ids that an object refers to, those inside its extensions too, in order.
pub(super) fn referred(object: &Object) -> Vec<Id> {
    let mut found = Vec::new();
    for (_, value) in object.properties().iter().filter(|(key, _)| *key != "id") {
        collect(value, &mut found);
    }
    found
}

/// Whether an object refers to one of these.
pub(super) fn refers(object: &Object, ids: &HashMap<Id, Instead>) -> bool {
    object.properties().iter().any(|(key, value)| key != "id" && mentions(value, ids))
}

/// Gives references other ends. A list that loses all of its items, and a property that loses its value, go.
pub(super) fn redirect(object: &mut Object, ids: &HashMap<Id, Instead>) {
    let states = matches!(object.kind(), "report" | "grouping");
    object.retain(|key, value| {
        let list: fn(&Instead) -> &Vec<Id> =
            if states && key == "object_refs" { |instead| &instead.listed } else { |instead| &instead.many };
        key == "id" || !mentions(value, ids) || rewrite(value, ids, list)
    });
}

/// Members of our extension that what they stand in cannot be without.
const NEEDED: &[&str] = &["claim_refs"];

/// Rewrites a value, and tells whether anything is left of it.
fn rewrite(value: &mut Value, ids: &HashMap<Id, Instead>, list: fn(&Instead) -> &Vec<Id>) -> bool {
    if let Value::Shared(shared) = value {
        *value = shared.plain().clone();
    }
    match value {
        Value::Id(id) => match ids.get(id).map(|instead| instead.one) {
            Some(Some(one)) => *id = one,
            Some(None) => return false,
            None => {}
        },
        Value::List(items) => {
            let mut kept: Vec<Value> = Vec::with_capacity(items.len());
            let mut seen = HashSet::new();
            for mut item in std::mem::take(items) {
                if let Value::Id(id) = item {
                    let those = ids.get(&id).map_or_else(|| vec![id], |instead| list(instead).clone());
                    kept.extend(those.into_iter().filter(|id| seen.insert(*id)).map(Value::Id));
                } else if rewrite(&mut item, ids, list) {
                    kept.push(item);
                }
            }
            *items = kept;
            return !items.is_empty();
        }
        Value::Object(map) => {
            let mut bare = false;
            map.retain(|key, item| {
                let kept = !mentions(item, ids) || rewrite(item, ids, list);
                bare |= !kept && NEEDED.contains(&key);
                kept
            });
            // An extension without members is none.
            return !bare && map.iter().any(|(key, _)| key != "extension_type");
        }
        _ => {}
    }
    true
}

fn mentions(value: &Value, ids: &HashMap<Id, Instead>) -> bool {
    match value.plain() {
        Value::Id(id) => ids.contains_key(id),
        Value::List(items) => items.iter().any(|item| mentions(item, ids)),
        Value::Object(map) => map.iter().any(|(_, item)| mentions(item, ids)),
        _ => false,
    }
}

fn collect(value: &Value, found: &mut Vec<Id>) {
    match value.plain() {
        Value::Id(id) => found.push(*id),
        Value::List(items) => items.iter().for_each(|item| collect(item, found)),
        Value::Object(map) => map.iter().for_each(|(_, item)| collect(item, found)),
        _ => {}
    }
}
