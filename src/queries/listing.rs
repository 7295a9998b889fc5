//! Rows for people, scripts and spreadsheets.

use std::io;

use serde::ser::{Serialize, SerializeMap, Serializer};
use serde_json::Value;

/// Rows under named columns.
#[derive(Debug, Clone, Default)]
pub struct Listing {
    /// The columns.
    pub columns: Vec<Column>,
    /// As many cells a row as there are columns.
    pub rows: Vec<Vec<Cell>>,
}

/// A column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Column {
    /// What scripts call it; it stays what it is.
    pub key: &'static str,
    /// What people call it; empty for a column that tables leave out.
    pub head: &'static str,
}

/// A cell.
#[derive(Debug, Clone, PartialEq)]
pub enum Cell {
    /// Nothing is known, or there is none.
    None,
    /// A text.
    Text(String),
    /// A number.
    Number(u64),
    /// Yes or no.
    Truth(bool),
    /// Several texts.
    Many(Vec<String>),
    /// What a table and a spreadsheet show as lines, and scripts get with its parts.
    Parts(Vec<String>, Value),
}

impl Listing {
    /// No rows yet.
    pub fn new<const N: usize>(columns: [(&'static str, &'static str); N]) -> Self {
        Self { columns: columns.map(|(key, head)| Column { key, head }).into(), rows: Vec::new() }
    }

    /// Adds a row.
    pub fn push<const N: usize>(&mut self, cells: [Cell; N]) {
        debug_assert_eq!(N, self.columns.len(), "a cell a column");
        self.rows.push(cells.into());
    }

    /// The heads and cells that people are shown, with this between several values of a cell.
    pub fn shown(&self, between: &str) -> (Vec<&'static str>, Vec<Vec<String>>) {
        let is_shown = |column: &Column| !column.head.is_empty();
        let heads = self.columns.iter().filter(|column| is_shown(column)).map(|column| column.head).collect();
        let rows = self.rows.iter().map(|row| {
            let cells = row.iter().zip(&self.columns).filter(|(_, column)| is_shown(column));
            cells.map(|(cell, _)| cell.text(between)).collect()
        });
        (heads, rows.collect())
    }

    /// An array of objects, one a row, with a member a column (`schemas/lists.schema.json`).
    pub fn json(&self) -> String {
        let rows: Vec<Row<'_>> = self.rows.iter().map(|cells| Row { columns: &self.columns, cells }).collect();
        serde_json::to_string_pretty(&rows).unwrap_or_default() + "\n"
    }

    /// Records under a head of keys, as RFC 4180 has them; several values of a cell are separated by `; `.
    pub fn csv(&self) -> io::Result<Vec<u8>> {
        let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(Vec::new());
        writer.write_record(self.columns.iter().map(|column| column.key))?;
        for row in &self.rows {
            writer.write_record(row.iter().map(|cell| cell.text("; ")))?;
        }
        writer.into_inner().map_err(|error| io::Error::other(error.to_string()))
    }
}

impl Cell {
    /// A text where there is one.
    pub fn maybe(text: Option<impl Into<String>>) -> Self {
        text.map_or(Self::None, |text| Self::Text(text.into()))
    }

    /// A count.
    pub fn count(count: usize) -> Self {
        Self::Number(count as u64)
    }

    /// A text.
    pub fn text_of(text: impl ToString) -> Self {
        Self::Text(text.to_string())
    }

    fn text(&self, between: &str) -> String {
        match self {
            Self::None => String::new(),
            Self::Text(text) => text.clone(),
            Self::Number(number) => number.to_string(),
            Self::Truth(truth) => if *truth { "yes" } else { "no" }.to_owned(),
            Self::Many(texts) | Self::Parts(texts, _) => texts.join(between),
        }
    }
}

/// A row as an object, its members in the order of the columns.
struct Row<'l> {
    columns: &'l [Column],
    cells: &'l [Cell],
}

impl Serialize for Row<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.cells.len()))?;
        for (column, cell) in self.columns.iter().zip(self.cells) {
            map.serialize_entry(column.key, cell)?;
        }
        map.end()
    }
}

impl Serialize for Cell {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::None => serializer.serialize_unit(),
            Self::Text(text) => serializer.serialize_str(text),
            Self::Number(number) => serializer.serialize_u64(*number),
            Self::Truth(truth) => serializer.serialize_bool(*truth),
            Self::Many(texts) => texts.serialize(serializer),
            Self::Parts(_, value) => value.serialize(serializer),
        }
    }
}
