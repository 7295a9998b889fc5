//! Ids of ATT&CK.

use crate::reference::phrase::{code, listed};
use crate::reference::{Entry, Table};
use crate::vocab::attack::{ENTRIES, Entry as Row, VERSION, entry};

/// A technique, group, software or campaign, by its id in any case of letters.
pub fn explain(word: &str) -> Vec<Entry> {
    let found = entry(&word.to_ascii_uppercase()).map(|row| {
        Entry::new(row.id, format!("an ATT&CK id, release {VERSION}"), row.name)
            .detail("in STIX", code(row.stix))
            .detail("tactics", listed(row.tactics.iter().copied()))
            .detail("status", status(row))
            .detail("page", row.url())
    });
    found.into_iter().collect()
}

/// All ids.
pub fn words() -> Vec<&'static str> {
    ENTRIES.iter().map(|row| row.id).collect()
}

/// All entries.
pub fn table() -> Table {
    let rows = ENTRIES.iter().map(|row| [code(row.id), code(row.stix), row.name.to_owned(), status(row)]);
    Table::new(["id", "type", "name", "status"], rows)
}

fn status(row: &Row) -> String {
    match (row.revoked_by, row.deprecated) {
        ("", false) => String::new(),
        ("", true) => "deprecated".to_owned(),
        (by, _) => format!("revoked by `{by}`"),
    }
}
