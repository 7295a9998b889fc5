//! Finding a quotation in a stored text.
//!
//! White space of any length is one blank, and typographic quotes and dashes are their plain forms, on both sides; the
//! position found is that of the stored bytes.

use std::collections::BTreeMap;

use memchr::memmem;

use super::model::{EntityId, Facts, Found};
use crate::project::{StoredText, StoredTexts};
use crate::source::Location;
use crate::vocab::language::ValueType;

/// The stored texts of documents that have one at hand.
pub type Texts<'t> = BTreeMap<EntityId, Haystack<'t>>;

/// A stored text, folded once for all quotations of its source.
#[derive(Debug)]
pub struct Haystack<'t> {
    stored: &'t StoredText,
    folded: String,
    /// For each byte of the folded text, the offset of the stored character that it came from; and the end.
    offsets: Vec<u32>,
}

/// The stored texts of all documents, folded.
pub fn texts<'t>(facts: &Facts, stored: &'t StoredTexts) -> Texts<'t> {
    let text = |id: EntityId| Some(Haystack::new(stored_text(facts, stored, id)?.1));
    facts.entity_ids().filter_map(|id| Some((id, text(id)?))).collect()
}

/// The stored text of a document, with the place where its path is written.
pub fn stored_text<'t>(facts: &Facts, stored: &'t StoredTexts, id: EntityId) -> Option<(Location, &'t StoredText)> {
    let properties = facts.entity(id).properties.iter();
    let paths = properties.filter(|property| property.row.is_some_and(|row| row.value == ValueType::Path));
    let places = paths.flat_map(|property| &property.values).map(|value| facts.location(value.origin));
    places.filter_map(|place| Some((place, stored.get(&place)?))).next()
}

impl<'t> Haystack<'t> {
    /// Folds a text.
    pub fn new(stored: &'t StoredText) -> Self {
        let mut folded = String::with_capacity(stored.content.len());
        let mut offsets = Vec::with_capacity(stored.content.len() + 1);
        let mut blank = true;
        for (at, letter) in stored.content.char_indices() {
            if letter.is_whitespace() {
                if !std::mem::replace(&mut blank, true) {
                    folded.push(' ');
                    offsets.push(at as u32);
                }
                continue;
            }
            blank = false;
            let before = folded.len();
            fold(letter, &mut folded);
            offsets.extend(std::iter::repeat_n(at as u32, folded.len() - before));
        }
        offsets.push(stored.content.trim_end().len() as u32);
        Self { stored, folded, offsets }
    }

