//! The lines of one text that one finding is about, as miette's [`SourceCode`].
//!
//! miette's own sources scan a text from its start for each label, count columns in bytes and hand over whole lines.
//! This one takes the needed lines by the line table, clips the long ones, replaces what a terminal would obey, and
//! says where each mark stands in the text itself.

use std::collections::BTreeSet;
use std::ops::Range;

use miette::{LabeledSpan, MietteError, MietteSpanContents, SourceCode, SourceSpan, SpanContents};

use super::clip::kept;
use super::place::Place;
use super::visible::{stand_in, visible};
use crate::source::{Position, Span, Text};

/// Lines shown before and after a marked one.
pub(super) const CONTEXT: u32 = 1;

/// A mark over more lines than this is drawn on its first line only.
const MOST_LINES: u32 = 8;

/// What to draw under a place.
#[derive(Debug, Clone, Copy)]
pub(super) struct Mark<'d, 't> {
    /// Where.
    pub place: Place<'t>,
    /// What to write there; may be empty.
    pub label: &'d str,
}

/// Some lines of a text, each whole or clipped, with marks in them.
#[derive(Debug)]
pub(super) struct Excerpt {
    path: String,
    content: String,
    lines: Vec<Line>,
    marks: Vec<Drawn>,
}

/// One line of an excerpt.
#[derive(Debug, Clone, Copy)]
struct Line {
    /// In the text, from 0.
    number: u32,
    /// First byte in the excerpt.
    at: usize,
}

/// A mark, with its place in the excerpt.
#[derive(Debug)]
struct Drawn {
    span: Range<usize>,
    start: Position,
    label: String,
}

impl Excerpt {
    /// The lines of a text that marks stand in. The first mark is the one that gives the heading its position; all are
    /// in that text. Lines are clipped to `limit` columns, with `ellipsis` where something is left out.
    pub(super) fn new(text: &Text, marks: &[Mark<'_, '_>], limit: usize, ellipsis: &str) -> Self {
        let extents: Vec<Extent> = marks.iter().map(|mark| Extent::new(text, mark.place.span)).collect();
        let mut excerpt = Self {
            path: visible(&text.path).into_owned(),
            content: String::new(),
            lines: Vec::new(),
            marks: marks.iter().zip(&extents).map(|(mark, extent)| extent.draw(mark)).collect(),
        };
        for number in needed(text, &extents) {
            excerpt.push(text, number, &extents, limit, ellipsis);
        }
        excerpt
    }

    /// The marks as miette wants them, the first as the primary one.
    pub(super) fn labels(&self) -> impl Iterator<Item = LabeledSpan> + '_ {
        self.marks.iter().enumerate().map(|(number, mark)| {
            let label = Some(mark.label.clone()).filter(|label| !label.is_empty());
            match number {
                0 => LabeledSpan::new_primary_with_span(label, mark.span.clone()),
                _ => LabeledSpan::new_with_span(label, mark.span.clone()),
            }
        })
    }

    fn push(&mut self, text: &Text, number: u32, extents: &[Extent], limit: usize, ellipsis: &str) {
        let content = text.lines.content(&text.content, number);
        let start = text.lines.start(number).unwrap_or_default();
        let in_line = |offset: u32| (offset.saturating_sub(start) as usize).min(content.len());

        let mut marked: Vec<Range<usize>> =
            extents.iter().filter_map(|extent| extent.within(number, in_line)).collect();
        marked.sort_by_key(|range| range.start);

        self.lines.push(Line { number, at: self.content.len() });
        let mut pieces: Vec<(Range<usize>, usize)> = Vec::new();
        let mut end = 0;
        for part in kept(content, &marked, limit) {
            if part.start > end {
                self.content.push_str(ellipsis);
            }
            end = part.end;
            pieces.push((part.clone(), self.content.len()));
            let part = content.get(part).unwrap_or_default();
            self.content.extend(part.chars().map(|char| stand_in(char).unwrap_or(char)));
        }
        if end < content.len() {
            self.content.push_str(ellipsis);
        }

        let line_end = self.content.len();
        let drawn = |offset: usize| {
            let piece = pieces.iter().find(|(part, _)| offset <= part.end);
            piece.map_or(line_end, |(part, at)| {
                let before = content.get(part.start..offset.max(part.start)).unwrap_or_default();
                at + before.chars().map(|char| stand_in(char).unwrap_or(char).len_utf8()).sum::<usize>()
            })
        };
        for (mark, extent) in self.marks.iter_mut().zip(extents) {
            if extent.first == number {
                mark.span.start = drawn(in_line(extent.span.lo));
            }
            if extent.last == number {
                mark.span.end = drawn(in_line(extent.span.hi));
            }
        }
        // The last line of a text gets an end as well, or miette would lose a label that stands there.
        self.content.push('\n');
    }

    /// Index of the line that holds a byte of the excerpt.
    fn line_of(&self, offset: usize) -> usize {
        self.lines.partition_point(|line| line.at <= offset).saturating_sub(1)
    }

    /// Whether one line of the excerpt follows another in the text.
    fn adjoin(&self, before: usize, after: usize) -> bool {
        match (self.lines.get(before), self.lines.get(after)) {
            (Some(before), Some(after)) => before.number + 1 == after.number,
            _ => false,
        }
    }
}

