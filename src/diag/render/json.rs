//! For scripts: one object on one line, as `schemas/diagnostics.schema.json` describes it.

use std::io;

use serde::Serialize;

use super::place::{Place, Places};
use super::summary::Summary;
use crate::diag::codes::standard::requirement;
use crate::diag::{Applicability, Diagnostic, Fix, Label};
use crate::source::{Location, Position};

/// Grows when a field changes its meaning or goes; not when one is added.
const VERSION: u32 = 1;

/// Writes all diagnostics as one object and a line end.
pub(super) fn write(diagnostics: &[Diagnostic], places: &mut Places<'_>, out: &mut dyn io::Write) -> io::Result<()> {
    let summary = Summary::new(diagnostics, places);
    let diagnostics = diagnostics.iter().map(|diagnostic| Item::new(diagnostic, places)).collect();
    serde_json::to_writer(&mut *out, &Report { version: VERSION, diagnostics, summary })?;
    writeln!(out)
}

#[derive(Serialize)]
struct Report<'d, 't> {
    version: u32,
    diagnostics: Vec<Item<'d, 't>>,
    summary: Summary,
}

#[derive(Serialize)]
struct Item<'d, 't> {
    code: &'d str,
    name: &'d str,
    severity: &'d str,
    message: &'d str,
    label: &'d str,
    path: &'d str,
    section: &'static str,
    #[serde(flatten)]
    location: Where<'t>,
    related: Vec<Related<'d, 't>>,
    help: Option<&'d str>,
    fixes: Vec<Mend<'d, 't>>,
}

impl<'d, 't> Item<'d, 't> {
    fn new(diagnostic: &'d Diagnostic, places: &mut Places<'t>) -> Self {
        Self {
            code: diagnostic.code.id,
            name: diagnostic.code.name,
            severity: diagnostic.severity.word(),
            message: &diagnostic.message,
            label: &diagnostic.label,
            path: &diagnostic.path,
            section: requirement(diagnostic.code).map_or("", |rule| rule.section),
            location: diagnostic.primary.map(|location| Where::new(location, places)).unwrap_or_default(),
            related: diagnostic.related.iter().map(|label| Related::new(label, places)).collect(),
            help: diagnostic.help.as_deref(),
            fixes: diagnostic.fixes.iter().map(|fix| Mend::new(fix, places)).collect(),
        }
    }
}

#[derive(Serialize)]
struct Related<'d, 't> {
    text: &'d str,
    #[serde(flatten)]
    location: Where<'t>,
}

impl<'d, 't> Related<'d, 't> {
    fn new(label: &'d Label, places: &mut Places<'t>) -> Self {
        Self { text: &label.text, location: Where::new(label.location, places) }
    }
}

#[derive(Serialize)]
struct Mend<'d, 't> {
    title: &'d str,
    applicability: &'static str,
    edits: Vec<Change<'d, 't>>,
}

impl<'d, 't> Mend<'d, 't> {
    fn new(fix: &'d Fix, places: &mut Places<'t>) -> Self {
        let change =
            |edit: &'d crate::diag::Edit| Change { location: Where::new(edit.location, places), text: &edit.text };
        Self {
            title: &fix.title,
            applicability: match fix.applicability {
                Applicability::Safe => "safe",
                Applicability::Unsafe => "unsafe",
            },
            edits: fix.edits.iter().map(change).collect(),
        }
    }
}

#[derive(Serialize)]
struct Change<'d, 't> {
    #[serde(flatten)]
    location: Where<'t>,
    text: &'d str,
}

/// A place, or four times `null`.
#[derive(Serialize, Default)]
struct Where<'t> {
    file: Option<&'t str>,
    span: Option<Bytes>,
    start: Option<LineColumn>,
    end: Option<LineColumn>,
}

impl<'t> Where<'t> {
    fn new(location: Location, places: &mut Places<'t>) -> Self {
        places.find(location).map_or_else(Self::default, |Place { text, span, start, end, .. }| Self {
            file: Some(&text.path),
            span: Some(Bytes { start: span.lo, end: span.hi }),
            start: Some(start.into()),
            end: Some(end.into()),
        })
    }
}

#[derive(Serialize)]
struct Bytes {
    start: u32,
    end: u32,
}

#[derive(Serialize)]
struct LineColumn {
    line: u32,
    column: u32,
}

impl From<Position> for LineColumn {
    fn from(Position { line, column }: Position) -> Self {
        Self { line, column }
    }
}
