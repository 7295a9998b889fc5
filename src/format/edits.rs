//! A layout as edits: what stands between tokens changes, and of tokens only texts of several lines.
//!
//! Both texts have the same tokens in the same order, so they are walked together, and nothing is searched for.

use std::ops::Range;

use super::lexeme::Lexeme;
use crate::diag::Edit;
use crate::source::{FileId, Location, Span};
use crate::syntax::token::tail;

/// A stretch of a text, its tokens and comments, and how far it was walked.
struct Side<'t> {
    text: &'t str,
    lexemes: &'t [Lexeme],
    /// Offset of the text in the whole one.
    at: usize,
    next: usize,
}

impl<'t> Side<'t> {
    /// The comments up to the next token, and that token.
    fn take(&mut self) -> (&'t [Lexeme], Option<Lexeme>) {
        let rest = self.lexemes.get(self.next..).unwrap_or_default();
        let count = rest.iter().take_while(|lexeme| lexeme.comment).count();
        let (comments, rest) = rest.split_at_checked(count).unwrap_or((rest, &[]));
        self.next += count + usize::from(!rest.is_empty());
        (comments, rest.first().copied())
    }

    /// The text from where the last one ended up to an offset.
    fn up_to(&mut self, end: usize) -> (Range<usize>, &'t str) {
        let range = self.at..end;
        self.at = end;
        (range.clone(), self.text.get(range).unwrap_or_default())
    }
}

/// What is to be replaced in a stretch of a text, and by what, so that it becomes another one with the same tokens.
///
/// `old` is the whole text, the stretch and what stands in it; `new` is what the stretch becomes.
pub(super) fn edits(
    file: FileId,
    (old, stretch, old_lexemes): (&str, Range<usize>, &[Lexeme]),
    (new, new_lexemes): (&str, &[Lexeme]),
) -> Vec<Edit> {
    let mut found = Edits { file, edits: Vec::new() };
    let mut before = Side { text: old, lexemes: old_lexemes, at: stretch.start, next: 0 };
    let mut after = Side { text: new, lexemes: new_lexemes, at: 0, next: 0 };
    loop {
        let ((comments, token), (new_comments, new_token)) = (before.take(), after.take());
        let same = |(one, other): (&Lexeme, &Lexeme)| one.text(old) == other.text(new);
        if comments.len() == new_comments.len() && comments.iter().zip(new_comments).all(same) {
            for (comment, new_comment) in comments.iter().zip(new_comments) {
                found.push(before.up_to(comment.start), after.up_to(new_comment.start).1);
                // Blanks behind a comment belong to what follows it.
                before.up_to(comment.start + comment.text(old).len());
                after.up_to(new_comment.start + new_comment.text(new).len());
            }
        }
        let ends = (token.map_or(stretch.end, |token| token.start), new_token.map_or(new.len(), |token| token.start));
        found.push(before.up_to(ends.0), after.up_to(ends.1).1);
        let (Some(token), Some(new_token)) = (token, new_token) else { return found.edits };
        found.token(before.up_to(token.end), after.up_to(new_token.end).1);
    }
}

struct Edits {
    file: FileId,
    edits: Vec<Edit>,
}

impl Edits {
    /// A text of several lines changes in those of its lines that do.
    fn token(&mut self, (range, old): (Range<usize>, &str), new: &str) {
        if old == new {
            return;
        }
        if old.matches('\n').count() != new.matches('\n').count() {
            return self.push((range, old), new);
        }
        let mut at = range.start;
        for (line, new_line) in old.split_inclusive('\n').zip(new.split_inclusive('\n')) {
            self.push((at..at + line.len(), line), new_line);
            at += line.len();
        }
    }

    /// Only what differs is replaced.
    fn push(&mut self, (range, old): (Range<usize>, &str), new: &str) {
        if old == new {
            return;
        }
        let letters = |(one, other): &(char, char)| one == other;
        let head: usize = old.chars().zip(new.chars()).take_while(letters).map(|(letter, _)| letter.len_utf8()).sum();
        let (old, new) = (tail(old, head), tail(new, head));
        let pairs = old.chars().rev().zip(new.chars().rev());
        let end: usize = pairs.take_while(letters).map(|(letter, _)| letter.len_utf8()).sum();
        let written = new.get(..new.len() - end).unwrap_or_default().to_owned();
        self.edits.push(edit(self.file, range.start + head..range.end - end, written));
    }
}

/// One replacement.
pub(super) fn edit(file: FileId, range: Range<usize>, text: String) -> Edit {
    Edit { location: Location::new(file, Span::new(range.start as u32, range.end as u32)), text }
}
