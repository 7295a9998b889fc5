//! How many findings there are, over all of them and not only over those shown.

use std::collections::BTreeSet;
use std::fmt;

use serde::Serialize;

use super::place::Places;
use crate::diag::{Applicability, Diagnostic, Severity};

/// Counts of one run.
#[derive(Debug, Default, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Summary {
    errors: usize,
    warnings: usize,
    notes: usize,
    files: usize,
    safe_fixes: usize,
}

impl Summary {
    /// Counts diagnostics; a file counts where a finding's exact place is in it.
    pub(super) fn new(diagnostics: &[Diagnostic], places: &Places<'_>) -> Self {
        let of = |severity| diagnostics.iter().filter(|diagnostic| diagnostic.severity == severity).count();
        let files = diagnostics.iter().filter_map(|diagnostic| diagnostic.primary).map(|location| location.file);
        let fixes = diagnostics.iter().flat_map(|diagnostic| &diagnostic.fixes);
        Self {
            errors: of(Severity::Error),
            warnings: of(Severity::Warning),
            notes: of(Severity::Note),
            files: files.filter(|file| places.has(*file)).collect::<BTreeSet<_>>().len(),
            safe_fixes: fixes.filter(|fix| fix.applicability == Applicability::Safe).count(),
        }
    }

    /// How many fixes `attrc check --fix` may apply.
    pub(super) fn safe_fixes(&self) -> usize {
        self.safe_fixes
    }
}

impl fmt::Display for Summary {
    /// `3 errors, 1 warning in 2 files`
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let counts = [(self.errors, "error"), (self.warnings, "warning"), (self.notes, "note")];
        let counts: Vec<_> = counts.iter().filter(|(n, _)| *n > 0).map(|(n, word)| counted(*n, word)).collect();
        f.write_str(&counts.join(", "))?;
        match self.files {
            0 => Ok(()),
            files => write!(f, " in {}", counted(files, "file")),
        }
    }
}

/// `1 error`, `2 errors`, `2 fixes`
pub(super) fn counted(count: usize, word: &str) -> String {
    let ending = match (count, word.ends_with('x')) {
        (1, _) => "",
        (_, true) => "es",
        (_, false) => "s",
    };
    format!("{count} {word}{ending}")
}
