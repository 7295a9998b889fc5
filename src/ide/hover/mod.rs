//! What stands at an offset, explained.
//!
//! | file | what |
//! |---|---|
//! | `leaf.rs` | the word at the offset, and what it is there |
//! | `words.rs` | words of the language and the standard, as `attrc explain WORD` has them |
//! | `things.rs` | what a name names, and what is said of it, as `attrc explain NAME` counts it |
//! | `values.rs` | times, amounts, hedges, codes, observables |
//! | `said.rs` | claims, labels, quotations |

mod leaf;
mod said;
mod things;
mod values;
mod words;

use self::leaf::{Leaf, Place};
use super::Analysis;
use crate::source::{FileId, Location, Span};
use crate::vocab::language::{self, Class};

/// An explanation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hover {
    /// What it explains.
    pub span: Span,
    /// The explanation, as markdown (CommonMark).
    pub markdown: String,
}

/// Explains what stands at an offset; `whole` is the last analysis of the whole project, which may be of an older text.
pub fn hover(analysis: &Analysis, whole: Option<&Analysis>, file: FileId, offset: u32) -> Option<Hover> {
    let text = analysis.text(file)?;
    let leaf = leaf::at(&text.content, analysis.tree(file)?, offset)?;
    let (span, asked) = (Span::of(&text.content, leaf.text()), Span::of(&text.content, leaf.asked()));
    // What the whole project knows of this very text is better than what the file knows alone.
    let current = whole.and_then(|whole| {
        let same = whole.file(&analysis.path(file)?)?;
        (whole.text(same)?.content == text.content).then_some((whole, same))
    });
    let (best, file) = current.unwrap_or((analysis, file));
    let here = Here { analysis: best, whole: whole.unwrap_or(best), place: Location::new(file, asked) };
    Some(Hover { span, markdown: here.explain(&leaf)? })
}

/// What is asked about, and whom.
struct Here<'a> {
    /// An analysis of the text as it is.
    analysis: &'a Analysis,
    /// The last analysis of the whole project, or the same.
    whole: &'a Analysis,
    /// The word that is looked up.
    place: Location,
}

impl Here<'_> {
    fn explain(&self, leaf: &Leaf<'_, '_>) -> Option<String> {
        match *leaf {
            Leaf::Keyword(word) => words::of(word, &["a word of the grammar", "a gap"]),
            Leaf::Kind(word) => words::of(word, &["a kind", "the head of a file"]),
            Leaf::Tag(word) => words::of(word, &["an observable"]).or_else(|| words::of(word, &["a kind"])),
            Leaf::Key(kind, word) => words::key(kind, word),
            Leaf::Stance(word) => words::of(word, &["a stance", "a response"]),
            Leaf::Verb(word) => said::verb(self, word),
            Leaf::Qualifier(word) if language::reserved(word) == Some(Class::Hedge) => values::hedge(self, word),
            Leaf::Qualifier(word) => words::of(word, &["a qualifier"]),
            Leaf::Name(_) | Leaf::Title(..) => things::named(self),
            Leaf::Code(code) => values::code(code).map(|text| text + &things::said_of_code(self)),
            Leaf::Amount(amount, place) => values::amount(amount, place),
            Leaf::Text(text, place) => match place {
                Place::Qualifier("quoting") | Place::Passage => said::quotation(self),
                Place::Object => things::named(self),
                _ => words::catalogued(text, place),
            },
            Leaf::Word(word, place) => things::named(self).or_else(|| words::value(word, place)),
        }
    }
}

/// Lines under a head, as markdown.
#[derive(Default)]
struct Sheet {
    out: String,
}

impl Sheet {
    /// Begins with what it is: "**Tin Lantern** · actor `tin_lantern`".
    fn new(head: &str) -> Self {
        Self { out: format!("{head}\n") }
    }

    /// Adds a paragraph, unless it is empty.
    fn paragraph(&mut self, text: &str) {
        if !text.is_empty() {
            self.out += &format!("\n{text}\n");
        }
    }

    /// Adds lines under names, those without a text left out.
    fn lines(&mut self, lines: impl IntoIterator<Item = (&'static str, String)>) {
        let lines: Vec<String> = lines
            .into_iter()
            .filter(|(_, text)| !text.is_empty())
            .map(|(name, text)| if name.is_empty() { format!("- {text}\n") } else { format!("- {name}: {text}\n") })
            .collect();
        if !lines.is_empty() {
            self.out += &format!("\n{}", lines.concat());
        }
    }

    fn end(self) -> String {
        self.out
    }
}

/// A text of people, so that nothing in it is taken for markdown.
fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        if matches!(letter, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '|' | '&' | '~') {
            out.push('\\');
        }
        out.push(if letter.is_control() { ' ' } else { letter });
    }
    out
}
