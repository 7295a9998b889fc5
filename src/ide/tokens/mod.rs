//! What each word of a text is, for colours.

mod walk;

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
    /// Whether it is the verb of a negated claim, or a word that no table and no declaration knows.
    pub doubted: bool,
}

/// The words of a file, or of a part of it, in order.
///
/// They are those of the tree, told by where they stand in it, so that what was not understood has no colour; comments
/// are looked for between them.
pub fn tokens(analysis: &Analysis, file: FileId, within: Option<Span>) -> Vec<SemanticToken> {
    let (Some(text), Some(tree)) = (analysis.text(file), analysis.tree(file)) else { return Vec::new() };
    let content = &*text.content;
    let within = within.unwrap_or(Span::new(0, content.len() as u32));
    let mut found = walk::words(analysis, file, tree, content, within);
    comments(content, within, &mut found);
    found.retain(|token| token.span.lo < within.hi && within.lo < token.span.hi);
    found.sort_by_key(|token| token.span);
    found
}

/// Adds the comments that stand between words.
fn comments(content: &str, within: Span, found: &mut Vec<SemanticToken>) {
    let last = content.get(within.hi as usize..).and_then(|rest| rest.find('\n'));
    let last = last.map_or(content.len(), |end| within.hi as usize + end) as u32;
    let starts = std::iter::once(0).chain(found.iter().map(|token| token.span.hi));
    let ends = found.iter().map(|token| token.span.lo).chain([last]);
    let gaps: Vec<(u32, u32)> = starts.zip(ends).filter(|(_, end)| *end > within.lo).collect();
    for (start, end) in gaps {
        let gap = content.get(start as usize..end as usize).unwrap_or_default();
        if gap.contains('#') {
            let comments = crate::syntax::comments(gap).into_iter().map(|comment| SemanticToken {
                span: Span::of(content, comment.trim_end()),
                class: TokenClass::Comment,
                declares: false,
                doubted: false,
            });
            found.extend(comments);
        }
    }
}
