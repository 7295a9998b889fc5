//! Entries and tables for a terminal, and tables for other programs.

use textwrap::{Options, WordSplitter};
use unicode_width::UnicodeWidthStr;

use super::{Entry, Table};

/// Columns no narrower than this, however little room there is.
const NARROWEST: usize = 8;

/// Blanks between columns.
const GAP: usize = 2;

/// The meanings of a word, one below the other.
pub fn entries(entries: &[Entry], width: usize) -> String {
    entries.iter().map(|entry| one(entry, width)).collect::<Vec<_>>().join("\n")
}

fn one(entry: &Entry, width: usize) -> String {
    let mut out = format!("{}: {}\n", entry.word, entry.what);
    out += &indented(&entry.summary, 2, 2, width);
    if !entry.details.is_empty() {
        out.push('\n');
    }
    let name_width = entry.details.iter().map(|(name, _)| name.width()).max().unwrap_or(0);
    for (name, text) in &entry.details {
        let head = format!("  {name:name_width$}  ");
        let body = indented(text, head.len(), head.len(), width);
        out += &head;
        out += body.get(head.len()..).unwrap_or_default();
    }
    for table in &entry.tables {
        out.push('\n');
        if !table.title.is_empty() {
            out += &indented(&format!("{}:", table.title), 2, 2, width);
        }
        for line in aligned(table, width.saturating_sub(4)).lines() {
            out += format!("    {line}").trim_end();
            out.push('\n');
        }
    }
    out
}

fn indented(text: &str, first: usize, rest: usize, width: usize) -> String {
    let (first, rest) = (" ".repeat(first), " ".repeat(rest));
    let options = options(width).initial_indent(&first).subsequent_indent(&rest);
    textwrap::wrap(text, options).join("\n") + "\n"
}

fn options<'i>(width: usize) -> Options<'i> {
    Options::new(width.max(NARROWEST)).word_splitter(WordSplitter::NoHyphenation)
}

/// A table for people: the head, then rows in columns that fit the width.
pub fn aligned(table: &Table, width: usize) -> String {
    let head: Vec<String> = table.head.iter().map(|name| (*name).to_owned()).collect();
    let rows: Vec<Vec<String>> =
        std::iter::once(&head).chain(&table.rows).map(|row| row.iter().map(|cell| plain(cell)).collect()).collect();
    let widths = widths(&rows, width);
    let mut out = String::new();
    for row in &rows {
        let cells: Vec<Vec<String>> = row.iter().zip(&widths).map(|(cell, width)| wrapped(cell, *width)).collect();
        let height = cells.iter().map(Vec::len).max().unwrap_or(0);
        for at in 0..height {
            let mut line = String::new();
            for (cell, width) in cells.iter().zip(&widths) {
                let text = cell.get(at).map_or("", String::as_str);
                line += text;
                line += &" ".repeat(width.saturating_sub(text.width()) + GAP);
            }
            out += line.trim_end();
            out.push('\n');
        }
    }
    out
}

/// A table for other programs: rows without a head, a tab between cells.
pub fn tabbed(table: &Table) -> String {
    table.rows.iter().map(|row| row.iter().map(|cell| plain(cell)).collect::<Vec<_>>().join("\t") + "\n").collect()
}

/// A cell without its backticks: alone in a column, a word is told from prose without them.
fn plain(cell: &str) -> String {
    cell.replace('`', "")
}

fn wrapped(cell: &str, width: usize) -> Vec<String> {
    textwrap::wrap(cell, options(width)).into_iter().map(Into::into).collect()
}

/// As wide as the cells are; where that is too wide, the widest columns give way.
fn widths(rows: &[Vec<String>], width: usize) -> Vec<usize> {
    let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
    let natural = |column: usize| rows.iter().filter_map(|row| row.get(column)).map(|cell| cell.width()).max();
    let mut widths: Vec<usize> = (0..columns).map(|column| natural(column).unwrap_or(0)).collect();
    while widths.iter().sum::<usize>() + GAP * columns.saturating_sub(1) > width {
        match widths.iter_mut().max() {
            Some(widest) if *widest > NARROWEST => *widest -= 1,
            _ => break,
        }
    }
    widths
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_widest_column_gives_way() {
        let row = ["`a`".to_owned(), "one two three four five six".to_owned()];
        let table = Table::new(["x", "y"], [row]);
        assert_eq!(aligned(&table, 18), "x  y\na  one two three\n   four five six\n");
        assert_eq!(tabbed(&table), "a\tone two three four five six\n");
    }
}
