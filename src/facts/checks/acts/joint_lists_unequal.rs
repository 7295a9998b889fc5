//! `joint-lists-unequal`: acts that were announced together are not against the same.

use std::collections::BTreeSet;

use super::group_size::is_complete;
use crate::diag::Diagnostic;
use crate::diag::codes::acts::JOINT_LISTS_UNEQUAL;
use crate::facts::MEMBERS;
use crate::facts::checks::View;
use crate::facts::lifecycle::targets;
use crate::facts::model::{Entity, EntityId, Value};

/// The kind of act that puts names on a list.
const LISTING: &str = "sanction";

/// How many names a message shows.
const SHOWN: usize = 4;

/// Reports who is on one of two lists alone.
pub fn check(view: &View<'_>, found: &mut Vec<Diagnostic>) {
    let mut told: BTreeSet<(EntityId, EntityId)> = BTreeSet::new();
    for (id, act) in view.entities().filter(|(_, act)| act.kind.word == LISTING) {
        for value in act.values("joint_with") {
            let Value::Entity(other) = value.value else { continue };
            let second = view.entity(other);
            // One authority divides its list as it likes.
            let of_one = || act.voices().any(|voice| second.voices().any(|other| voice == other));
            if second.kind.word != LISTING || !told.insert((id.min(other), id.max(other))) || of_one() {
                continue;
            }
            let (Some(own), Some(others)) = (listed(view, act), listed(view, second)) else { continue };
            if own.is_empty() || others.is_empty() || own == others {
                continue;
            }
            let (name, other_name) = (&act.name, &second.name);
            let lines = [(name, own.difference(&others)), (other_name, others.difference(&own))];
            let lines: Vec<String> = lines
                .into_iter()
                .filter_map(|(name, only)| Some(format!("{} only on `{name}`", names(view, only)?)))
                .collect();
            let both = own.intersection(&others).count();
            let message =
                format!("`{name}` and `{other_name}` have {both} of {} names in common", own.union(&others).count());
            found.push(
                Diagnostic::new(&JOINT_LISTS_UNEQUAL, view.at(value.origin), message)
                    .label("announced together")
                    .related(view.at(second.origin), "the other list")
                    .help(lines.join("; ")),
            );
        }
    }
}

/// Those whom an act is against, the members of a set in place of it; `None` where a set has members that nobody named.
fn listed(view: &View<'_>, act: &Entity) -> Option<BTreeSet<EntityId>> {
    let mut all = BTreeSet::new();
    for id in targets(act) {
        let entity = view.entity(id);
        if !entity.has(MEMBERS) && !entity.has("size") {
            all.insert(id);
            continue;
        }
        if !is_complete(entity) {
            return None;
        }
        all.extend(entity.named(MEMBERS));
    }
    Some(all)
}

fn names<'i>(view: &View<'_>, ids: impl Iterator<Item = &'i EntityId>) -> Option<String> {
    let names: Vec<String> = ids.map(|id| format!("`{}`", view.entity(*id).name)).collect();
    let shown = names.iter().take(SHOWN).cloned().collect::<Vec<_>>().join(", ");
    match names.len().saturating_sub(SHOWN) {
        _ if names.is_empty() => None,
        0 if names.len() == 1 => Some(format!("{shown} is")),
        0 => Some(format!("{shown} are")),
        more => Some(format!("{shown} and {more} more are")),
    }
}
