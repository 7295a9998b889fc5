//! The one converter between byte offsets and lines, columns and columns of editors.

use super::Span;

/// A line and a column, both counted from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Position {
    /// Line, from 1.
    pub line: u32,
    /// Column in characters (Unicode scalar values), from 1.
    pub column: u32,
}

/// What an editor counts columns in (LSP 3.17, `PositionEncodingKind`).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// Bytes.
    Utf8,
    /// UTF-16 code units: a character beyond U+FFFF counts twice.
    Utf16,
    /// Characters.
    Utf32,
}

impl Unit {
    /// How wide a character is.
    pub fn width(self, letter: char) -> u32 {
        match self {
            Self::Utf8 => letter.len_utf8() as u32,
            Self::Utf16 => letter.len_utf16() as u32,
            Self::Utf32 => 1,
        }
    }
}

/// Offsets at which the lines of a text start.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LineTable {
    starts: Vec<u32>,
    /// Whether every character is one byte, so that columns need not be counted, however long a line is.
    ascii: bool,
}

impl LineTable {
    /// Scans a text once. A line ends after `\n`; `\r\n` is one line end because it ends in `\n`.
    pub fn new(text: &str) -> Self {
        let starts = std::iter::once(0).chain(line_ends(text)).collect();
        Self { starts, ascii: text.is_ascii() }
    }

    /// Follows an edit of the text: `inserted` stands in place of `span`.
    pub fn edit(&mut self, span: Span, inserted: &str) {
        let first = self.starts.partition_point(|start| *start <= span.lo);
        let behind = self.starts.partition_point(|start| *start <= span.hi);
        let (gone, come) = (span.len(), inserted.len() as u32);
        for start in self.starts.iter_mut().skip(behind) {
            *start = *start - gone + come;
        }
        self.starts.splice(first..behind, line_ends(inserted).map(|end| span.lo + end));
        self.ascii &= inserted.is_ascii();
    }

    /// How many lines there are; an empty text has one.
    pub fn count(&self) -> u32 {
        self.starts.len() as u32
    }

    /// Index from 0 of the line that holds an offset.
    pub fn line_of(&self, offset: u32) -> u32 {
        self.starts.partition_point(|start| *start <= offset).saturating_sub(1) as u32
    }

    /// First byte of a line counted from 0; the text's end for lines beyond the last.
    pub fn start(&self, line: u32) -> Option<u32> {
        self.starts.get(line as usize).copied()
    }

    /// Bytes of a line counted from 0, without its line end.
    pub fn content<'t>(&self, text: &'t str, line: u32) -> &'t str {
        let lo = self.start(line).map_or(text.len(), |start| start as usize);
        let hi = self.start(line + 1).map_or(text.len(), |start| start as usize);
        text.get(lo..hi).unwrap_or_default().trim_end_matches('\n').trim_end_matches('\r')
    }

    /// Line and column of an offset, from 1; an offset inside a character counts as its start.
    pub fn position(&self, text: &str, offset: u32) -> Position {
        let line = self.line_of(offset);
        Position { line: line + 1, column: self.before(text, line, offset).chars().count() as u32 + 1 }
    }

    /// Column of an offset in UTF-16 code units, from 0, as editors and SARIF count.
    pub fn utf16_column(&self, text: &str, offset: u32) -> u32 {
        let line = self.line_of(offset);
        self.before(text, line, offset).encode_utf16().count() as u32
    }

    /// Line and column of an offset, both from 0, as an editor counts; an offset inside a character counts as its start.
    pub fn place(&self, text: &str, offset: u32, unit: Unit) -> (u32, u32) {
        let line = self.line_of(offset);
        let before = self.before(text, line, offset);
        let column = match unit {
            _ if self.ascii => before.len(),
            Unit::Utf8 => before.len(),
            Unit::Utf16 => before.encode_utf16().count(),
            Unit::Utf32 => before.chars().count(),
        };
        (line, column as u32)
    }

    /// The offset of a line and a column, both from 0, as an editor counts: beyond the end of a line it is that end, beyond
    /// the last line the end of the text, and inside a character the start of it. Between `\r` and `\n` is a place as well:
    /// editors that end lines in `\n` alone may mean it.
    pub fn offset(&self, text: &str, line: u32, column: u32, unit: Unit) -> u32 {
        let Some(start) = self.start(line) else { return text.len() as u32 };
        let end = start + self.content(text, line).len() as u32;
        let next = self.start(line + 1).map_or(text.len() as u32, |next| next - 1);
        if self.ascii {
            return if column <= next - start { start + column } else { end };
        }
        let (mut offset, mut left) = (start, column);
        for letter in text.get(start as usize..next as usize).unwrap_or_default().chars() {
            let width = unit.width(letter);
            if width > left {
                return offset;
            }
            left -= width;
            offset += letter.len_utf8() as u32;
        }
        if left == 0 { offset } else { end }
    }

    fn before<'t>(&self, text: &'t str, line: u32, offset: u32) -> &'t str {
        let lo = self.start(line).unwrap_or_default() as usize;
        let hi = floor_char_boundary(text, offset as usize);
        text.get(lo..hi).unwrap_or_default()
    }
}

