//! Text → [`Document`]: one pass with a stack of its own, so that depth is a limit and never a crash.

use super::document::{Document, Entry};
use super::report::Reporter;
use super::scan::{self, Scan};
use crate::diag::Diagnostic;
use crate::source::FileId;

/// How deep objects and lists may nest. RFC 8259, section 9, lets a reader set a limit; no format of this field comes
/// near it.
pub const DEPTH: usize = 256;

/// Reads a text as JSON. What is wrong is reported and read as what it was probably meant to be, so that one slip is
/// one finding; a document with findings is for showing, not for judging.
pub fn read(file: FileId, text: &str) -> (Document<'_>, Vec<Diagnostic>) {
    // Compact STIX has some 15 bytes a node, pretty-printed some 35. Room that is never touched costs nothing, and growing
    // would copy all that is there.
    let nodes = Vec::with_capacity(text.len() / 12 + 1);
    let mut reader = Reader {
        bytes: text.as_bytes(),
        at: 0,
        document: Document { text, nodes },
        open: Vec::with_capacity(16),
        report: Reporter::new(file, text),
        seen: Vec::new(),
    };
    reader.document();
    let Reader { document, report, .. } = reader;
    (document, report.finish())
}

struct Reader<'t> {
    bytes: &'t [u8],
    at: usize,
    document: Document<'t>,
    open: Vec<Open>,
    report: Reporter<'t>,
    /// Keys of the object that is being closed, kept for their room.
    seen: Vec<u32>,
}

/// An object or a list that is not closed yet.
#[derive(Clone, Copy)]
struct Open {
    /// Its node.
    node: u32,
    /// Whether it is an object.
    object: bool,
    /// Two keys of it may be the same: a bit a key, by its length and its ends.
    keys: u64,
    /// Whether a bit was set twice.
    suspect: bool,
}

/// What may come next.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Next {
    /// A value, where an opening bracket stands before it, or its end.
    First,
    /// A value.
    Value,
    /// A comma, or the end.
    Comma,
}

impl<'t> Reader<'t> {
    fn document(&mut self) {
        self.blank();
        if self.at >= self.bytes.len() {
            self.report.empty();
            return;
        }
        let mut next = self.value();
        while !self.open.is_empty() && !self.report.is_full() {
            next = self.step(next);
        }
        self.blank();
        if self.at < self.bytes.len() && !self.report.is_full() {
            self.report.rest(self.at);
        }
        while self.open.last().is_some() {
            self.close();
        }
    }

    /// One item of the innermost object or list, or its end.
    fn step(&mut self, next: Next) -> Next {
        self.blank();
        let Some(open) = self.open.last().copied() else { return Next::Comma };
        let Some(byte) = self.bytes.get(self.at).copied() else {
            let start = self.entry(open.node).start as usize;
            self.report.unclosed(start, self.at);
            while self.open.last().is_some() {
                self.close();
            }
            return Next::Comma;
        };
        match (byte, next) {
            (b'}' | b']', _) => return self.closing(open, byte, next),
            (b',', Next::Comma) => {
                self.at += 1;
                return Next::Value;
            }
            (b',', _) => {
                self.report.needless_comma(self.at);
                self.at += 1;
                return next;
            }
            (b':', Next::Comma) => {
                self.report.unexpected(self.at, self.at + 1, "a comma or the end");
                self.at += 1;
                return Next::Value;
            }
            (_, Next::Comma) => self.report.missing_comma(self.last_end(), self.at),
            _ => {}
        }
        if open.object && matches!(byte, b'{' | b'[') {
            self.report.unexpected(self.at, self.at + 1, "a key");
            self.push(self.at, self.at, 0);
        } else if open.object {
            self.key();
            self.colon();
            self.blank();
        }
        self.value()
    }

