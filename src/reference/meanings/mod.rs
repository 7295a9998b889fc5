//! From a word to all that it means. Each file here knows one family of words; a word may be in several.

pub mod attack;
pub mod codes;
pub mod kinds;
pub mod names;
pub mod speech;
pub mod standard;
pub mod targets;
pub mod values;
pub mod verbs;

pub use kinds::key;

use super::Entry;

/// A family of words.
struct Family {
    explain: fn(&str) -> Vec<Entry>,
    words: fn() -> Vec<&'static str>,
}

/// In the order in which meanings are shown.
const FAMILIES: &[Family] = &[
    Family { explain: codes::explain, words: codes::words },
    Family { explain: kinds::explain, words: kinds::words },
    Family { explain: verbs::explain, words: verbs::words },
    Family { explain: speech::explain, words: speech::words },
    Family { explain: values::explain, words: values::words },
    Family { explain: standard::explain, words: standard::words },
    Family { explain: targets::explain, words: targets::words },
    Family { explain: attack::explain, words: attack::words },
    Family { explain: names::explain, words: names::words },
];

/// All meanings of a word; none for one that nothing here knows.
pub fn explain(word: &str) -> Vec<Entry> {
    FAMILIES.iter().flat_map(|family| (family.explain)(word)).collect()
}

/// Every word that has a meaning; a word of several families comes several times.
pub fn words() -> impl Iterator<Item = &'static str> {
    FAMILIES.iter().flat_map(|family| (family.words)())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_has_a_meaning() {
        let lost: Vec<&str> = words().filter(|word| explain(word).is_empty()).collect();
        assert!(lost.is_empty(), "{lost:?}");
    }

    #[test]
    fn every_reserved_word_has_a_meaning() {
        let reserved = crate::vocab::language::RESERVED.iter().map(|row| row.0);
        let lost: Vec<&str> = reserved.filter(|word| explain(word).is_empty()).collect();
        assert!(lost.is_empty(), "{lost:?}");
    }

    #[test]
    fn all_meanings_of_a_word_are_there() {
        let whats = |word| explain(word).into_iter().map(|entry| entry.what).collect::<Vec<_>>();
        assert_eq!(whats("since"), ["a qualifier"]);
        assert_eq!(whats("url"), ["a kind: a type of STIX 2.1", "a key", "an observable", "a property of STIX 2.1"]);
        assert_eq!(whats("almost-certain").len(), 4, "one a scale");
        assert_eq!(whats("nonesuch"), [""; 0]);
    }
}
