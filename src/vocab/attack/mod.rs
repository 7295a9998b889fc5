//! MITRE ATT&CK Enterprise as a table: ids, names and tactics. Its terms of use are kept in `grammar/attack/NOTICE`.

mod generated;

pub use generated::{ENTRIES, VERSION};

/// A technique, group, software or campaign of ATT&CK.
#[derive(Debug)]
pub struct Entry {
    /// `T1566.002`, `G0128`, `S0002`, `C0001`.
    pub id: &'static str,
    /// Its name.
    pub name: &'static str,
    /// STIX type of MITRE's object.
    pub stix: &'static str,
    /// For a technique: short names of its tactics.
    pub tactics: &'static [&'static str],
    /// The id that replaced it, where it was revoked; `""` where it is current.
    pub revoked_by: &'static str,
    /// Whether ATT&CK deprecated it.
    pub deprecated: bool,
}

/// The entry of an id.
pub fn entry(id: &str) -> Option<&'static Entry> {
    ENTRIES.binary_search_by(|row| row.id.cmp(id)).ok().and_then(|at| ENTRIES.get(at))
}

impl Entry {
    /// Its page on the site of ATT&CK.
    pub fn url(&self) -> String {
        let folder = match self.id.get(..1) {
            Some("T") => "techniques",
            Some("G") => "groups",
            Some("C") => "campaigns",
            _ => "software",
        };
        format!("https://attack.mitre.org/{folder}/{}/", self.id.replace('.', "/"))
    }
}

/// How the generated table spells an entry: id, name and what it is, then whatever is not as usual.
impl Entry {
    const fn new(id: &'static str, name: &'static str, stix: &'static str) -> Self {
        Self { id, name, stix, tactics: &[], revoked_by: "", deprecated: false }
    }

    const fn tactics(mut self, names: &'static [&'static str]) -> Self {
        self.tactics = names;
        self
    }

    const fn revoked_by(mut self, id: &'static str) -> Self {
        self.revoked_by = id;
        self
    }

    const fn deprecated(mut self) -> Self {
        self.deprecated = true;
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entries_are_found_by_id() {
        assert!(ENTRIES.iter().all(|row| entry(row.id).is_some()));
        assert!(ENTRIES.iter().all(|row| row.revoked_by.is_empty() || entry(row.revoked_by).is_some()));
    }
}
