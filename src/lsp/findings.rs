//! Which findings are told of which file: at once those of its own analysis, later those of its whole project, and between
//! the two nothing that comes and goes.

use std::collections::{BTreeMap, BTreeSet};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::diagnostics::Finding;
use super::documents::{Change, Document};
use super::protocol::types::Diagnostic;
use super::workspace::Unit;
use crate::source::Unit as Column;

/// What is told of a file.
#[derive(Debug, Clone)]
pub struct Told {
    /// The file.
    pub path: PathBuf,
    /// The version of its text, where it is open.
    pub version: Option<i32>,
    /// What is told.
    pub list: Arc<Vec<Diagnostic>>,
}

impl Told {
    /// A name of the list: the same for the same list.
    pub fn id(&self) -> String {
        let mut hasher = DefaultHasher::new();
        serde_json::to_string(&*self.list).unwrap_or_default().hash(&mut hasher);
        format!("{:016x}", hasher.finish())
    }
}

/// What is told of all files.
#[derive(Default)]
pub struct Findings {
    told: BTreeMap<PathBuf, Told>,
    open: BTreeMap<PathBuf, Open>,
    /// The files of each unit that something was told of.
    files: BTreeMap<Unit, BTreeSet<PathBuf>>,
}

/// What is known of an open text, in bytes of the text as it is now.
#[derive(Default)]
struct Open {
    /// What its own analysis found, and in which revision of the text.
    near: (u64, Vec<Finding>),
    /// What its whole project found, and in which revision of the text.
    whole: (u64, Vec<Finding>),
    /// What only the whole project knows of it.
    further: Vec<Finding>,
    /// What its own analysis finds, and the whole project knows better.
    refuted: Vec<Finding>,
}

impl Findings {
    /// What is told of a file.
    pub fn of(&self, path: &Path) -> Option<&Told> {
        self.told.get(path)
    }

    /// What is told of all files.
    pub fn all(&self) -> impl Iterator<Item = &Told> {
        self.told.values()
    }

    /// A text was changed: what the whole project knows of it moves along, but for what was changed itself.
    pub fn moved(&mut self, path: &Path, changes: &[Change]) {
        let Some(open) = self.open.get_mut(path) else { return };
        for list in [&mut open.further, &mut open.refuted] {
            list.retain_mut(|finding| {
                let Some(span) = &mut finding.span else { return true };
                for change in changes {
                    if change.span.lo < span.hi && span.lo < change.span.hi {
                        return false;
                    }
                    (span.lo, span.hi) = (change.moved(span.lo), change.moved(span.hi));
                }
                span.lo <= span.hi
            });
        }
    }

    /// What is to be told of an open text after its own analysis.
    pub fn near(&mut self, path: &Path, document: &Document, unit: Column, found: Vec<Finding>) -> Vec<Diagnostic> {
        let open = self.open.entry(path.to_owned()).or_default();
        open.near = (document.revision, found);
        // The whole project may have been quicker.
        if open.compare() {
            return told(&open.whole.1);
        }
        let refuted: BTreeSet<Key<'_>> = open.refuted.iter().map(key).collect();
        let known: BTreeSet<Key<'_>> = open.near.1.iter().map(key).collect();
        let held = open.near.1.iter().filter(|finding| !refuted.contains(&key(finding)));
        let mut list: Vec<Diagnostic> = held.map(|finding| finding.told.clone()).collect();
        let further = open.further.iter().filter(|finding| !known.contains(&key(finding)));
        list.extend(further.map(|finding| {
            let range = finding.span.map_or(finding.told.range, |span| document.range(span, unit));
            Diagnostic { range, ..finding.told.clone() }
        }));
        list.sort_by_key(|diagnostic| diagnostic.range.start);
        list
    }

