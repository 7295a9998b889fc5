//! Whether it is still the same author who releases: only who made an object may make a new version of it (STIX 2.1,
//! section 3.6).

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value as Json;

use super::lock::{Entry, Settled, of};
use super::release::{Clash, Conflict, Draft};
use crate::stix::value::Value;
use crate::stix::{EXTENSION, Id, Object};

/// What a line says of its maker.
struct Maker {
    id: String,
    /// Whether attrc made the line out of a text, here or elsewhere.
    is_told: bool,
}

/// Whether the lock knows the object as one of another author.
pub(super) fn other_author(known: &Settled<'_>, object: &Object, draft: &Draft<'_>) -> Option<Clash> {
    let author = draft.author.to_string();
    if known.last.contains(author.as_str()) || object.get("created_by_ref").and_then(Value::as_id) != Some(draft.author)
    {
        return None;
    }
    let before = maker(known.last)?.id;
    (before != author).then_some(Clash::OtherAuthor { before, namespace: None })
}

/// Whether a content is that of an object of an author.
pub(super) fn is_by(content: &str, author: &Id) -> bool {
    maker(content).is_some_and(|maker| maker.id == author.to_string())
}

/// Whether all that was released of a project is another author's now. With the namespace the ids of all objects change, the
/// author's too, so that none of them is there to be compared.
pub(super) fn other_project(entries: &[Entry], draft: &Draft<'_>) -> Option<Conflict> {
    let author = draft.author.to_string();
    let made = format!("\"created_by_ref\":\"{author}\"");
    if !of(entries, &author).is_empty() || entries.iter().any(|entry| entry.content.contains(&made)) {
        return None;
    }
    let fixed = |entry: &Entry| entry.object_id().is_none_or(|id| draft.fixed.contains(&id));
    let received = entries.iter().filter(|entry| fixed(entry)).filter_map(|entry| maker(&entry.content));
    let received: BTreeSet<String> = received.map(|maker| maker.id).collect();
    let mut makers: BTreeMap<String, usize> = BTreeMap::new();
    for maker in entries.iter().filter(|entry| !fixed(entry)).filter_map(|entry| maker(&entry.content)) {
        if maker.is_told && !received.contains(&maker.id) {
            *makers.entry(maker.id).or_default() += 1;
        }
    }
    let (before, _) = makers.into_iter().max_by_key(|(_, count)| *count)?;
    let namespace = of(entries, &before).last().and_then(|entry| namespace(&entry.content));
    let (id, object) = (author, Some(draft.author));
    Some(Conflict { id, object, title: String::new(), clash: Clash::OtherAuthor { before, namespace } })
}

/// Leaves one conflict for all objects of an author.
pub(super) fn one_of_each_author(conflicts: &mut Vec<Conflict>) {
    let mut told = BTreeSet::new();
    conflicts.retain(|conflict| match &conflict.clash {
        Clash::OtherAuthor { before, .. } => told.insert(before.clone()),
        _ => true,
    });
}

fn maker(content: &str) -> Option<Maker> {
    let read: Json = serde_json::from_str(content).ok()?;
    let id = read.get("created_by_ref")?.as_str()?.to_owned();
    Some(Maker { id, is_told: extension(&read).is_some() })
}

/// The namespace that an author's ids are made in.
fn namespace(content: &str) -> Option<String> {
    let read: Json = serde_json::from_str(content).ok()?;
    Some(extension(&read)?.get("project")?.get("namespace")?.as_str()?.to_owned())
}

fn extension(read: &Json) -> Option<&Json> {
    read.get("extensions")?.get(EXTENSION)
}
