//! The words of a text and the phrases in them, whatever their case, hyphens and apostrophes.

use std::ops::Range;

/// The words of a text, folded, with where they stand in it.
pub struct Wording {
    /// All words, one behind the other.
    folded: String,
    words: Vec<Word>,
}

struct Word {
    /// Where it stands among the folded words.
    folded: Range<usize>,
    /// Where it stands in the text.
    place: Range<usize>,
}

/// A phrase that was found: at which word it begins, and how many words it has.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Match {
    /// Its first word.
    pub at: usize,
    /// How many words it has.
    pub words: usize,
}

impl Wording {
    /// Takes a text apart.
    pub fn of(text: &str) -> Self {
        let mut folded = String::with_capacity(text.len());
        let mut words: Vec<Word> = Vec::new();
        let mut open = false;
        let mut letters = text.char_indices().peekable();
        while let Some((at, letter)) = letters.next() {
            let next_is_letter = letters.peek().is_some_and(|(_, next)| next.is_alphanumeric());
            let end = at + letter.len_utf8();
            match words.last_mut().filter(|_| open) {
                // "didn't" is one word; "the group's" is "group" and a letter that means nothing.
                Some(word) if letter.is_alphanumeric() => {
                    fold(letter, &mut folded);
                    word.folded.end = folded.len();
                    word.place.end = end;
                }
                Some(_) if matches!(letter, '\'' | '’') && next_is_letter => {}
                // "U.S." is one word.
                Some(word) if letter == '.' && next_is_letter && is_initials(text, &word.place) => {}
                _ => {
                    open = letter.is_alphanumeric();
                    if open {
                        let start = folded.len();
                        fold(letter, &mut folded);
                        words.push(Word { folded: start..folded.len(), place: at..end });
                    }
                }
            }
        }
        for word in &mut words {
            let possessive = text.get(word.place.clone()).is_some_and(|raw| raw.ends_with("'s") || raw.ends_with("’s"));
            // The letter is as long as it is in the text.
            if possessive {
                word.folded.end -= 1;
            }
        }
        Self { folded, words }
    }

    /// The words, folded.
    pub fn words(&self) -> impl Iterator<Item = &str> {
        (0..self.words.len()).map(|at| self.word(at))
    }

    /// A word, folded.
    pub fn word(&self, at: usize) -> &str {
        self.words.get(at).and_then(|word| self.folded.get(word.folded.clone())).unwrap_or_default()
    }

    /// Where a word stands in the text.
    pub fn place(&self, at: usize) -> Range<usize> {
        self.words.get(at).map_or(0..0, |word| word.place.clone())
    }

    /// Where a phrase that was found stands in the text.
    pub fn span(&self, found: Match) -> Range<usize> {
        self.place(found.at).start..self.place(found.at + found.words.saturating_sub(1)).end
    }

    /// Whether one of the phrases is there.
    pub fn holds(&self, phrases: &[&str]) -> bool {
        self.matches(phrases).next().is_some()
    }

    /// Where the phrases stand: at each word the longest that begins there.
    pub fn matches<'w>(&'w self, phrases: &'w [&str]) -> impl Iterator<Item = Match> + use<'w> {
        (0..self.words.len()).filter_map(|at| {
            let words = phrases.iter().filter_map(|phrase| self.length_at(at, phrase)).max()?;
            Some(Match { at, words })
        })
    }

    /// How many words a phrase has, where it begins at this word. `stem*` stands for every word that begins so.
    pub fn length_at(&self, at: usize, phrase: &str) -> Option<usize> {
        // Most phrases begin with another letter.
        if self.word(at).as_bytes().first() != phrase.as_bytes().first() {
            return None;
        }
        let mut count = 0;
        for wanted in phrase.split(' ') {
            let word = self.word(at + count);
            let fits = wanted.strip_suffix('*').map_or(word == wanted, |stem| word.starts_with(stem));
            if !fits {
                return None;
            }
            count += 1;
        }
        Some(count)
    }
}

fn fold(letter: char, out: &mut String) {
    match letter.is_ascii() {
        true => out.push(letter.to_ascii_lowercase()),
        false => out.extend(letter.to_lowercase()),
    }
}

/// Whether what was read of a word so far is a letter, or letters with points between them.
fn is_initials(text: &str, place: &Range<usize>) -> bool {
    let read = text.get(place.clone()).unwrap_or_default();
    read.split('.').all(|part| part.chars().count() == 1 && part.chars().all(char::is_alphabetic))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<String> {
        Wording::of(text).words().map(str::to_owned).collect()
    }

    #[test]
    fn words_are_folded() {
        assert_eq!(
            words("The U.S. group’s state-backed “hackers” didn't"),
            ["the", "us", "group", "state", "backed", "hackers", "didnt"]
        );
        assert_eq!(words("武汉 Пример. End.Next"), ["武汉", "пример", "end", "next"]);
    }

    #[test]
    fn phrases_are_found_as_words() {
        let text = Wording::of("It is highly-likely, and it was targeted; bylaws of the unlikely.");
        assert!(text.holds(&["highly likely"]) && text.holds(&["target*"]) && !text.holds(&["law*", "target"]));
        let longest: Vec<Match> = text.matches(&["likely", "highly likely"]).collect();
        assert_eq!(longest, [Match { at: 2, words: 2 }, Match { at: 3, words: 1 }]);
    }
}
