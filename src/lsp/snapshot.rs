//! What is open at one moment; it never changes, so that any thread may read it while the editor goes on.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::client::Client;
use super::convert::{self, Ruler};
use super::documents::Documents;
use super::protocol::types::{Location as Place, Range, Uri};
use super::workspace::Workspace;
use crate::ide::Analysis;
use crate::source::{FileId, Location};
use crate::world::Files;

/// What is open at one moment, and for whom.
#[derive(Debug)]
pub struct Snapshot {
    /// Counts up with everything that changes.
    pub revision: u64,
    /// What the editor can do.
    pub client: Arc<Client>,
    /// The open texts.
    pub documents: Documents,
    /// The same as files that stand over the disk.
    pub files: Arc<Files>,
    /// The folders that are open.
    pub workspace: Workspace,
}

impl Snapshot {
    /// What an editor calls a file: as it did where it is open, else by its path below the folder that it opened.
    pub fn uri(&self, path: &Path) -> Option<Uri> {
        match self.documents.get(path) {
            Some(document) => Some(document.uri.clone()),
            None => convert::uri(&self.workspace.as_opened(path)),
        }
    }

    /// The version of an open text.
    pub fn version(&self, path: &Path) -> Option<i32> {
        self.documents.get(path).map(|document| document.version)
    }

    /// The ruler of a text of an analysis.
    pub fn ruler<'a>(&self, analysis: &'a Analysis, file: FileId) -> Option<Ruler<'a>> {
        Some(Ruler { text: analysis.text(file)?, unit: self.client.unit })
    }

    /// The range of a place of an analysis.
    pub fn range(&self, analysis: &Analysis, place: Location) -> Option<Range> {
        Some(self.ruler(analysis, place.file)?.range(place.span))
    }

    /// A place of an analysis.
    pub fn place(&self, analysis: &Analysis, place: Location) -> Option<Place> {
        let path: PathBuf = analysis.path(place.file)?;
        Some(Place { uri: self.uri(&path)?, range: self.range(analysis, place)? })
    }
}
