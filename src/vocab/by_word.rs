//! Rows of a table by their words: hashed once, when one is first looked up, since each word of a text asks for its row.

use std::sync::LazyLock;

use foldhash::HashMap;

/// The rows of a table by their words.
pub(super) type ByWord<T> = LazyLock<HashMap<&'static str, &'static T>>;

/// Puts the rows of a table under their words.
pub(super) fn by_word<T>(rows: &'static [T], word: impl Fn(&T) -> &'static str) -> HashMap<&'static str, &'static T> {
    rows.iter().map(|row| (word(row), row)).collect()
}
