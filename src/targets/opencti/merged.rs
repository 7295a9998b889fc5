//! Relationships of one type between the same two, within thirty days of each other: OpenCTI makes one of them, and keeps
//! the texts of the last. It gets one, with a note for each claim (mapping: same triple).

use std::collections::HashMap;

use jiff::{SignedDuration, Timestamp};

use super::ends;
use crate::diag::codes::targets::MERGED_CLAIMS;
use crate::stix::ids::Part;
use crate::stix::value::{Map, Value};
use crate::stix::{EXTENSION, Id, Object};
use crate::targets::draft::{Draft, text, time};
use crate::targets::markings;
use crate::targets::refs::Instead;
use crate::targets::words::{common, joined, share, union};

/// How far apart two windows are that stay two relationships.
const APART: SignedDuration = SignedDuration::from_hours(30 * 24);

/// A relationship by its window.
#[derive(Clone, Copy)]
struct Member {
    id: Id,
    start: Option<Timestamp>,
    stop: Option<Timestamp>,
}

/// Makes one relationship of those that OpenCTI would make one of.
pub(super) fn relationships(draft: &mut Draft<'_>) {
    let mut groups: Vec<Vec<Member>> = Vec::new();
    let mut places: HashMap<(Id, String, Id), usize> = HashMap::new();
    for object in draft.objects().filter(|object| object.kind() == "relationship") {
        let (Some(id), Some((source, target))) = (object.id, ends(object)) else { continue };
        let word = text(object, "relationship_type").unwrap_or_default().to_owned();
        let at = *places.entry((source, word, target)).or_insert(groups.len());
        let member = Member { id, start: time(object, "start_time"), stop: time(object, "stop_time") };
        match groups.get_mut(at) {
            Some(group) => group.push(member),
            None => groups.push(vec![member]),
        }
    }
    for group in groups.into_iter().filter(|group| group.len() > 1) {
        let runs = runs(group, |member| member.start).into_iter().flat_map(|run| runs(run, |member| member.stop));
        let runs: Vec<Vec<Member>> = runs.collect();
        let several = runs.len() > 1;
        for (at, run) in runs.iter().enumerate().filter(|(_, run)| run.len() > 1) {
            merge(draft, run, several, at == 0);
        }
    }
    draft.settle();
}

/// Parts a group where the times of neighbours are far enough from each other. What has no time is taken for any, so it
/// is of the first part.
fn runs(mut group: Vec<Member>, time: impl Fn(&Member) -> Option<Timestamp>) -> Vec<Vec<Member>> {
    group.sort_by_key(|member| time(member));
    let mut parts: Vec<Vec<Member>> = Vec::new();
    let mut last: Option<Timestamp> = None;
    for member in group {
        let apart = matches!((last, time(&member)), (Some(last), Some(now)) if now.duration_since(last) >= APART);
        last = time(&member).or(last);
        match parts.last_mut().filter(|_| !apart) {
            Some(part) => part.push(member),
            None => parts.push(vec![member]),
        }
    }
    parts
}

fn merge(draft: &mut Draft<'_>, run: &[Member], several: bool, first: bool) {
    let members: Vec<&Object> = run.iter().filter_map(|member| draft.get(member.id)).collect();
    let Some((lead, (source, target))) = members.first().and_then(|lead| Some((*lead, ends(lead)?))) else { return };
    let word = text(lead, "relationship_type").unwrap_or_default().to_owned();
    let starts = run.iter().map(|member| member.start);
    let known = starts.clone().flatten().min();
    let mut key = vec![Part::Id(source), Part::Text(&word), Part::Id(target)];
    let later = known.filter(|_| !first).map(|start| start.to_string());
    key.extend(later.as_deref().map(Part::Text));
    let id = draft.mint.id("relationship", "merged", &key);
    // An open start of one claim opens the whole, unless there is another relationship that it would fall in with.
    let start = known.filter(|_| several || run.iter().all(|member| member.start.is_some()));
    let known = run.iter().filter_map(|member| member.stop).max();
    let stop = known.filter(|_| several || run.iter().all(|member| member.stop.is_some()));
    let merged = one_of(&members, id, start, stop);
    let notes: Vec<(Id, Option<Object>)> =
        members.iter().filter_map(|object| Some((object.id?, note(draft, object, id, source, target)))).collect();

    let names = (draft.title(source), draft.title(target));
    for (member, note) in notes {
        let message = format!(
            "{} makes one relationship `{word}` of {} from “{}” to “{}”",
            draft.consumer.title,
            run.len(),
            names.0,
            names.1
        );
        draft.tell(&MERGED_CLAIMS, member, message, "each claim is a note on it there".to_owned());
        let instead = match note.as_ref().and_then(|note| note.id) {
            Some(note) => Instead { many: vec![note], listed: vec![id, note], one: Some(note) },
            None => Instead::of(id),
        };
        if let Some(note) = note {
            draft.add(note, member);
        }
        draft.take(member, instead);
    }
    if let Some(member) = run.first() {
        draft.add(merged, member.id);
    }
}

