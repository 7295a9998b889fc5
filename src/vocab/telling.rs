//! Names that tell what they are names of: "Unit 99999", "Operation Example", "Example Co., Ltd.", "Victim 1". The words stand in
//! `grammar/names/telling.tsv`.

use std::sync::LazyLock;

/// A word that tells what has a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Telling {
    form: &'static str,
    word: &'static str,
    /// What it is, behind an article: "a company".
    pub what: &'static str,
    /// The kind that declares it: `organization`.
    pub kind: &'static str,
}

static ROWS: LazyLock<Vec<Telling>> = LazyLock::new(|| {
    let lines = include_str!("../../grammar/names/telling.tsv").lines();
    lines.filter(|line| !line.starts_with('#')).skip(1).filter_map(row).collect()
});

/// How many digits the number of a placeholder has at most: "Victim 1", and no year.
const PLACES: usize = 3;

/// What a name tells that it is the name of; `None` where it tells nothing, or may well be that of a cluster.
pub fn telling(name: &str) -> Option<&'static Telling> {
    let words = words(name);
    ROWS.iter().find(|row| match row.form {
        "last" => words.len() > 1 && words.last().is_some_and(|last| last == row.word),
        "first" => words.len() > 1 && words.first().is_some_and(|first| first == row.word),
        "numbered" => words.windows(2).any(|pair| match pair {
            [word, number] => word == row.word && number.len() > 1 && is_number(number),
            _ => false,
        }),
        "inside" => name.contains(row.word),
        _ => false,
    })
}

/// Whether a name is one that a document gives to what it does not name: "Victim 1", "Company A".
pub fn is_placeholder(name: &str) -> bool {
    let mut words = parts(name).rev();
    let (Some(mark), Some(word)) = (words.next(), words.next()) else { return false };
    let letter = mark.len() == 1 && mark.bytes().all(|byte| byte.is_ascii_alphabetic());
    let counted = letter || (mark.len() <= PLACES && is_number(mark));
    counted && {
        let word = word.to_lowercase();
        ROWS.iter().any(|row| row.form == "placeholder" && row.word == word)
    }
}

fn words(name: &str) -> Vec<String> {
    parts(name).map(str::to_lowercase).collect()
}

fn parts(name: &str) -> impl DoubleEndedIterator<Item = &str> {
    name.split(|letter: char| !letter.is_alphanumeric()).filter(|part| !part.is_empty())
}

fn is_number(word: &str) -> bool {
    !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_digit())
}

fn row(line: &'static str) -> Option<Telling> {
    let mut cells = line.split('\t');
    Some(Telling { form: cells.next()?, word: cells.next()?, what: cells.next()?, kind: cells.next()? })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::vocab::language::kind;

    #[test]
    fn every_row_has_a_form_and_a_kind() {
        assert!(ROWS.len() > 40 && ROWS.iter().all(|row| kind(row.kind).is_some()));
        let forms = ["last", "first", "numbered", "inside", "placeholder"];
        assert!(ROWS.iter().all(|row| forms.contains(&row.form)));
    }

    #[test]
    fn names_tell_what_they_are_of() {
        for (name, what) in [
            ("Example Sea Technology Co., Ltd.", Some("a company")),
            ("Unit 99999", Some("a unit")),
            ("PLA Unit 99999", Some("a unit")),
            ("99999部队", Some("a unit")),
            ("Operation Grey Tide", Some("an operation")),
            ("Example Institute", Some("an institute")),
            ("Tin Lantern", None),
            ("Threat Group-9999", None),
            ("Group 72", None),
            ("Limited", None),
            ("Unit Heron", None),
        ] {
            assert_eq!(telling(name).map(|row| row.what), what, "{name}");
        }
    }

    #[test]
    fn placeholders_are_counted() {
        for name in ["Victim 1", "Company A", "U.S. Presidential Campaign 1", "Co-Conspirator 2"] {
            assert!(is_placeholder(name), "{name}");
        }
        for name in ["Victim", "Spring Campaign 2021", "C0025", "Group 5", "a victim of the flood"] {
            assert!(!is_placeholder(name), "{name}");
        }
    }
}
