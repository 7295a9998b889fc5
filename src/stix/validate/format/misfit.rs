//! Why a text has not its format, and what it should be instead.

use std::borrow::Cow;
use std::ops::Range;

/// Why a text has not its format.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Misfit {
    /// One sentence for people, in the form of a help.
    pub reason: Cow<'static, str>,
    /// The bytes of the text that are at fault.
    pub range: Range<usize>,
    /// What to write instead of the whole text, where something is near.
    pub instead: Option<Instead>,
    /// Whether the text is good but for marks that keep readers from clicking on it, as in `a[.]example`.
    pub defanged: bool,
}

/// A text that has the format.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Instead {
    /// The text.
    pub text: String,
    /// Whether it is plainly what was meant.
    pub certain: bool,
}

impl Misfit {
    /// The text as a whole is wrong.
    pub(super) fn whole(text: &str, reason: impl Into<Cow<'static, str>>) -> Self {
        Self::at(0..text.len(), reason)
    }

    /// A part of the text is wrong.
    pub(super) fn at(range: Range<usize>, reason: impl Into<Cow<'static, str>>) -> Self {
        Self { reason: reason.into(), range, instead: None, defanged: false }
    }

    /// The character at an offset is wrong; at the end of the text, something is missing.
    pub(super) fn letter(text: &str, at: usize, reason: impl Into<Cow<'static, str>>) -> Self {
        let length = text.get(at..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
        Self::at(at..at + length, reason)
    }

    /// Says what was plainly meant.
    pub(super) fn surely(mut self, text: Option<impl Into<String>>) -> Self {
        self.instead = text.map(|text| Instead { text: text.into(), certain: true }).or(self.instead);
        self
    }

    /// Says what may have been meant.
    pub(super) fn perhaps(mut self, text: Option<impl Into<String>>) -> Self {
        self.instead = text.map(|text| Instead { text: text.into(), certain: false }).or(self.instead);
        self
    }
}
