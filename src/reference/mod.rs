//! The reference: what every word of the language, type of the standard, code and ATT&CK id means.
//!
//! One source for `attrc explain`, `attrc list` and the pages in `docs/reference/`. Everything here is read from the
//! tables of [`crate::vocab`] and [`crate::diag::codes`]; nothing here knows files, spans or facts.
//!
//! | file | what |
//! |---|---|
//! | `meanings/` | from a word to its entries, one file a family of words |
//! | `topics.rs` | what `attrc list` lists |
//! | `pages.rs` | the pages of `docs/reference/` |
//! | `text.rs`, `markdown.rs` | entries and tables as bytes |
//! | `phrase.rs` | types of values in words |
//! | `examples.rs` | for a code, a small text that it is found in |

mod examples;
pub mod markdown;
mod meanings;
mod pages;
pub mod phrase;
pub mod text;
mod topics;

pub use examples::example;
pub use meanings::{explain, key, words};
pub use pages::{Page, pages};
pub use topics::{TOPICS, Topic, list, things};

/// One meaning of a word. Texts are sentences with code in backticks and no other markup.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The word: `front-for`, `E0601`.
    pub word: String,
    /// What it is, behind an article: "a verb".
    pub what: String,
    /// What it means, in one line.
    pub summary: String,
    /// Further facts, each under its name.
    pub details: Vec<(&'static str, String)>,
    /// What belongs to it: the keys of a kind, the words of a vocabulary.
    pub tables: Vec<Table>,
}

/// Rows under a head.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Table {
    /// What the rows are; empty where it is plain.
    pub title: String,
    /// The name of each column.
    pub head: Vec<&'static str>,
    /// As many cells a row as there are columns.
    pub rows: Vec<Vec<String>>,
}

impl Entry {
    fn new(word: impl Into<String>, what: impl Into<String>, summary: impl Into<String>) -> Self {
        Self { word: word.into(), what: what.into(), summary: summary.into(), details: Vec::new(), tables: Vec::new() }
    }

    /// Adds a fact, unless it is empty.
    #[must_use]
    fn detail(mut self, name: &'static str, text: impl Into<String>) -> Self {
        let text = text.into();
        if !text.is_empty() {
            self.details.push((name, text));
        }
        self
    }

    /// Adds a table, unless it is empty.
    #[must_use]
    fn table(mut self, table: Table) -> Self {
        if !table.rows.is_empty() {
            self.tables.push(table);
        }
        self
    }
}

impl Table {
    fn new<const N: usize>(head: [&'static str; N], rows: impl IntoIterator<Item = [String; N]>) -> Self {
        let rows = rows.into_iter().map(Vec::from).collect();
        Self { title: String::new(), head: head.into(), rows }
    }

    #[must_use]
    fn titled(mut self, title: impl Into<String>) -> Self {
        self.title = title.into();
        self
    }
}
