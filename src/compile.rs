//! The whole way in one function, for the command line, editors and tests alike.

use std::path::PathBuf;

use rayon::prelude::*;

use crate::diag::{Diagnostic, Severity};
use crate::facts::{self, Facts};
use crate::project::{self, Project};
use crate::syntax::{self, Tree};
use crate::world::World;

/// What a project says, and everything that is wrong with it.
#[derive(Debug)]
pub struct Compilation {
    /// Its files and manifest.
    pub project: Project,
    /// What they say.
    pub facts: Facts,
    /// In the order of files, places and codes, at the default levels of their codes.
    pub diagnostics: Vec<Diagnostic>,
}

/// Reads the project that the paths name and gathers its facts; it never fails.
pub fn compile(world: &dyn World, paths: &[PathBuf]) -> Compilation {
    let (project, mut diagnostics) = project::load(world, paths);
    let parsed: Vec<(Tree<'_>, Vec<Diagnostic>)> = project
        .files
        .par_iter()
        .map(|file| syntax::parse(*file, project.text(*file).map_or("", |text| &text.content)))
        .collect();
    let (trees, problems): (Vec<_>, Vec<_>) = parsed.into_iter().unzip();
    diagnostics.extend(problems.into_iter().flatten());
    let (stored, problems) = project::stored_texts(world, &project, &trees);
    diagnostics.extend(problems);
    let (facts, problems) = facts::gather(&project, &trees, &stored);
    diagnostics.extend(problems);
    diagnostics.sort_by_key(Diagnostic::order);
    drop(trees);
    Compilation { project, facts, diagnostics }
}

impl Compilation {
    /// Whether anything forbids a build, whatever levels the user sets.
    pub fn has_errors(&self) -> bool {
        self.diagnostics.iter().any(|diagnostic| diagnostic.severity == Severity::Error)
    }
}