impl SourceCode for Excerpt {
    fn read_span<'a>(
        &'a self,
        span: &SourceSpan,
        lines_before: usize,
        lines_after: usize,
    ) -> Result<Box<dyn SpanContents<'a> + 'a>, MietteError> {
        let heading = lines_before == 0 && lines_after == 0;
        let mut first = self.line_of(span.offset());
        let mut last = self.line_of(span.offset() + span.len().saturating_sub(1));
        for _ in 0..lines_before {
            if first > 0 && self.adjoin(first - 1, first) {
                first -= 1;
            }
        }
        for _ in 0..lines_after {
            if self.adjoin(last, last + 1) {
                last += 1;
            }
        }
        // miette tries to draw near marks in one frame and takes a refusal for "apart".
        if !(first..last).all(|line| self.adjoin(line, line + 1)) {
            return Err(MietteError::OutOfBounds);
        }
        let start = self.lines.get(first).ok_or(MietteError::OutOfBounds)?;
        let end = self.lines.get(last + 1).map_or(self.content.len(), |line| line.at);
        let data = self.content.get(start.at..end).ok_or(MietteError::OutOfBounds)?;

        // miette asks without context when it writes the heading, and only then may the column be other than 0.
        let mark = self.marks.iter().find(|mark| heading && mark.span.start == span.offset());
        let column = mark.map_or(0, |mark| mark.start.column as usize - 1);
        Ok(Box::new(MietteSpanContents::new_named(
            self.path.clone(),
            data.as_bytes(),
            (start.at..end).into(),
            start.number as usize,
            column,
            last - first + 1,
        )))
    }
}

/// The lines of a mark.
#[derive(Debug, Clone, Copy)]
struct Extent {
    span: Span,
    first: u32,
    last: u32,
    /// The last line, from 1, of a mark that is drawn on its first line only.
    through: Option<u32>,
}

impl Extent {
    fn new(text: &Text, span: Span) -> Self {
        let first = text.lines.line_of(span.lo);
        let last = text.lines.line_of(if span.is_empty() { span.lo } else { span.hi - 1 });
        if last - first < MOST_LINES {
            return Self { span, first, last, through: None };
        }
        let next = text.lines.start(first + 1).unwrap_or(span.hi);
        Self { span: Span::new(span.lo, next), first, last: first, through: Some(last + 1) }
    }

    fn draw(&self, mark: &Mark<'_, '_>) -> Drawn {
        let mut label = visible(mark.label).into_owned();
        if let Some(line) = self.through {
            label.push_str(&format!(" (through line {line})"));
        }
        Drawn { span: 0..0, start: mark.place.start, label: label.trim_start().to_owned() }
    }

    /// What must be seen of it in a line.
    fn within(&self, line: u32, in_line: impl Fn(u32) -> usize) -> Option<Range<usize>> {
        let (lo, hi) = (in_line(self.span.lo), in_line(self.span.hi));
        match (self.first == line, self.last == line) {
            (true, true) => Some(lo..hi),
            (true, false) => Some(lo..lo),
            (false, true) => Some(hi..hi),
            (false, false) => None,
        }
    }
}

/// Numbers of the lines to show: those of the marks and some around them. The first mark's come first, since the first
/// position in a report is the one that people and editors jump to.
fn needed(text: &Text, extents: &[Extent]) -> Vec<u32> {
    let end = text.lines.count() - 1;
    // After its last line end a text has a line without anything in it; it is worth showing only when it is marked.
    let blank_end = text.lines.content(&text.content, end).is_empty();
    let mut lines = BTreeSet::new();
    for extent in extents {
        let after = (extent.last + CONTEXT).min(if blank_end { end.saturating_sub(1) } else { end });
        lines.extend(extent.first.saturating_sub(CONTEXT)..=after.max(extent.last));
    }

    let home = extents.first().map_or(0, |extent| extent.first);
    let before = lines.range(..home).rev().zip(1..).take_while(|(line, back)| **line + back == home).count() as u32;
    let after = lines.range(home..).zip(home..).take_while(|(line, expected)| **line == *expected).count() as u32;
    let first = home - before..home + after;
    let others = lines.iter().copied().filter(|line| !first.contains(line));
    first.clone().chain(others).collect()
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::string_slice, reason = "a test fails by panicking")]
mod tests {
    use super::*;
    use crate::diag::render::place::Places;
    use crate::source::{FileId, Location};

    fn excerpt(content: &str, lo: usize, hi: usize) -> Excerpt {
        let texts = [Text::new("a.attr", content)];
        let location = Location::new(FileId(0), Span::new(lo as u32, hi as u32));
        let place = Places::new(&texts).find(location).unwrap();
        Excerpt::new(&texts[0], &[Mark { place, label: "here" }], 80, "…")
    }

    #[test]
    fn only_the_needed_lines_are_touched() {
        let content = "0123456789\n".repeat(100_000);
        let excerpt = excerpt(&content, 550_000, 550_004);
        assert_eq!(excerpt.content, "0123456789\n".repeat(3));
        assert_eq!(excerpt.lines.iter().map(|line| line.number).collect::<Vec<_>>(), [49_999, 50_000, 50_001]);
        assert_eq!(excerpt.marks[0].span, 11..15);
    }

    #[test]
    fn only_the_needed_part_of_a_line_is_touched() {
        let content = "0123456789".repeat(100_000);
        let excerpt = excerpt(&content, 700_000, 700_004);
        assert!(excerpt.content.len() < 100, "{}", excerpt.content);
        assert_eq!(&excerpt.content[excerpt.marks[0].span.clone()], "0123");
        let heading = excerpt.read_span(&excerpt.marks[0].span.clone().into(), 0, 0).unwrap();
        assert_eq!((heading.line(), heading.column()), (0, 700_000));
    }

    #[test]
    fn a_mark_over_many_lines_is_drawn_on_the_first() {
        let excerpt = excerpt(&"line\n".repeat(100), 2, 450);
        assert_eq!(excerpt.content, "line\nline\n");
        assert_eq!(excerpt.marks[0].label, "here (through line 90)");
    }
}
