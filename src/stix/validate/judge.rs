//! The judge of one object: where it stands, what it has found.

use std::borrow::Cow;
use std::cell::OnceCell;

use super::index::Index;
use super::inside::Insides;
use crate::diag::{Code, Diagnostic, FINDINGS_LIMIT, Severity};
use crate::json::Node;
use crate::source::{FileId, Location, Span};

/// Judges one object, or what holds it.
pub(super) struct Judge<'d> {
    file: FileId,
    /// The object.
    pub object: Node<'d>,
    /// The other objects of the document.
    pub index: &'d Index<'d>,
    /// What was found.
    pub found: Vec<Diagnostic>,
    /// The container of observables that it stands in, whose keys references are.
    pub container: Option<Node<'d>>,
    /// The types of its extensions.
    pub declared: OnceCell<Vec<Cow<'d, str>>>,
    /// Values that selectors and references lead into.
    pub insides: Insides<'d>,
    /// Codes of which enough was found.
    full: Vec<&'static str>,
    /// What is thrown away: there is too much of it.
    spare: Option<Diagnostic>,
}

/// How many findings one object may have before warnings, and at twice as many errors too, are thrown away.
const OBJECT_LIMIT: usize = 10 * FINDINGS_LIMIT;

impl<'d> Judge<'d> {
    pub fn new(file: FileId, object: Node<'d>, index: &'d Index<'d>, full: Vec<&'static str>) -> Self {
        Self {
            file,
            object,
            index,
            found: Vec::new(),
            container: None,
            declared: OnceCell::new(),
            insides: Insides::default(),
            full,
            spare: None,
        }
    }

    /// Whether there is room for findings of a code: worth asking before words are made for what every object may do.
    pub fn tells(&self, code: &Code) -> bool {
        !self.full.contains(&code.id)
    }

    /// Reports what is wrong with a value; the rest is filled in by whoever asked.
    pub fn say(&mut self, code: &'static Code, node: Node<'_>, message: impl Into<String>) -> &mut Diagnostic {
        let place = self.at(node);
        self.push(Diagnostic::new(code, place, message))
    }

    /// Reports something that is missing from an object: it is shown at its opening brace and its type.
    pub fn lacks(&mut self, code: &'static Code, object: Node<'_>, message: impl Into<String>) -> &mut Diagnostic {
        let place = match object.get("type") {
            Some(kind) => self.at(kind),
            None => Location::new(self.file, Span::new(object.span().lo, object.span().lo + 1)),
        };
        self.push(Diagnostic::new(code, place, message))
    }

    /// Adds a finding and hands it out again.
    pub fn push(&mut self, finding: Diagnostic) -> &mut Diagnostic {
        let limit = if finding.severity == Severity::Error { 2 * OBJECT_LIMIT } else { OBJECT_LIMIT };
        if self.found.len() >= limit {
            return self.spare.insert(finding);
        }
        self.found.push(finding);
        let last = self.found.len() - 1;
        #[expect(clippy::indexing_slicing, reason = "it was pushed just now")]
        &mut self.found[last]
    }

    /// Where a part of a string stands, by its bytes in the text that the string means.
    pub fn within(&self, node: Node<'_>, part: std::ops::Range<usize>) -> Location {
        Location::new(self.file, node.part(part))
    }

    /// Where a value stands.
    pub fn at(&self, node: Node<'_>) -> Location {
        Location::new(self.file, node.span())
    }
}

/// How the parts of a finding are filled in where it is made.
pub(super) trait Tell {
    /// Says what stands at the exact place.
    fn labelled(&mut self, label: impl Into<String>) -> &mut Self;
    /// Says what to do.
    fn helped(&mut self, help: impl Into<String>) -> &mut Self;
    /// Says what to do, where there is something to say.
    fn helped_by(&mut self, help: Option<String>) -> &mut Self;
    /// Shows another place.
    fn beside(&mut self, place: Location, text: impl Into<String>) -> &mut Self;
    /// Adds a fix.
    fn fixed(&mut self, fix: crate::diag::Fix) -> &mut Self;
    /// Makes it a warning, where the standard says less than MUST.
    fn mildly(&mut self, mild: bool) -> &mut Self;
}

impl Tell for Diagnostic {
    fn labelled(&mut self, label: impl Into<String>) -> &mut Self {
        self.label = label.into();
        self
    }

    fn helped(&mut self, help: impl Into<String>) -> &mut Self {
        self.help = Some(help.into());
        self
    }

    fn helped_by(&mut self, help: Option<String>) -> &mut Self {
        self.help = help.or(self.help.take());
        self
    }

    fn beside(&mut self, place: Location, text: impl Into<String>) -> &mut Self {
        self.related.push(crate::diag::Label { location: place, text: text.into() });
        self
    }

    fn fixed(&mut self, fix: crate::diag::Fix) -> &mut Self {
        self.fixes.push(fix);
        self
    }

    fn mildly(&mut self, mild: bool) -> &mut Self {
        if mild {
            self.severity = self.severity.min(Severity::Warning);
        }
        self
    }
}

/// A text of the input as a message quotes it: on one line, and not all of it where it is long.
pub(super) fn shown(text: &str) -> String {
    let plain = |text: &str| text.replace(|letter: char| letter.is_control() || letter == '`', "\u{fffd}");
    match text.char_indices().nth(60) {
        None => plain(text),
        Some((cut, _)) => format!("{}…", plain(text.get(..cut).unwrap_or_default())),
    }
}
