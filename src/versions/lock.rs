//! `attr.lock`: the last release, as text that git can merge.

use std::collections::{BTreeMap, HashSet};
use std::fmt;

use super::line::Line;
use crate::diag::codes::versions as codes;
use crate::diag::{Code, Diagnostic};
use crate::source::{FileId, Location, Span};
use crate::stix::Id;

/// The name of the lock, beside the manifest.
pub const LOCK: &str = "attr.lock";

/// The section of what is written for nobody in particular; each target has one of its own.
pub const STIX: &str = "stix";

/// The first line: which form the lines have.
const HEAD: &str = "attr.lock 1";

/// What people read who open the file.
const NOTE: &str = "# The last release, a line an object; `attrc lock` writes it. Keep both sides of a merge.";

/// What git writes where it could not merge.
const CONFLICT: [&str; 4] = ["<<<<<<<", "=======", ">>>>>>>", "|||||||"];

/// All that was ever released, each object in the versions that matter.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Lock {
    sections: BTreeMap<Box<str>, Section>,
}

/// What was released for one target: the lines of each id, the latest version last.
pub(super) type Section = BTreeMap<Box<str>, Vec<Line>>;

impl Lock {
    /// Reads a lock. A line that is damaged is reported, and the others are there.
    pub fn read(file: FileId, text: &str) -> (Self, Vec<Diagnostic>) {
        let mut lock = Self::default();
        let mut found = Vec::new();
        let mut headed = false;
        let mut at = 0;
        for whole in text.split_inclusive('\n') {
            let start = at;
            at += whole.len();
            let line = whole.trim_end_matches(['\n', '\r']);
            let mut report = |code: &'static Code, from: usize, to: usize, message: String, help: &str| {
                let place = Location::new(file, Span::new((start + from) as u32, (start + to) as u32));
                found.push(Diagnostic::new(code, place, message).help(help));
            };
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            if let Some(mark) = CONFLICT.iter().find(|mark| line.starts_with(*mark)) {
                let message = "git could not merge this, and left its marks".to_owned();
                let help = "take the lines with `<`, `=` and `>` out and keep all others, then run `attrc lock`; with \
                            `attr.lock merge=union` in `.gitattributes` git does so itself";
                report(&codes::LOCK_CONFLICT, 0, mark.len(), message, help);
                continue;
            }
            if let Some(version) = line.strip_prefix("attr.lock ") {
                headed = true;
                if line != HEAD {
                    let message = format!("this lock has form `{version}`, and this attrc knows form 1");
                    report(&codes::LOCK_NEWER, 0, line.len(), message, "use a later attrc");
                    return (lock, found);
                }
                continue;
            }
            match Line::parse(line) {
                Ok(line) => lock.add(line),
                Err(fault) => {
                    let help = "take the file out of git again (`git checkout -- attr.lock`), or merge anew and keep all lines";
                    report(&codes::DAMAGED_LOCK, fault.at.start, fault.at.end, fault.what, help);
                }
            }
        }
        if !headed && found.is_empty() {
            let message = format!("a lock begins with `{HEAD}`");
            let help =
                "take the file out of git again (`git checkout -- attr.lock`); a new project gets one by `attrc lock`";
            let end = text.lines().next().map_or(0, str::len);
            let place = Location::new(file, Span::new(0, end as u32));
            found.push(Diagnostic::new(&codes::DAMAGED_LOCK, place, message).help(help));
        }
        for lines in lock.sections.values_mut().flat_map(|section| section.values_mut()) {
            lines.sort_by(|one, other| (one.at(), one).cmp(&(other.at(), other)));
            lines.dedup();
        }
        (lock, found)
    }

    /// The sections that it has, by name.
    pub fn sections(&self) -> impl Iterator<Item = &str> {
        self.sections.keys().map(|name| &**name)
    }

    /// How many objects a section has, withdrawn ones too.
    pub fn len(&self, section: &str) -> usize {
        self.sections.get(section).map_or(0, BTreeMap::len)
    }

    /// Whether nothing was ever released.
    pub fn is_empty(&self) -> bool {
        self.sections.is_empty()
    }

    /// What was taken back for good in a section: its id may never stand for anything again (STIX 2.1, section 3.6).
    pub fn withdrawn(&self, section: &str) -> HashSet<Id> {
        let lines = self.sections.get(section).into_iter().flatten();
        lines.filter(|(_, lines)| is_withdrawn(lines)).filter_map(|(id, _)| read_id(id)).collect()
    }

    pub(super) fn section(&self, name: &str) -> Option<&Section> {
        self.sections.get(name)
    }

    pub(super) fn set(&mut self, name: &str, section: Section) {
        self.sections.insert(name.into(), section);
    }

    fn add(&mut self, line: Line) {
        self.sections.entry(line.section.clone()).or_default().entry(line.id.clone()).or_default().push(line);
    }
}

impl fmt::Display for Lock {
    /// As the file has it: sorted, and each line whole in itself.
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(out, "{HEAD}\n{NOTE}")?;
        let mut lines = self.sections.values().flat_map(|section| section.values().flatten());
        lines.try_for_each(|line| writeln!(out, "{line}"))
    }
}

/// Whether one of the lines of an id takes it back. A merge may have brought a later change beside it, and yet nothing comes
/// after a withdrawal.
pub(super) fn is_withdrawn(lines: &[Line]) -> bool {
    lines.iter().any(|line| line.content.contains(r#""revoked":true"#) && revoked(&line.content))
}

/// The text `"revoked":true` may also stand within a value; the property itself is looked up where it might.
fn revoked(content: &str) -> bool {
    let (document, _) = crate::json::read(FileId(0), content);
    document.root().and_then(|root| root.get("revoked")).and_then(|value| value.boolean()) == Some(true)
}

/// The id of a text, whatever its type.
pub(super) fn read_id(text: &str) -> Option<Id> {
    Id::parse(text.split_once("--")?.0, text)
}
