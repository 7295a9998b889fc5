//! Names of clusters, malware, tools, campaigns and techniques in public catalogues.

use crate::reference::phrase::code;
use crate::reference::{Entry, Table};
use crate::vocab::names::{all, known};

/// Who calls what so. Catalogues differ, and all of them are shown.
pub fn explain(word: &str) -> Vec<Entry> {
    let rows: Vec<[String; 5]> = known(word)
        .map(|row| {
            let attack = if row.attack.is_empty() { String::new() } else { code(row.attack) };
            [row.catalogue, row.entry, row.giver, row.stix].map(str::to_owned).into_iter().chain([attack])
        })
        .filter_map(|cells| cells.collect::<Vec<_>>().try_into().ok())
        .collect();
    let Some(first) = known(word).next() else { return Vec::new() };
    let summary = "what catalogues know by this name; a name is not an identity, and none of them is followed";
    let table = Table::new(["catalogue", "entry", "name given by", "type", "ATT&CK"], rows);
    vec![Entry::new(first.name, "a name in public catalogues", summary).table(table)]
}

/// All names.
pub fn words() -> Vec<&'static str> {
    all().collect()
}
