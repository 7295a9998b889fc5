//! A release: objects with the versions that they have now, beside those of the last one.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::sync::Arc;

use jiff::{SignedDuration, Timestamp};
use rayon::prelude::*;

use super::author::{is_by, one_of_each_author, other_author, other_project};
use super::change::{Change, Rename, Tally, What, differences, late_renames, renames};
use super::content::{content, instant, milliseconds, object};
use super::lock::{Entry, Lock, of, record_id, section_of, settled};
use super::title::title;
use crate::stix::value::Value;
use crate::stix::{Id, Object};

/// What is to be released.
#[derive(Debug)]
pub struct Draft<'d> {
    /// For which target: `stix`, or the name of a consumer.
    pub section: &'d str,
    /// The objects of the build, in their order, with the dates that emission gives them.
    pub objects: Vec<Object>,
    /// Who makes them: only what an author made itself can it withdraw (STIX 2.1, section 3.6).
    pub author: Id,
    /// The ids of objects that others made: they come as they are, with versions of their own.
    pub fixed: &'d BTreeSet<Id>,
    /// For objects that are there again, those that were withdrawn.
    pub returned: &'d HashMap<Id, Id>,
    /// The release time.
    pub at: Timestamp,
}

/// Objects as they leave the house, and what that changes.
#[derive(Debug)]
pub struct Release {
    /// For which target.
    pub section: &'static str,
    /// All objects with their versions: those of the build in its order, then those that are withdrawn.
    pub objects: Vec<Object>,
    /// What is not as it was: by the order of the build, then what is no longer in it.
    pub changes: Vec<Change>,
    /// How many objects became what.
    pub tally: Tally,
    /// What looks as if it had only got another name.
    pub renames: Vec<Rename>,
    /// The lock that keeps it, the other sections as they were.
    pub lock: Lock,
    /// What may not be released so.
    pub conflicts: Vec<Conflict>,
}

/// An object that cannot have a version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Conflict {
    /// Its id.
    pub id: String,
    /// The same as one of an object.
    pub object: Option<Id>,
    /// What people call it.
    pub title: String,
    /// Why.
    pub clash: Clash,
}

/// Why an object cannot have a version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Clash {
    /// The lock has other content, or another `created`, of this very version (STIX 2.1, section 3.6).
    SameVersion,
    /// The lock has a later version, and so has everybody who got it (STIX 2.1, section 3.6).
    EarlierVersion {
        /// When that one was made.
        last: Timestamp,
    },
    /// It was withdrawn, and nothing comes after that (STIX 2.1, section 3.6).
    Withdrawn,
    /// It was released under its new name before the text said what it had been called, and what it was is withdrawn.
    LateRename,
    /// Another author made it; all objects of that author are one conflict (STIX 2.1, section 3.6).
    OtherAuthor {
        /// The author that the lock knows.
        before: String,
        /// The namespace of that author, where it has none of this one's objects.
        namespace: Option<String>,
    },
}

/// What one object comes to.
struct Outcome {
    entry: Option<Entry>,
    change: Option<What>,
    clash: Option<Clash>,
}

impl Release {
    /// Whether it is exactly what the lock says. Lines that a merge left over, and nothing hangs on, do not count.
    pub fn is_locked(&self) -> bool {
        self.changes.is_empty()
    }
}

