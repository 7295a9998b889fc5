//! The parts of a manifest by their signs alone, for a text that may be no TOML.

use super::LONGEST_KEY;

/// The head of a table.
pub(super) struct Header<'t> {
    /// What stands between the brackets.
    inside: &'t str,
    /// How many brackets open it.
    pub(super) opening: usize,
    closed: bool,
    /// How long it is, without the brackets that close it.
    pub(super) length: usize,
}

impl<'t> Header<'t> {
    /// Reads a line that begins with a bracket; `None` where it is a list.
    pub(super) fn read(rest: &'t str) -> Option<Self> {
        let line = rest.lines().next().unwrap_or_default();
        let opening = if line.starts_with("[[") { 2 } else { 1 };
        let behind = line.get(opening..)?;
        let end = behind.find([']', '#']);
        let inside = behind.get(..end.unwrap_or(behind.len()))?;
        let closed = end.is_some_and(|end| behind.get(end..).is_some_and(|rest| rest.starts_with(']')));
        let is_list = inside.trim().is_empty() || inside.contains(['=', ',', '{']);
        (!is_list).then(|| Self { inside, opening, closed, length: opening + inside.len() })
    }

    pub(super) fn first(&self) -> &'t str {
        self.inside.split('.').next().unwrap_or_default().trim().trim_matches(['"', '\''])
    }

    /// Whether it is that of this table.
    pub(super) fn names(&self, table: &str) -> bool {
        self.closed && self.opening == 1 && self.inside.trim() == table
    }

    /// Whether it may be shown: a quoted text may be the element of a list.
    pub(super) fn is_harmless(&self) -> bool {
        let first = self.inside.split('.').next().unwrap_or_default().trim();
        let letters = |letter: char| letter.is_ascii_alphanumeric() || letter == '_' || letter == '-';
        self.first() == "publish" || (first.len() <= LONGEST_KEY && first.chars().all(letters))
    }
}

#[derive(Clone, Copy)]
pub(super) enum Token<'t> {
    Line,
    Blank(&'t str),
    Comment(&'t str),
    Sign(&'t str),
    /// A quoted text of one line, closed or not.
    Text(&'t str),
    /// A quoted text of several lines.
    Long(&'t str),
    /// Anything else.
    Word(&'t str),
}

impl<'t> Token<'t> {
    /// The first token of a text that is not empty.
    pub(super) fn first(rest: &'t str) -> Self {
        let upto = |end: Option<usize>| rest.get(..end.unwrap_or(rest.len())).unwrap_or(rest);
        let first = rest.chars().next().unwrap_or('\n');
        match first {
            '\n' => Self::Line,
            _ if first.is_whitespace() => Self::Blank(upto(Some(first.len_utf8()))),
            '#' => Self::Comment(upto(rest.find('\n'))),
            '=' | ',' | '{' | '}' | '[' | ']' => Self::Sign(upto(Some(1))),
            '"' | '\'' => {
                let three = if first == '"' { "\"\"\"" } else { "'''" };
                match rest.strip_prefix(three) {
                    Some(behind) => Self::Long(upto(behind.find(three).map(|end| end + 2 * three.len()))),
                    None => Self::Text(upto(end_of_text(rest, first))),
                }
            }
            _ => {
                let ends = |letter: char| letter.is_whitespace() || "={},[]\"'#".contains(letter);
                Self::Word(upto(rest.find(ends)))
            }
        }
    }

    pub(super) fn text(self) -> &'t str {
        match self {
            Self::Line => "\n",
            Self::Blank(text)
            | Self::Comment(text)
            | Self::Sign(text)
            | Self::Text(text)
            | Self::Long(text)
            | Self::Word(text) => text,
        }
    }
}

/// Where a quoted text of one line ends, with its quote or at the end of the line.
fn end_of_text(rest: &str, quote: char) -> Option<usize> {
    let mut escaped = false;
    for (at, letter) in rest.char_indices().skip(1) {
        match letter {
            '\n' => return Some(at),
            _ if escaped => escaped = false,
            '\\' if quote == '"' => escaped = true,
            _ if letter == quote => return Some(at + 1),
            _ => {}
        }
    }
    None
}
