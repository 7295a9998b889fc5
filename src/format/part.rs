//! The layout of a part of a text: of what a range touches, of the block that was just closed.

use std::ops::Range;

use super::edits::edits;
use super::lexeme::{Lexeme, lexemes, says_the_same};
use super::printer::{Care, Printer};
use crate::diag::{Edit, apply_edits};
use crate::source::{FileId, Span};
use crate::syntax::tree::{Item, Tree};
use crate::syntax::{Extent, parse};

/// Columns that what stands in a block is deeper than it.
const DEPTH: usize = 2;

/// Lays out the parts that a span touches: whole statements, or properties or claims where it lies within one block.
pub(super) fn touched(file: FileId, text: &str, span: Span) -> Vec<Edit> {
    let (tree, _) = parse(file, text);
    let lexemes = lexemes(text);
    let mut layout = Layout::new((file, text), &lexemes, span.range());
    layout.parts(&tree.items, 0..lexemes.len(), 0, &Printer::item, &Layout::inside);
    layout.proved(&tree)
}

/// Lays out the statement whose block is closed by the brace at an offset, if nothing is wrong with it.
pub(super) fn closed(file: FileId, text: &str, brace: usize) -> Vec<Edit> {
    let (tree, problems) = parse(file, text);
    let lexemes = lexemes(text);
    let mut layout = Layout::new((file, text), &lexemes, brace..brace + 1);
    let Some((item, range, indent)) = layout.closed(&tree.items, 0..lexemes.len(), 0) else { return Vec::new() };
    let start = lexemes.get(range.start).map_or(brace, |first| first.start);
    let places = problems.iter().filter_map(|problem| problem.primary);
    if places.into_iter().any(|place| (start..=brace).contains(&(place.span.lo as usize))) {
        return Vec::new();
    }
    let written = layout.printer.printed(std::slice::from_ref(item), range.clone(), indent, Printer::item);
    // What stands before it on its line stays, as do the lines before it.
    let line = text.get(..start).map_or(0, |before| before.rfind('\n').map_or(0, |end| end + 1));
    let stands_alone = text.get(line..start).is_some_and(|lead| lead.trim_matches([' ', '\t']).is_empty());
    match stands_alone {
        true => layout.replace(line, range, written.trim_end_matches('\n')),
        false => layout.replace(start, range, written.trim_matches([' ', '\n'])),
    }
    layout.proved(&tree)
}

/// Parts that are laid out where they stand.
struct Layout<'s> {
    printer: Printer<'s>,
    file: FileId,
    text: &'s str,
    lexemes: &'s [Lexeme],
    touch: Range<usize>,
    edits: Vec<Edit>,
}

/// How a part is written.
type Print<'p, 's, T> = &'p dyn Fn(&mut Printer<'s>, &T, Range<usize>);

/// How what stands in a part is laid out, at a depth; whether that was enough.
type Inside<'p, 's, T> = &'p dyn Fn(&mut Layout<'s>, &T, Range<usize>, usize) -> bool;

impl<'s> Layout<'s> {
    fn new((file, text): (FileId, &'s str), lexemes: &'s [Lexeme], touch: Range<usize>) -> Self {
        let printer = Printer::new(text, lexemes, Care::EachPart);
        Self { printer, file, text, lexemes, touch, edits: Vec::new() }
    }

    /// Those of the parts between two lexemes that are touched.
    fn parts<T: Extent<'s>>(
        &mut self,
        parts: &[T],
        region: Range<usize>,
        indent: usize,
        print: Print<'_, 's, T>,
        inside: Inside<'_, 's, T>,
    ) {
        let ranges = self.printer.ranges(parts, region.clone());
        let touched = |range: &Range<usize>| {
            let (lo, hi) = (self.start(range.start), self.end(range.end));
            match self.touch.is_empty() {
                true => (lo..=hi).contains(&self.touch.start),
                false => self.touch.start < hi && self.touch.end > lo,
            }
        };
        let with_comments = |at: usize| -> Option<Range<usize>> {
            let range = ranges.get(at)?;
            let first = at.checked_sub(1).and_then(|at| ranges.get(at)).map_or(region.start, |before| before.end);
            let behind = self.lexemes.get(range.end..region.end).unwrap_or_default();
            // What stands behind the last one belongs to it.
            let is_last = at + 1 == ranges.len() && behind.iter().all(|lexeme| lexeme.comment);
            let end = if is_last { region.end } else { self.followed(range.end, region.end) };
            Some(self.led(first, range.start)..end)
        };
        let all: Vec<Range<usize>> = (0..parts.len()).filter_map(with_comments).collect();
        let (Some(first), Some(last)) = (all.iter().position(&touched), all.iter().rposition(touched)) else { return };
        let (Some(from), Some(to), Some(chosen)) = (all.get(first), all.get(last), parts.get(first..=last)) else {
            return;
        };
        let range = from.start..to.end;
        if let ([only], Some(own)) = (chosen, ranges.get(first))
            && inside(self, only, own.clone(), indent + DEPTH)
        {
            return;
        }
        let written = self.printer.printed(chosen, range.clone(), indent, print);
        let (start, lead) = match range.start.checked_sub(1).and_then(|before| self.lexemes.get(before)) {
            None => (0, ""),
            Some(before) => {
                let is_apart = self.lexemes.get(range.start).is_some_and(|next| next.line > before.last_line + 1);
                let is_first = range.start == region.start;
                (before.start + before.text(self.text).len(), if is_apart && !is_first { "\n\n" } else { "\n" })
            }
        };
        let is_last = range.end == self.lexemes.len();
        let written = format!("{lead}{}{}", written.trim_end_matches('\n'), if is_last { "\n" } else { "" });
        self.replace(start, range, &written);
    }

