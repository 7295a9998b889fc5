//! What may be written at an offset.

use super::Analysis;
use crate::diag::Edit;
use crate::source::{FileId, Span};

/// What sort of thing is offered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CompletionKind {
    /// A word of the language: a kind, a stance, a response, a qualifier, a modifier, a gap.
    Keyword,
    /// A key of a declaration.
    Key,
    /// A verb.
    Verb,
    /// A hedge.
    Hedge,
    /// The name of something declared.
    Name,
    /// The name of a document.
    Document,
    /// A label.
    Label,
    /// A code with a meaning: a technique, a country.
    Code,
    /// A word of a vocabulary.
    Word,
    /// Words of a stored text.
    Quotation,
    /// A path of a file.
    Path,
    /// A form with holes.
    Snippet,
}

/// Something that may be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Completion {
    /// What is shown.
    pub label: String,
    /// What sort of thing it is.
    pub kind: CompletionKind,
    /// What stands beside the label: kind and title, the name of a code.
    pub detail: String,
    /// What it means, as markdown.
    pub documentation: String,
    /// What is matched with what was typed, where that is not the label: the id and the name of a technique.
    pub filter: String,
    /// What is written in place of [`Completions::replace`].
    pub insert: String,
    /// Whether `insert` is a snippet in the syntax of LSP.
    pub is_snippet: bool,
    /// What it is sorted by.
    pub order: String,
    /// Further edits, such as a `use` line.
    pub edits: Vec<Edit>,
}

/// What may be written at an offset.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Completions {
    /// What is replaced: the word that is being typed.
    pub replace: Span,
    /// What may stand there, in order.
    pub items: Vec<Completion>,
    /// Whether there is more, to be asked for with more letters.
    pub incomplete: bool,
}

/// What may be written at an offset.
pub fn complete(analysis: &Analysis, file: FileId, offset: u32) -> Completions {
    let _ = (analysis, file, offset);
    Completions::default()
}
