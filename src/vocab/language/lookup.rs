//! From a word to its row.

use super::*;

/// The kind of a word.
pub fn kind(word: &str) -> Option<&'static Kind> {
    find(KINDS, word, |row| row.word)
}

/// The verb of a word.
pub fn verb(word: &str) -> Option<&'static Verb> {
    find(VERBS, word, |row| row.word)
}

/// The stance of a word.
pub fn stance(word: &str) -> Option<&'static Stance> {
    find(STANCES, word, |row| row.word)
}

/// The response of a word.
pub fn response(word: &str) -> Option<&'static Response> {
    find(RESPONSES, word, |row| row.word)
}

/// The qualifier of a word.
pub fn qualifier(word: &str) -> Option<&'static Qualifier> {
    find(QUALIFIERS, word, |row| row.word)
}

/// The amount word of a word.
pub fn amount_word(word: &str) -> Option<&'static AmountWord> {
    find(AMOUNT_WORDS, word, |row| row.word)
}

/// The observable of a tag.
pub fn observable(word: &str) -> Option<&'static Observable> {
    find(OBSERVABLES, word, |row| row.word)
}

/// The scale of a name.
pub fn scale(name: &str) -> Option<&'static Scale> {
    SCALES.iter().find(|scale| scale.name == name)
}

/// The words of a time as the language spells them: "no later than 2020-11" is `no-later-than 2020-11`,
/// "2018 to 2019" is `2018..2019`.
pub fn spelled_time(words: &str) -> String {
    let joined = QUALIFIERS.iter().map(|row| row.word).chain(AMOUNT_WORDS.iter().map(|row| row.word));
    joined
        .filter(|word| word.contains('-'))
        .fold(words.replace(" to ", ".."), |words, word| words.replace(&word.replace('-', " "), word))
}

/// The class of a reserved word; `None` for a word that may be a name, a kind or a key.
pub fn reserved(word: &str) -> Option<Class> {
    find(RESERVED, word, |row| row.0).map(|row| row.1)
}

fn find<'t, T>(rows: &'t [T], word: &str, key: impl Fn(&T) -> &'static str) -> Option<&'t T> {
    rows.binary_search_by(|row| key(row).cmp(word)).ok().and_then(|at| rows.get(at))
}
