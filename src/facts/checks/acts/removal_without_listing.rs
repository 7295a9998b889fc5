//! `removal-without-listing`: somebody is taken off a list who was not on it.

use crate::diag::Diagnostic;
use crate::diag::codes::acts::REMOVAL_WITHOUT_LISTING;
use crate::facts::checks::View;
use crate::facts::model::{EntityId, Time, Value};

/// Reports removals of those of whom no older listing by the same authority is declared.
pub fn check(view: &View<'_>, found: &mut Vec<Diagnostic>) {
    for (id, removal) in view.entities().filter(|(_, act)| act.kind.word == "delisting") {
        if ["ends", "supersedes"].iter().any(|key| removal.has(key)) {
            continue;
        }
        let removed = removal.time("removed").and_then(Time::latest);
        for value in removal.values("against") {
            let Value::Entity(party) = value.value else { continue };
            let listed = std::iter::once(party).chain(view.lifecycle.sets_of(party).iter().copied());
            if listed.into_iter().any(|party| may_be_listed(view, id, party, removed)) {
                continue;
            }
            let authority = removal.voices().next().map_or("this authority", |id| view.entity(id).name.as_str());
            let message = format!("no older listing of `{}` by `{authority}` is declared", view.entity(party).name);
            found.push(
                Diagnostic::new(&REMOVAL_WITHOUT_LISTING, view.at(value.origin), message)
                    .label("taken off, and never put on")
                    .help("declare the `sanction` that listed it, or name it by `ends`"),
            );
        }
    }
}

fn may_be_listed(view: &View<'_>, removal: EntityId, party: EntityId, removed: Option<jiff::Timestamp>) -> bool {
    let track = view.lifecycle.track(removal, party).and_then(|tracks| tracks.get("listed"));
    track.is_some_and(|track| match (removed, track.begun) {
        (Some(removed), Some(listed)) => listed.at <= removed,
        _ => true,
    })
}
