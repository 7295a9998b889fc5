//! Which findings were told of which file, so that nothing is told twice and what is mended is taken back.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use super::protocol::types::Diagnostic;
use super::workspace::Unit;

/// What was told.
#[derive(Default)]
pub struct Published {
    told: BTreeMap<PathBuf, (Option<i32>, Vec<Diagnostic>)>,
    /// The files of each unit that something was told of.
    files: BTreeMap<Unit, BTreeSet<PathBuf>>,
}

impl Published {
    /// Whether something else is to be told of a file now.
    pub fn tell(&mut self, path: &Path, version: Option<i32>, findings: &[Diagnostic]) -> bool {
        let is_news = match self.told.get(path) {
            Some((told, before)) => *told != version || before != findings,
            None => !findings.is_empty() || version.is_some(),
        };
        if is_news {
            self.told.insert(path.to_owned(), (version, findings.to_vec()));
        }
        is_news
    }

    /// The files that something was told of by a unit, and that it has no more.
    pub fn gone(&mut self, unit: &Unit, now: BTreeSet<PathBuf>) -> Vec<PathBuf> {
        let before = self.files.insert(unit.clone(), now.clone()).unwrap_or_default();
        let elsewhere = |path: &PathBuf| self.files.iter().any(|(other, files)| other != unit && files.contains(path));
        before.into_iter().filter(|path| !now.contains(path) && !elsewhere(path)).collect()
    }

    /// A file is not shown any more: what was told of it holds for no version.
    pub fn close(&mut self, path: &Path) {
        if let Some((version, _)) = self.told.get_mut(path) {
            *version = None;
        }
    }
}
