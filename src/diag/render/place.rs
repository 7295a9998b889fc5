//! Locations as people and tools read them: a path, bytes that fit the text, lines and columns.

use std::collections::BTreeMap;

use crate::source::{FileId, Location, Position, Span, Text};

/// A line longer than this keeps a table of columns, one entry for so many bytes.
const STRIDE: u32 = 4096;

/// A location that was looked up.
#[derive(Debug, Clone, Copy)]
pub(super) struct Place<'t> {
    /// Which text, by number.
    pub file: FileId,
    /// The text.
    pub text: &'t Text,
    /// Bytes, inside the text, on boundaries of characters, first before last.
    pub span: Span,
    /// Line and column of the first character.
    pub start: Position,
    /// Line and column after the last character.
    pub end: Position,
}

/// Looks locations up.
///
/// [`Text::position`] counts from the start of the line, so that ten thousand findings in one line of a megabyte would
/// cost the square of it. Here a long line is counted once.
#[derive(Debug)]
pub(super) struct Places<'t> {
    texts: &'t [Text],
    long_lines: BTreeMap<(FileId, u32), Vec<u32>>,
}

impl<'t> Places<'t> {
    /// Over the texts of a compilation, by [`FileId`].
    pub(super) fn new(texts: &'t [Text]) -> Self {
        Self { texts, long_lines: BTreeMap::new() }
    }

    /// Whether there is a text of this number.
    pub(super) fn has(&self, file: FileId) -> bool {
        self.texts.get(file.0 as usize).is_some()
    }

    /// The place of a location; `None` where there is no such text.
    pub(super) fn find(&mut self, location: Location) -> Option<Place<'t>> {
        let file = location.file;
        let text = self.texts.get(file.0 as usize)?;
        let span = clamp(&text.content, location.span);
        let start = self.position(file, text, span.lo);
        let end = self.position(file, text, span.hi);
        Some(Place { file, text, span, start, end })
    }

    fn position(&mut self, file: FileId, text: &Text, offset: u32) -> Position {
        let line = text.lines.line_of(offset);
        let start = text.lines.start(line).unwrap_or_default();
        if offset - start <= STRIDE {
            return text.position(offset);
        }
        let before = self.long_lines.entry((file, line)).or_insert_with(|| {
            let content = text.lines.content(&text.content, line).as_bytes();
            let counts = content.chunks(STRIDE as usize).scan(0, |sum, chunk| {
                let before = *sum;
                *sum += characters(chunk);
                Some(before)
            });
            counts.collect()
        });
        let chunk = ((offset - start) / STRIDE).min((before.len() as u32).saturating_sub(1));
        let rest = (start + chunk * STRIDE) as usize..offset as usize;
        let rest = text.content.as_bytes().get(rest).map_or(0, characters);
        let before = before.get(chunk as usize).copied().unwrap_or_default();
        Position { line: line + 1, column: before + rest + 1 }
    }
}

/// How many characters start in these bytes, which may begin and end inside one.
fn characters(bytes: &[u8]) -> u32 {
    bytes.iter().filter(|byte| **byte & 0b1100_0000 != 0b1000_0000).count() as u32
}

/// The nearest span that fits a text: inside it, whole characters, first before last.
fn clamp(text: &str, span: Span) -> Span {
    let mut lo = (span.lo as usize).min(text.len());
    while !text.is_char_boundary(lo) {
        lo -= 1;
    }
    if span.hi <= span.lo {
        return Span::at(lo as u32);
    }
    let mut hi = (span.hi as usize).min(text.len()).max(lo);
    while !text.is_char_boundary(hi) {
        hi += 1;
    }
    Span::new(lo as u32, hi as u32)
}

#[cfg(test)]
#[allow(clippy::indexing_slicing, reason = "a test fails by panicking")]
mod tests {
    use super::*;

    #[test]
    fn long_lines_count_as_the_line_table_does() {
        let texts = [Text::new("a", format!("first\n{}\r\n{}", "añ中👩".repeat(3000), "b".repeat(9000)))];
        let mut places = Places::new(&texts);
        let text = &texts[0];
        let every_boundary = (0..=text.content.len()).filter(|at| text.content.is_char_boundary(*at));
        for at in every_boundary.map(|at| at as u32) {
            let place = places.find(Location::new(FileId(0), Span::at(at))).map(|place| place.start);
            assert_eq!(place, Some(text.position(at)), "byte {at}");
        }
        assert_eq!(places.long_lines.len(), 2, "each long line is counted once");
    }

    #[test]
    fn spans_are_made_to_fit() {
        assert_eq!(clamp("aé", Span { lo: 9, hi: 3 }), Span::at(3));
        assert_eq!(clamp("aé", Span { lo: 2, hi: 9 }), Span::new(1, 3), "half of a character is all of it");
        assert_eq!(clamp("aé", Span { lo: 2, hi: 2 }), Span::at(1), "what is empty stays empty");
        assert_eq!(clamp("aé", Span { lo: 1, hi: 0 }), Span::at(1));
    }
}
