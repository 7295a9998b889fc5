//! Objects with an id that the author gave, or that were received: changed, they may not keep it (STIX 2.1, section 3.6).

use std::collections::{HashMap, HashSet};

use super::draft::Draft;
use super::refs::referred;
use crate::diag::codes::targets::LOST_ID;
use crate::stix::{Id, Object};

/// Gives those that differ from what they were an id of the target's own; so does what refers to them, and has such an id.
pub(super) fn settle(draft: &mut Draft<'_>, before: &HashMap<Id, Object>) {
    // What it refers to has ids of the target's own, unless these were given as well.
    let foreign = |id: &Id| id.row().versioned && !before.contains_key(id);
    let changed = |id: &Id| {
        draft.get(*id).is_some_and(|object| {
            before.get(id).is_some_and(|before| before != object) || referred(object).iter().any(foreign)
        })
    };
    let mut given: Vec<Id> = before.keys().copied().collect();
    given.sort_unstable();
    let mut users: HashMap<Id, Vec<Id>> = HashMap::new();
    for id in &given {
        for other in draft.get(*id).map(referred).unwrap_or_default() {
            if before.contains_key(&other) {
                users.entry(other).or_default().push(*id);
            }
        }
    }
    let mut reached: HashSet<Id> = HashSet::new();
    let mut open: Vec<Id> = given.iter().filter(|id| changed(id)).copied().collect();
    while let Some(id) = open.pop() {
        if reached.insert(id) {
            open.extend(users.get(&id).into_iter().flatten());
        }
    }
    for id in given.into_iter().filter(|id| reached.contains(id) && id.row().versioned) {
        let new = draft.own_id(id.row(), id);
        let name = draft.title(id);
        draft.rename(id, new);
        let message = format!("“{name}” is changed for {}, and cannot keep its `id`", draft.consumer.title);
        draft.tell(&LOST_ID, new, message, format!("it is `{new}` there"));
    }
}
