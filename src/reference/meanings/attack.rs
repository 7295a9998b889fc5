//! Ids of ATT&CK.

use crate::reference::phrase::{code, listed};
use crate::reference::{Entry, Table};
use crate::vocab::attack::{ENTRIES, Entry as Row, TACTICS, VERSION, entry, tactic};

/// A technique, group, software or campaign, by its id in any case of letters.
pub fn explain(word: &str) -> Vec<Entry> {
    let found = entry(&word.to_ascii_uppercase()).map(|row| {
        Entry::new(row.id, format!("an ATT&CK id, release {VERSION}"), row.name)
            .detail("in STIX", code(row.stix))
            .detail("other names", row.aliases.join(", "))
            .detail("tactics", listed(row.tactics.iter().copied()))
            .detail("status", status(row))
            .detail("page", row.url())
    });
    let aim = tactic(word).map(|row| {
        let techniques = ENTRIES.iter().filter(|entry| entry.is_current() && entry.tactics.contains(&row.word));
        let rows = techniques.map(|entry| [code(entry.id), entry.name.to_owned()]);
        Entry::new(row.word, format!("a tactic of ATT&CK, {}", row.id), row.name)
            .table(Table::new(["id", "technique"], rows))
    });
    found.into_iter().chain(aim).collect()
}

/// All ids, and the short names of tactics.
pub fn words() -> Vec<&'static str> {
    let tactics = TACTICS.iter().flat_map(|row| [row.id, row.word]);
    ENTRIES.iter().map(|row| row.id).chain(tactics).collect()
}

/// The tactics.
pub fn tactics() -> Table {
    Table::new(["id", "word", "name"], TACTICS.iter().map(|row| [code(row.id), code(row.word), row.name.to_owned()]))
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
