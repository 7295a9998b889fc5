//! Which parts of a long line are shown: those around what is marked.
//!
//! miette pads up to a mark with one format width, and a width above 65,535 panics; a line wider than the terminal
//! would wrap and put the mark under another character.

use std::ops::Range;

use unicode_width::UnicodeWidthChar;

/// Columns of a tab. miette rounds up to the next multiple of it.
pub(super) const TAB: usize = 4;

/// The least that is shown around each of many marks in one line, in columns.
const LEAST: usize = 12;

/// The parts of a line to show in about `limit` columns, in order and apart: all of it where it fits, otherwise some
/// columns around the start of each mark. `marks` are in order.
pub(super) fn kept(line: &str, marks: &[Range<usize>], limit: usize) -> Vec<Range<usize>> {
    if forward(line, 0, limit).0 == line.len() {
        return std::iter::once(0..line.len()).collect();
    }
    if marks.is_empty() {
        return std::iter::once(0..forward(line, 0, limit).0).collect();
    }
    let share = (limit / marks.len()).max(LEAST);
    let mut parts: Vec<Range<usize>> = Vec::new();
    for mark in marks {
        let part = around(line, mark.start, share);
        match parts.last_mut() {
            Some(last) if part.start <= last.end => last.end = last.end.max(part.end),
            _ => parts.push(part),
        }
    }
    parts
}

/// About `columns` columns of a line, a third of them before `at` unless the line has fewer on one side.
fn around(line: &str, at: usize, columns: usize) -> Range<usize> {
    let (_, after) = forward(line, at, columns - columns / 3);
    let (start, before) = backward(line, at, columns / 3 + after);
    let (end, _) = forward(line, at, columns - columns / 3 + before);
    start..end
}

/// How far `columns` columns reach after `at`, and how many are left over at the end of the line.
fn forward(line: &str, at: usize, columns: usize) -> (usize, usize) {
    reach(line.get(at..).unwrap_or_default().chars(), columns, |bytes| at + bytes)
}

/// How far `columns` columns reach before `at`, and how many are left over at the start of the line.
fn backward(line: &str, at: usize, columns: usize) -> (usize, usize) {
    reach(line.get(..at).unwrap_or_default().chars().rev(), columns, |bytes| at - bytes)
}

fn reach(chars: impl Iterator<Item = char>, columns: usize, offset: impl Fn(usize) -> usize) -> (usize, usize) {
    let mut left = columns;
    let mut bytes = 0;
    for char in chars {
        // A character without a width counts as one, so that a line of a million combining marks is long as well.
        let width = if char == '\t' { TAB } else { char.width().unwrap_or(1).max(1) };
        if width > left {
            return (offset(bytes), 0);
        }
        left -= width;
        bytes += char.len_utf8();
    }
    (offset(bytes), left)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(line: &str, marks: &[Range<usize>], limit: usize) -> String {
        kept(line, marks, limit).into_iter().filter_map(|part| line.get(part)).collect::<Vec<_>>().join("…")
    }

    #[test]
    fn a_line_that_fits_is_whole() {
        assert_eq!(shown("0123456789", std::slice::from_ref(&(9..10)), 10), "0123456789");
        assert_eq!(shown("", &[], 10), "");
    }

    #[test]
    fn a_long_line_is_shown_around_its_marks() {
        let line = "0123456789".repeat(10);
        assert_eq!(shown(&line, &[], 12), "012345678901");
        assert_eq!(shown(&line, std::slice::from_ref(&(50..52)), 12), "678901234567");
        assert_eq!(shown(&line, std::slice::from_ref(&(99..100)), 12), "890123456789", "the end has no more to show");
        assert_eq!(shown(&line, &[5..6, 50..51], 24), "123456789012…678901234567");
        assert_eq!(shown(&line, &[5..6, 8..9], 24), "123456789012345");
    }

    #[test]
    fn columns_are_those_of_a_terminal() {
        assert_eq!(shown("中中中中中中中", &[], 12), "中中中中中中");
        assert_eq!(shown("\t\t\t\t", &[], 12), "\t\t\t");
    }
}
