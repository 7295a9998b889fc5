//! Words for readers: descriptions that grow, and lists.

use std::collections::HashSet;

use crate::stix::Object;
use crate::stix::value::Value;

/// Adds lines to the description, each that is not there yet.
pub(super) fn describe<'l>(object: &mut Object, lines: impl IntoIterator<Item = &'l str>) {
    let before = object.get("description").and_then(Value::as_text);
    let text = joined(before.into_iter().chain(lines.into_iter().collect::<Vec<&str>>()));
    if let Some(text) = text {
        object.set("description", text);
    }
}

/// What a note that speaks for a relationship has in common with it.
const SHARED: &[&str] = &[
    "created_by_ref",
    "created",
    "modified",
    "lang",
    "labels",
    "confidence",
    "external_references",
    "object_marking_refs",
];

/// Gives a note what it has in common with the relationship that it speaks for.
pub(super) fn share(relation: &Object, note: &mut Object) {
    for key in SHARED {
        if let Some(value) = relation.get(key) {
            note.push(*key, value.clone());
        }
    }
}

/// The items of lists, each once, in order.
pub(super) fn union<'o>(lists: impl IntoIterator<Item = Option<&'o Value>>) -> Vec<Value> {
    let mut seen = HashSet::new();
    let items = lists.into_iter().flatten().flat_map(Value::items);
    items.filter(|item| seen.insert(serde_json::to_string(item).unwrap_or_default())).cloned().collect()
}

/// The lines of some texts, each once, in order.
pub(super) fn joined<'o>(texts: impl IntoIterator<Item = &'o str>) -> Option<String> {
    let mut seen = HashSet::new();
    let lines: Vec<&str> = texts.into_iter().flat_map(str::lines).filter(|line| seen.insert(*line)).collect();
    (!lines.is_empty()).then(|| lines.join("\n"))
}

/// The value that all have in common.
pub(super) fn common<'o>(values: impl IntoIterator<Item = Option<&'o Value>>) -> Option<Value> {
    let mut values = values.into_iter();
    let first = values.next()??;
    values.all(|value| value == Some(first)).then(|| first.clone())
}
