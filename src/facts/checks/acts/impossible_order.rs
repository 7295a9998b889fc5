//! `impossible-order`: a step that was over before one that it follows can have begun.

use std::collections::HashSet;

use crate::diag::Diagnostic;
use crate::diag::codes::acts::IMPOSSIBLE_ORDER;
use crate::facts::checks::View;
use crate::facts::lifecycle::{Mark, Tracks, Within};
use crate::facts::model::{EntityId, Origin, Time, Value};
use crate::vocab::lifecycle::Step;

/// Reports steps out of order: within an act, among the acts of a case, and where an act takes the place of another.
pub fn check(view: &View<'_>, found: &mut Vec<Diagnostic>) {
    let lifecycle = &view.lifecycle;
    let mut told: HashSet<(Origin, Origin)> = HashSet::new();
    let mut tell = |tracks: &Tracks, within: Within| {
        for (late, over, early, begun) in tracks.too_early(within) {
            if told.insert((over.origin, begun.origin)) {
                found.push(too_early(view, (late, over), (early, begun)));
            }
        }
    };
    for (act, _) in lifecycle.acts() {
        lifecycle.within(act).iter().for_each(|tracks| tell(tracks, Within::Act));
    }
    lifecycle.tracks().for_each(|(_, _, tracks)| tell(tracks, Within::Thread));
    for (act, _) in view.entities().filter(|(_, entity)| entity.kind.act.is_some()) {
        links(view, act, found);
    }
}

fn too_early(view: &View<'_>, (late, over): (&Step, Mark), (early, begun): (&Step, Mark)) -> Diagnostic {
    let words = |mark: Mark| view.lifecycle.event(mark).and_then(|event| event.time).map_or("", |time| &time.words);
    let (late, early) = (late.word.replace('-', " "), (early.word.replace('-', " "), early.begins));
    let message = format!("{late} {}, but {} only {}", words(over), early.0, words(begun));
    let help = match early.1 && over.act != begun.act {
        true => {
            "correct one of the dates; if the charge follows an older one that is not declared, say `superseding true`"
        }
        false => "correct one of the dates",
    };
    Diagnostic::new(&IMPOSSIBLE_ORDER, view.at(over.origin), message)
        .label("too early")
        .related(view.at(begun.origin), "not before this")
        .help(help)
}

/// What takes the place of an act, or ends it, is not older than that.
fn links(view: &View<'_>, act: EntityId, found: &mut Vec<Diagnostic>) {
    let entity = view.entity(act);
    for (word, value) in
        ["supersedes", "ends"].into_iter().flat_map(|key| entity.values(key).map(move |value| (key, value)))
    {
        let Value::Entity(other) = value.value else { continue };
        let (Some(own), Some(before)) = (made(view, act), made(view, other)) else { continue };
        let over = own.latest().zip(before.earliest()).filter(|(over, begun)| over < begun);
        if over.is_none() {
            continue;
        }
        let name = &view.entity(other).name;
        let message = format!("this is of {}, and {word} `{name}`, which is of {}", own.words, before.words);
        found.push(
            Diagnostic::new(&IMPOSSIBLE_ORDER, view.at(value.origin), message)
                .label("younger than this act")
                .related(view.at(view.entity(other).origin), "declared here")
                .help("correct one of the dates, or name the act that was meant"),
        );
    }
}

/// When an act was made: its charge was brought, its listing made; nothing where only a later day of it is told.
fn made<'v>(view: &View<'v>, act: EntityId) -> Option<&'v Time> {
    let entity = view.entity(act);
    let mut events = view.lifecycle.events(act).iter().filter(|event| event.step.always.contains(&entity.kind.word));
    match view.lifecycle.thread(act) {
        Some(_) => events.find_map(|event| event.time),
        None => entity.dated().map(|(_, time)| time),
    }
}
