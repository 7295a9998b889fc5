//! Statements one below the other, with the comments that belong to them.

use std::ops::Range;

use super::lexeme::{Lexeme, lexemes, says_the_same};
use crate::syntax::Extent;
use crate::syntax::token::Kind;
use crate::syntax::tree::Tree;

/// When what is written is compared with what was read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Care {
    /// Once, at the end: where all of the text is understood, nothing should differ.
    Whole,
    /// Part by part, so that one that differs stays as it was and the others do not.
    EachPart,
}

/// Writes a text anew, from its statements and its tokens.
pub(super) struct Printer<'s> {
    pub source: &'s str,
    pub lexemes: &'s [Lexeme],
    pub out: String,
    pub indent: usize,
    care: Care,
    /// How many pieces are as they were written.
    verbatim: usize,
}

impl<'s> Printer<'s> {
    pub fn new(source: &'s str, lexemes: &'s [Lexeme], care: Care) -> Self {
        Self {
            source,
            lexemes,
            out: String::with_capacity(source.len() + source.len() / 8),
            indent: 0,
            care,
            verbatim: 0,
        }
    }

    /// The whole file.
    pub fn file(mut self, tree: &Tree<'s>) -> String {
        self.parts(&tree.items, 0..self.lexemes.len(), Self::item);
        self.out
    }

