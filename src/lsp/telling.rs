//! What is found is told: at once of the text that is written, later of all of its project.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::time::Instant;

use serde_json::Value;

use super::diagnostics;
use super::protocol::types::{Diagnostic, PublishDiagnosticsParams};
use super::server::{Server, is_source};
use super::workspace::Unit;

impl Server<'_> {
    /// What was analysed of a file is told, if it is still what the editor shows.
    pub fn near_told(&mut self, path: &Path) {
        let Some(made) = self.near.made.get(path).cloned() else { return };
        let Some(document) = self.documents.get(path) else { return };
        if made.text_of(path) != document.revision {
            self.near.want(path);
            return;
        }
        if let Some(analysis) = &made.analysis {
            let found = diagnostics::of_file(&made.snapshot, analysis, path);
            let list = self.findings.near(path, document, self.client.unit, found);
            self.publish(path, list);
        }
    }

    /// What was compiled of a unit is told of all of its files whose texts are still those.
    pub fn whole_told(&mut self, unit: &Unit) {
        let Some(made) = self.whole.made.get(unit).cloned() else { return };
        let Some(analysis) = &made.analysis else { return };
        if self.whole.is_dirty(unit) {
            return;
        }
        let all = diagnostics::by_file(&made.snapshot, analysis);
        let files: BTreeSet<PathBuf> = all.keys().cloned().collect();
        self.look_at_orphans(unit, &files);
        let mut is_news = false;
        for (path, found) in all {
            let revision = made.snapshot.documents.get(&path).map(|document| document.revision);
            let list = self.findings.whole(&path, revision, found);
            is_news |= self.publish(&path, list);
        }
        for path in self.findings.gone(unit, files) {
            is_news |= self.publish(&path, Vec::new());
        }
        if self.client.pulls && is_news {
            self.request("workspace/diagnostic/refresh", Value::Null);
        }
        for method in self.client.clone().refreshes.iter() {
            self.request(method, Value::Null);
        }
    }

    /// Open files of a unit that nothing in it uses are compiled alone, as `attrc check FILE` does.
    fn look_at_orphans(&mut self, unit: &Unit, files: &BTreeSet<PathBuf>) {
        let open: Vec<PathBuf> = self.documents.iter().map(|(path, _)| path.clone()).collect();
        for path in open.into_iter().filter(|path| is_source(path) && *path != unit.path) {
            if self.unit(&path) != *unit {
                continue;
            }
            let lone = Unit { path: path.clone() };
            match files.contains(&path) {
                true => {
                    self.whole.forget(&lone);
                }
                false if !self.whole.made.contains_key(&lone) => self.whole.soil(lone, self.revision, Instant::now()),
                false => {}
            }
        }
    }

    /// Tells the findings of a file, unless the editor asks for them itself; whether they are news.
    pub fn publish(&mut self, path: &Path, list: Vec<Diagnostic>) -> bool {
        let version = self.documents.get(path).map(|document| document.version);
        let is_news = self.findings.tell(path, version, list.clone());
        if is_news
            && !self.client.pulls
            && let Some(uri) = self.snapshot().uri(path)
        {
            let params = PublishDiagnosticsParams { uri, version, diagnostics: list };
            self.notify("textDocument/publishDiagnostics", &params);
        }
        is_news
    }
}
