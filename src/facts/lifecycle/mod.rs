//! What befell whom: the steps that acts tell, of a person in a case and of a name on an authority's list.
//!
//! `grammar/language/lifecycle.toml` says which dates are steps, and which steps come before which. Acts are of one case by
//! their docket, by the name of their case, or where one names the other (`supersedes`, `ends`). What is against a set
//! holds for its members.

mod cases;
mod ends;
mod track;

use std::collections::{BTreeMap, HashMap};

pub use ends::Ends;
pub use track::{Mark, Track, Tracks, Within};

use self::cases::cases;
use super::model::{Entity, EntityId, Facts, Origin, Time, Value};
use super::sets::MEMBERS;
use crate::vocab::lifecycle::{Course, Per, Step, course_of};

/// A step that an act tells of.
#[derive(Debug, Clone, Copy)]
pub struct Event<'f> {
    /// Which.
    pub step: &'static Step,
    /// The act that tells it.
    pub act: EntityId,
    /// When, where that is told.
    pub time: Option<&'f Time>,
    /// Whom of those that the act is against; empty for all.
    pub of: &'f [EntityId],
    /// Where it is told.
    pub origin: Origin,
}

/// What the steps of a course have in common: a case, or an authority.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Thread {
    /// A case, by the first of its acts.
    Case(EntityId),
    /// An authority and the course, since it lists and seizes apart.
    Authority(Option<EntityId>, &'static str),
}

/// All that befell anybody.
#[derive(Debug)]
pub struct Lifecycle<'f> {
    facts: &'f Facts,
    /// Its acts, in reading order, with the thread and the events of each.
    acts: BTreeMap<EntityId, (Thread, Vec<Event<'f>>)>,
    /// By thread and by whom an act is against as it names them: those acts.
    against: BTreeMap<(Thread, EntityId), Vec<EntityId>>,
    /// The same for what befell them.
    tracks: BTreeMap<(Thread, EntityId), Tracks>,
    /// By member, the sets that it is in.
    sets: HashMap<EntityId, Vec<EntityId>>,
}

impl<'f> Lifecycle<'f> {
    /// Puts together what the acts of a compilation tell.
    pub fn new(facts: &'f Facts) -> Self {
        let of_case = cases(facts);
        let mut acts = BTreeMap::new();
        let mut against: BTreeMap<_, Vec<EntityId>> = BTreeMap::new();
        let mut tracks: BTreeMap<(Thread, EntityId), Tracks> = BTreeMap::new();
        for id in facts.entity_ids() {
            let act = facts.entity(id);
            let Some(course) = act.kind.act.as_ref().and_then(|_| course_of(act.kind.word)) else { continue };
            let thread = match course.per {
                Per::Case => Thread::Case(of_case.get(&id).copied().unwrap_or(id)),
                Per::Authority => Thread::Authority(act.voices().next(), course.word),
            };
            let events = events(act, id, course);
            let common = Tracks::of(act, events.iter().filter(|event| event.of.is_empty()));
            for party in targets(act) {
                against.entry((thread, party)).or_default().push(id);
                tracks.entry((thread, party)).or_default().merge(&common);
            }
            for event in events.iter().filter(|event| !event.of.is_empty()) {
                for party in event.of {
                    tracks.entry((thread, *party)).or_default().add(act, event);
                }
            }
            acts.insert(id, (thread, events));
        }
        let mut lifecycle = Self { facts, acts, against, tracks, sets: sets(facts) };
        lifecycle.inherit();
        lifecycle
    }

    /// Threads and those whom they befell, with what is known of each step: for a member of a set, also what befell the set.
    pub fn tracks(&self) -> impl Iterator<Item = (Thread, EntityId, &Tracks)> {
        self.tracks.iter().map(|((thread, party), tracks)| (*thread, *party, tracks))
    }

    /// What befell one of those whom an act is against, in the thread of that act.
    pub fn track(&self, act: EntityId, party: EntityId) -> Option<&Tracks> {
        self.tracks.get(&(self.thread(act)?, party))
    }

    /// Which thread an act belongs to.
    pub fn thread(&self, act: EntityId) -> Option<Thread> {
        self.acts.get(&act).map(|(thread, _)| *thread)
    }

    /// All acts of a course with what they tell, in reading order.
    pub fn acts(&self) -> impl Iterator<Item = (EntityId, &[Event<'f>])> {
        self.acts.iter().map(|(act, (_, events))| (*act, events.as_slice()))
    }

    /// What an act tells.
    pub fn events(&self, act: EntityId) -> &[Event<'f>] {
        self.acts.get(&act).map_or(&[], |(_, events)| events.as_slice())
    }

    /// What tells of a moment.
    pub fn event(&self, mark: Mark) -> Option<&Event<'f>> {
        self.events(mark.act).iter().find(|event| event.origin == mark.origin)
    }

