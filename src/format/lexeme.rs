//! Tokens and comments of a text with their places: what the parser skips is what a formatter must keep.

use std::borrow::Cow;

use crate::syntax::literal::unquote;
use crate::syntax::token::{Kind, token};

/// A token or a comment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Lexeme {
    /// Whether it is a comment, `#` and what follows on its line.
    pub comment: bool,
    /// The class of a token; that of a comment is [`Kind::Junk`].
    pub kind: Kind,
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
    /// The line of its first byte, from 0.
    pub line: usize,
    /// The line of its last byte.
    pub last_line: usize,
}

impl Lexeme {
    /// It as it is written, without what means nothing at its end.
    pub fn text(self, source: &str) -> &str {
        let text = source.get(self.start..self.end).unwrap_or_default();
        if self.comment { without_blanks(text) } else { text }
    }

    /// What stays the same when a text is laid out: the token, and of a text of several lines what it means.
    pub fn meaning(self, source: &str) -> Cow<'_, str> {
        let text = self.text(source);
        match self.kind {
            Kind::Text => unquote(text).into(),
            // It may run to the end of the file, and its line ends are no part of a token.
            Kind::Unclosed => text.trim_end().replace("\r\n", "\n").into(),
            _ => text.into(),
        }
    }

    /// Whether it says the same as another one of another text.
    pub fn is_same(self, source: &str, other: Self, other_source: &str) -> bool {
        self.kind == other.kind && self.comment == other.comment && self.meaning(source) == other.meaning(other_source)
    }
}

/// All tokens and comments, in order.
pub(super) fn lexemes(source: &str) -> Vec<Lexeme> {
    let mut found = Vec::with_capacity(source.len() / 6);
    let (mut at, mut line) = (0, 0);
    while let Some(rest) = source.get(at..) {
        let blank = rest.bytes().take_while(|byte| matches!(byte, b' ' | b'\t' | b'\r' | b'\n')).count();
        line += lines(rest.get(..blank).unwrap_or_default());
        let start = at + blank;
        let Some(rest) = source.get(start..).filter(|rest| !rest.is_empty()) else { break };
        let (comment, length, kind) = match rest.as_bytes().first() == Some(&b'#') {
            true => (true, rest.find('\n').unwrap_or(rest.len()), Kind::Junk),
            false => match token(rest) {
                Ok((_, token)) => (false, token.text.len(), token.kind),
                Err(_) => (false, rest.len(), Kind::Junk),
            },
        };
        let end = start + length.max(1);
        let last_line = line + lines(source.get(start..end).unwrap_or_default());
        found.push(Lexeme { comment, kind, start, end, line, last_line });
        (at, line) = (end, last_line);
    }
    found
}

/// Whether two texts have the same tokens and the same comments, each in the same order. Comments may have moved before the
/// statement that they stood in.
pub(super) fn says_the_same((one, of_one): (&str, &[Lexeme]), (other, of_other): (&str, &[Lexeme])) -> bool {
    [true, false].into_iter().all(|comments| {
        let mut rest = of_other.iter().filter(|lexeme| lexeme.comment == comments);
        let mut all = of_one.iter().filter(|lexeme| lexeme.comment == comments);
        all.all(|lexeme| rest.next().is_some_and(|other_one| lexeme.is_same(one, *other_one, other)))
            && rest.next().is_none()
    })
}

/// A text without what means nothing at the end of a line. Other white space is a mistake, and kept.
pub(super) fn without_blanks(text: &str) -> &str {
    text.trim_end_matches([' ', '\t', '\r'])
}

fn lines(text: &str) -> usize {
    text.bytes().filter(|byte| *byte == b'\n').count()
}
