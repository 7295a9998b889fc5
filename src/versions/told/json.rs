//! For programs (`schemas/lock.schema.json`).

use serde::Serialize;
use serde_json::value::RawValue;

use super::{Line, Told};
use crate::versions::{Change, Difference, Release, Rename, What};

#[derive(Serialize)]
struct Report<'r> {
    version: u32,
    first: bool,
    written: bool,
    sections: Vec<Section<'r>>,
}

#[derive(Serialize)]
struct Section<'r> {
    section: &'r str,
    counts: Counts,
    changes: Vec<Row<'r>>,
    renames: Vec<Hint<'r>>,
}

#[derive(Serialize)]
struct Counts {
    new: usize,
    changed: usize,
    withdrawn: usize,
    gone: usize,
    unchanged: usize,
}

#[derive(Serialize)]
struct Row<'r> {
    id: &'r str,
    what: &'r str,
    title: &'r str,
    #[serde(skip_serializing_if = "Option::is_none")]
    before: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    properties: Vec<Property<'r>>,
    #[serde(flatten)]
    place: Place,
}

#[derive(Serialize)]
struct Property<'r> {
    path: &'r str,
    #[serde(skip_serializing_if = "Option::is_none")]
    before: Option<Box<RawValue>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    after: Option<Box<RawValue>>,
}

#[derive(Serialize)]
struct Hint<'r> {
    before: &'r str,
    after: &'r str,
    #[serde(flatten)]
    place: Place,
}

/// Where the text says it.
#[derive(Serialize)]
struct Place {
    #[serde(skip_serializing_if = "Option::is_none")]
    file: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    line: Option<u32>,
}

/// What changed, as one JSON object.
pub fn json(told: &Told<'_>) -> String {
    let sections = told.releases.iter().map(|release| section(release, told)).collect();
    let report = Report { version: 1, first: told.is_first, written: told.is_written, sections };
    serde_json::to_string_pretty(&report).unwrap_or_default() + "\n"
}

fn section<'r>(release: &'r Release, told: &Told<'_>) -> Section<'r> {
    let tally = release.tally;
    let place = |id| Place::of(Option::and_then(id, |id| (told.place)(release.section, id)));
    let row = |change: &'r Change| Row {
        id: &change.id,
        what: change.what.word(),
        title: &change.title,
        before: match &change.what {
            What::Returned { before } => Some(before.to_string()),
            _ => None,
        },
        properties: change.what.properties().iter().map(property).collect(),
        place: place(change.object),
    };
    let hint = |rename: &'r Rename| Hint { before: &rename.before, after: &rename.after, place: place(rename.id) };
    Section {
        section: release.section,
        counts: Counts {
            new: tally.new,
            changed: tally.changed,
            withdrawn: tally.withdrawn,
            gone: tally.gone,
            unchanged: tally.unchanged,
        },
        changes: release.changes.iter().map(row).collect(),
        renames: release.renames.iter().map(hint).collect(),
    }
}

fn property(difference: &Difference) -> Property<'_> {
    let raw = |value: &Option<String>| value.clone().and_then(|value| RawValue::from_string(value).ok());
    Property { path: &difference.path, before: raw(&difference.before), after: raw(&difference.after) }
}

impl Place {
    fn of(line: Option<Line>) -> Self {
        let (file, line) = line.map(|line| (line.file, line.line)).unzip();
        Self { file, line }
    }
}
