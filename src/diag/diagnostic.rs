//! One finding, as data: formats and editors render it.

use super::{Code, Fix};
use crate::source::{FileId, Location};

/// How bad a finding is. The order is the order of gravity.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Worth knowing; never fails a run.
    Note,
    /// Probably a mistake; fails a run only where the user asks for it.
    Warning,
    /// The input cannot mean what it says; nothing is built.
    Error,
}

impl Severity {
    /// The word people read: `error`, `warning`, `note`.
    pub fn word(self) -> &'static str {
        match self {
            Self::Note => "note",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

/// A further place that explains the finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Label {
    /// Where.
    pub location: Location,
    /// What to see there; lower case, no full stop.
    pub text: String,
}

/// One finding. Texts follow `docs/messages.md`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// Which rule speaks.
    pub code: &'static Code,
    /// Its gravity, from the code's default or the user's levels.
    pub severity: Severity,
    /// What is wrong, one line.
    pub message: String,
    /// The exact place; `None` where a finding is about no text (a missing file named on the command line).
    pub primary: Option<Location>,
    /// The way to it inside of its document, as a JSONPath (RFC 9535); empty where the text is not JSON.
    pub path: String,
    /// What stands at the exact place; may be empty.
    pub label: String,
    /// Further places.
    pub related: Vec<Label>,
    /// What to do, one sentence or two.
    pub help: Option<String>,
    /// Edits that would mend it.
    pub fixes: Vec<Fix>,
}

impl Diagnostic {
    /// A finding at a place, with the code's default severity.
    pub fn new(code: &'static Code, primary: Location, message: impl Into<String>) -> Self {
        Self { primary: Some(primary), ..Self::nowhere(code, message) }
    }

    /// A finding about no place in a text.
    pub fn nowhere(code: &'static Code, message: impl Into<String>) -> Self {
        Self {
            code,
            severity: code.severity,
            message: message.into(),
            primary: None,
            path: String::new(),
            label: String::new(),
            related: Vec::new(),
            help: None,
            fixes: Vec::new(),
        }
    }

    /// Says what stands at the exact place.
    #[must_use]
    pub fn label(mut self, text: impl Into<String>) -> Self {
        self.label = text.into();
        self
    }

    /// Adds a further place.
    #[must_use]
    pub fn related(mut self, location: Location, text: impl Into<String>) -> Self {
        self.related.push(Label { location, text: text.into() });
        self
    }

    /// Says what to do.
    #[must_use]
    pub fn help(mut self, text: impl Into<String>) -> Self {
        self.help = Some(text.into());
        self
    }

    /// Adds an edit that would mend it.
    #[must_use]
    pub fn fix(mut self, fix: Fix) -> Self {
        self.fixes.push(fix);
        self
    }

    /// Adds an edit where there is one.
    #[must_use]
    pub fn fix_if(self, fix: Option<Fix>) -> Self {
        match fix {
            Some(fix) => self.fix(fix),
            None => self,
        }
    }

    /// The same of another file, with all of its places.
    #[must_use]
    pub fn in_file(mut self, file: FileId) -> Self {
        let edits = self.fixes.iter_mut().flat_map(|fix| &mut fix.edits).map(|edit| &mut edit.location);
        let related = self.related.iter_mut().map(|label| &mut label.location);
        for location in self.primary.iter_mut().chain(related).chain(edits) {
            location.file = file;
        }
        self
    }

    /// The key that diagnostics are sorted by: file, offset, code.
    pub fn order(&self) -> (Option<Location>, &'static str) {
        (self.primary, self.code.id)
    }
}
