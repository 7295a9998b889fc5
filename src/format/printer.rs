//! Statements one below the other, with the comments that belong to them.

use std::ops::Range;

use super::lexeme::Lexeme;
use crate::syntax::tree::Tree;

/// Writes a text anew, from its statements and its tokens.
pub(super) struct Printer<'s> {
    pub source: &'s str,
    pub lexemes: &'s [Lexeme],
    pub out: String,
    pub indent: usize,
}

/// Something that stands on lines of its own: a statement, a claim, a property.
pub(super) struct Part<'p, T> {
    /// The part.
    pub item: &'p T,
    /// Where it starts.
    pub start: usize,
}

impl<'s> Printer<'s> {
    pub fn new(source: &'s str, lexemes: &'s [Lexeme]) -> Self {
        Self { source, lexemes, out: String::with_capacity(source.len() + source.len() / 8), indent: 0 }
    }

    /// The whole file.
    pub fn file(mut self, tree: &Tree<'s>) -> String {
        let parts: Vec<_> = tree.items.iter().map(|item| Part { item, start: self.item_start(item) }).collect();
        self.parts(&parts, 0..self.lexemes.len(), Self::item);
        self.out
    }

    /// Parts one below the other, with what stands before, between and behind them.
    pub fn parts<T>(
        &mut self,
        parts: &[Part<'_, T>],
        region: Range<usize>,
        print: impl Fn(&mut Self, &T, Range<usize>),
    ) {
        let from = |start: usize| self.lexemes.partition_point(|lexeme| lexeme.start < start);
        let starts: Vec<usize> = parts.iter().map(|part| from(part.start).clamp(region.start, region.end)).collect();
        let mut at = region.start;
        for (index, part) in parts.iter().enumerate() {
            let start = starts.get(index).copied().unwrap_or(at).max(at);
            let next = starts.get(index + 1).copied().unwrap_or(region.end).max(start);
            self.between(at..start, region.start);
            let last = (start..next).rev().find(|at| self.lexemes.get(*at).is_some_and(|lexeme| !lexeme.comment));
            let end = last.map_or(start, |last| last + 1);
            self.part(part.item, start..end, region.start, &print);
            at = self.behind(end, next);
        }
        self.between(at..region.end, region.start);
    }

    /// One part. What does not come out with the tokens that went in stays as it was written.
    fn part<T>(&mut self, item: &T, range: Range<usize>, first: usize, print: &impl Fn(&mut Self, &T, Range<usize>)) {
        if range.is_empty() {
            return;
        }
        self.blank_line(range.start, first);
        let before = self.out.len();
        print(self, item, range.clone());
        if !self.is_kept(before, &range) {
            self.out.truncate(before);
            self.verbatim(range);
        }
    }

    /// Whether what was written last has the tokens and comments of a range.
    fn is_kept(&self, from: usize, range: &Range<usize>) -> bool {
        let written = self.out.get(from..).unwrap_or_default();
        let new = super::lexemes(written);
        let old = self.lexemes.get(range.clone()).unwrap_or_default();
        let of = |text: &str, lexemes: &[Lexeme], comments: bool| -> Vec<String> {
            lexemes
                .iter()
                .filter(|lexeme| lexeme.comment == comments)
                .map(|lexeme| lexeme.meaning(text).trim_end().to_owned())
                .collect()
        };
        [true, false].into_iter().all(|comments| of(written, &new, comments) == of(self.source, old, comments))
    }

    /// What stands between parts: comments, and what was not understood.
    fn between(&mut self, range: Range<usize>, first: usize) {
        let mut at = range.start;
        while let Some(lexeme) = self.lexemes.get(at).copied().filter(|_| at < range.end) {
            if lexeme.comment {
                self.blank_line(at, first);
                self.line(lexeme.text(self.source).trim_end());
                at += 1;
            } else {
                let end = (at..range.end)
                    .find(|at| self.lexemes.get(*at).is_some_and(|lexeme| lexeme.comment))
                    .unwrap_or(range.end);
                self.blank_line(at, first);
                self.verbatim(at..end);
                at = end;
            }
        }
    }

    /// The comments behind the last token of a part, on its line; where they end.
    fn behind(&mut self, end: usize, next: usize) -> usize {
        let line = end.checked_sub(1).and_then(|at| self.lexemes.get(at)).map(|lexeme| lexeme.last_line);
        match self.lexemes.get(end).filter(|lexeme| end < next && lexeme.comment && Some(lexeme.line) == line) {
            Some(comment) => {
                let text = comment.text(self.source).trim_end();
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
        let place = |at: usize| self.lexemes.get(at);
        let (Some(first), Some(last)) = (place(range.start), range.end.checked_sub(1).and_then(place)) else { return };
        // The indentation of its first line belongs to it, where nothing else stands there.
        let line = self.source.get(..first.start).and_then(|before| before.rfind('\n')).map_or(0, |at| at + 1);
        let lead = self.source.get(line..first.start).filter(|lead| lead.trim().is_empty()).unwrap_or_default();
        let text = self.source.get(first.start..last.end).unwrap_or_default();
        self.out.push_str(lead);
        self.out.push_str(text.trim_end());
        self.out.push('\n');
    }

    /// A line at the depth of the block.
    pub fn line(&mut self, text: &str) {
        self.start_line(0);
        // A text that is not closed ends in the line ends behind it.
        self.out.push_str(text.trim_end());
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
                let text = lexeme.text(self.source).trim_end();
                self.line(text);
            }
        }
    }

    /// Whether a range holds a comment.
    pub fn has_comments(&self, range: Range<usize>) -> bool {
        self.lexemes.get(range).unwrap_or_default().iter().any(|lexeme| lexeme.comment)
    }

    /// The index of the first brace in a range, and that of the one that closes it.
    pub fn braces(&self, range: Range<usize>) -> Option<(usize, usize)> {
        let is = |at: usize, mark: &str| {
            self.lexemes.get(at).is_some_and(|lexeme| !lexeme.comment && lexeme.text(self.source) == mark)
        };
        let open = range.clone().find(|at| is(*at, "{"))?;
        let mut depth = 0_usize;
        for at in open..range.end {
            if is(at, "{") {
                depth += 1;
            } else if is(at, "}") {
                depth -= 1;
                if depth == 0 {
                    return Some((open, at));
                }
            }
        }
        None
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
