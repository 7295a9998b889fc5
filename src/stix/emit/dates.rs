//! When objects were made: without a lock, their documents tell (mapping: section 5).

use jiff::Timestamp;

use super::{Finding, Settings};
use crate::diag::codes::emission::UNDATED;
use crate::facts::{Entity, EntityId, Facts, Time};

/// The dates that `created` and `modified` are taken from.
#[derive(Debug)]
pub(super) struct Dates {
    documents: Vec<Option<Timestamp>>,
    /// The earliest document of the build: when its declarations and its author were made.
    pub declarations: Timestamp,
    superseded: Vec<Option<Timestamp>>,
    /// The latest moment that a document of the build speaks of as its own; names that ended before it have ended.
    pub newest: Option<Timestamp>,
}

impl Dates {
    /// The dates of all documents; one without a date is reported.
    pub fn new(facts: &Facts, settings: &Settings, findings: &mut Vec<Finding>) -> Self {
        let mut documents: Vec<Option<Timestamp>> =
            facts.entities.iter().map(|entity| own_date(entity).and_then(earliest)).collect();
        for id in facts.entity_ids() {
            let entity = facts.entity(id);
            if entity.kind.is_document() && date_of(&documents, id).is_none() {
                // An act that was read about in another document is at least as old as that one says.
                let around = entity.introduced_by.and_then(|document| date_of(&documents, document));
                let date = around.or(settings.release_time);
                if date.is_none() {
                    findings.push(undated(entity));
                }
                if let Some(slot) = documents.get_mut(id.0 as usize) {
                    *slot = date;
                }
            }
        }
        let known = documents.iter().flatten().copied();
        Self {
            declarations: known.clone().min().or(settings.release_time).unwrap_or_default(),
            newest: known.max(),
            superseded: superseded(facts, &documents),
            documents,
        }
    }

    /// When an act was superseded: what it did ends then, and is not taken back (mapping: life cycle).
    pub fn superseded(&self, act: EntityId) -> Option<Timestamp> {
        date_of(&self.superseded, act)
    }

    /// The date of a document, else that of the declarations.
    pub fn of(&self, document: EntityId) -> Timestamp {
        date_of(&self.documents, document).unwrap_or(self.declarations)
    }
}

/// The date of a document as sentences show it. When the author read it is not when it was published, and says so.
pub fn date_words(entity: &Entity) -> Option<String> {
    entity.dated().map(|(key, time)| match key {
        "retrieved" => format!("retrieved {}", time.words),
        _ => time.words.clone(),
    })
}

/// The outer bound of a time on its early side.
pub(super) fn earliest(time: &Time) -> Option<Timestamp> {
    time.start.earliest.or(time.stop.earliest).or(time.start.latest).or(time.stop.latest)
}

fn superseded(facts: &Facts, documents: &[Option<Timestamp>]) -> Vec<Option<Timestamp>> {
    let mut ends = vec![None; documents.len()];
    for id in facts.entity_ids() {
        for other in facts.entity(id).named("supersedes") {
            if let Some(slot) = ends.get_mut(other.0 as usize) {
                let date = date_of(documents, id);
                *slot = date.filter(|date| slot.is_none_or(|known| *date < known)).or(*slot);
            }
        }
    }
    ends
}

fn own_date(entity: &Entity) -> Option<&Time> {
    entity.dated().map(|(_, time)| time)
}

fn date_of(documents: &[Option<Timestamp>], id: EntityId) -> Option<Timestamp> {
    documents.get(id.0 as usize).copied().flatten()
}

fn undated(entity: &Entity) -> Finding {
    let keys = entity.kind.act.as_ref().map_or(&["published", "retrieved"][..], |act| act.dated);
    Finding {
        code: &UNDATED,
        first: None,
        origin: entity.origin,
        message: format!("`{}` has no date", entity.name),
        help: Some(format!("give it `{}`, or build with a release time (`--at`)", keys.join("` or `"))),
    }
}