/// Gives objects their versions by what the lock has of them. Time and memory grow with the objects and the lock alone.
pub fn release(lock: &Lock, draft: Draft<'_>) -> Release {
    let name = section_of(draft.section).unwrap_or_default();
    let entries = lock.entries(name);
    let at = milliseconds(draft.at);
    let outcomes: Vec<Outcome> = draft.objects.par_iter().map(|object| outcome(entries, object, &draft, at)).collect();

    let other_project = other_project(entries, &draft);
    let mut objects = draft.objects;
    let mut next = Vec::with_capacity(outcomes.len());
    let (mut changes, mut conflicts) = (Vec::new(), Vec::new());
    let (mut new, mut returned) = (Vec::new(), Vec::new());
    let mut unchanged = 0;
    for (place, (object, outcome)) in objects.iter_mut().zip(outcomes).enumerate() {
        let about = |object: &Object| (record_id(object).unwrap_or_default(), object.id, title(object));
        if let Some(entry) = &outcome.entry {
            date(object, entry, draft.fixed);
        }
        if let Some(clash) = outcome.clash {
            let (id, object, title) = about(object);
            conflicts.push(Conflict { id, object, title, clash });
        }
        match outcome.change {
            Some(What::New) => new.push(place),
            Some(What::Returned { .. }) => returned.push(place),
            _ => {}
        }
        match outcome.change {
            Some(what) => {
                let (id, object, title) = about(object);
                changes.push(Change { id, object, title, what });
            }
            None => unchanged += 1,
        }
        next.extend(outcome.entry);
    }
    conflicts.extend(other_project);
    one_of_each_author(&mut conflicts);

    let there: HashSet<&str> = next.iter().map(|entry| &*entry.id).collect();
    let (mut gone, mut kept) = (Vec::new(), Vec::new());
    for lines in entries.chunk_by(|left, right| left.id == right.id) {
        match lines.last() {
            Some(last) if !there.contains(&*last.id) => vanished(lines, &draft.author, at, &mut kept, &mut gone),
            _ => {}
        }
    }
    drop(there);
    let mut withdrawn = Vec::new();
    unchanged += kept.len();
    for (entry, what) in gone {
        let object = object(&entry);
        changes.push(Change { id: entry.id.to_string(), object: object.id, title: title(&object), what: what.clone() });
        if !matches!(what, What::Gone | What::LeftOut) {
            unchanged = unchanged.saturating_sub(1);
        }
        if what == What::Withdrawn {
            withdrawn.push(object);
        }
    }
    let at_places = |places: Vec<usize>| places.into_iter().filter_map(|place| objects.get(place));
    let renames = renames(withdrawn.iter(), at_places(new));
    conflicts.extend(late_renames(withdrawn.iter(), at_places(returned)).map(|object| Conflict {
        id: record_id(object).unwrap_or_default(),
        object: object.id,
        title: title(object),
        clash: Clash::LateRename,
    }));
    objects.par_extend(kept.par_iter().map(object));
    next.extend(kept);
    Release {
        section: name,
        objects,
        tally: Tally::of(&changes, unchanged),
        changes,
        renames,
        lock: lock.with_section(name, next),
        conflicts,
    }
}

/// Gives what has not changed the versions of the lock, and counts what has: for a build of a part, which is no release.
pub fn borrow(lock: &Lock, draft: Draft<'_>) -> (Vec<Object>, usize) {
    let entries = lock.entries(draft.section);
    let at = milliseconds(draft.at);
    let outcomes: Vec<Outcome> = draft.objects.par_iter().map(|object| outcome(entries, object, &draft, at)).collect();
    let mut objects = draft.objects;
    let mut different = 0;
    for (object, outcome) in objects.iter_mut().zip(outcomes) {
        match (outcome.change, outcome.entry) {
            (None, Some(entry)) => date(object, &entry, draft.fixed),
            (Some(_), _) => different += 1,
            (None, None) => {}
        }
    }
    (objects, different)
}

