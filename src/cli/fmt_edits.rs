//! `attrc fmt --edits`: what would change, for editors; `schemas/edits.schema.json` describes it.

use serde::Serialize;

use crate::diag::Edit;
use crate::source::{Position, Text};

/// Grows when a field changes its meaning or goes; not when one is added.
const VERSION: u32 = 1;

/// The edits of some texts as one JSON object and a line end.
pub fn json(files: &[(&Text, &[Edit])]) -> serde_json::Result<Vec<u8>> {
    let files = files.iter().map(|(text, edits)| File {
        file: &text.path,
        edits: edits.iter().map(|edit| Change::new(text, edit)).collect(),
    });
    let mut bytes = serde_json::to_vec(&Report { version: VERSION, files: files.collect() })?;
    bytes.push(b'\n');
    Ok(bytes)
}

#[derive(Serialize)]
struct Report<'t> {
    version: u32,
    files: Vec<File<'t>>,
}

#[derive(Serialize)]
struct File<'t> {
    file: &'t str,
    edits: Vec<Change<'t>>,
}

#[derive(Serialize)]
struct Change<'t> {
    span: Bytes,
    start: LineColumn,
    end: LineColumn,
    text: &'t str,
}

impl<'t> Change<'t> {
    fn new(text: &Text, edit: &'t Edit) -> Self {
        let span = edit.location.span;
        let place = |offset| LineColumn::from(text.position(offset));
        Self {
            span: Bytes { start: span.lo, end: span.hi },
            start: place(span.lo),
            end: place(span.hi),
            text: &edit.text,
        }
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
