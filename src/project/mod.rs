//! From paths to texts: which project, which manifest, which files by their `use` closure, which stored texts.
//!
//! The root of a project is the folder of the nearest `attr.toml`, else that of the first file; everything is named by
//! its path below the root, and nothing outside it is read. Files are numbered in the order of their paths, so that the
//! order in which they were named or found means nothing.

mod bundles;
mod destination;
mod load;
mod manifest;
mod paths;
mod texts;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use self::paths::below;
use crate::source::{FileId, Text};

pub use bundles::{AttackBundle, attack_bundles};
pub use destination::{Address, Credentials, Destination, Secret, Trust, unfit_header};
pub use load::load;
pub use manifest::{Author, LintLevel, MANIFEST, Manifest, SCRATCH_NAMESPACE};
pub use paths::relative;
pub use texts::{StoredText, StoredTexts, stored_texts};

/// A project as far as it was asked for.
#[derive(Debug)]
pub struct Project {
    /// Its root, canonical.
    pub root: PathBuf,
    /// Whether all of it was asked for, and not some of its files.
    pub whole: bool,
    /// What `attr.toml` says, or the defaults of a lone file.
    pub manifest: Manifest,
    /// The `.attr` files in the order of their paths, then the manifest if there is one.
    pub texts: Vec<Text>,
    /// Which of [`Project::texts`] are `.attr` files.
    pub files: Vec<FileId>,
    /// For each file, the files that it uses directly.
    pub uses: Vec<Vec<FileId>>,
    /// The files with a `use` that leads nowhere: what they name may stand there.
    pub lacking: BTreeSet<FileId>,
    /// The files that are used, but stand in no folder of a file that was asked for, nor below one: what they declare is
    /// lent to others.
    pub lent: BTreeSet<FileId>,
}

impl Project {
    /// Names the texts by their paths from a folder, as people in that folder would.
    pub fn show_from(&mut self, folder: &Path) {
        let root = self.root.clone();
        for text in &mut self.texts {
            text.path = paths::between(folder, &root.join(&text.path));
        }
    }

    /// The same for the stored texts of its sources.
    pub fn show_stored_from(&self, folder: &Path, stored: &mut StoredTexts) {
        for text in stored.values_mut() {
            text.path = paths::between(folder, &self.root.join(&text.path));
        }
    }

    /// The text of a file.
    pub fn text(&self, file: FileId) -> Option<&Text> {
        self.texts.get(file.0 as usize)
    }

    /// The file that a `use` line of another one leads to, by its path as it is written without quotes.
    pub fn used(&self, file: FileId, written: &str) -> Option<FileId> {
        let below = below(&self.text(file)?.path, written).ok()?;
        let used = self.uses.get(file.0 as usize)?;
        used.iter().copied().find(|other| self.text(*other).is_some_and(|text| text.path == below))
    }

    /// For each file, which files' names it sees: its own and those of all that it uses, directly or not.
    pub fn closures(&self) -> Vec<Vec<FileId>> {
        (0..self.uses.len()).map(|file| self.closure(FileId(file as u32))).collect()
    }

    /// Which files' names one sees, in their order.
    pub fn closure(&self, file: FileId) -> Vec<FileId> {
        let mut seen = vec![false; self.uses.len()];
        let mut stack = vec![file.0 as usize];
        while let Some(file) = stack.pop() {
            if let Some(mark @ false) = seen.get_mut(file) {
                *mark = true;
                stack.extend(self.uses.get(file).into_iter().flatten().map(|file| file.0 as usize));
            }
        }
        let seen = seen.iter().enumerate().filter(|(_, seen)| **seen);
        seen.map(|(file, _)| FileId(file as u32)).collect()
    }
}
