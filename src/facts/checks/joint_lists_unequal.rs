//! `joint-lists-unequal`: acts that were announced together are not against the same.

use std::collections::BTreeSet;

use super::View;
use crate::diag::Diagnostic;
use crate::diag::codes::acts::JOINT_LISTS_UNEQUAL;
use crate::facts::lifecycle::{MEMBERS, targets};
use crate::facts::model::{Entity, EntityId, Value};

/// How many names a message shows.
const SHOWN: usize = 4;

/// Reports who is on one of two lists alone.
pub fn check(view: &View<'_>, found: &mut Vec<Diagnostic>) {
    let mut told: BTreeSet<(EntityId, EntityId)> = BTreeSet::new();
    for (id, act) in view.entities().filter(|(_, act)| act.kind.act.is_some()) {
        for value in act.values("joint_with") {
            let Value::Entity(other) = value.value else { continue };
            // A charge and a listing are against others by their nature.
            if view.entity(other).kind.word != act.kind.word || !told.insert((id.min(other), id.max(other))) {
                continue;
            }
            let (own, others) = (listed(view, act), listed(view, view.entity(other)));
            if own.is_empty() || others.is_empty() || own == others {
                continue;
            }
            let (name, other_name) = (&act.name, &view.entity(other).name);
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
                    .related(view.at(view.entity(other).origin), "the other list")
                    .help(lines.join("; ")),
            );
        }
    }
}

/// Those whom an act is against; the members of a set in place of it, where they are known.
fn listed(view: &View<'_>, act: &Entity) -> BTreeSet<EntityId> {
    let each = |id: EntityId| {
        let members: Vec<EntityId> = view.entity(id).named(MEMBERS).collect();
        if members.is_empty() { vec![id] } else { members }
    };
    targets(act).flat_map(each).collect()
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
