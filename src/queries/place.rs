//! Where things stand: lines of files, and lines and columns of stored texts.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::facts::{EntityId, Facts, Origin, Quotation, Texts};
use crate::project::Project;
use crate::source::{LineTable, Location};

/// A line of a file of the project.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Line {
    /// Its path.
    pub file: String,
    /// The line, from 1.
    pub line: u32,
}

/// Where quoted words stand in a stored text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Passage {
    /// The path of the stored text; absent where only its hash is at hand.
    pub file: Option<String>,
    /// The line, from 1.
    pub line: Option<u32>,
    /// The column in characters, from 1.
    pub column: Option<u32>,
    /// First byte.
    pub start: u64,
    /// One past the last byte.
    pub end: u64,
}

/// The texts that places are shown in.
pub struct Places<'c> {
    project: &'c Project,
    stored: BTreeMap<EntityId, (&'c str, &'c str, LineTable)>,
}

impl<'c> Places<'c> {
    /// The files of a project and its stored texts.
    pub fn new(project: &'c Project, texts: &Texts<'c>) -> Self {
        let stored = texts.iter().map(|(document, text)| {
            let stored = text.stored();
            (*document, (stored.path.as_str(), stored.content.as_str(), LineTable::new(&stored.content)))
        });
        Self { project, stored: stored.collect() }
    }

    /// The line of a place; `None` for what stands in no file, as the author of the manifest does.
    pub fn line(&self, location: Location) -> Option<Line> {
        line(self.project, location)
    }

    /// The line of a fact.
    pub fn of(&self, facts: &Facts, origin: Origin) -> Option<Line> {
        self.line(facts.location(origin))
    }

    /// The first and the last line of a stored text that a quotation stands on, where it was found.
    pub fn lines(&self, document: EntityId, quotation: &Quotation) -> Option<(u32, u32)> {
        let found = quotation.found.as_ref()?;
        let (_, _, lines) = self.stored.get(&document)?;
        Some((lines.line_of(found.start as u32) + 1, lines.line_of(found.end.saturating_sub(1) as u32) + 1))
    }

    /// Where a quotation of a document stands, where it was found.
    pub fn passage(&self, document: Option<EntityId>, quotation: &Quotation) -> Option<Passage> {
        let found = quotation.found.as_ref()?;
        let Some((path, content, lines)) = document.and_then(|document| self.stored.get(&document)) else {
            return Some(Passage { file: None, line: None, column: None, start: found.start, end: found.end });
        };
        let position = lines.position(content, found.start as u32);
        Some(Passage {
            file: Some((*path).to_owned()),
            line: Some(position.line),
            column: Some(position.column),
            start: found.start,
            end: found.end,
        })
    }
}

/// The line of a place of a project's files.
pub(super) fn line(project: &Project, location: Location) -> Option<Line> {
    let text = project.text(location.file)?;
    Some(Line { file: text.path.clone(), line: text.position(location.span.lo).line })
}

impl std::fmt::Display for Line {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "{}:{}", self.file, self.line)
    }
}

impl std::fmt::Display for Passage {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match (&self.file, self.line, self.column) {
            (Some(file), Some(line), Some(column)) => write!(out, "{file}:{line}:{column}"),
            _ => write!(out, "bytes {} to {}", self.start, self.end),
        }
    }
}
