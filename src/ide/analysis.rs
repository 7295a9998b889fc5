//! A compilation of the texts that are being written, with their trees.

use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

use super::Names;
use crate::diag::{Diagnostic, Levels, Severity};
use crate::facts::Facts;
use crate::source::{FileId, Location, Text};
use crate::stix::Named;
use crate::syntax::{Parsed, Tree};
use crate::world::World;
use crate::{Compilation, Goal, compile_sources, sources};

/// How much of a project is looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reach {
    /// A file and what it uses, and nothing is built: quick enough for every keystroke.
    Near,
    /// All that the paths name, as `attrc check` sees it.
    Whole,
}

/// What is known of some files at one moment; it never changes, so that any number of threads may ask it.
pub struct Analysis {
    /// What they say, and what is wrong with it. Objects are there where the reach is whole and nothing forbids them.
    pub compilation: Compilation,
    trees: Vec<Arc<Parsed>>,
    names: OnceLock<Names>,
    named: OnceLock<Named>,
}

impl Analysis {
    /// Reads and compiles what the paths name; `parse` may know the tree of a text already.
    pub fn new(
        world: &dyn World,
        paths: &[PathBuf],
        reach: Reach,
        parse: impl Fn(&Text) -> Arc<Parsed> + Send + Sync,
    ) -> Self {
        let sources = sources(world, paths, parse);
        let trees = sources.trees.clone();
        let goal = Goal { facts_only: reach == Reach::Near, ..Goal::default() };
        Self {
            compilation: compile_sources(world, sources, goal),
            trees,
            names: OnceLock::new(),
            named: OnceLock::new(),
        }
    }

    /// What the files say.
    pub fn facts(&self) -> &Facts {
        &self.compilation.facts
    }

    /// The file of a whole path; `None` where it is no `.attr` file of this analysis.
    pub fn file(&self, path: &Path) -> Option<FileId> {
        let below = path.strip_prefix(&self.compilation.project.root).ok()?;
        self.files().find(|(_, text)| Path::new(&text.path) == below).map(|(file, _)| file)
    }

    /// The whole path of a text: an `.attr` file or the manifest.
    pub fn path(&self, file: FileId) -> Option<PathBuf> {
        let project = &self.compilation.project;
        project.text(file).map(|text| project.root.join(&text.path))
    }

    /// The `.attr` files, in the order of their paths.
    pub fn files(&self) -> impl Iterator<Item = (FileId, &Text)> {
        let project = &self.compilation.project;
        project.files.iter().filter_map(|file| Some((*file, project.text(*file)?)))
    }

    /// The text of a file.
    pub fn text(&self, file: FileId) -> Option<&Text> {
        self.compilation.project.text(file)
    }

    /// The tree of an `.attr` file; its leaves are slices of the file's text.
    pub fn tree(&self, file: FileId) -> Option<&Tree<'_>> {
        self.trees.get(file.0 as usize).map(|parsed| parsed.tree())
    }

    /// The tree of an `.attr` file, to be kept.
    pub fn parsed(&self, file: FileId) -> Option<&Arc<Parsed>> {
        self.trees.get(file.0 as usize)
    }

    /// What is wrong at the levels that the manifest sets, as `attrc check` tells it: each finding with its index among the
    /// diagnostics of the compilation and how bad it is.
    pub fn findings(&self) -> impl Iterator<Item = (usize, &Diagnostic, Severity)> {
        let mut levels = Levels::default();
        for (lint, level) in &self.compilation.project.manifest.lints {
            // The manifest was read with a finding for each lint that there is not.
            let _ = levels.set(lint, level.severity());
        }
        let diagnostics = self.compilation.diagnostics.iter().enumerate();
        diagnostics.filter_map(move |(index, diagnostic)| Some((index, diagnostic, levels.severity(diagnostic)?)))
    }

    /// Which name stands where.
    pub fn names(&self) -> &Names {
        self.names.get_or_init(|| Names::new(&self.compilation.facts))
    }

    /// What facts are called in STIX, whether anything is built or not.
    pub fn named(&self) -> &Named {
        self.named.get_or_init(|| crate::stix::name(&self.compilation.facts, &self.compilation.settings))
    }

    /// What is written at a place.
    pub fn written(&self, place: Location) -> &str {
        self.text(place.file).map_or("", |text| text.slice(place.span))
    }
}
