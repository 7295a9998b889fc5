//! Objects that follow from claims, acts and declarations: what they say, and from what they follow.

use super::model::BuiltObject;
use crate::facts::{ClaimId, EntityId};
use crate::queries::find::Found;
use crate::queries::index::{Index, reason};
use crate::stix::Id;
use crate::stix::value::Value;

/// An object in its own words.
pub(super) fn told(index: &Index<'_>, id: Id) -> Option<BuiltObject> {
    let object = index.object(id)?;
    let text = |key: &str| object.get(key).and_then(Value::as_text).map(str::to_owned);
    // What follows from a claim says what the claim does, which is told below.
    let follows = reason(object).is_some_and(|reason| index.named.claims.contains(&reason));
    let description = text("description").or_else(|| text("content")).or_else(|| text("name")).filter(|_| !follows);
    Some(BuiltObject { kind: id.kind(), id: id.to_string(), description })
}

/// Adds what an object follows from: its claim, its act, else the things at its ends.
pub(super) fn reasons(index: &Index<'_>, id: Id, found: &mut Found) {
    let Some(object) = index.object(id) else { return };
    let reason = reason(object);
    let ends = ["source_ref", "target_ref"].into_iter().filter_map(|key| object.get(key).and_then(Value::as_id));
    let ids: Vec<Id> = match reason {
        Some(reason) => vec![reason],
        None => ends.collect(),
    };
    for id in ids {
        if let Some(at) = index.named.claims.iter().position(|other| *other == id) {
            push(&mut found.claims, ClaimId(at as u32));
        } else if let Some(at) = index.named.entities.iter().position(|other| *other == id) {
            push(&mut found.entities, EntityId(at as u32));
        }
    }
}

fn push<T: PartialEq>(list: &mut Vec<T>, item: T) {
    if !list.contains(&item) {
        list.push(item);
    }
}