fn one_of(members: &[&Object], id: Id, start: Option<Timestamp>, stop: Option<Timestamp>) -> Object {
    let all = |key: &'static str| members.iter().map(move |object| object.get(key));
    let times = |key: &'static str| members.iter().filter_map(move |object| time(object, key));
    let mut merged = Object::new(id)
        .with_some("created_by_ref", common(all("created_by_ref")))
        .with_some("created", times("created").min())
        .with_some("modified", times("modified").max());
    for key in ["relationship_type", "source_ref", "target_ref", "lang", "confidence"] {
        if let Some(value) = common(all(key)) {
            merged.push(key, value);
        }
    }
    if let Some(words) = joined(members.iter().filter_map(|object| text(object, "description"))) {
        merged.push("description", words);
    }
    for key in ["labels", "external_references"] {
        merged.push_list(key, union(all(key)));
    }
    merged.push_list(
        "object_marking_refs",
        markings::of_all(members.iter().copied()).into_iter().map(Value::Id).collect(),
    );
    let stop = stop.filter(|stop| start.is_none_or(|start| start < *stop));
    merged.with_some("start_time", start).with_some("stop_time", stop).ordered()
}

/// The note of a claim: its sentence, its speakers, its confidence; `None` for what is no claim of its own.
fn note(draft: &Draft<'_>, relation: &Object, merged: Id, source: Id, target: Id) -> Option<Object> {
    let extension = relation.get("extensions").and_then(Value::as_object)?.get(EXTENSION)?.as_object()?;
    let claim = extension.get("claim")?.as_object()?;
    let id = draft.mint.id("note", "merged-claim", &[Part::Id(relation.id?)]);
    let speakers = claim.get("speaker_refs").map(Value::items).unwrap_or_default();
    let authors = speakers.iter().filter_map(Value::as_id).map(|id| Value::from(draft.title(id))).collect();
    let verb = claim.get("verb").and_then(Value::as_text).unwrap_or_default();
    let mut note = Object::new(id)
        .with("abstract", format!("Claim: {verb}"))
        .with("content", text(relation, "description").unwrap_or_default().to_owned())
        .with("object_refs", Value::ids([merged, source, target]));
    note.push_list("authors", authors);
    share(relation, &mut note);
    note.push("extensions", Map::new().with(EXTENSION, extension.clone()));
    Some(note.ordered())
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    fn parts(starts: &[Option<&str>]) -> Vec<usize> {
        let member = |(at, start): (usize, &Option<&str>)| Member {
            id: Id::new("relationship", Uuid::from_u128(at as u128)),
            start: start.and_then(|start| format!("{start}T00:00:00Z").parse().ok()),
            stop: None,
        };
        let group = starts.iter().enumerate().map(member).collect();
        runs(group, |member| member.start).iter().map(Vec::len).collect()
    }

    #[test]
    fn thirty_days_part_two_windows() {
        assert_eq!(parts(&[Some("2024-01-01"), Some("2024-01-30")]), [2]);
        assert_eq!(parts(&[Some("2024-01-01"), Some("2024-01-31")]), [1, 1]);
        assert_eq!(parts(&[Some("2024-01-01"), Some("2024-01-20"), Some("2024-02-10")]), [3]);
    }

    #[test]
    fn what_has_no_window_falls_in_with_the_first() {
        assert_eq!(parts(&[None, Some("2024-01-01"), Some("2025-01-01")]), [2, 1]);
        assert_eq!(parts(&[None, None]), [2]);
    }
}
