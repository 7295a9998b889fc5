//! ATT&CK: ids, names, aliases, tactics and status, from five tables to one sorted by id.

use std::collections::BTreeMap;
use std::path::Path;

use crate::rust::{head, table, text, texts};
use crate::{Error, read, tsv};

const FILES: [&str; 4] = ["techniques", "groups", "software", "campaigns"];

/// The look-up of ATT&CK ids.
pub fn generate(folder: &Path) -> Result<String, Error> {
    let mut rows = BTreeMap::new();
    for name in FILES {
        let path = folder.join(format!("{name}.tsv"));
        for row in tsv::rows(&path)? {
            if let Some(twice) = rows.insert(row.get("id").to_owned(), row) {
                return Err(Error::new(path, format!("{} stands twice", twice.get("id"))));
            }
        }
    }
    let entries = rows
        .values()
        .map(|row| entry(row, |id| rows.contains_key(id)).map_err(|message| Error::new(folder, message)))
        .collect::<Result<Vec<_>, _>>()?;

    let tactics = tsv::rows(&folder.join("tactics.tsv"))?;
    let word_of = |row: &tsv::Row| row.get("word").to_owned();
    let known: Vec<String> = tactics.iter().map(word_of).collect();
    let wanted = rows.values().flat_map(|row| listed(row, "tactics", ','));
    if let Some(lost) = wanted.into_iter().find(|word| !known.iter().any(|known| known == word)) {
        return Err(Error::new(folder, format!("`{lost}` is no tactic")));
    }

    let version = read(&folder.join("VERSION"))?;
    let mut generated = head("grammar/attack/", "{Entry, Tactic}");
    generated += &format!(
        "\n/// The release of ATT&CK that [`ENTRIES`] restates.\npub static VERSION: &str = {};\n",
        text(version.trim())
    );
    generated += &table("All entries, sorted by id.", "ENTRIES", "Entry", entries);
    let rows = tactics.iter().map(|row| {
        let cells = ["id", "name", "word"].map(|cell| format!("{cell}: {}", text(row.get(cell))));
        format!("Tactic {{ {} }}", cells.join(", "))
    });
    generated += &table("The tactics, sorted by id.", "TACTICS", "Tactic", rows);
    Ok(generated)
}

/// A row as the call that makes it an entry.
fn entry(row: &tsv::Row, exists: impl Fn(&str) -> bool) -> Result<String, String> {
    let (id, successor) = (row.get("id"), row.get("revoked_by"));
    let mut call = format!("Entry::new({}, {}, {})", text(id), text(row.get("name")), text(row.get("stix")));
    for (cell, separator) in [("aliases", '|'), ("tactics", ',')] {
        let words = listed(row, cell, separator);
        if !words.is_empty() {
            call += &format!(".{cell}({})", texts(&words));
        }
    }
    match row.get("status") {
        "" => {}
        "deprecated" => call += ".deprecated()",
        "revoked" if exists(successor) => call += &format!(".revoked_by({})", text(successor)),
        "revoked" => return Err(format!("{id} is revoked by `{successor}`, which is no entry")),
        other => return Err(format!("{id} has the status `{other}`, which is unknown")),
    }
    Ok(call)
}

/// The words of a cell.
fn listed<'r>(row: &'r tsv::Row, cell: &str, separator: char) -> Vec<&'r str> {
    row.get(cell).split(separator).filter(|word| !word.is_empty()).collect()
}
