//! Tokens and comments of a text with their places: what the parser skips is what a formatter must keep.

use crate::syntax::literal::unquote;
use crate::syntax::token::{Kind, token};

/// A token or a comment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Lexeme {
    /// Whether it is a comment, `#` and what follows on its line.
    pub comment: bool,
    /// Whether it is a text of several lines.
    pub several_lines: bool,
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
    /// It as it is written.
    pub fn text(self, source: &str) -> &str {
        source.get(self.start..self.end).unwrap_or_default()
    }

    /// What stays the same when a text is laid out: the token, and of a text of several lines what it means.
    pub fn meaning(self, source: &str) -> String {
        let text = self.text(source);
        if self.several_lines { format!("\"\"\"{}", unquote(text)) } else { text.to_owned() }
    }
}

/// All tokens and comments, in order.
pub(super) fn lexemes(source: &str) -> Vec<Lexeme> {
    let mut found = Vec::with_capacity(source.len() / 6);
    let (mut at, mut line) = (0, 0);
    while let Some(rest) = source.get(at..) {
        let blank = rest.len() - rest.trim_start_matches([' ', '\t', '\r', '\n']).len();
        line += lines(rest.get(..blank).unwrap_or_default());
        let start = at + blank;
        let Some(rest) = source.get(start..).filter(|rest| !rest.is_empty()) else { break };
        let (comment, length, kind) = match rest.starts_with('#') {
            true => (true, rest.find('\n').unwrap_or(rest.len()), None),
            false => match token(rest) {
                Ok((_, token)) => (false, token.text.len(), Some(token.kind)),
                Err(_) => (false, rest.len(), None),
            },
        };
        let end = start + length.max(1);
        let last_line = line + lines(source.get(start..end).unwrap_or_default());
        let several_lines = kind == Some(Kind::Text);
        found.push(Lexeme { comment, several_lines, start, end, line, last_line });
        (at, line) = (end, last_line);
    }
    found
}

fn lines(text: &str) -> usize {
    text.bytes().filter(|byte| *byte == b'\n').count()
}
