//! Codes of errors and lints.

use crate::diag::{Code, codes};
use crate::reference::phrase::code;
use crate::reference::{Entry, Table};

/// A code, by id or by name.
pub fn explain(word: &str) -> Vec<Entry> {
    codes::find(word).map(entry).into_iter().collect()
}

/// Ids, then names.
pub fn words() -> Vec<&'static str> {
    codes::all().map(|code| code.id).chain(codes::all().map(|code| code.name)).collect()
}

/// A code as an entry.
pub fn entry(code: &'static Code) -> Entry {
    let what = if code.is_lint() { "a lint" } else { "an error" };
    let level = match code.is_lint() {
        true => format!("{}; set it by `-D`, `-W` or `-A {}`, or in `attr.toml`", code.severity.word(), code.name),
        false => "error; it has no level, because what is not understood cannot be built".to_owned(),
    };
    Entry::new(code.id, format!("{what}: `{}`", code.name), code.title)
        .detail("level", level)
        .detail("what to do", code.explanation)
}

/// All codes.
pub fn table() -> Table {
    rows(|_| true)
}

/// Those whose level can be set.
pub fn lints() -> Table {
    rows(Code::is_lint)
}

fn rows(wanted: fn(&Code) -> bool) -> Table {
    let found = codes::all().filter(|code| wanted(code));
    Table::new(
        ["code", "name", "level", "found where there is"],
        found.map(|row| [code(row.id), code(row.name), row.severity.word().to_owned(), row.title.to_owned()]),
    )
}
