//! From the last release to the next one.

use std::collections::{BTreeSet, HashSet};

use jiff::{Timestamp, ToSpan};
use rayon::prelude::*;

use super::change::{Change, What, properties};
use super::content::{content, restored};
use super::line::Line;
use super::lock::{Lock, Section, is_withdrawn, read_id};
use crate::stix::value::Value;
use crate::stix::{Id, Object, rfc3339};

/// What leaves the house.
#[derive(Debug)]
pub struct Release {
    /// What is said, each object in its version, in the order of the bundle; then what was taken back, by its id.
    pub objects: Vec<Object>,
    /// What is not as it was released last: in the order of the objects, then by id.
    pub changes: Vec<Change>,
    /// What is released last from now on.
    pub lock: Lock,
    /// What is not ours and has another content than a version of it that was released: the same version may not say two
    /// things (STIX 2.1, section 3.6).
    pub conflicts: Vec<Id>,
    /// Whether the lock would be written otherwise than it is: something changed, or a merge left lines that are settled now.
    pub moved: bool,
}

/// Gives every object the version that it has by the lock, and takes back what is not said any more (mapping: ids and
/// versions). A function of its arguments alone: linear in both, and releasing the same again changes nothing.
///
/// `foreign` are objects that are not ours to date or to take back: received ones, official ones. `at` is the release time.
pub fn release(lock: &Lock, section: &str, objects: Vec<Object>, foreign: &HashSet<Id>, at: Timestamp) -> Release {
    let contents: Vec<String> = objects.par_iter().map(content).collect();
    let empty = Section::new();
    let before = lock.section(section).unwrap_or(&empty);
    let mut next = Section::new();
    let mut changes = Vec::new();
    let mut conflicts = Vec::new();
    let mut released = Vec::with_capacity(objects.len());
    for (mut object, content) in objects.into_iter().zip(contents) {
        let Some(id) = object.id else {
            released.push(object);
            continue;
        };
        let name: Box<str> = id.to_string().into();
        let lines = before.get(&name).map_or(&[][..], Vec::as_slice);
        let ours = is_ours(&object, foreign);
        let mut line = Line {
            section: section.into(),
            id: name.clone(),
            created: time(&object, "created"),
            modified: time(&object, "modified"),
            content: content.into(),
        };
        match lines.last() {
            None => changes.push(Change { id, what: What::New, object: object.clone() }),
            Some(last) if last.content == line.content => {
                if ours {
                    line.created = earliest(lines);
                    line.modified = last.modified.clone();
                }
            }
            Some(last) => {
                if ours {
                    line.created = earliest(lines);
                    line.modified = rfc3339(after(at, last)).into();
                } else if lines.iter().any(|other| other.modified == line.modified && other.content != line.content)
                    && line.modified.len() > 1
                {
                    conflicts.push(id);
                }
                let what = What::Changed(properties(&last.content, &line.content));
                changes.push(Change { id, what, object: object.clone() });
            }
        }
        if ours {
            for (key, text) in [("created", &line.created), ("modified", &line.modified)] {
                if let Ok(time) = text.parse::<Timestamp>() {
                    object.set(key, Value::Time(time));
                }
            }
        }
        let lines = next.entry(name).or_default();
        // Only what was received comes in several versions.
        if ours {
            lines.clear();
        }
        lines.push(line);
        released.push(object);
    }
    for lines in next.values_mut() {
        lines.sort_by(|one, other| (one.at(), one).cmp(&(other.at(), other)));
        lines.dedup();
    }
    let said: BTreeSet<Box<str>> = next.keys().cloned().collect();
    for (name, lines) in before.iter().filter(|(name, _)| !said.contains(*name)) {
        let (Some(id), Some(last)) = (read_id(name), lines.last()) else { continue };
        let kept = withdraw(id, lines, last, foreign, at, &mut changes);
        if let Some((line, object)) = kept {
            released.push(object);
            next.insert(name.clone(), vec![line]);
        }
    }
    let mut new = lock.clone();
    new.set(section, next);
    let moved = new != *lock;
    Release { objects: released, changes, lock: new, conflicts, moved }
}

/// The last version of what is not said any more; `None` for what has no versions of ours, which only goes.
fn withdraw(
    id: Id,
    lines: &[Line],
    last: &Line,
    foreign: &HashSet<Id>,
    at: Timestamp,
    changes: &mut Vec<Change>,
) -> Option<(Line, Object)> {
    let object = |line: &Line| restored(id, &line.created, &line.modified, &line.content);
    let was_withdrawn = is_withdrawn(lines);
    let mut object = object(last)?;
    if !was_withdrawn && !is_ours(&object, foreign) {
        changes.push(Change { id, what: What::Gone, object });
        return None;
    }
    let is_settled = lines.len() == 1 && was_withdrawn;
    if is_settled {
        return Some((last.clone(), object));
    }
    // A change that a merge brought beside the withdrawal came after it, so that the withdrawal has to be later still.
    let revoked_last = object.get("revoked") == Some(&Value::Boolean(true));
    let modified = if revoked_last { last.modified.clone() } else { rfc3339(after(at, last)).into() };
    object.set("revoked", true);
    object.set("created", Value::Text(String::from(earliest(lines)).into()));
    object.set("modified", Value::Text(String::from(modified.clone()).into()));
    let object = object.ordered();
    if !was_withdrawn {
        changes.push(Change { id, what: What::Withdrawn, object: object.clone() });
    }
    let line = Line { created: earliest(lines), modified, content: content(&object).into(), ..last.clone() };
    Some((line, object))
}

/// Whether versions of it are ours to make: it has versions, and was neither received nor made by somebody else.
fn is_ours(object: &Object, foreign: &HashSet<Id>) -> bool {
    object.get("modified").is_some() && object.id.is_some_and(|id| !foreign.contains(&id))
}

/// When a changed object was changed: at the release, and later than ever before (STIX 2.1, section 3.6.2).
fn after(at: Timestamp, last: &Line) -> Timestamp {
    let next = last.at().and_then(|last| last.checked_add(1.millisecond()).ok());
    next.map_or(at, |next| next.max(at))
}

/// When the first of several versions was made.
fn earliest(lines: &[Line]) -> Box<str> {
    let dated = lines.iter().filter(|line| line.created.parse::<Timestamp>().is_ok());
    dated.min_by_key(|line| line.created.parse::<Timestamp>().ok()).map_or("-".into(), |line| line.created.clone())
}

fn time(object: &Object, key: &str) -> Box<str> {
    match object.get(key).map(Value::plain) {
        Some(Value::Time(time)) => rfc3339(*time).into(),
        Some(Value::Text(text)) if text.parse::<Timestamp>().is_ok() => text.as_ref().into(),
        _ => "-".into(),
    }
}
