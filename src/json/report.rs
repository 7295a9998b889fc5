//! What is wrong with a JSON text, in words.

use super::scan::Fault;
use crate::diag::codes::json as codes;
use crate::diag::{Diagnostic, Fix};
use crate::source::{FileId, Location, Span};

/// How many findings of one text are told: whoever reads more has no JSON before him.
const LIMIT: usize = 100;

/// Characters of the input that a message quotes.
const SHOWN: usize = 32;

/// Words of other languages, and what JSON writes.
const WORDS: &[(&str, &str)] =
    &[("True", "true"), ("False", "false"), ("None", "null"), ("undefined", "null"), ("NULL", "null"), ("nil", "null")];

pub(super) struct Reporter<'t> {
    file: FileId,
    text: &'t str,
    found: Vec<Diagnostic>,
    commented: bool,
}

impl<'t> Reporter<'t> {
    pub(super) fn new(file: FileId, text: &'t str) -> Self {
        Self { file, text, found: Vec::new(), commented: false }
    }

    /// Whether enough was said.
    pub(super) fn is_full(&self) -> bool {
        self.found.len() >= LIMIT
    }

    pub(super) fn finish(mut self) -> Vec<Diagnostic> {
        self.found.sort_by_key(Diagnostic::order);
        self.found
    }

    pub(super) fn empty(&mut self) {
        let found = Diagnostic::new(&codes::SYNTAX, self.at(0, 0), "the file is empty")
            .help("a bundle, an object or a list of objects was expected");
        self.push(found);
    }

    pub(super) fn rest(&mut self, at: usize) {
        let end = self.line_end(at);
        let found = Diagnostic::new(&codes::SYNTAX, self.at(at, end), "more text stands behind the end of the value")
            .label("does not belong to it")
            .help("a file holds one value; several objects stand in a list, or in a bundle");
        self.push(found);
    }

    pub(super) fn unclosed(&mut self, start: usize, end: usize) {
        let (what, mark) = self.bracket(start);
        let found = Diagnostic::new(&codes::UNCLOSED, self.at(end, end), format!("the {what} is never closed"))
            .label(format!("expected `{mark}`"))
            .related(self.at(start, start + 1), "opened here")
            .help("the file may have been cut off");
        self.push(found);
    }

    pub(super) fn wrong_end(&mut self, start: usize, at: usize, object: bool) {
        let (what, mark) = if object { ("object", "}") } else { ("list", "]") };
        let found = self
            .unexpected_at(at, at + 1)
            .label(format!("expected `{mark}`"))
            .related(self.at(start, start + 1), format!("this {what} is open"));
        self.push(found);
    }

    pub(super) fn needless_comma(&mut self, at: usize) {
        let place = self.at(at, at + 1);
        let found = Diagnostic::new(&codes::SYNTAX, place, "a comma stands where no value follows or comes before")
            .label("needless")
            .help("JSON has commas between values only")
            .fix(Fix::safe("take the comma away", place, ""));
        self.push(found);
    }

    pub(super) fn missing_comma(&mut self, end: usize, next: usize) {
        let place = self.at(end, end);
        let found = Diagnostic::new(&codes::SYNTAX, place, "a comma is missing between two values")
            .label("expected `,`")
            .related(self.at(next, next + 1), "the next one")
            .fix(Fix::safe("add a comma", place, ","));
        self.push(found);
    }

    pub(super) fn colon(&mut self, at: usize, until: usize) {
        let place = self.at(at, until);
        let found = Diagnostic::new(&codes::SYNTAX, place, "a colon is missing between a key and its value")
            .label("expected `:`")
            .fix(Fix::safe("write a colon", place, ":"));
        self.push(found);
    }

    pub(super) fn missing_value(&mut self, end: usize, at: usize) {
        let place = self.at(end, at.max(end));
        let found = Diagnostic::new(&codes::SYNTAX, place, "a value is missing").label("expected a value");
        self.push(found.help("write the value, or take the key away: STIX has no empty values"));
    }

    pub(super) fn unexpected(&mut self, at: usize, end: usize, wanted: &str) {
        let found = self.unexpected_at(at, end).label(format!("expected {wanted}"));
        self.push(found);
    }

