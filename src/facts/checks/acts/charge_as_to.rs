//! `charge-as-to-nobody`: `as-to` names somebody whom the act is not against.

use std::collections::HashSet;

use crate::diag::Diagnostic;
use crate::diag::codes::acts::CHARGE_AS_TO_NOBODY;
use crate::facts::MEMBERS;
use crate::facts::checks::View;
use crate::facts::lifecycle::targets;
use crate::facts::model::{Entity, EntityId};

/// Reports the values of acts that hold for somebody else.
pub fn check(view: &View<'_>, found: &mut Vec<Diagnostic>) {
    for (_, act) in view.entities().filter(|(_, entity)| entity.kind.act.is_some()) {
        let values =
            act.properties.iter().flat_map(|property| property.values.iter().map(move |value| (property, value)));
        let mut meant = None;
        for (property, value) in values.filter(|(_, value)| !value.as_to.is_empty()) {
            let meant: &Option<HashSet<EntityId>> = meant.get_or_insert_with(|| all_meant(view, act));
            let Some(meant) = meant else { break };
            let outside = |id: &&EntityId| !meant.contains(id) && !is_part(view.entity(**id), meant);
            let Some(stranger) = value.as_to.iter().find(outside) else { continue };
            let stranger = view.entity(*stranger);
            let message = format!("`{}` as to `{}`, whom `{}` is not against", property.key, stranger.name, act.name);
            found.push(
                Diagnostic::new(&CHARGE_AS_TO_NOBODY, view.at(value.origin), message)
                    .label(format!("as to `{}`", stranger.name))
                    .related(view.at(act.origin), "the act")
                    .help(help(view, act)),
            );
        }
    }
}

/// Those whom an act is against, with the members of sets; `None` where a set may have members that nobody named.
fn all_meant(view: &View<'_>, act: &Entity) -> Option<HashSet<EntityId>> {
    let mut meant: HashSet<EntityId> = HashSet::new();
    let mut rest: Vec<EntityId> = targets(act).collect();
    while let Some(id) = rest.pop() {
        let entity = view.entity(id);
        if !meant.insert(id) {
            continue;
        }
        let is_set = entity.kind.keys.iter().any(|key| key.word == MEMBERS) || entity.kind.word == "class";
        if is_set && !super::group_size::is_complete(entity) {
            return None;
        }
        rest.extend(entity.named(MEMBERS));
    }
    Some(meant)
}

/// Whether a set is made of those who are meant, or may be.
fn is_part(entity: &Entity, meant: &HashSet<EntityId>) -> bool {
    let is_set = entity.kind.keys.iter().any(|key| key.word == MEMBERS) || entity.kind.word == "class";
    is_set && entity.named(MEMBERS).all(|member| meant.contains(&member))
}

fn help(view: &View<'_>, act: &Entity) -> String {
    let names: Vec<String> = targets(act).take(4).map(|id| format!("`{}`", view.entity(id).name)).collect();
    match names.as_slice() {
        [] => "say whom the act is `against`".to_owned(),
        names => format!("it is against {}; add the one that is meant, or name another", names.join(", ")),
    }
}