/// The offsets behind the line ends of a text.
fn line_ends(text: &str) -> impl Iterator<Item = u32> + '_ {
    memchr::memchr_iter(b'\n', text.as_bytes()).map(|at| at as u32 + 1)
}

/// The largest character boundary that is not after `offset`.
fn floor_char_boundary(text: &str, offset: usize) -> usize {
    let mut at = offset.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn columns_count_characters_and_utf16_units() {
        let text = "a\r\nб😀c\n";
        let lines = LineTable::new(text);
        let c = text.find('c').map(|at| at as u32).unwrap_or_default();
        assert_eq!(lines.position(text, c), Position { line: 2, column: 3 });
        assert_eq!(lines.utf16_column(text, c), 3);
        assert_eq!(lines.content(text, 0), "a");
        assert_eq!(lines.position(text, c - 1), Position { line: 2, column: 2 }, "inside the emoji is its start");
        assert_eq!(lines.position(text, 99), Position { line: 3, column: 1 });
    }

    #[test]
    fn editors_count_columns_in_their_own_units() {
        let text = "a武😀c\r\n";
        let lines = LineTable::new(text);
        let columns =
            |unit| ["武", "😀", "c", "\r"].map(|part| lines.place(text, text.find(part).unwrap_or(0) as u32, unit).1);
        assert_eq!(columns(Unit::Utf8), [1, 4, 8, 9]);
        assert_eq!(columns(Unit::Utf16), [1, 2, 4, 5]);
        assert_eq!(columns(Unit::Utf32), [1, 2, 3, 4]);
        let offset = |line, column, unit| lines.offset(text, line, column, unit);
        assert_eq!(offset(0, 3, Unit::Utf16), 4, "the middle of a surrogate pair is its start");
        assert_eq!(offset(0, 6, Unit::Utf8), 4, "the middle of a character is its start");
        assert_eq!(offset(0, 99, Unit::Utf16), 9, "beyond the end of a line is its end");
        assert_eq!(offset(9, 9, Unit::Utf32), text.len() as u32, "beyond the last line is the end of the text");
    }

    proptest! {
        #[test]
        fn places_lead_back_to_their_offsets(text in "[a\r\n б武😀]{0,40}") {
            let lines = LineTable::new(&text);
            for unit in [Unit::Utf8, Unit::Utf16, Unit::Utf32] {
                for (offset, _) in text.char_indices() {
                    let (line, column) = lines.place(&text, offset as u32, unit);
                    prop_assert_eq!(lines.offset(&text, line, column, unit), offset as u32);
                }
            }
        }

        #[test]
        fn a_table_follows_edits(text in "[a\n武]{0,20}", from in 0..20_usize, to in 0..20_usize, inserted in "[b\n😀]{0,5}") {
            let boundary = |at: usize| floor_char_boundary(&text, at);
            let (lo, hi) = (boundary(from.min(to)), boundary(from.max(to)));
            let mut edited = text.clone();
            edited.replace_range(lo..hi, &inserted);
            let mut lines = LineTable::new(&text);
            lines.edit(Span::new(lo as u32, hi as u32), &inserted);
            prop_assert_eq!(lines.starts, LineTable::new(&edited).starts);
        }
    }
}
