//! Tables of tab-separated values: comments, a header, rows.

use std::path::Path;

use crate::{Error, read};

/// A row by its columns.
#[derive(Debug)]
pub struct Row {
    cells: Vec<(String, String)>,
}

impl Row {
    /// The text in a column; empty where the table has no such column.
    pub fn get(&self, column: &str) -> &str {
        self.cells.iter().find(|cell| cell.0 == column).map_or("", |cell| &cell.1)
    }
}

/// The rows of a file.
pub fn rows(path: &Path) -> Result<Vec<Row>, Error> {
    parse(&read(path)?).map_err(|message| Error::new(path, message))
}

fn parse(text: &str) -> Result<Vec<Row>, String> {
    let mut lines = text.lines().enumerate().skip_while(|(_, line)| line.starts_with('#'));
    let columns: Vec<&str> = lines.next().ok_or("there is no header")?.1.split('\t').collect();
    lines
        .map(|(at, line)| {
            let cells: Vec<&str> = line.split('\t').collect();
            if cells.len() != columns.len() {
                return Err(format!("line {} has {} cells, the header {}", at + 1, cells.len(), columns.len()));
            }
            let named = columns.iter().zip(cells);
            Ok(Row { cells: named.map(|(column, cell)| (column.to_string(), cell.to_owned())).collect() })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_stand_before_the_header_only() -> Result<(), String> {
        let rows = parse("# head\nid\tname\nT1\t# one\n")?;
        assert_eq!(rows.iter().map(|row| (row.get("id"), row.get("name"))).collect::<Vec<_>>(), [("T1", "# one")]);
        Ok(())
    }

    #[test]
    fn a_short_row_is_named() {
        assert_eq!(parse("id\tname\nT1\n").err().as_deref(), Some("line 2 has 1 cells, the header 2"));
    }
}
