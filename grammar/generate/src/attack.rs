//! ATT&CK: ids, names, tactics and status, from four tables to one sorted by id.

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

    let version = read(&folder.join("VERSION"))?;
    let mut generated = head("grammar/attack/", "Entry");
    generated += &format!(
        "\n/// The release of ATT&CK that [`ENTRIES`] restates.\npub static VERSION: &str = {};\n",
        text(version.trim())
    );
    generated += &table("All entries, sorted by id.", "ENTRIES", "Entry", entries);
    Ok(generated)
}

/// A row as the call that makes it an entry.
fn entry(row: &tsv::Row, exists: impl Fn(&str) -> bool) -> Result<String, String> {
    let (id, successor) = (row.get("id"), row.get("revoked_by"));
    let mut call = format!("Entry::new({}, {}, {})", text(id), text(row.get("name")), text(row.get("stix")));
    let tactics: Vec<&str> = row.get("tactics").split(',').filter(|word| !word.is_empty()).collect();
    if !tactics.is_empty() {
        call += &format!(".tactics({})", texts(&tactics));
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