    /// `}` or `]`.
    fn closing(&mut self, open: Open, byte: u8, next: Next) -> Next {
        let fits = open.object == (byte == b'}');
        if !fits {
            let outer = self.open.iter().rev().nth(1).is_some_and(|outer| outer.object == (byte == b'}'));
            let start = self.entry(open.node).start as usize;
            self.report.wrong_end(start, self.at, open.object);
            if outer {
                // It closes the one outside of this, which was forgotten.
                self.close();
                return Next::Comma;
            }
        } else if next == Next::Value {
            self.report.needless_comma(self.last_comma());
        }
        self.at += 1;
        self.close();
        Next::Comma
    }

    /// Ends the innermost object or list where the reader stands.
    fn close(&mut self) {
        let Some(open) = self.open.pop() else { return };
        let (end, next) = (self.at as u32, self.document.nodes.len() as u32);
        if let Some(entry) = self.document.nodes.get_mut(open.node as usize) {
            entry.end = end;
            entry.next = next;
        }
        if open.suspect {
            self.repeated_keys(open.node);
        }
    }

    fn key(&mut self) {
        let start = self.at;
        match self.bytes.get(start) {
            Some(b'"') => self.string(),
            _ => self.junk("a key"),
        }
        // Most objects have keys that differ in length or at an end, so few are looked at again.
        let raw = self.bytes.get(start..self.at).unwrap_or_default();
        let ends =
            raw.get(1).copied().unwrap_or(0) as usize * 7 + raw.iter().nth_back(1).copied().unwrap_or(0) as usize;
        let bit = 1_u64 << ((raw.len() * 5 + ends) % 64);
        let escaped = self.document.nodes.last().is_some_and(|entry| entry.next != 0);
        if let Some(open) = self.open.last_mut() {
            open.suspect |= open.keys & bit != 0 || escaped;
            open.keys |= bit;
        }
    }

    fn colon(&mut self) {
        self.blank();
        match self.bytes.get(self.at) {
            Some(b':') => self.at += 1,
            Some(b'=') => {
                self.report.colon(self.at, self.at + 1);
                self.at += 1;
            }
            _ => self.report.colon(self.last_end(), self.last_end()),
        }
    }

    fn value(&mut self) -> Next {
        match self.bytes.get(self.at) {
            Some(byte @ (b'{' | b'[')) => return self.opening(*byte == b'{'),
            Some(b'"') => self.string(),
            Some(b'-' | b'0'..=b'9') => self.literal(scan::number(self.bytes, self.at)),
            None => self.missing_value(),
            Some(b'}' | b']' | b',') if !self.open.is_empty() => self.missing_value(),
            _ => {
                let end = self.at + scan::word(self.bytes.get(self.at..).unwrap_or_default());
                match self.bytes.get(self.at..end) {
                    Some(b"true" | b"false" | b"null") => {
                        self.push(self.at, end, 0);
                        self.at = end;
                    }
                    _ => self.junk("a value"),
                }
            }
        }
        Next::Comma
    }

    /// The mark that stands instead of a value is read as if there had been one.
    fn missing_value(&mut self) {
        self.report.missing_value(self.last_end(), self.at);
        self.push(self.at, self.at, 0);
    }

    fn opening(&mut self, object: bool) -> Next {
        if self.open.len() >= DEPTH {
            self.too_deep();
            return Next::Comma;
        }
        let node = self.push(self.at, self.at, 0);
        self.open.push(Open { node, object, keys: 0, suspect: false });
        self.at += 1;
        Next::First
    }

    /// Goes over what nests too deep, brackets counted and not kept.
    fn too_deep(&mut self) {
        let start = self.at;
        let mut depth = 0_usize;
        while let Some(byte) = self.bytes.get(self.at) {
            match byte {
                b'"' => {
                    let (Scan::Good { end, .. } | Scan::Bad { end, .. }) = scan::string(self.bytes, self.at);
                    self.at = end.max(self.at + 1);
                    continue;
                }
                b'{' | b'[' => depth += 1,
                b'}' | b']' => depth -= 1,
                _ => {}
            }
            self.at += 1;
            if depth == 0 {
                break;
            }
        }
        self.report.too_deep(start, DEPTH);
        self.push(start, self.at, 0);
    }

