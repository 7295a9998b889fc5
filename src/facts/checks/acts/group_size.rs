//! `too-many-members`: a group that has more members than it is large.

use std::collections::HashSet;

use crate::diag::Diagnostic;
use crate::diag::codes::acts::TOO_MANY_MEMBERS;
use crate::facts::MEMBERS;
use crate::facts::checks::View;
use crate::facts::model::{Bound, Entity, EntityId, Origin, Quantity, Value};

/// Reports groups with more known members than their size allows.
pub fn check(view: &View<'_>, found: &mut Vec<Diagnostic>) {
    for (_, group) in view.entities() {
        let Some((size, origin)) = size(group) else { continue };
        let members = members(group);
        let most = size.max.filter(|_| !matches!(size.bound, Bound::About | Bound::Vague));
        let Some(most) = most.filter(|most| members as f64 > *most) else { continue };
        let message = format!("`{}` has {members} members and a size of {}", group.name, size.words);
        let first = group.properties.iter().find(|property| property.key == MEMBERS).map(|property| property.origin);
        found.push(
            Diagnostic::new(&TOO_MANY_MEMBERS, view.at(origin), message)
                .label(format!("{} too small", members as f64 - most))
                .related(view.at(first.unwrap_or(group.origin)), "its members")
                .help("take those away who are not in it, or give the size that the source of its members gives"),
        );
    }
}

/// Whether all members of a set are known: as many as it is large.
pub(super) fn is_complete(set: &Entity) -> bool {
    let known = members(set) as f64;
    size(set).is_some_and(|(size, _)| size.bound == Bound::Exact && size.max.is_some_and(|most| known >= most))
}

fn members(set: &Entity) -> usize {
    set.named(MEMBERS).collect::<HashSet<EntityId>>().len()
}

fn size(set: &Entity) -> Option<(&Quantity, Origin)> {
    set.values("size").find_map(|value| match &value.value {
        Value::Quantity(size) => Some((size, value.origin)),
        _ => None,
    })
}
