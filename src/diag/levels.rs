//! Which lints fail a run: `-D`, `-W`, `-A` and the manifest's `[lints]`.

use super::codes;
use super::{Diagnostic, Severity};

/// The level a user gave each lint, later ones over earlier ones.
#[derive(Debug, Clone, Default)]
pub struct Levels {
    rows: Vec<(&'static codes::Code, Option<Severity>)>,
    warnings: Option<Severity>,
}

/// A word after `-D`, `-W` or `-A` that names no lint.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnknownLint {
    /// The word.
    pub word: String,
    /// What to do about it.
    pub help: String,
}

impl Levels {
    /// Sets the level of a lint, by name or code; `warnings` stands for all that warn. `None` allows it.
    ///
    /// Errors of the language itself have no level: what is not understood cannot be built.
    pub fn set(&mut self, word: &str, level: Option<Severity>) -> Result<(), UnknownLint> {
        if word == "warnings" {
            self.warnings = level.filter(|level| *level == Severity::Error);
            return Ok(());
        }
        match codes::find(word) {
            Some(code) if code.is_lint() => {
                self.rows.push((code, level));
                Ok(())
            }
            Some(code) => Err(UnknownLint {
                word: word.to_owned(),
                help: format!("`{}` is an error of the language and has no level", code.name),
            }),
            None => Err(UnknownLint {
                word: word.to_owned(),
                help: super::did_you_mean(word, codes::all().filter(|code| code.is_lint()).map(|code| code.name))
                    .unwrap_or_else(|| "`attrc list lints` shows them all".to_owned()),
            }),
        }
    }

    /// Applies the levels: drops what is allowed, sets severities.
    pub fn apply(&self, diagnostics: Vec<Diagnostic>) -> Vec<Diagnostic> {
        let judged = diagnostics
            .into_iter()
            .filter_map(|diagnostic| Some(Diagnostic { severity: self.severity(&diagnostic)?, ..diagnostic }));
        judged.collect()
    }

    /// How bad a finding is at these levels; `None` where it is allowed.
    pub fn severity(&self, diagnostic: &Diagnostic) -> Option<Severity> {
        let row = self.rows.iter().rev().find(|(code, _)| code.id == diagnostic.code.id);
        let severity = row.map_or(Some(diagnostic.severity), |(_, level)| *level)?;
        match severity {
            Severity::Warning => self.warnings.or(Some(Severity::Warning)),
            severity => Some(severity),
        }
    }
}