    /// What one act alone tells: of all, and of each for whom it tells more.
    pub fn within(&self, act: EntityId) -> Vec<Tracks> {
        let entity = self.facts.entity(act);
        let common = Tracks::of(entity, self.events(act).iter().filter(|event| event.of.is_empty()));
        let mut single: BTreeMap<EntityId, Tracks> = BTreeMap::new();
        for event in self.events(act) {
            for party in event.of {
                single.entry(*party).or_insert_with(|| common.clone()).add(entity, event);
            }
        }
        std::iter::once(common).chain(single.into_values()).collect()
    }

    /// The acts of a thread that name somebody as the one whom they are against.
    pub fn against(&self, thread: Thread, party: EntityId) -> &[EntityId] {
        self.against.get(&(thread, party)).map_or(&[], Vec::as_slice)
    }

    /// What befell somebody in a thread, in the order of time where that can be told, else of the steps.
    pub fn history(&self, thread: Thread, party: EntityId) -> Vec<Event<'f>> {
        let sets = self.sets.get(&party).into_iter().flatten();
        let acts = sets.chain([&party]).flat_map(|party| self.against(thread, *party));
        let of_party = |event: &&Event<'f>| event.of.is_empty() || event.of.contains(&party);
        let events = acts.filter_map(|act| self.acts.get(act)).flat_map(|(_, events)| events.iter().filter(of_party));
        let mut events: Vec<Event<'f>> = events.copied().collect();
        events.sort_by_key(|event| (event.time.and_then(Time::earliest), event.origin));
        events
    }

    /// The sets that somebody is a known member of.
    pub fn sets_of(&self, party: EntityId) -> &[EntityId] {
        self.sets.get(&party).map_or(&[], Vec::as_slice)
    }

    /// The facts that it was made from.
    pub fn facts(&self) -> &'f Facts {
        self.facts
    }

    /// Gives those who are named themselves what befell the sets that they are in.
    fn inherit(&mut self) {
        let mut of_sets: BTreeMap<Thread, Vec<EntityId>> = BTreeMap::new();
        let is_set = |id: &EntityId| self.facts.entity(*id).has(MEMBERS);
        for (thread, party) in self.tracks.keys().filter(|(_, party)| is_set(party)) {
            of_sets.entry(*thread).or_default().push(*party);
        }
        let mut inherited = Vec::new();
        for (thread, party) in self.tracks.keys() {
            let (Some(sets), Some(of_thread)) = (self.sets.get(party), of_sets.get(thread)) else { continue };
            // The fewer are looked up among the others.
            let both: Vec<EntityId> = match sets.len() <= of_thread.len() {
                true => sets.iter().copied().filter(|set| self.tracks.contains_key(&(*thread, *set))).collect(),
                false => of_thread.iter().copied().filter(|set| sets.binary_search(set).is_ok()).collect(),
            };
            let of_sets = both.iter().filter_map(|set| self.tracks.get(&(*thread, *set)).cloned());
            inherited.extend(of_sets.map(|tracks| ((*thread, *party), tracks)));
        }
        for (key, tracks) in inherited {
            self.tracks.entry(key).or_default().merge(&tracks);
        }
    }
}

/// Whom an act is against, over all keys that its row names.
pub fn targets(act: &Entity) -> impl Iterator<Item = EntityId> {
    act.kind.act.as_ref().map_or(&[][..], |row| row.targets).iter().flat_map(|key| act.named(key))
}

/// The steps that an act tells of, in the order of its course.
fn events<'f>(act: &'f Entity, id: EntityId, course: &'static Course) -> Vec<Event<'f>> {
    let mut events = Vec::new();
    for step in course.steps {
        let before = events.len();
        for (_, key) in step.by.iter().filter(|(kind, _)| *kind == act.kind.word) {
            events.extend(act.values(key).filter_map(|value| match &value.value {
                Value::Time(time) => {
                    Some(Event { step, act: id, time: Some(time), of: &value.as_to, origin: value.origin })
                }
                _ => None,
            }));
        }
        if events.len() == before && step.always.contains(&act.kind.word) {
            events.push(Event { step, act: id, time: None, of: &[], origin: act.origin });
        }
    }
    events
}

/// By member, the sets that name it, in reading order.
fn sets(facts: &Facts) -> HashMap<EntityId, Vec<EntityId>> {
    let mut sets: HashMap<EntityId, Vec<EntityId>> = HashMap::new();
    for id in facts.entity_ids() {
        for member in facts.entity(id).named(MEMBERS) {
            let of_member = sets.entry(member).or_default();
            if of_member.last() != Some(&id) {
                of_member.push(id);
            }
        }
    }
    sets
}