/// What an object of the build comes to.
fn outcome(entries: &[Entry], object: &Object, draft: &Draft<'_>, at: Timestamp) -> Outcome {
    let Some(id) = record_id(object) else {
        return Outcome { entry: None, change: None, clash: None };
    };
    let text = content(object);
    let dates = (instant(object, "created"), instant(object, "modified"));
    let lines = of(entries, &id);
    let entry = |created, modified| Some(Entry::of(&id, created, modified, Arc::clone(&text), object));
    let Some(known) = settled(lines) else {
        let before = object.id.and_then(|id| draft.returned.get(&id));
        let clash = before.and_then(|before| other_author(&settled(of(entries, &before.to_string()))?, object, draft));
        let what = before.map_or(What::New, |before| What::Returned { before: *before });
        let dated = |date: Option<Timestamp>| date.map(|date| if date == Timestamp::UNIX_EPOCH { at } else { date });
        // What no document dates is as old as its first release.
        return Outcome { entry: entry(dated(dates.0), dated(dates.1)), change: Some(what), clash };
    };
    if object.id.is_none_or(|id| draft.fixed.contains(&id)) {
        let other = |line: &Entry| line.modified == dates.1 && (line.content != text || line.created != dates.0);
        let clash = match known.modified.filter(|last| dates.1.is_some_and(|modified| modified < *last)) {
            Some(last) => Some(Clash::EarlierVersion { last }),
            None => (dates.1.is_some() && lines.iter().any(other)).then_some(Clash::SameVersion),
        };
        let change = lines.iter().all(|line| line.content != text || line.modified != dates.1);
        let change = change.then(|| What::Received { properties: differences(known.last, &text) });
        return Outcome { entry: entry(dates.0, dates.1), change, clash };
    }
    if known.revoked {
        // A text may say itself that its object is withdrawn, and goes on saying so.
        let same = known.content.is_some_and(|content| *content == text);
        let clash = (!same).then_some(Clash::Withdrawn);
        return Outcome { entry: lines.last().cloned(), change: None, clash };
    }
    let clash = other_author(&known, object, draft);
    let created = known.created.or(dates.0);
    let same = known.content.is_some_and(|content| *content == text);
    if dates.1.is_none() {
        let change = (!same).then(|| What::Rewritten { properties: differences(known.last, &text) });
        return Outcome { entry: entry(created, None), change, clash };
    }
    if same {
        return Outcome { entry: entry(created, known.modified), change: None, clash };
    }
    let change = Some(What::Changed { properties: differences(known.last, &text) });
    Outcome { entry: entry(created, later(known.modified, at)), change, clash }
}

/// Keeps what was withdrawn, withdraws what can be, and tells what cannot.
fn vanished(lines: &[Entry], author: &Id, at: Timestamp, kept: &mut Vec<Entry>, gone: &mut Vec<(Entry, What)>) {
    let (Some(known), Some(last)) = (settled(lines), lines.last()) else { return };
    let with = |content: Arc<str>, modified| Entry {
        id: last.id.clone(),
        modified,
        created: known.created,
        content,
        revoked: true,
    };
    if known.revoked && !is_by(known.last, author) {
        // It was received so, and not even what says that it is withdrawn is ours.
        gone.push((last.clone(), What::LeftOut));
        return;
    }
    if known.revoked {
        // Where branches did not agree, the version that withdraws has to be the last one.
        let modified = if known.content.is_some() { known.modified } else { later(known.modified, at) };
        let entry = with(Arc::clone(known.last), modified);
        if modified != known.modified {
            gone.push((entry.clone(), What::WithdrawnAnew));
        }
        kept.push(entry);
        return;
    }
    let read = object(last);
    let is_ours = read.get("created_by_ref").and_then(Value::as_id) == Some(*author);
    let is_versioned = read.id.is_some_and(|id| id.row().versioned) && last.modified.is_some();
    match (is_versioned, is_ours) {
        (true, true) => {
            let mut revoked = read;
            revoked.set("revoked", true);
            let entry = with(content(&revoked), later(known.modified, at));
            gone.push((entry.clone(), What::Withdrawn));
            kept.push(entry);
        }
        (true, false) => gone.push((last.clone(), What::LeftOut)),
        (false, _) => gone.push((last.clone(), What::Gone)),
    }
}

/// The moment of a new version: that of the release, and later than all before it.
fn later(before: Option<Timestamp>, at: Timestamp) -> Option<Timestamp> {
    let next = before.and_then(|before| before.checked_add(SignedDuration::from_millis(1)).ok());
    Some(next.map_or(at, |next| next.max(at)))
}

/// Gives an object the dates of its line. What others made keeps its own, to the letter.
fn date(object: &mut Object, entry: &Entry, fixed: &BTreeSet<Id>) {
    if object.id.is_none_or(|id| fixed.contains(&id)) {
        return;
    }
    for (key, at) in [("created", entry.created), ("modified", entry.modified)] {
        if let (Some(at), true) = (at, object.get(key).is_some()) {
            object.set(key, at);
        }
    }
}
