//! A lock from text: whatever union of lines a merge made, and nothing that attrc did not write.

use std::collections::HashSet;
use std::sync::Arc;

use jiff::Timestamp;
use rayon::prelude::*;

use super::entry::is_id;
use super::write::{FORM, HEAD, NO_TIME, digest};
use super::{Entry, Lock, hash, section_names, section_of};
use crate::diag::codes::versions::{DAMAGED_LOCK, NEWER_LOCK, UNMERGED_LOCK};
use crate::diag::{Diagnostic, FINDINGS_LIMIT, did_you_mean};
use crate::source::{FileId, Location, Span};
use crate::stix::rfc3339;

/// What git writes around the sides of a merge that it leaves to people.
const MARKS: [&str; 4] = ["<<<<<<<", "=======", ">>>>>>>", "|||||||"];

/// What a line is.
enum Line<'t> {
    Head,
    Comment(&'t str),
    Entry(&'static str, Entry),
    Wrong(Wrong<'t>),
}

/// Why a line is none of a lock.
enum Wrong<'t> {
    /// It is a mark of a merge.
    Mark(&'t str),
    /// Its form has a later number.
    Newer(&'t str),
    /// Something in it is not what it should be: the part, what is wrong and what stands there.
    Damaged(&'t str, String, Option<String>),
}

impl Lock {
    /// Reads the text of a lock. What is damaged is told at its place; the other lines are there.
    pub fn read(file: FileId, text: &str) -> (Self, Vec<Diagnostic>) {
        let mut findings = Vec::new();
        let is_tidy = text.ends_with('\n') && !text.contains('\r');
        let mut lock = Self { is_tidy, text: Some(hash(text.as_bytes())), ..Self::default() };
        let lines: Vec<&str> = text.lines().collect();
        if !lines.first().is_some_and(|first| first.starts_with(HEAD) || is_mark(first)) {
            let first = lines.first().copied().unwrap_or_default();
            let what = Wrong::Damaged(first, format!("the first line of a lock is `{HEAD}{FORM}`"), None);
            findings.push(what.told(file, text));
        }
        let read: Vec<Line<'_>> = lines.par_iter().map(|line| Line::read(line)).collect();
        // In a tidy text nothing comes after what it should come before.
        let mut comments = HashSet::new();
        let mut last: Option<(&'static str, Entry)> = None;
        for (at, line) in read.into_iter().enumerate() {
            match line {
                Line::Head => lock.is_tidy &= at == 0,
                Line::Comment(comment) if !comments.insert(comment) => lock.is_tidy = false,
                Line::Comment(comment) => {
                    lock.is_tidy &= last.is_none();
                    lock.comments.push(comment.to_owned());
                }
                Line::Entry(section, entry) => {
                    let next = (section, entry);
                    if let Some((section, entry)) = last.take() {
                        lock.is_tidy &= (section, &entry) < (next.0, &next.1);
                        lock.sections.entry(section).or_default().push(entry);
                    }
                    last = Some(next);
                }
                Line::Wrong(wrong) if findings.len() < FINDINGS_LIMIT => findings.push(wrong.told(file, text)),
                Line::Wrong(_) => {}
            }
        }
        if let Some((section, entry)) = last {
            lock.sections.entry(section).or_default().push(entry);
        }
        if !lock.is_tidy {
            for entries in lock.sections.values_mut() {
                entries.par_sort_unstable();
                entries.dedup();
            }
        }
        (lock, findings)
    }
}

impl<'t> Line<'t> {
    fn read(line: &'t str) -> Self {
        if is_mark(line) {
            return Self::Wrong(Wrong::Mark(line));
        }
        if line.starts_with('#') {
            return Self::Comment(line);
        }
        if let Some(form) = line.strip_prefix(HEAD) {
            return match form.parse::<u32>() {
                Ok(FORM) => Self::Head,
                Ok(number) if number > FORM => Self::Wrong(Wrong::Newer(form)),
                _ => Self::Wrong(Wrong::Damaged(form, "this names no form of a lock".to_owned(), None)),
            };
        }
        match entry(line) {
            Ok((section, entry)) => Self::Entry(section, entry),
            Err(wrong) => Self::Wrong(wrong),
        }
    }
}

fn entry(line: &str) -> Result<(&'static str, Entry), Wrong<'_>> {
    let damaged = |part, why: &str| Wrong::Damaged(part, why.to_owned(), None);
    let mut fields = line.splitn(6, ' ');
    let mut field = || fields.next().ok_or_else(|| damaged(line, "this line is cut: a line has six fields"));
    let name = field()?;
    let Some(section) = section_of(name) else {
        let help = did_you_mean(name, section_names());
        return Err(Wrong::Damaged(name, format!("a lock has no section `{}`", shown(name)), help));
    };
    let (id, created, modified, guard, content) = (field()?, field()?, field()?, field()?, field()?);
    if !is_id(id) {
        return Err(damaged(id, "this is no id of an object"));
    }
    let created_at = time(created)?;
    let modified_at = time(modified)?;
    if modified_at.is_some() && (created_at.is_none() || modified_at < created_at) {
        return Err(damaged(modified, "this version is older than its object"));
    }
    if guard.len() != 16 || !guard.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f')) {
        return Err(damaged(guard, "this is no digest of a line"));
    }
    if digest([section, id, created, modified, content]) != guard {
        return Err(damaged(guard, "this line is not what it was when its digest was made"));
    }
    match Entry::read(id, created_at, modified_at, Arc::from(content)) {
        Some(entry) => Ok((section, entry)),
        None => Err(damaged(content, "this is no JSON object")),
    }
}

fn time(text: &str) -> Result<Option<Timestamp>, Wrong<'_>> {
    if text == NO_TIME {
        return Ok(None);
    }
    // Only the form that is written: two texts of one instant would be two lines.
    let read = text.parse().ok().filter(|at| rfc3339(*at) == text);
    read.map(Some).ok_or_else(|| Wrong::Damaged(text, "this is no time of a lock".to_owned(), None))
}

impl Wrong<'_> {
    fn told(self, file: FileId, text: &str) -> Diagnostic {
        let place = |part| Location::new(file, Span::of(text, part));
        match self {
            Self::Mark(mark) => Diagnostic::new(&UNMERGED_LOCK, place(mark), "a merge of this lock is not done")
                .label("written by git")
                .help("take away the lines with `<<<<<<<`, `|||||||`, `=======` and `>>>>>>>`, keep all others, and run `attrc lock`"),
            Self::Newer(form) => Diagnostic::new(&NEWER_LOCK, place(form), "a newer attrc wrote this lock")
                .label(format!("this attrc knows {FORM}"))
                .help("use the attrc that wrote it, or a newer one"),
            Self::Damaged(part, why, help) => Diagnostic::new(&DAMAGED_LOCK, place(part), why)
                .help(help.unwrap_or_else(|| "take the lock of the last good commit, and run `attrc lock`".to_owned())),
        }
    }
}

fn is_mark(line: &str) -> bool {
    MARKS.iter().any(|mark| line.starts_with(mark))
}

/// As much of a word as a message quotes.
fn shown(word: &str) -> String {
    word.chars().filter(|letter| !letter.is_control() && *letter != '`').take(20).collect()
}