    /// The stored text.
    pub fn stored(&self) -> &'t StoredText {
        self.stored
    }

    /// The text as it is stored.
    pub fn content(&self) -> &'t str {
        &self.stored.content
    }

    /// Where the first occurrence of a quotation stands.
    pub fn find(&self, quotation: &str) -> Option<Found> {
        let needle = folded(quotation);
        self.place(memmem::find(self.folded.as_bytes(), needle.as_bytes())?, &needle)
    }

    /// Where a quotation stands again behind a place of it, as whole words.
    pub fn find_behind(&self, quotation: &str, first: &Found) -> Option<Found> {
        let needle = folded(quotation);
        let from = self.offsets.partition_point(|offset| u64::from(*offset) < first.end);
        let in_word = |letter: Option<char>| letter.is_some_and(char::is_alphanumeric);
        let whole = |at: &usize| {
            let before = self.folded.get(..from + at).and_then(|text| text.chars().next_back());
            !in_word(before)
                && !in_word(self.folded.get(from + at + needle.len()..).and_then(|text| text.chars().next()))
        };
        let at = memmem::find_iter(self.folded.get(from..)?.as_bytes(), needle.as_bytes()).find(whole)?;
        self.place(from + at, &needle)
    }

    /// The stored bytes of a needle that stands at a place of the folded text.
    fn place(&self, at: usize, needle: &str) -> Option<Found> {
        let start = *self.offsets.get(at)?;
        let last = self.folded.get(..at + needle.len())?.chars().next_back()?;
        let last_at = *self.offsets.get(at + needle.len() - last.len_utf8())?;
        let letter = self.stored.content.get(last_at as usize..)?.chars().next()?;
        let end = u64::from(last_at) + letter.len_utf8() as u64;
        Some(Found { start: u64::from(start), end, text_sha256: self.stored.sha256.clone() })
    }

    /// The passage that shares most words with a quotation that was not found.
    pub fn closest(&self, quotation: &str) -> Option<String> {
        let needle = folded(quotation).to_lowercase();
        let wanted: Vec<&str> = needle.split(' ').filter(|word| !word.is_empty()).collect();
        let words: Vec<&str> = self.folded.split(' ').collect();
        let lower: Vec<String> = words.iter().map(|word| word.to_lowercase()).collect();
        let is_wanted: Vec<bool> =
            lower.iter().map(|word| wanted.contains(&bare(word)) || wanted.contains(&word.as_str())).collect();
        // Wider than the quotation, for words that it lost; what is unlike it at the ends is cut off again.
        let width = (wanted.len() + wanted.len().div_ceil(2)).min(words.len());
        let mut shared = is_wanted.iter().take(width).filter(|wanted| **wanted).count();
        let (mut best, mut most) = (0, shared);
        for start in 1..=words.len().saturating_sub(width) {
            shared -= usize::from(is_wanted.get(start - 1).copied().unwrap_or_default());
            shared += usize::from(is_wanted.get(start + width - 1).copied().unwrap_or_default());
            if shared > most {
                (best, most) = (start, shared);
            }
        }
        let near = most * 2 >= wanted.len() && most > 0;
        let alike = || (best..best + width).filter(|at| is_wanted.get(*at).copied().unwrap_or_default());
        let (first, last) = (alike().next()?, alike().next_back()?);
        near.then(|| words.get(first..=last).unwrap_or_default().join(" "))
    }
}

fn bare(word: &str) -> &str {
    word.trim_matches(|letter: char| !letter.is_alphanumeric())
}

fn folded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        word.chars().for_each(|letter| fold(letter, &mut out));
    }
    out
}

fn fold(letter: char, out: &mut String) {
    out.push(match letter {
        '“' | '”' | '„' | '‟' | '«' | '»' => '"',
        '‘' | '’' | '‚' | '‛' => '\'',
        '‐' | '‑' | '‒' | '–' | '—' | '―' | '−' => '-',
        letter => letter,
    });
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test may stop where it stands")]
    use super::*;

    fn stored(content: &str) -> StoredText {
        StoredText { path: String::new(), content: content.to_owned(), sha256: "0".repeat(64) }
    }

    #[test]
    fn found_at_its_stored_bytes() {
        let text = stored("It said “a  cover\n for—others” 😀 end");
        let hay = Haystack::new(&text);
        let found = hay.find("\"a cover for-others\"").unwrap();
        assert_eq!(text.content.get(found.start as usize..found.end as usize), Some("“a  cover\n for—others”"));
        let end = hay.find("😀 end").unwrap();
        assert_eq!(end.end as usize, text.content.len());
        assert!(hay.find("A cover").is_none(), "letters keep their case");
    }

    #[test]
    fn found_again_as_whole_words() {
        let text = stored("A cover, “covers”, and — a cover.");
        let hay = Haystack::new(&text);
        let again = |words: &str| hay.find_behind(words, &hay.find(words).unwrap()).map(|found| found.start);
        assert_eq!(again("cover"), Some(text.content.rfind("cover").unwrap() as u64));
        assert_eq!(again("and - a cover"), None);
    }

    #[test]
    fn the_closest_passage_is_shown() {
        let text = stored("One thing. The firm served as cover for multiple malicious operations, it said.");
        let hay = Haystack::new(&text);
        assert_eq!(
            hay.closest("serves as cover for malicious operations").as_deref(),
            Some("as cover for multiple malicious operations,")
        );
        assert_eq!(hay.closest("served cover for multiple").as_deref(), Some("served as cover for multiple"));
        assert_eq!(hay.closest("nothing alike here"), None);
    }
}
