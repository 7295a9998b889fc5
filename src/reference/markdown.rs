//! Entries and tables as Markdown.

use super::{Entry, Table};

/// An entry below a heading of a level.
pub fn entry(entry: &Entry, level: usize) -> String {
    let mut out =
        format!("{} `{}`\n\n{}: {}.\n", "#".repeat(level), entry.word, capital(&entry.what), bare(&entry.summary));
    if !entry.details.is_empty() {
        out.push('\n');
    }
    for (name, text) in &entry.details {
        out += &format!("- {name}: {text}\n");
    }
    for table in &entry.tables {
        out.push('\n');
        if !table.title.is_empty() {
            out += &format!("{}:\n\n", capital(&table.title));
        }
        out += &self::table(table);
    }
    out
}

/// Rows of a table that stand in a short form as they are.
const FEW: usize = 8;

/// An entry in short, without headings: what belongs to it is named, and not explained.
pub fn brief(entry: &Entry) -> String {
    let mut out = format!("**`{}`** · {}\n\n{}\n", entry.word, entry.what, entry.summary);
    let details = entry.details.iter().map(|(name, text)| format!("- {name}: {text}\n"));
    let first = |row: &Vec<String>| row.first().cloned().unwrap_or_default();
    let named =
        entry.tables.iter().filter(|table| !table.title.is_empty()).map(|table| {
            format!("- {}: {}\n", table.title, table.rows.iter().map(first).collect::<Vec<_>>().join(", "))
        });
    let lines: Vec<String> = details.chain(named).collect();
    if !lines.is_empty() {
        out += &format!("\n{}", lines.concat());
    }
    for table in entry.tables.iter().filter(|table| table.title.is_empty() && table.rows.len() <= FEW) {
        out += &format!("\n{}", self::table(table));
    }
    out
}

/// A table.
pub fn table(table: &Table) -> String {
    let mut out = line(table.head.iter().map(|name| (*name).to_owned()));
    out += &line(table.head.iter().map(|_| "---".to_owned()));
    for row in &table.rows {
        out += &line(row.iter().map(|cell| cell.replace('|', "\\|")));
    }
    out
}

fn line(cells: impl Iterator<Item = String>) -> String {
    format!("| {} |\n", cells.collect::<Vec<_>>().join(" | "))
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or(String::new(), |first| first.to_uppercase().chain(letters).collect())
}

fn bare(text: &str) -> &str {
    text.strip_suffix('.').unwrap_or(text)
}
