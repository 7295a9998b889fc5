//! Indicators: consumers tell them apart by their patterns alone (mapping: indicator).

use std::collections::HashMap;

use super::draft::{Draft, text, time};
use super::markings;
use super::refs::Instead;
use super::words::{common, joined, union};
use crate::diag::codes::targets::MERGED_INDICATOR;
use crate::stix::ids::Part;
use crate::stix::pattern::{Comparison, Observation, parse};
use crate::stix::value::Value;
use crate::stix::{Id, Object};

/// Makes one indicator of those with one pattern, whose id comes from it: valid from the earliest start to the latest end.
pub(super) fn merge(draft: &mut Draft<'_>) {
    let mut groups: Vec<Vec<Id>> = Vec::new();
    let mut places: HashMap<(String, String), usize> = HashMap::new();
    for object in draft.objects().filter(|object| object.kind() == "indicator") {
        let (Some(id), Some(pattern)) = (object.id, text(object, "pattern")) else { continue };
        let kind = text(object, "pattern_type").unwrap_or("stix");
        let at = *places.entry((kind.to_owned(), pattern.to_owned())).or_insert(groups.len());
        match groups.get_mut(at) {
            Some(group) => group.push(id),
            None => groups.push(vec![id]),
        }
    }
    for group in groups {
        let Some(first) = group.first().and_then(|id| draft.get(*id)) else { continue };
        let keys = ["pattern_type", "pattern"].map(|key| Part::Text(text(first, key).unwrap_or_default()));
        let computed = draft.mint.id("indicator", "pattern", &keys);
        let pattern = text(first, "pattern").unwrap_or_default().to_owned();
        let given = group.iter().copied().find(|id| draft.is_given(*id));
        if let ([only], None) = (group.as_slice(), given) {
            draft.rename(*only, computed);
        }
        let [_, _, ..] = group.as_slice() else { continue };
        let members: Vec<&Object> = group.iter().filter_map(|id| draft.get(*id)).collect();
        let Some(merged) = one_of(&members, computed) else { continue };
        let lead = group.first().copied().unwrap_or(computed);
        for id in &group {
            let message = format!("{} has one indicator for one pattern", draft.consumer.title);
            let help =
                format!("{} indicators of `{pattern}` become one, with the outer bounds of their windows", group.len());
            draft.tell(&MERGED_INDICATOR, *id, message, help);
            draft.take(*id, Instead::of(computed));
        }
        draft.add(merged, lead);
    }
    draft.settle();
}

/// The type of object that a pattern speaks of first; `None` where it is none of the standard's patterns.
pub(super) fn observed(indicator: &Object) -> Option<String> {
    if text(indicator, "pattern_type").is_some_and(|kind| kind != "stix") {
        return None;
    }
    let (pattern, _) = parse(text(indicator, "pattern")?);
    let pattern = pattern?;
    let mut at = &pattern.root;
    let mut comparison = loop {
        at = match at {
            Observation::Single { comparison, .. } => break comparison,
            Observation::Chain { items, .. } => items.first()?,
            Observation::Qualified { inner, .. } => inner,
        };
    };
    loop {
        comparison = match comparison {
            Comparison::Test(test) => return Some(test.path.object.clone()),
            Comparison::Chain { items, .. } => items.first()?,
        };
    }
}

fn one_of(members: &[&Object], id: Id) -> Option<Object> {
    let first = members.first()?;
    let all = |key: &'static str| members.iter().map(move |object| object.get(key));
    let times = |key: &'static str| members.iter().filter_map(move |object| time(object, key));
    let until: Option<Vec<_>> = members.iter().map(|object| time(object, "valid_until")).collect();
    let mut merged = (*first).clone().renamed(id);
    let mut set = |key: &'static str, value: Option<Value>| match value {
        Some(value) => merged.set(key, value),
        None => {
            merged.remove(key);
        }
    };
    let list = |items: Vec<Value>| (!items.is_empty()).then_some(Value::List(items));
    set("created", times("created").min().map(Value::Time));
    set("modified", times("modified").max().map(Value::Time));
    set("valid_from", times("valid_from").min().map(Value::Time));
    set("valid_until", until.and_then(|ends| ends.into_iter().max()).map(Value::Time));
    set("description", joined(members.iter().filter_map(|object| text(object, "description"))).map(Value::from));
    set("confidence", common(all("confidence")));
    for key in ["indicator_types", "labels", "external_references", "kill_chain_phases"] {
        set(key, list(union(all(key))));
    }
    let markings = markings::of_all(members.iter().copied());
    set("object_marking_refs", (!markings.is_empty()).then(|| Value::ids(markings)));
    // Whose claim it was, each of the relationships says.
    set("extensions", None);
    Some(merged)
}
