//! The judge of one object: where it stands, what it has found.

use super::findings::Findings;
use super::index::Index;
use super::lookup::Inside;
use crate::diag::{Code, Diagnostic, Severity};
use crate::json::Node;
use crate::source::{FileId, Location, Span};
use crate::vocab::standard::vocabulary;

/// Judges one object, or what holds it.
pub(super) struct Judge<'d> {
    file: FileId,
    /// The object.
    pub object: Node<'d>,
    /// The other objects of the document.
    pub index: &'d Index<'d>,
    /// The parts of the object that were asked for.
    pub inside: Inside<'d>,
    /// What was found.
    pub found: Findings,
    /// Of which types its extensions are, once that was asked.
    declared: Option<Vec<&'static str>>,
}

impl<'d> Judge<'d> {
    pub fn new(file: FileId, object: Node<'d>, index: &'d Index<'d>) -> Self {
        Self { file, object, index, inside: Inside::default(), found: Findings::default(), declared: None }
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
        self.found.push(finding)
    }

    /// Whether the object has an extension of a type.
    pub fn declares(&mut self, kind: &str) -> bool {
        let object = self.object;
        let declared = self.declared.get_or_insert_with(|| extension_types(object));
        declared.contains(&kind)
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

/// Of which types the extensions of an object are, each once.
pub(super) fn extension_types(object: Node<'_>) -> Vec<&'static str> {
    let words = vocabulary("extension-type-enum").map_or(&[][..], |row| row.values);
    let mut found = Vec::new();
    for member in object.get("extensions").into_iter().flat_map(Node::members) {
        let kind = member.value.get("extension_type");
        let word = words.iter().find(|word| kind.is_some_and(|kind| kind.is(word)));
        found.extend(word.filter(|word| !found.contains(*word)));
    }
    found
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
