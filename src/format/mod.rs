//! The layout of `.attr` files: two spaces a depth, 100 columns, the author's line breaks between properties kept.
//!
//! [`format()`] takes a text and gives it back in its form. Nothing is reordered, no string is broken, no comment is lost;
//! what is not understood stays as it was written. It proves itself: the tokens, the comments and the tree of what it gives
//! back are those of what it took, else the text stays as it was.

mod edits;
mod lexeme;
mod part;
mod printer;
mod statement;
mod typed;
mod value;

use crate::diag::{Diagnostic, Edit};
use crate::source::{FileId, Span};
use crate::syntax::{Tree, parse};
use lexeme::{Lexeme, lexemes, says_the_same};
use printer::{Care, Printer};

/// Columns of a line; what cannot be broken may go beyond.
pub const COLUMNS: usize = 100;

/// A text in its form.
#[derive(Debug)]
pub struct Formatted {
    /// The text; the very same where it is in its form already, or where the new one was not proved to mean the same.
    pub text: String,
    /// What the text does not say as the grammar wants it; such statements are as they were.
    pub diagnostics: Vec<Diagnostic>,
    /// Whether the proof failed though the text has no mistakes, which is a fault of the formatter.
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
    let ((tree, diagnostics), source) = rayon::join(|| parse(file, text), || lexemes(text));
    // A carriage return of its own is an error that laying out would take away unseen.
    if text.split('\r').skip(1).any(|behind| !behind.starts_with('\n')) {
        return Formatted { text: text.to_owned(), diagnostics, unproved: false };
    }
    let is_broken = !diagnostics.is_empty();
    let formatted = match is_broken {
        true => laid_out(text, &tree, &source, Care::EachPart).and_then(|first| settled(file, first)),
        false => laid_out(text, &tree, &source, Care::Whole),
    };
    let unproved = formatted.is_none() && !is_broken;
    Formatted { text: formatted.unwrap_or_else(|| text.to_owned()), diagnostics, unproved }
}

/// What [`format()`] would change, as edits in the order of the text: of white space, of the indentation of texts, of comments
/// that move. Empty where the text is in its form.
///
/// ```
/// use attrc::{format, source::{FileId, Span}};
///
/// let edits = format::edits(FileId(0), "actor  apt31\nactor apt40\n");
/// assert_eq!((edits[0].location.span, edits[0].text.as_str(), edits.len()), (Span::new(6, 7), "", 1));
/// ```
pub fn edits(file: FileId, text: &str) -> Vec<Edit> {
    format(file, text).edits(file, text)
}

impl Formatted {
    /// What has changed of the text that this is the form of, as edits in the order of the text.
    pub fn edits(&self, file: FileId, text: &str) -> Vec<Edit> {
        if self.text == text {
            return Vec::new();
        }
        let (old, new) = rayon::join(|| lexemes(text), || lexemes(&self.text));
        edits::edits(file, (text, 0..text.len(), &old), (&self.text, &new))
    }
}

/// The edits that lay out what a span touches, and nothing else: whole statements, or where it lies within a block that
/// stands on several lines, whole properties or claims of it, each with the comments before it.
pub fn range(file: FileId, text: &str, span: Span) -> Vec<Edit> {
    part::touched(file, text, span)
}

/// The edits that follow when somebody has typed a character that ends at an offset: behind `}` the statement that it closes
/// is laid out, if nothing is wrong with it; a new line is as deep as it should be. Strings, texts and comments are left alone.
pub fn on_type(file: FileId, text: &str, offset: u32, typed: char) -> Vec<Edit> {
    let offset = offset as usize;
    match typed {
        '}' => offset.checked_sub(1).map(|brace| part::closed(file, text, brace)).unwrap_or_default(),
        '\n' => typed::indented(file, text, offset),
        _ => Vec::new(),
    }
}

/// How often a text with mistakes is laid out at most.
const ROUNDS: usize = 8;

/// The form that a text with mistakes settles in: what is read around a mistake may be read otherwise once lines have moved.
/// `None` where it says something else then; such a text is best left alone until it is mended.
fn settled(file: FileId, mut text: String) -> Option<String> {
    for _ in 0..ROUNDS {
        let next = laid_out(&text, &parse(file, &text).0, &lexemes(&text), Care::EachPart)?;
        if next == text {
            return Some(text);
        }
        text = next;
    }
    None
}

/// The form of a text; `None` where it cannot be proved to say the same.
fn laid_out(text: &str, tree: &Tree<'_>, source: &[Lexeme], care: Care) -> Option<String> {
    let formatted = Printer::new(text, source, care).file(tree);
    let (same_words, same_tree) = rayon::join(
        || says_the_same((text, source), (&formatted, &lexemes(&formatted))),
        || parse(FileId::default(), &formatted).0 == *tree,
    );
    (same_words && same_tree).then_some(formatted)
}
