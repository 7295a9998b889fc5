//! Between what `ide/` says, in bytes, and what the protocol says, in lines and columns.

mod edits;
mod uri;

use crate::diag::Edit;
use crate::lsp::protocol::types::{Position, Range, TextEdit};
use crate::source::{Span, Text, Unit};

pub use edits::workspace_edit;
pub use uri::{path, uri};

/// A text and the unit that columns of it are counted in.
#[derive(Debug, Clone, Copy)]
pub struct Ruler<'t> {
    /// The text.
    pub text: &'t Text,
    /// What the editor counts.
    pub unit: Unit,
}

impl Ruler<'_> {
    /// The line and column of an offset.
    pub fn position(self, offset: u32) -> Position {
        let (line, character) = self.text.lines.place(&self.text.content, offset, self.unit);
        Position { line, character }
    }

    /// The range of a span.
    pub fn range(self, span: Span) -> Range {
        Range { start: self.position(span.lo), end: self.position(span.hi) }
    }

    /// The offset of a line and column.
    pub fn offset(self, position: Position) -> u32 {
        self.text.lines.offset(&self.text.content, position.line, position.character, self.unit)
    }

    /// The span of a range; the ends of one that is the wrong way round are exchanged.
    pub fn span(self, range: Range) -> Span {
        let (start, end) = (self.offset(range.start), self.offset(range.end));
        Span::new(start.min(end), start.max(end))
    }

    /// Edits of this text.
    pub fn edits<'e>(self, edits: impl IntoIterator<Item = &'e Edit>) -> Vec<TextEdit> {
        let edits = edits.into_iter();
        edits.map(|edit| TextEdit { range: self.range(edit.location.span), new_text: edit.text.clone() }).collect()
    }
}