    /// Parts one below the other at a depth, as text.
    pub fn printed<T: Extent<'s>>(
        &mut self,
        parts: &[T],
        region: Range<usize>,
        indent: usize,
        print: impl Fn(&mut Self, &T, Range<usize>),
    ) -> String {
        self.indent = indent;
        self.parts(parts, region, print);
        std::mem::take(&mut self.out)
    }

    /// Where each of some parts begins and ends.
    pub fn ranges<T: Extent<'s>>(&self, parts: &[T], region: Range<usize>) -> Vec<Range<usize>> {
        let starts: Vec<usize> = parts.iter().map(|part| self.start(part).clamp(region.start, region.end)).collect();
        let nexts = starts.iter().skip(1).copied().chain(std::iter::once(region.end));
        let ranges = parts.iter().zip(starts.iter().zip(nexts));
        ranges.map(|(part, (start, next))| *start..self.end(part, *start..next.max(*start))).collect()
    }

    /// Parts one below the other, with what stands before, between and behind them.
    pub fn parts<T: Extent<'s>>(
        &mut self,
        parts: &[T],
        region: Range<usize>,
        print: impl Fn(&mut Self, &T, Range<usize>),
    ) {
        let starts: Vec<usize> = parts.iter().map(|part| self.start(part).clamp(region.start, region.end)).collect();
        let mut at = region.start;
        for (index, part) in parts.iter().enumerate() {
            let start = starts.get(index).copied().unwrap_or(at).max(at);
            let next = starts.get(index + 1).copied().unwrap_or(region.end).max(start);
            at = self.between(at..start, region.start);
            if start < next {
                let end = self.end(part, start..next);
                self.part(part, start..end, region.start, &print);
                at = self.behind(end, next);
            }
        }
        self.between(at..region.end, region.start);
    }

    /// One part. What does not come out with the tokens that went in stays as it was written.
    fn part<T>(&mut self, part: &T, range: Range<usize>, first: usize, print: &impl Fn(&mut Self, &T, Range<usize>)) {
        self.blank_line(range.start, first);
        let (before, verbatim) = (self.out.len(), self.verbatim);
        print(self, part, range.clone());
        if self.care == Care::Whole {
            return;
        }
        let written = self.out.get(before..).unwrap_or_default();
        let source = (self.source, self.lexemes.get(range.clone()).unwrap_or_default());
        // A line is one piece: what is wrong in it is not torn from it.
        let lines = self.line_of(range.start).0..self.line_of(range.end.saturating_sub(1)).1;
        let is_torn = lines.is_empty() && self.verbatim > verbatim;
        if is_torn || !says_the_same(source, (written, &lexemes(written))) {
            self.out.truncate(before);
            self.verbatim(range);
        }
    }

    /// The first token of a part.
    fn start<T: Extent<'s>>(&self, part: &T) -> usize {
        part.first().map_or(0, |first| {
            let offset = self.offset(first);
            self.lexemes.partition_point(|lexeme| lexeme.start < offset)
        })
    }

    /// The place behind the last token of a part that may go up to a place.
    ///
    /// What was not understood behind it on its last line belongs to it: it may well be the part that is wrong.
    fn end<T: Extent<'s>>(&self, part: &T, within: Range<usize>) -> usize {
        let tokens = |range: Range<usize>| self.tokens(range);
        let last = tokens(within.clone()).next_back().map_or(within.end, |last| last + 1);
        let head = self.behind_leaf(part.last()).clamp(within.start, last);
        let end = match self.braces(head..last).filter(|_| T::HAS_BLOCK) {
            Some((_, Some(close))) => close + 1,
            Some((_, None)) => last,
            None => head,
        };
        let line = end.checked_sub(1).map(|at| self.line_of(at).1);
        let is_wrong = tokens(end..last).next().is_some_and(|next| Some(self.line_of(next).0) == line);
        if is_wrong { last } else { end }
    }

    /// The place behind the token that a leaf ends with.
    pub fn behind_leaf(&self, leaf: Option<&str>) -> usize {
        let end = leaf.map_or(0, |leaf| self.offset(leaf) + leaf.len());
        self.lexemes.partition_point(|lexeme| lexeme.start < end)
    }

    /// The tokens of a range, comments left out.
    fn tokens(&self, range: Range<usize>) -> impl DoubleEndedIterator<Item = usize> {
        range.filter(|at| self.lexemes.get(*at).is_some_and(|lexeme| !lexeme.comment))
    }

    /// What stands between parts: comments, and between them, as it is written, what was not understood. It returns where
    /// it ends.
    fn between(&mut self, range: Range<usize>, first: usize) -> usize {
        let mut tokens = self.tokens(range.clone());
        let wrong = tokens.next().map(|start| start..tokens.next_back().unwrap_or(start) + 1);
        drop(tokens);
        let comments = |printer: &mut Self, range: Range<usize>| {
            for at in range {
                printer.blank_line(at, first);
                printer.comments(at..at + 1);
            }
        };
        let Some(wrong) = wrong else {
            comments(self, range.clone());
            return range.end;
        };
        comments(self, range.start..wrong.start);
        self.blank_line(wrong.start, first);
        self.verbatim(wrong.clone());
        let behind = self.behind(wrong.end, range.end);
        comments(self, behind..range.end);
        range.end
    }

    /// The comments behind the last token of a part, on its line; where they end.
    fn behind(&mut self, end: usize, next: usize) -> usize {
        let line = end.checked_sub(1).and_then(|at| self.lexemes.get(at)).map(|lexeme| lexeme.last_line);
        match self.lexemes.get(end).filter(|lexeme| end < next && lexeme.comment && Some(lexeme.line) == line) {
            Some(comment) => {
                let text = comment.text(self.source);
                let width = self.out.trim_end_matches('\n').len();
                self.out.truncate(width);
                self.out.push_str("  ");
                self.out.push_str(text);
                self.out.push('\n');
                end + 1
            }
            None => end,
        }
    }

    /// One blank line, where the author had one or more before this; none at the start of a block.
    fn blank_line(&mut self, at: usize, first: usize) {
        let before = at.checked_sub(1).and_then(|at| self.lexemes.get(at));
        if let (Some(before), Some(lexeme)) = (before, self.lexemes.get(at))
            && at > first
            && lexeme.line > before.last_line + 1
            && !self.out.is_empty()
            && !self.out.ends_with("\n\n")
        {
            self.out.push('\n');
        }
    }

    /// A range of the source as it is written.
    fn verbatim(&mut self, range: Range<usize>) {
        self.verbatim += 1;
        let place = |at: usize| self.lexemes.get(at);
        let (Some(first), Some(last)) = (place(range.start), range.end.checked_sub(1).and_then(place)) else { return };
        // The indentation of its first line belongs to it, where nothing else stands there.
        let before = self.source.get(..first.start).unwrap_or_default();
        let lead = before.len() - before.trim_end_matches([' ', '\t']).len();
        let starts_line =
            before.len() == lead || before.get(..before.len() - lead).is_some_and(|line| line.ends_with('\n'));
        let start = first.start - if starts_line { lead } else { 0 };
        if !starts_line {
            self.start_line(0);
        }
        let text = self.source.get(start..last.end).unwrap_or_default();
        self.out.push_str(text.trim_end_matches(['\r', '\n']).replace("\r\n", "\n").as_str());
        self.out.push('\n');
    }

    /// A line at the depth of the block.
    pub fn line(&mut self, text: &str) {
        self.start_line(0);
        // A text that is not closed ends in the line ends behind it.
        self.out.push_str(text.trim_end_matches(['\r', '\n']));
        self.out.push('\n');
    }

    /// The indentation of a line, so many columns deeper than the block.
    pub fn start_line(&mut self, deeper: usize) {
        self.out.extend(std::iter::repeat_n(' ', self.indent + deeper));
    }

    /// The comments within a range, before what they stand in.
    pub fn comments(&mut self, range: Range<usize>) {
        for at in range {
            if let Some(lexeme) = self.lexemes.get(at).filter(|lexeme| lexeme.comment) {
                let text = lexeme.text(self.source);
                self.line(text);
            }
        }
    }

    /// Whether a range holds a comment.
    pub fn has_comments(&self, range: Range<usize>) -> bool {
        self.lexemes.get(range).unwrap_or_default().iter().any(|lexeme| lexeme.comment)
    }

    /// The brace that stands next in a range, comments left out, and that which closes it.
    pub fn braces(&self, range: Range<usize>) -> Option<(usize, Option<usize>)> {
        let is = |at: usize, mark: &str| {
            let lexeme = self.lexemes.get(at).filter(|lexeme| lexeme.kind == Kind::Mark && !lexeme.comment);
            lexeme.is_some_and(|lexeme| lexeme.text(self.source) == mark)
        };
        let mut tokens = self.tokens(range);
        let open = tokens.next().filter(|at| is(*at, "{"))?;
        let mut depth = 1_usize;
        let close = tokens.find(|at| {
            depth = if is(*at, "{") { depth + 1 } else { depth - usize::from(is(*at, "}")) };
            depth == 0
        });
        Some((open, close))
    }

    /// The braces of a block whose head ends with a leaf; `None` where it is not closed.
    pub fn block_of(&self, head: Option<&str>, range: Range<usize>) -> Option<(usize, usize)> {
        let (open, close) = self.braces(self.behind_leaf(head).max(range.start)..range.end)?;
        Some((open, close?))
    }

    /// The offset of a slice of the source.
    pub fn offset(&self, part: &str) -> usize {
        crate::source::Span::of(self.source, part).lo as usize
    }

    /// The line that a lexeme begins in, and that it ends in.
    pub fn line_of(&self, at: usize) -> (usize, usize) {
        self.lexemes.get(at).map_or((0, 0), |lexeme| (lexeme.line, lexeme.last_line))
    }
}
