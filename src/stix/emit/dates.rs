//! When objects were made: without a lock, their documents tell (mapping: section 5).

use jiff::Timestamp;

use super::{Finding, Settings};
use crate::diag::codes::emission::UNDATED;
use crate::facts::lifecycle::{Ends, Lifecycle};
use crate::facts::{Entity, EntityId, Facts, Time};

/// The dates that `created` and `modified` are taken from.
#[derive(Debug)]
pub(super) struct Dates {
    documents: Vec<Option<Timestamp>>,
    /// The earliest document of the build: when its declarations and its author were made.
    pub declarations: Timestamp,
    ends: Ends,
    /// The latest moment that a document of the build speaks of as its own; names that ended before it have ended.
    pub newest: Option<Timestamp>,
}

impl Dates {
    /// The dates of all documents; one without a date is reported.
    pub fn new(facts: &Facts, settings: &Settings, reported: &[bool], findings: &mut Vec<Finding>) -> Self {
        let mut documents: Vec<Option<Timestamp>> =
            facts.entities.iter().map(|entity| own_date(entity).and_then(Time::outset)).collect();
        for id in facts.entity_ids() {
            let entity = facts.entity(id);
            if entity.kind.is_document() && date_of(&documents, id).is_none() {
                // An act that was read about in another document is at least as old as that one says.
                let around = entity.introduced_by.and_then(|document| date_of(&documents, document));
                let date = around.or(settings.release_time);
                if date.is_none() {
                    findings.push(undated(entity, settings.withdrawn.is_some()));
                }
                if let Some(slot) = documents.get_mut(id.0 as usize) {
                    *slot = date;
                }
            }
        }
        let known = documents.iter().flatten().copied();
        // A source that nothing is stated in is not in the bundle, so it may not date what is.
        let told = documents.iter().zip(reported).filter(|(_, reported)| **reported).filter_map(|(date, _)| *date);
        Self {
            declarations: told.min().or(known.clone().min()).or(settings.released()).unwrap_or_default(),
            newest: known.max(),
            ends: Ends::new(&Lifecycle::new(facts), |act| date_of(&documents, act)),
            documents,
        }
    }

    /// When what an act did to somebody ended: a later act took its place or decided it. It is not taken back (mapping:
    /// life cycle).
    pub fn ended(&self, act: EntityId, party: EntityId) -> Option<Timestamp> {
        self.ends.of(act, party)
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

fn own_date(entity: &Entity) -> Option<&Time> {
    entity.dated().map(|(_, time)| time)
}

fn date_of(documents: &[Option<Timestamp>], id: EntityId) -> Option<Timestamp> {
    documents.get(id.0 as usize).copied().flatten()
}

fn undated(entity: &Entity, is_locked: bool) -> Finding {
    let keys = entity.kind.act.as_ref().map_or(&["published", "retrieved"][..], |act| act.dated);
    Finding {
        code: &UNDATED,
        first: None,
        origin: entity.origin,
        message: format!("`{}` has no date", entity.name),
        help: Some(match is_locked {
            // A release time that dates documents would make every release a change of them.
            true => format!("give it `{}`: where there is a lock, the release time dates nothing", keys.join("` or `")),
            false => format!("give it `{}`, or build with a release time (`--at`)", keys.join("` or `")),
        }),
    }
}
