//! What each word of a text is, for colours.

use super::Analysis;
use crate::source::{FileId, Span};

/// What a word is. The order is that of the legend which editors are given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum TokenClass {
    /// A comment.
    Comment,
    /// `use`, `from`, `not`, gaps.
    Keyword,
    /// A kind.
    Kind,
    /// The name of a party or a thing.
    Name,
    /// The name of a document.
    Document,
    /// A label.
    Label,
    /// A key.
    Key,
    /// A verb.
    Verb,
    /// A stance or a response.
    Stance,
    /// A hedge.
    Hedge,
    /// A qualifier or another word before a value.
    Qualifier,
    /// A text in quotes.
    Text,
    /// A number, a date, an amount.
    Number,
    /// A code: a country, a technique.
    Code,
    /// A word of a vocabulary.
    Word,
}

/// A word with its class.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SemanticToken {
    /// The word; it may go over several lines.
    pub span: Span,
    /// What it is.
    pub class: TokenClass,
    /// Whether it declares the name.
    pub declares: bool,
    /// Whether the claim that it belongs to is negated, or its name is not known.
    pub doubted: bool,
}

/// The words of a file, or of a part of it, in order.
pub fn tokens(analysis: &Analysis, file: FileId, within: Option<Span>) -> Vec<SemanticToken> {
    let _ = (analysis, file, within);
    Vec::new()
}