    /// What stands in a statement, if the touch is within its block and the block stands on lines of its own.
    fn inside(&mut self, item: &Item<'s>, range: Range<usize>, indent: usize) -> bool {
        let Some((open, close)) =
            self.printer.braces(self.printer.behind_leaf(item.last()).max(range.start)..range.end)
        else {
            return false;
        };
        let end = close.unwrap_or(range.end);
        let (opens, closes) = (self.end(open + 1), close.map_or(self.text.len(), |close| self.start(close)));
        let lines = (self.printer.line_of(open).1, close.map(|close| self.printer.line_of(close).0));
        if self.touch.start < opens || self.touch.end > closes || Some(lines.0) == lines.1 {
            return false;
        }
        let body = self.followed(open + 1, end)..end;
        match item {
            Item::From(from) => self.parts(&from.items, body, indent, &Printer::item, &Self::inside),
            Item::Declaration(declaration) => {
                let groups = self.printer.groups(&declaration.properties);
                self.parts(&groups, body, indent, &Printer::group, &|_, _, _, _| false);
            }
            Item::Speech(speech) => {
                let claims = speech.claims.as_deref().unwrap_or_default();
                self.parts(claims, body, indent, &Printer::claim, &|_, _, _, _| false);
            }
            Item::Use(_) | Item::Response(_) => return false,
        }
        true
    }

    /// The statement that ends with the touched brace, with its lexemes and its depth.
    fn closed<'t>(
        &self,
        items: &'t [Item<'s>],
        region: Range<usize>,
        indent: usize,
    ) -> Option<(&'t Item<'s>, Range<usize>, usize)> {
        let ranges = self.printer.ranges(items, region);
        let at = ranges.partition_point(|range| self.end(range.end) <= self.touch.start);
        let (item, range) = (items.get(at)?, ranges.get(at)?.clone());
        let head = self.printer.behind_leaf(item.last()).max(range.start);
        let (open, close) = self.printer.braces(head..range.end)?;
        if let Some(close) = close.filter(|close| self.start(*close) == self.touch.start) {
            return Some((item, range.start..close + 1, indent));
        }
        match item {
            Item::From(from) => self.closed(&from.items, open + 1..close.unwrap_or(range.end), indent + DEPTH),
            _ => None,
        }
    }

    /// Where the comments begin that stand right before a part, on lines of their own.
    fn led(&self, first: usize, part: usize) -> usize {
        let comments = self.lexemes.get(first..part).unwrap_or_default();
        let own = part - comments.iter().rev().take_while(|lexeme| lexeme.comment).count();
        self.followed(own, part)
    }

    /// The place behind the comment that stands behind a part on its line.
    fn followed(&self, end: usize, next: usize) -> usize {
        let line = end.checked_sub(1).and_then(|at| self.lexemes.get(at)).map(|lexeme| lexeme.last_line);
        let behind = self.lexemes.get(end).filter(|lexeme| end < next && lexeme.comment && Some(lexeme.line) == line);
        end + usize::from(behind.is_some())
    }

    fn start(&self, at: usize) -> usize {
        self.lexemes.get(at).map_or(self.text.len(), |lexeme| lexeme.start)
    }

    fn end(&self, behind: usize) -> usize {
        behind.checked_sub(1).and_then(|at| self.lexemes.get(at)).map_or(0, |lexeme| lexeme.end)
    }

    /// Writes lexemes anew, with what stands before them from an offset on.
    fn replace(&mut self, start: usize, range: Range<usize>, written: &str) {
        let old = self.lexemes.get(range.clone()).unwrap_or_default();
        let new = lexemes(written);
        let last = old.last().map_or(start, |last| last.start + last.text(self.text).len());
        let end = if range.end == self.lexemes.len() { self.text.len() } else { last };
        // A carriage return of its own is an error that laying out would take away unseen.
        let lone = |text: &str| text.split('\r').skip(1).any(|behind| !behind.starts_with('\n'));
        let is_lone = self.text.get(start..end).is_some_and(|old| lone(old.strip_suffix('\r').unwrap_or(old)));
        if !is_lone && says_the_same((self.text, old), (written, &new)) {
            self.edits = edits(self.file, (self.text, start..end, old), (written, &new));
        }
    }

    /// The edits, if the text says the same with them.
    fn proved(self, tree: &Tree<'_>) -> Vec<Edit> {
        let is_same = |edits: &Vec<Edit>| parse(self.file, &apply_edits(self.text, edits)).0 == *tree;
        Some(self.edits).filter(|edits| edits.is_empty() || is_same(edits)).unwrap_or_default()
    }
}
