//! What is known of the steps of somebody: enough to say that one came too early, whatever the number of acts.

use std::collections::BTreeMap;

use jiff::Timestamp;

use super::Event;
use crate::facts::model::{Entity, EntityId, Origin, Time};
use crate::vocab::lifecycle::Step;

/// What is known of each step, by its name.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tracks(BTreeMap<&'static str, Track>);

/// What is known of one step.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Track {
    /// Which.
    pub step: &'static Step,
    /// The one that is over first.
    pub over: Option<Mark>,
    /// The one that can have begun first; nothing where one of them may always have been.
    pub begun: Option<Mark>,
    /// The one that began last.
    pub last: Option<Mark>,
}

/// Among what steps are compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Within {
    /// Those of one act.
    Act,
    /// Those of a case, or of an authority.
    Thread,
}

/// A moment, and what tells of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Mark {
    /// The moment.
    pub at: Timestamp,
    /// Where it is told.
    pub origin: Origin,
    /// The act that tells it.
    pub act: EntityId,
}

impl Tracks {
    /// What events of an act tell.
    pub(super) fn of<'f>(act: &Entity, events: impl Iterator<Item = &'f Event<'f>>) -> Self {
        let mut tracks = Self::default();
        for event in events {
            tracks.add(act, event);
        }
        tracks
    }

    pub(super) fn add(&mut self, act: &Entity, event: &Event<'_>) {
        let mark = |at| Mark { at, origin: event.origin, act: event.act };
        let earliest = event.time.and_then(Time::earliest).map(mark);
        // What supersedes an act that is not declared is not the first of its kind.
        let again = event.step.begins && act.has("superseding") && !act.has("supersedes");
        self.put(Track {
            step: event.step,
            over: event.time.and_then(Time::latest).map(mark),
            begun: earliest.filter(|_| !again),
            last: earliest,
        });
    }

    pub(super) fn merge(&mut self, other: &Self) {
        other.0.values().for_each(|track| self.put(*track));
    }

    fn put(&mut self, track: Track) {
        match self.0.get_mut(track.step.word) {
            Some(known) => {
                known.over = known.over.into_iter().chain(track.over).min();
                known.begun = known.begun.zip(track.begun).map(|(one, other)| one.min(other));
                known.last = known.last.into_iter().chain(track.last).max();
            }
            None => {
                self.0.insert(track.step.word, track);
            }
        }
    }

    /// What is known of a step.
    pub fn get(&self, step: &str) -> Option<&Track> {
        self.0.get(step)
    }

    /// All steps that are told of.
    pub fn iter(&self) -> impl Iterator<Item = &Track> {
        self.0.values()
    }

    /// Steps that were over before any of those that they follow can have begun: the early one, then the first of those.
    pub fn too_early(&self, within: Within) -> impl Iterator<Item = (&'static Step, Mark, &'static Step, Mark)> {
        let compared = self.iter().filter(move |late| within == Within::Act || !late.step.single);
        compared.flat_map(move |late| {
            late.step.after.iter().filter_map(move |any| {
                let (over, (early, begun)) = (late.over?, self.first_of(any)?);
                (over.at < begun.at).then_some((late.step, over, early, begun))
            })
        })
    }

    /// The first of several steps that are alternatives; nothing where that cannot be told.
    fn first_of(&self, any: &[&str]) -> Option<(&'static Step, Mark)> {
        let told = any.iter().filter_map(|word| self.get(word));
        let begun: Option<Vec<_>> = told.map(|track| track.begun.map(|mark| (track.step, mark))).collect();
        begun?.into_iter().min_by_key(|(_, mark)| *mark)
    }

    /// Whether any step says that somebody is charged or listed.
    pub fn has_begun(&self) -> bool {
        self.iter().any(|track| track.step.begins)
    }
}
