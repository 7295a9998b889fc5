//! Charges, sanctions and other acts.

use jiff::Timestamp;
use jiff::tz::TimeZone;

use crate::facts::lifecycle::targets;
use crate::facts::{Entity, EntityId, Time, Value};
use crate::queries::filter::Wanted;
use crate::queries::index::Index;
use crate::queries::listing::{Cell, Listing};
use crate::stix::words::spaced;
use crate::vocab::language::{Role, ValueType};

/// `--about`: whom it is against, or the act; `--by`: the authority; dates: that of the act.
pub fn list(index: &Index<'_>, wanted: &Wanted) -> Listing {
    let mut listing = Listing::new([
        ("kind", "act"),
        ("title", "title"),
        ("authority", "by"),
        ("against", "against"),
        ("stage", "stage"),
        ("docket", "docket"),
        ("denied_by", "denied by"),
        ("at", "at"),
        ("name", ""),
        ("date", ""),
        ("events", ""),
        ("case", ""),
        ("court", ""),
        ("joint_with", ""),
        ("superseded_by", ""),
        ("read_in", ""),
        ("id", ""),
    ]);
    let facts = index.facts;
    let acts: Vec<EntityId> = facts.entity_ids().filter(|id| facts.entity(*id).kind.role == Role::Act).collect();
    for id in acts.iter().copied() {
        let entity = facts.entity(id);
        let (authorities, against): (Vec<EntityId>, Vec<EntityId>) =
            (entity.voices().collect(), targets(entity).collect());
        let date = entity.dated().map(|(_, time)| time);
        let about = against.iter().copied().chain([id]);
        if !wanted.about(about) || !wanted.by(authorities.iter().copied()) || !wanted.when(date) {
            continue;
        }
        let superseded: Vec<EntityId> = index.superseding.get(&id).cloned().unwrap_or_default();
        let denied = index.evidence.answers.to_document(id).iter().map(|answer| {
            let response = facts.response(*answer);
            index.voiced(&response.voice, response.word.word)
        });
        listing.push([
            Cell::Text(spaced(entity.kind.word)),
            Cell::text_of(&entity.title),
            Cell::Many(index.titles(authorities)),
            Cell::Many(index.titles(against)),
            Cell::Text(stage(index, id, &superseded)),
            Cell::maybe(entity.text("docket").or_else(|| entity.text("number"))),
            Cell::Many(denied.collect()),
            Cell::maybe(index.places.of(facts, entity.origin).map(|line| line.to_string())),
            Cell::text_of(&entity.name),
            Cell::maybe(date.map(|time| time.words.as_str())),
            Cell::Many(
                events(entity).into_iter().map(|(key, time)| format!("{} {}", spaced(key), time.words)).collect(),
            ),
            Cell::maybe(entity.text("case")),
            Cell::maybe(entity.text("court")),
            Cell::Many(index.titles(entity.named("joint_with"))),
            Cell::Many(index.titles(superseded)),
            Cell::maybe(entity.introduced_by.map(|document| index.citation(document))),
            Cell::maybe(index.entity_id(id).map(|id| id.to_string())),
        ]);
    }
    listing
}

/// The dated steps of an act, in the order of its kind's keys: "sealed 2024-01-30", "unsealed 2024-03-25".
pub(in crate::queries) fn events(entity: &Entity) -> Vec<(&'static str, &Time)> {
    let keys = entity.kind.keys.iter().filter(|key| key.value == ValueType::Time && key.word != "retrieved");
    let dated = keys.filter_map(|key| {
        entity.values(key.word).find_map(|value| match &value.value {
            Value::Time(time) => Some((key.word, time)),
            _ => None,
        })
    });
    dated.collect()
}

/// How far it has come: its latest step, and what took its place.
pub(in crate::queries) fn stage(index: &Index<'_>, act: EntityId, superseded: &[EntityId]) -> String {
    let entity = index.facts.entity(act);
    let mut out = match entity.dated() {
        Some((key, time)) => format!("{} {}", spaced(key), time.words),
        None => "undated".to_owned(),
    };
    if let [first, ..] = superseded {
        out += &format!(", superseded by “{}”", index.title(*first));
    }
    let against: Vec<EntityId> = targets(entity).collect();
    let ended: Vec<(EntityId, Timestamp)> =
        against.iter().filter_map(|party| Some((*party, index.ends.of(act, *party)?))).collect();
    let day = |at: &Timestamp| TimeZone::UTC.to_datetime(*at).date().to_string();
    match ended.as_slice() {
        [] => {}
        _ if !superseded.is_empty() => {}
        [(_, at), ..] if ended.len() == against.len() && ended.iter().all(|(_, other)| other == at) => {
            out += &format!(", ended {}", day(at));
        }
        some => {
            let ends = some.iter().map(|(party, at)| format!(", ended {} as to {}", day(at), index.title(*party)));
            out.extend(ends);
        }
    }
    out
}
