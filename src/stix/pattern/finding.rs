//! What is wrong with a pattern.

use super::tree::Place;
use crate::diag::Code;

/// Something wrong with a pattern, in bytes of its text.
#[derive(Debug, Clone, PartialEq)]
pub struct Finding {
    /// Which requirement of the standard speaks.
    pub code: &'static Code,
    /// The exact place.
    pub place: Place,
    /// What is wrong, one line.
    pub message: String,
    /// What to do.
    pub help: Option<String>,
    /// An edit that would mend it.
    pub mend: Option<Mend>,
}

/// An edit of a pattern: it takes the place of the finding's own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mend {
    /// What stands there afterwards.
    pub text: String,
    /// Whether it is plainly what was meant.
    pub safe: bool,
}

impl Finding {
    pub(super) fn new(code: &'static Code, place: Place, message: impl Into<String>) -> Self {
        Self { code, place, message: message.into(), help: None, mend: None }
    }

    #[must_use]
    pub(super) fn help(mut self, text: impl Into<String>) -> Self {
        self.help = Some(text.into());
        self
    }

    #[must_use]
    pub(super) fn help_by(mut self, help: Option<String>) -> Self {
        self.help = help.or(self.help);
        self
    }

    #[must_use]
    pub(super) fn mend(mut self, text: impl Into<String>, safe: bool) -> Self {
        self.mend = Some(Mend { text: text.into(), safe });
        self
    }
}

/// A part of the pattern as a message quotes it: on one line, and not all of it where it is long.
pub(super) fn shown(text: &str) -> String {
    let plain = |text: &str| text.replace(|letter: char| letter.is_control() || letter == '`', "\u{fffd}");
    match text.char_indices().nth(40) {
        None => plain(text),
        Some((cut, _)) => format!("{}…", plain(text.get(..cut).unwrap_or_default())),
    }
}