    pub(super) fn junk(&mut self, at: usize, end: usize, wanted: &'static str) {
        let raw = self.text.get(at..end).unwrap_or_default();
        let place = self.at(at, end);
        let plain = self.unexpected_at(at, end).label(format!("expected {wanted}"));
        let inner = raw.strip_prefix('\'').and_then(|raw| raw.strip_suffix('\''));
        let found =
            if let Some((_, right)) = WORDS.iter().find(|(wrong, _)| *wrong == raw).filter(|_| wanted != "a key") {
                plain.help(format!("JSON writes `{right}`")).fix(Fix::safe(format!("write `{right}`"), place, *right))
            } else if matches!(raw, "NaN" | "Infinity" | "inf" | "+Infinity") {
                plain.help("JSON has no such number")
            } else if raw.starts_with(['+', '.']) {
                plain.help("a number begins with a digit, or with `-` and a digit")
            } else if let Some(inner) = inner {
                plain.help("JSON has double quotes only").fix(Fix::safe("use double quotes", place, quoted(inner)))
            } else if raw.starts_with(|letter: char| letter.is_alphabetic() || letter == '_') {
                plain.help("keys and texts stand in double quotes").fix(Fix::guess(
                    "put it into quotes",
                    place,
                    quoted(raw),
                ))
            } else {
                plain
            };
        self.push(found);
    }

    pub(super) fn comment(&mut self, start: usize, end: usize) {
        // A file with comments has many of them, and the first says it.
        if !std::mem::replace(&mut self.commented, true) {
            let place = self.at(start, end);
            let found = Diagnostic::new(&codes::SYNTAX, place, "a comment stands in JSON, which has none")
                .help("take the comments away")
                .fix(Fix::guess("take the comment away", place, ""));
            self.push(found);
        }
    }

    pub(super) fn too_deep(&mut self, at: usize, depth: usize) {
        let found =
            Diagnostic::new(&codes::TOO_DEEP, self.at(at, at + 1), format!("values nest more than {depth} deep"))
                .label("not read from here on");
        self.push(found.help("no object of STIX nests like that: look at what wrote the file"));
    }

    pub(super) fn repeated_key(&mut self, first: Span, second: Span) {
        let key = self.shown(second.lo as usize, second.hi as usize);
        let found = Diagnostic::new(
            &codes::REPEATED_KEY,
            Location::new(self.file, second),
            format!("the key {key} stands twice"),
        )
        .label("the second one")
        .related(Location::new(self.file, first), "the first one")
        .help("one reader takes the first, another the last: keep one");
        self.push(found);
    }

    pub(super) fn fault(&mut self, fault: Fault, at: usize, until: usize) {
        let place = self.at(at, until);
        let shown = self.shown(at, until);
        let found = match fault {
            Fault::Unclosed => Diagnostic::new(&codes::UNCLOSED, place, "a string is not closed on its line")
                .help("close it by `\"`; a line end inside a string is written `\\n`"),
            Fault::Control => {
                let byte = self.text.as_bytes().get(at).copied().unwrap_or_default();
                let escape = if byte == b'\t' { "\\t".to_owned() } else { format!("\\u{byte:04x}") };
                Diagnostic::new(&codes::SYNTAX, place, format!("a control character (U+{byte:04X}) stands in a string"))
                    .help(format!("write it as `{escape}`"))
                    .fix(Fix::safe(format!("write `{escape}`"), place, escape))
            }
            Fault::Escape => Diagnostic::new(&codes::SYNTAX, place, format!("{shown} is no escape of JSON"))
                .help("a backslash is written `\\\\`")
                .fix(Fix::guess("write a backslash", self.at(at, at + 1), "\\\\")),
            Fault::Surrogate => Diagnostic::new(&codes::SURROGATE, place, format!("{shown} is half of a character"))
                .label("its other half is missing")
                .help("characters beyond U+FFFF are two such escapes in JSON; this one alone is no text"),
            Fault::Number => Diagnostic::new(&codes::SYNTAX, place, format!("{shown} is no number of JSON")).help(
                "a number has no leading zeros, and digits on both sides of its point; text stands in double quotes",
            ),
        };
        self.push(found);
    }

    fn unexpected_at(&self, at: usize, end: usize) -> Diagnostic {
        Diagnostic::new(&codes::SYNTAX, self.at(at, end), format!("{} does not fit here", self.shown(at, end)))
    }

    fn bracket(&self, start: usize) -> (&'static str, &'static str) {
        if self.text.as_bytes().get(start) == Some(&b'{') { ("object", "}") } else { ("list", "]") }
    }

    /// A part of the text as messages show it: on one line, and not all of it where it is long.
    fn shown(&self, at: usize, end: usize) -> String {
        let raw = self.text.get(at..end.max(at)).unwrap_or_default();
        match raw.char_indices().nth(SHOWN) {
            None => format!("`{raw}`"),
            Some((cut, _)) => format!("`{}…`", raw.get(..cut).unwrap_or_default()),
        }
    }

    fn line_end(&self, at: usize) -> usize {
        let rest = self.text.get(at..).unwrap_or_default();
        at + rest.lines().next().map_or(0, str::len)
    }

    fn at(&self, lo: usize, hi: usize) -> Location {
        Location::new(self.file, Span::new(lo as u32, hi as u32))
    }

    fn push(&mut self, found: Diagnostic) {
        if !self.is_full() {
            self.found.push(found);
        }
    }
}

/// A text as JSON has it.
fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}
