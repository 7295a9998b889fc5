//! The one converter between byte offsets and lines, columns and UTF-16 columns.

/// A line and a column, both counted from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Position {
    /// Line, from 1.
    pub line: u32,
    /// Column in characters (Unicode scalar values), from 1.
    pub column: u32,
}

/// Offsets at which the lines of a text start.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LineTable {
    starts: Vec<u32>,
}

impl LineTable {
    /// Scans a text once. A line ends after `\n`; `\r\n` is one line end because it ends in `\n`.
    pub fn new(text: &str) -> Self {
        let ends = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n');
        let starts = std::iter::once(0).chain(ends.map(|(at, _)| at as u32 + 1)).collect();
        Self { starts }
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

    fn before<'t>(&self, text: &'t str, line: u32, offset: u32) -> &'t str {
        let lo = self.start(line).unwrap_or_default() as usize;
        let hi = floor_char_boundary(text, offset as usize);
        text.get(lo..hi).unwrap_or_default()
    }
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
}
