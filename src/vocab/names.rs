//! Who calls what so: names of clusters, malware, tools, campaigns and techniques in public catalogues, as
//! `grammar/names/names.txt` has them. Each row is one catalogue's view, and catalogues differ.

use super::registers::from;

static LINES: &str = include_str!("../../grammar/names/names.txt");

/// A name as a catalogue has it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Known {
    /// The name as the catalogue spells it.
    pub name: &'static str,
    /// Which catalogue: `ATT&CK`, `MISP`, `Microsoft`.
    pub catalogue: &'static str,
    /// The STIX type of what has the name.
    pub stix: &'static str,
    /// The catalogue's entry that has the name.
    pub entry: &'static str,
    /// Who gives it the name; `""` where the catalogue does not say.
    pub giver: &'static str,
    /// ATT&CK id of the entry; `""` where the catalogue has none.
    pub attack: &'static str,
}

/// What is compared of a name: its letters and digits, whatever the case.
pub fn fold(name: &str) -> String {
    if name.is_ascii() {
        let letters = name.bytes().filter(u8::is_ascii_alphanumeric);
        return letters.map(|letter| char::from(letter.to_ascii_lowercase())).collect();
    }
    name.chars().filter(|letter| letter.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// All that catalogues know by a name; case, spaces and hyphens do not matter.
pub fn known(name: &str) -> impl Iterator<Item = Known> + use<> {
    let folded = fold(name);
    let lines = if folded.is_empty() { "" } else { from(LINES, &folded) };
    lines.lines().filter_map(row).take_while(move |(key, _)| *key == folded).map(|(_, known)| known)
}

/// All names that begin, as they are compared, with these letters.
pub fn beginning(folded: &str) -> impl Iterator<Item = (&'static str, Known)> + use<> {
    let start = folded.to_owned();
    from(LINES, folded).lines().filter_map(row).take_while(move |(key, _)| key.starts_with(start.as_str()))
}

/// Every name once, as it is spelled.
pub fn all() -> impl Iterator<Item = &'static str> {
    let mut before = "";
    LINES.lines().filter_map(row).filter_map(move |(key, known)| {
        let first = key != before;
        before = key;
        first.then_some(known.name)
    })
}

fn row(line: &'static str) -> Option<(&'static str, Known)> {
    let mut cells = line.split('\t');
    let mut next = || cells.next();
    let key = next()?;
    let known =
        Known { name: next()?, catalogue: next()?, stix: next()?, entry: next()?, giver: next()?, attack: next()? };
    Some((key, known))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::vocab::attack;

    #[test]
    fn every_name_is_found() {
        let keys: Vec<&str> = LINES.lines().map(|line| row(line).map_or("", |(key, _)| key)).collect();
        assert!(keys.len() > 5000 && keys.is_sorted() && !keys.contains(&""));
        for (key, known_row) in LINES.lines().filter_map(row) {
            assert_eq!(key, fold(known_row.name));
            assert!(known(known_row.name).any(|found| found == known_row), "{}", known_row.name);
        }
        assert_eq!(known("").count() + known("--").count() + known("no such name").count(), 0);
    }

    #[test]
    fn every_current_name_of_attack_is_there() {
        for entry in attack::ENTRIES.iter().filter(|entry| entry.is_current()) {
            for name in entry.names() {
                let found = known(name).any(|known| known.attack == entry.id && known.catalogue == "ATT&CK");
                assert!(found, "{name}: run grammar/convert/names.py");
            }
        }
    }

    #[test]
    fn case_spaces_and_hyphens_do_not_matter() {
        let givers = |name| known(name).map(|known| (known.catalogue, known.giver)).collect::<Vec<_>>();
        assert_eq!(givers("violet-TYPHOON"), [("ATT&CK", ""), ("MISP", "Microsoft"), ("Microsoft", "Microsoft")]);
        assert_eq!(givers("APT 31"), givers("apt31"));
    }
}
