//! Which acts are of one case.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use crate::facts::model::{EntityId, Facts};
use crate::vocab::lifecycle::{Per, course_of};

/// The keys by which an act names another that it goes on with.
const LINKS: &[&str] = &["supersedes", "ends"];

/// By act, the first act of its case.
pub(super) fn cases(facts: &Facts) -> HashMap<EntityId, EntityId> {
    let of_case = |id: &EntityId| {
        let kind = facts.entity(*id).kind;
        kind.act.is_some() && course_of(kind.word).is_some_and(|course| course.per == Per::Case)
    };
    let acts: Vec<EntityId> = facts.entity_ids().filter(of_case).collect();
    let mut first: HashMap<EntityId, EntityId> = acts.iter().map(|id| (*id, *id)).collect();
    let courts = courts(facts, &acts);
    let mut seen: BTreeMap<(u8, String, String), EntityId> = BTreeMap::new();
    for id in &acts {
        let act = facts.entity(*id);
        for other in LINKS.iter().flat_map(|key| act.named(key)).filter(of_case) {
            join(&mut first, *id, other);
        }
        let docket = act.text("docket").map(|docket| {
            // Courts number their dockets alike. Who names none means the only one that is named.
            let only = courts.get(docket).filter(|courts| courts.len() == 1).and_then(BTreeSet::first);
            let court = act.text("court").or(only.copied());
            (0, docket.to_owned(), court.unwrap_or_default().to_owned())
        });
        let case = act.text("case").map(|case| (1, case.to_owned(), String::new()));
        for key in docket.into_iter().chain(case) {
            let other = *seen.entry(key).or_insert(*id);
            join(&mut first, *id, other);
        }
    }
    acts.iter().map(|id| (*id, root(&mut first, *id))).collect()
}

/// By docket, the courts that acts name beside it.
fn courts<'f>(facts: &'f Facts, acts: &[EntityId]) -> BTreeMap<&'f str, BTreeSet<&'f str>> {
    let mut courts: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for act in acts.iter().map(|id| facts.entity(*id)) {
        if let (Some(docket), Some(court)) = (act.text("docket"), act.text("court")) {
            courts.entry(docket).or_default().insert(court);
        }
    }
    courts
}

fn join(first: &mut HashMap<EntityId, EntityId>, one: EntityId, other: EntityId) {
    let (one, other) = (root(first, one), root(first, other));
    first.insert(one.max(other), one.min(other));
}

/// The first act of the case of another, as far as it is known; what is looked up becomes short.
fn root(first: &mut HashMap<EntityId, EntityId>, id: EntityId) -> EntityId {
    let mut at = id;
    while let Some(next) = first.get(&at).copied().filter(|next| *next != at) {
        let after = first.get(&next).copied().unwrap_or(next);
        first.insert(at, after);
        at = after;
    }
    at
}
