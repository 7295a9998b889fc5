//! For scripts: `schemas/diff.schema.json`.

use serde::Serialize;

use super::Shown;
use crate::review::model::{Entry, Review};

#[derive(Serialize)]
struct Written<'r> {
    version: u32,
    old: &'r str,
    new: &'r str,
    changes: Vec<Change<'r>>,
    formal: Vec<Counted<'r>>,
}

#[derive(Serialize)]
struct Change<'r> {
    topic: &'static str,
    sign: &'static str,
    what: &'r str,
    sentence: &'r str,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    parts: Vec<Part<'r>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    source: Option<&'r str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<&'r str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    old_id: Option<&'r str>,
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    also: &'r [String],
    #[serde(skip_serializing_if = "Option::is_none")]
    place: Option<Line<'r>>,
}

#[derive(Serialize)]
struct Part<'r> {
    what: &'r str,
    #[serde(skip_serializing_if = "Option::is_none")]
    old: Option<&'r str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    new: Option<&'r str>,
}

#[derive(Serialize)]
struct Line<'r> {
    file: &'r str,
    line: u32,
}

#[derive(Serialize)]
struct Counted<'r> {
    what: &'static str,
    count: usize,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    items: Vec<Difference<'r>>,
}

#[derive(Serialize)]
struct Difference<'r> {
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<&'r str>,
    detail: &'r str,
}

/// A review as one JSON object; what is only counted has its items where all is shown.
pub fn json(review: &Review, shown: &Shown<'_>) -> String {
    let formal = review.formal.iter().map(|formal| Counted {
        what: formal.what,
        count: formal.items.len(),
        items: formal
            .items
            .iter()
            .filter(|_| shown.all)
            .map(|item| Difference { id: present(&item.id), detail: &item.detail })
            .collect(),
    });
    let written = Written {
        version: 1,
        old: shown.old,
        new: shown.new,
        changes: review.entries.iter().map(change).collect(),
        formal: formal.collect(),
    };
    serde_json::to_string_pretty(&written).unwrap_or_default() + "\n"
}

fn change(entry: &Entry) -> Change<'_> {
    let parts = entry.aspects.iter().map(|aspect| Part {
        what: &aspect.what,
        old: aspect.old.as_deref(),
        new: aspect.new.as_deref(),
    });
    Change {
        topic: entry.topic.row().map_or("others", |row| row.word),
        sign: entry.sign.word(),
        what: &entry.what,
        sentence: &entry.sentence,
        parts: parts.collect(),
        source: entry.source.as_deref(),
        id: present(&entry.id),
        old_id: entry.old_id.as_deref(),
        also: &entry.also,
        place: entry.place.as_ref().map(|place| Line { file: &place.file, line: place.line }),
    }
}

fn present(text: &str) -> Option<&str> {
    Some(text).filter(|text| !text.is_empty())
}
