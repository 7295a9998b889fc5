//! What of a stored text is quoted: its sentences, and which of them no quotation and no `outside` passage reaches.

use crate::facts::model::{EntityId, Facts, Quotation, Value};
use crate::facts::quotation::Haystack;

/// How much of the stored text of a document is covered.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Coverage {
    /// Its sentences, in order.
    pub passages: Vec<Passage>,
}

/// A sentence of a stored text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Passage {
    /// First byte.
    pub start: usize,
    /// One past its last byte.
    pub end: usize,
    /// What line it begins in, from 1.
    pub line: u32,
    /// Whether something of it is quoted or was left out on purpose.
    pub covered: bool,
}

impl Coverage {
    /// How many of its sentences are covered.
    pub fn covered(&self) -> usize {
        self.passages.iter().filter(|passage| passage.covered).count()
    }
}

/// The sentences of the stored text of a document. One is covered where a quotation or an `outside` passage of the
/// document is found in it, or reaches into it.
pub fn coverage(facts: &Facts, document: EntityId, text: &Haystack<'_>, quotations: &[&Quotation]) -> Coverage {
    let mut reached: Vec<(usize, usize)> = quotations
        .iter()
        .filter_map(|quotation| quotation.found.as_ref())
        .map(|found| (found.start as usize, found.end as usize))
        .collect();
    for value in facts.entity(document).values(OUTSIDE) {
        if let Value::Text(passage) = &value.value {
            reached.extend(text.find(passage).map(|found| (found.start as usize, found.end as usize)));
        }
    }
    reached.sort_unstable();
    let mut passages = sentences(text.content());
    let (mut at, mut end) = (0, 0);
    for passage in &mut passages {
        // What begins before the end of the sentence and ends after its start reaches into it.
        while let Some((start, stop)) = reached.get(at).filter(|(start, _)| *start < passage.end) {
            end = end.max(*stop);
            passage.covered |= *stop > passage.start && *start < passage.end;
            at += 1;
        }
        passage.covered |= end > passage.start;
    }
    Coverage { passages }
}

/// The key of passages that were left out on purpose.
const OUTSIDE: &str = "outside";

/// Marks that end a sentence, in the scripts that have some.
const ENDS: &[char] = &['.', '!', '?', '…', '。', '！', '？', '؟', '।'];

/// Marks that close what a sentence may end within.
const CLOSERS: &[char] = &['"', '\'', '”', '’', '»', ')', ']', '」', '』'];

/// The sentences of a text. An empty line ends one too: a headline has no full stop.
fn sentences(text: &str) -> Vec<Passage> {
    let mut found = Vec::new();
    let mut start: Option<(usize, u32)> = None;
    let (mut end, mut line, mut is_blank) = (0, 1, false);
    let mut letters = text.char_indices().peekable();
    let mut close = |start: &mut Option<(usize, u32)>, end: usize| {
        if let Some((start, line)) = start.take() {
            found.push(Passage { start, end, line, covered: false });
        }
    };
    while let Some((at, letter)) = letters.next() {
        if letter == '\n' {
            if std::mem::replace(&mut is_blank, true) {
                close(&mut start, end);
            }
            line += 1;
            continue;
        }
        if letter.is_whitespace() {
            continue;
        }
        is_blank = false;
        start.get_or_insert((at, line));
        end = at + letter.len_utf8();
        if !ENDS.contains(&letter) {
            continue;
        }
        while let Some((at, closer)) = letters.next_if(|(_, next)| CLOSERS.contains(next) || ENDS.contains(next)) {
            end = at + closer.len_utf8();
        }
        let follows = letters.peek().map(|(_, next)| *next);
        let wide = !letter.is_ascii() && letter != '…';
        if follows.is_none_or(|next| next.is_whitespace() || wide) && !is_abbreviated(text, start, end, letters.clone())
        {
            close(&mut start, end);
        }
    }
    close(&mut start, end);
    found
}

/// Whether a full stop ends a short word and no sentence: "U.S. officials", "Co. was", "Mr. X".
fn is_abbreviated(
    text: &str,
    start: Option<(usize, u32)>,
    end: usize,
    mut rest: impl Iterator<Item = (usize, char)>,
) -> bool {
    let sentence = start.and_then(|(start, _)| text.get(start..end)).unwrap_or_default();
    let Some(word) = sentence.strip_suffix('.').and_then(|body| body.split_whitespace().next_back()) else {
        return false;
    };
    let next = rest.find(|(_, letter)| !letter.is_whitespace()).map(|(_, letter)| letter);
    // A sentence begins with a capital, so what goes on in small letters is the same one.
    if next.is_some_and(char::is_lowercase) {
        return true;
    }
    let word = word.trim_start_matches(['(', '"', '“', '‘', '\'']);
    let initials = word.split('.').all(|part| part.chars().count() == 1 && part.chars().all(char::is_uppercase));
    initials || ABBREVIATIONS.contains(&word)
}

/// Words that are written with a full stop before a name or a number.
const ABBREVIATIONS: &[&str] =
    &["Mr", "Mrs", "Ms", "Dr", "St", "Lt", "Gen", "Col", "Sgt", "Sen", "Rep", "No", "Nos", "v", "vs"];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_end_at_full_stops_and_empty_lines() {
        let said = |text: &'static str| -> Vec<(&str, u32)> {
            let found = sentences(text).into_iter();
            found.map(|it| (text.get(it.start..it.end).unwrap_or_default(), it.line)).collect()
        };
        assert_eq!(said(""), []);
        assert_eq!(
            said("HEADLINE\n12 June\n\nIt said “no.” Then it\nleft.\n"),
            [("HEADLINE\n12 June", 1), ("It said “no.”", 4), ("Then it\nleft.", 4)]
        );
        assert_eq!(
            said("The U.S. Department and Brine Co. said so, at a.example. Next"),
            [("The U.S. Department and Brine Co. said so, at a.example.", 1), ("Next", 1)]
        );
        assert_eq!(said("一。二"), [("一。", 1), ("二", 1)]);
        assert_eq!(said("No end"), [("No end", 1)]);
    }
}
