//! MITRE ATT&CK Enterprise as a table: ids, names, aliases and tactics. Its terms of use are kept in `grammar/attack/NOTICE`.

mod generated;

pub use generated::{ENTRIES, TACTICS, VERSION};

/// A technique, group, software or campaign of ATT&CK.
#[derive(Debug)]
pub struct Entry {
    /// `T1566.002`, `G0128`, `S0002`, `C0001`.
    pub id: &'static str,
    /// Its name.
    pub name: &'static str,
    /// STIX type of MITRE's object.
    pub stix: &'static str,
    /// For a group, software or campaign: its other names.
    pub aliases: &'static [&'static str],
    /// For a technique: short names of its tactics.
    pub tactics: &'static [&'static str],
    /// The id that replaced it, where it was revoked; `""` where it is current.
    pub revoked_by: &'static str,
    /// Whether ATT&CK deprecated it.
    pub deprecated: bool,
}

/// A tactic: what a technique is for.
#[derive(Debug)]
pub struct Tactic {
    /// `TA0001`.
    pub id: &'static str,
    /// Its name.
    pub name: &'static str,
    /// Its short name, as `kill_chain_phases` have it: `initial-access`.
    pub word: &'static str,
}

/// The tactic of an id or a short name.
pub fn tactic(word: &str) -> Option<&'static Tactic> {
    TACTICS.iter().find(|row| row.word == word || row.id.eq_ignore_ascii_case(word))
}

/// The entry of an id.
pub fn entry(id: &str) -> Option<&'static Entry> {
    ENTRIES.binary_search_by(|row| row.id.cmp(id)).ok().and_then(|at| ENTRIES.get(at))
}

/// A family of ids: `T1566`.
#[derive(Debug)]
pub struct Family {
    /// The letter that its ids begin with.
    pub letter: char,
    /// STIX type of what has such an id; of software, the more frequent one.
    pub stix: &'static str,
    /// Its folder on the site of ATT&CK.
    pub folder: &'static str,
    /// Whether its ids may go on with the number of a part: `T1566.002`.
    pub parts: bool,
}

/// The families of ids.
pub const FAMILIES: &[Family] = &[
    Family { letter: 'T', stix: "attack-pattern", folder: "techniques", parts: true },
    Family { letter: 'G', stix: "intrusion-set", folder: "groups", parts: false },
    Family { letter: 'S', stix: "malware", folder: "software", parts: false },
    Family { letter: 'C', stix: "campaign", folder: "campaigns", parts: false },
];

/// The family of a code that has the form of an id, whether an entry has it or not.
pub fn family(code: &str) -> Option<&'static Family> {
    let family = FAMILIES.iter().find(|family| code.starts_with(family.letter))?;
    let digits = code.strip_prefix(family.letter)?;
    let (main, part) = digits.split_once('.').map_or((digits, None), |(main, part)| (main, Some(part)));
    let all = |text: &str, length: usize| text.len() == length && text.bytes().all(|byte| byte.is_ascii_digit());
    let fits = all(main, 4) && part.is_none_or(|part| family.parts && all(part, 3));
    fits.then_some(family)
}

impl Entry {
    /// Its name, then its other names.
    pub fn names(&self) -> impl Iterator<Item = &'static str> {
        std::iter::once(self.name).chain(self.aliases.iter().copied())
    }

    /// Whether ATT&CK has it still.
    pub fn is_current(&self) -> bool {
        !self.deprecated && self.revoked_by.is_empty()
    }

    /// What replaces it in the end, where what replaced it was replaced too; `None` where nothing does.
    pub fn successor(&self) -> Option<&'static Entry> {
        let mut last = entry(self.revoked_by)?;
        // A chain is short; the bound keeps a circle in the table from being one here.
        for _ in 0..8 {
            last = entry(last.revoked_by).unwrap_or(last);
        }
        Some(last)
    }

    /// Its page on the site of ATT&CK.
    pub fn url(&self) -> String {
        let folder = family(self.id).map_or("", |family| family.folder);
        format!("https://attack.mitre.org/{folder}/{}/", self.id.replace('.', "/"))
    }
}

/// How the generated table spells an entry: id, name and what it is, then whatever is not as usual.
impl Entry {
    const fn new(id: &'static str, name: &'static str, stix: &'static str) -> Self {
        Self { id, name, stix, aliases: &[], tactics: &[], revoked_by: "", deprecated: false }
    }

    const fn aliases(mut self, names: &'static [&'static str]) -> Self {
        self.aliases = names;
        self
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
        assert!(ENTRIES.iter().flat_map(|row| row.tactics).all(|word| tactic(word).is_some()));
        assert!(ENTRIES.iter().filter_map(Entry::successor).all(Entry::is_current));
        assert!(ENTRIES.iter().all(|row| row.revoked_by.is_empty() || entry(row.revoked_by).is_some()));
    }
}