    /// What is to be told of a file after an analysis of its whole project; `revision` is that of its text, if it is open.
    pub fn whole(&mut self, path: &Path, revision: Option<u64>, found: Vec<Finding>) -> Vec<Diagnostic> {
        let list = told(&found);
        if let Some(revision) = revision {
            let open = self.open.entry(path.to_owned()).or_default();
            open.whole = (revision, found);
            open.compare();
        }
        list
    }

    /// Keeps what is told of a file; whether it is news.
    pub fn tell(&mut self, path: &Path, version: Option<i32>, list: Vec<Diagnostic>) -> bool {
        let is_news = match self.told.get(path) {
            Some(told) => told.version != version || *told.list != list,
            None => !list.is_empty() || version.is_some(),
        };
        if is_news {
            let told = Told { path: path.to_owned(), version, list: Arc::new(list) };
            self.told.insert(path.to_owned(), told);
        }
        is_news
    }

    /// The files that something was told of by a unit, and that it has no more.
    pub fn gone(&mut self, unit: &Unit, now: BTreeSet<PathBuf>) -> Vec<PathBuf> {
        let before = self.files.insert(unit.clone(), now.clone()).unwrap_or_default();
        let elsewhere = |path: &PathBuf| self.files.iter().any(|(other, files)| other != unit && files.contains(path));
        before.into_iter().filter(|path| !now.contains(path) && !elsewhere(path)).collect()
    }

    /// A text is closed.
    pub fn close(&mut self, path: &Path) {
        self.open.remove(path);
        if let Some(told) = self.told.get_mut(path) {
            told.version = None;
        }
    }
}

impl Open {
    /// Finds out what only the whole project knows, where both have seen the same text; whether they have.
    fn compare(&mut self) -> bool {
        let is_same_text = self.near.0 == self.whole.0;
        if is_same_text {
            let (near, whole) = (&self.near.1, &self.whole.1);
            self.further = lacking(whole, near);
            self.refuted = lacking(near, whole);
        }
        is_same_text
    }
}

/// The findings that a list has and the other has not.
fn lacking(findings: &[Finding], other: &[Finding]) -> Vec<Finding> {
    let known: BTreeSet<Key<'_>> = other.iter().map(key).collect();
    findings.iter().filter(|finding| !known.contains(&key(finding))).cloned().collect()
}

fn told(findings: &[Finding]) -> Vec<Diagnostic> {
    findings.iter().map(|finding| finding.told.clone()).collect()
}

/// What makes two findings the same.
type Key<'f> = (Option<crate::source::Span>, &'static str, &'f str);

fn key(finding: &Finding) -> Key<'_> {
    (finding.span, finding.code, &finding.message)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Span;

    fn finding(lo: u32, hi: u32, message: &str) -> Finding {
        Finding {
            span: Some(Span::new(lo, hi)),
            code: "E0000",
            message: message.to_owned(),
            told: Diagnostic { message: message.to_owned().into(), ..Diagnostic::default() },
        }
    }

    #[test]
    fn what_only_the_project_knows_moves_with_the_text() {
        let path = Path::new("/a.attr");
        let mut findings = Findings::default();
        findings.open.insert(path.to_owned(), Open { near: (7, vec![finding(0, 3, "near")]), ..Open::default() });
        findings.whole(path, Some(7), vec![finding(10, 12, "far"), finding(20, 24, "cut")]);
        let spans = |findings: &Findings| {
            let open = findings.open.get(path).into_iter().flat_map(|open| &open.further);
            open.map(|finding| (finding.message.clone(), finding.span)).collect::<Vec<_>>()
        };
        let change = |lo, hi, inserted| Change { span: Span::new(lo, hi), inserted };
        findings.moved(path, &[change(0, 1, 5), change(25, 26, 0)]);
        assert_eq!(spans(&findings), [("far".to_owned(), Some(Span::new(14, 16)))]);
        assert_eq!(findings.open.get(path).map(|open| open.refuted.len()), Some(0), "what was changed is judged anew");
    }
}
