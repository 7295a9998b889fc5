//! Texts as they were read, and positions in them.
//!
//! This layer knows nothing of the language: a [`Text`] is a path, its UTF-8 content and a [`LineTable`]; a [`Span`]
//! is a range of bytes in one text; a [`Location`] says which text as well. There is exactly one converter from bytes
//! to lines and columns, [`LineTable`], for diagnostics and editors alike.

use std::sync::Arc;

mod decode;
mod lines;
mod span;

pub use decode::{Undecodable, decode};
pub use lines::{LineTable, Position, Unit};
pub use span::{FileId, Location, Span};

/// One text with its path relative to the project's root and its line table.
#[derive(Debug, Clone)]
pub struct Text {
    /// Path below the project's root, `/` between folders, as it is shown to people.
    pub path: String,
    /// The whole content, without a byte order mark; shared with the trees whose leaves are slices of it.
    pub content: Arc<str>,
    /// Where its lines start.
    pub lines: LineTable,
}

impl Text {
    /// A text with its line table.
    pub fn new(path: impl Into<String>, content: impl Into<Arc<str>>) -> Self {
        let content = content.into();
        let lines = LineTable::new(&content);
        Self { path: path.into(), content, lines }
    }

    /// The part of the content under a span; empty where the span does not fit the text.
    pub fn slice(&self, span: Span) -> &str {
        self.content.get(span.range()).unwrap_or_default()
    }

    /// Line and column of a byte offset, both from 1, the column in characters.
    pub fn position(&self, offset: u32) -> Position {
        self.lines.position(&self.content, offset)
    }
}