    fn string(&mut self) {
        self.literal(scan::string(self.bytes, self.at));
    }

    fn literal(&mut self, scan: Scan) {
        let start = self.at;
        let (end, escaped) = match scan {
            Scan::Good { end, escaped } => (end, escaped),
            Scan::Bad { end, at, until, fault } => {
                self.report.fault(fault, at, until);
                (end, true)
            }
        };
        self.push(start, end, u32::from(escaped));
        self.at = end;
    }

    /// What fits nothing, as one finding.
    fn junk(&mut self, wanted: &'static str) {
        let start = self.at;
        let rest = self.bytes.get(start..).unwrap_or_default();
        let single = rest.starts_with(b"'");
        let closed = rest.iter().skip(1).take_while(|byte| **byte != b'\n').position(|byte| *byte == b'\'');
        let length = match closed.filter(|_| single) {
            Some(end) => end + 2,
            None => scan::word(rest).max(1),
        };
        // Never into the middle of a character.
        let mut end = start + length;
        while self.bytes.get(end).is_some_and(|byte| byte & 0xc0 == 0x80) {
            end += 1;
        }
        self.report.junk(start, end, wanted);
        self.push(start, end, 1);
        self.at = end;
    }

    /// White space; comments, which JSON has not, are told once.
    fn blank(&mut self) {
        loop {
            match self.bytes.get(self.at) {
                Some(b' ' | b'\t' | b'\n' | b'\r') => self.at += 1,
                Some(b'/') if matches!(self.bytes.get(self.at + 1), Some(b'/' | b'*')) => self.comment(),
                Some(b'#') => self.comment(),
                _ => return,
            }
        }
    }

    fn comment(&mut self) {
        let start = self.at;
        let rest = self.bytes.get(start..).unwrap_or_default();
        let length = match rest.starts_with(b"/*") {
            true => rest.windows(2).skip(2).position(|pair| pair == b"*/").map_or(rest.len(), |end| end + 4),
            false => rest.iter().position(|byte| *byte == b'\n').unwrap_or(rest.len()),
        };
        self.at = start + length;
        self.report.comment(start, self.at);
    }

    /// Keys of an object that stand twice (RFC 8259, section 4; RFC 7493, section 2.3).
    fn repeated_keys(&mut self, node: u32) {
        let Some(object) = self.document.node(node) else { return };
        let mut seen = std::mem::take(&mut self.seen);
        seen.clear();
        seen.extend(object.members().map(|member| member.key.index()));
        let key = |index: &u32| self.document.node(*index).and_then(|node| node.string()).unwrap_or_default();
        seen.sort_by(|left, right| key(left).cmp(&key(right)).then(left.cmp(right)));
        for pair in seen.windows(2) {
            if let [first, second] = pair
                && let (Some(first), Some(second)) = (self.document.node(*first), self.document.node(*second))
                && first.string() == second.string()
            {
                self.report.repeated_key(first.span(), second.span());
            }
        }
        self.seen = seen;
    }

    fn push(&mut self, start: usize, end: usize, next: u32) -> u32 {
        self.document.nodes.push(Entry { start: start as u32, end: end as u32, next });
        self.document.nodes.len() as u32 - 1
    }

    fn entry(&self, node: u32) -> Entry {
        self.document.nodes.get(node as usize).copied().unwrap_or(Entry { start: 0, end: 0, next: 0 })
    }

    /// The end of what was read last, white space not counted.
    fn last_end(&self) -> usize {
        let before = self.bytes.get(..self.at).unwrap_or_default();
        before.trim_ascii_end().len()
    }

    /// The comma behind which the reader stands.
    fn last_comma(&self) -> usize {
        let before = self.bytes.get(..self.at).unwrap_or_default();
        before.iter().rposition(|byte| *byte == b',').unwrap_or(self.at)
    }
}
