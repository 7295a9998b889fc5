//! Hedges in the words of a source: those of every scale, and those of none.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use super::wording::{Match, Wording};
use crate::vocab::language::{NO_HEDGE, OFF_SCALE, SCALES};

/// A hedge that a text says.
pub struct Spoken {
    /// Where.
    pub found: Match,
    /// The word of likelihood that it is; `None` for a hedge of no scale, whose phrase is given.
    pub word: Option<&'static str>,
    /// The phrase of the table.
    pub phrase: &'static str,
    /// Whether it says something else more often.
    pub doubtful: bool,
}

/// A phrase with the word of likelihood that it spells.
type Phrase = (&'static str, Option<&'static str>);

/// By the letter that they begin with.
static PHRASES: LazyLock<BTreeMap<Option<u8>, Vec<Phrase>>> = LazyLock::new(|| {
    let hedges = SCALES.iter().flat_map(|scale| scale.rows);
    let spelled: BTreeSet<Phrase> =
        hedges.flat_map(|hedge| hedge.spelled.iter().map(|phrase| (*phrase, Some(hedge.word)))).collect();
    let others = OFF_SCALE.iter().chain(NO_HEDGE).map(|phrase| (*phrase, None));
    let mut phrases: BTreeMap<Option<u8>, Vec<Phrase>> = BTreeMap::new();
    for (phrase, word) in spelled.into_iter().chain(others) {
        phrases.entry(phrase.bytes().next()).or_default().push((phrase, word));
    }
    phrases
});

/// The hedges of a text, in its order. "Highly likely" is one, and holds no "likely".
pub fn spoken(text: &Wording) -> Vec<Spoken> {
    let mut hedges = Vec::new();
    let mut next = 0;
    for (at, first) in text.words().enumerate() {
        // Of phrases of one length a word of likelihood goes first.
        let phrases = PHRASES.get(&first.bytes().next());
        let longest = (phrases.into_iter().flatten())
            .filter_map(|(phrase, word)| Some((text.length_at(at, phrase)?, word.is_some(), *phrase, *word)))
            .max();
        let Some((words, _, phrase, word)) = longest.filter(|_| at >= next) else { continue };
        next = at + words;
        let doubtful = NO_HEDGE.contains(&phrase);
        if word.is_some() || !doubtful {
            hedges.push(Spoken { found: Match { at, words }, word, phrase, doubtful });
        }
    }
    hedges
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_phrase_is_the_hedge() {
        let said = |text: &str| -> Vec<&str> { spoken(&Wording::of(text)).iter().map(|hedge| hedge.phrase).collect() };
        assert_eq!(
            said("It is highly likely, almost certainly so, and unlikely"),
            ["highly likely", "almost certainly", "unlikely"]
        );
        assert_eq!(said("In May 2020 there was probable cause; it may have reportedly"), ["may have", "reportedly"]);
        assert!(spoken(&Wording::of("a remote office")).iter().all(|hedge| hedge.doubtful));
    }
}
