//! The layout of `.attr` files: two spaces a depth, 100 columns, the author's line breaks between properties kept.
//!
//! [`format()`] takes a text and gives it back in its form. Nothing is reordered, no string is broken, no comment is lost;
//! what is not understood stays as it was written. It proves itself: the tokens, the comments and the tree of what it gives
//! back are those of what it took, else the text stays as it was.

mod lexeme;
mod printer;
mod statement;
mod value;

use crate::diag::Diagnostic;
use crate::source::FileId;
use crate::syntax::{Tree, parse};
use lexeme::{Lexeme, lexemes};
use printer::Printer;

/// Columns of a line; what cannot be broken may go beyond.
pub const COLUMNS: usize = 100;

/// A text in its form.
#[derive(Debug)]
pub struct Formatted {
    /// The text; the very same where it is in its form already, or could not be proved to mean the same.
    pub text: String,
    /// What the text does not say as the grammar wants it; such statements are as they were.
    pub diagnostics: Vec<Diagnostic>,
    /// Whether the proof failed, which is a fault of the formatter.
    pub unproved: bool,
}

/// Lays a text out.
///
/// ```
/// use attrc::{format, source::FileId};
///
/// let text = "actor  apt31 \"APT31\"{attack G0128}   # tracked since 2010\n\n\n\nactor apt40";
/// let formatted = format::format(FileId(0), text).text;
/// assert_eq!(formatted, "actor apt31 \"APT31\" { attack G0128 }  # tracked since 2010\n\nactor apt40\n");
/// ```
pub fn format(file: FileId, text: &str) -> Formatted {
    let (tree, diagnostics) = parse(file, text);
    // A carriage return of its own is an error that laying out would take away unseen.
    if text.replace("\r\n", "\n").contains('\r') {
        return Formatted { text: text.to_owned(), diagnostics, unproved: false };
    }
    let mut formatted = laid_out(text, &tree);
    // What is read around a mistake may be read otherwise once lines have moved; a few rounds settle it.
    for _ in 0..if diagnostics.is_empty() { 0 } else { ROUNDS } {
        let Some(before) = formatted.clone() else { break };
        formatted = laid_out(&before, &parse(file, &before).0);
        if formatted.as_ref() == Some(&before) {
            break;
        }
    }
    let unproved = formatted.is_none();
    Formatted { text: formatted.unwrap_or_else(|| text.to_owned()), diagnostics, unproved }
}

/// How often a text with mistakes is laid out at most.
const ROUNDS: usize = 8;

/// The form of a text; `None` where it cannot be proved to say the same.
fn laid_out(text: &str, tree: &Tree<'_>) -> Option<String> {
    let source = lexemes(text);
    let formatted = Printer::new(text, &source).file(tree);
    is_same(text, &source, &formatted).then_some(formatted)
}

/// Whether two texts have the same tokens and comments in the same order. Comments may have moved before the statement that
/// they stood in.
fn is_same(text: &str, source: &[Lexeme], formatted: &str) -> bool {
    let result = lexemes(formatted);
    let tokens = |text: &str, lexemes: &[Lexeme]| -> Vec<String> {
        lexemes
            .iter()
            .filter(|lexeme| !lexeme.comment)
            .map(|lexeme| lexeme.meaning(text).trim_end().to_owned())
            .collect()
    };
    let comments = |text: &str, lexemes: &[Lexeme]| -> Vec<String> {
        lexemes.iter().filter(|lexeme| lexeme.comment).map(|lexeme| lexeme.text(text).trim_end().to_owned()).collect()
    };
    tokens(text, source) == tokens(formatted, &result) && comments(text, source) == comments(formatted, &result)
}
