//! Where a quotation belongs to a claim, and what stands around it in the stored text.

use std::ops::Range;

use crate::facts::checks::View;
use crate::facts::model::{Claim, Origin, Quotation};
use crate::facts::quotation::Haystack;

/// How far a sentence is followed, so that a text without full stops costs no more.
const REACH: usize = 600;

/// What ends a clause, beside the end of its sentence.
const CLAUSE_ENDS: &[&str] = &[",", ";", ":", "—", "–", " but ", " although ", " while ", " whereas "];

/// What turns a sentence to something else.
const TURNS: &[&str] = &[";", " but ", " although ", " while ", " whereas "];

impl<'v> View<'v> {
    /// Whether something was written behind the verb of a claim, and not for a whole speech before it.
    pub fn is_own(&self, claim: &Claim, origin: Origin) -> bool {
        let (verb, place) = (self.at(claim.places.verb), self.at(origin));
        verb.file == place.file && verb.span.hi <= place.span.lo
    }

    /// The quotation that was written for a claim itself.
    pub fn own_quotation<'c>(&self, claim: &'c Claim) -> Option<&'c Quotation> {
        claim.quotation.as_deref().filter(|quotation| self.is_own(claim, quotation.origin))
    }

    /// The stored text that a claim's quotation was found in.
    pub fn haystack(&self, claim: &Claim) -> Option<&'v Haystack<'v>> {
        self.texts.get(&claim.voice.document?)
    }

    /// What stands in the stored text around a quotation, up to the ends of its sentences.
    pub fn surroundings(&self, claim: &Claim, quotation: &Quotation) -> Option<(&'v str, &'v str)> {
        let found = quotation.found.as_ref()?;
        let text = self.haystack(claim)?.content();
        let before = text.get(..usize::try_from(found.start).ok()?)?;
        let behind = text.get(usize::try_from(found.end).ok()?..)?;
        let ended = text.get(..usize::try_from(found.end).ok()?)?.ends_with(['.', '!', '?']);
        Some((sentence_start(before), if ended { "" } else { sentence_end(behind) }))
    }
}

/// The last clause of a text: what stands behind its last comma, or the like.
pub fn last_clause(text: &str) -> &str {
    let start = CLAUSE_ENDS.iter().filter_map(|end| text.rfind(end).map(|at| at + end.len())).max();
    start.and_then(|start| text.get(start..)).unwrap_or(text)
}

/// Whether two places of a text are in one clause.
pub fn is_one_clause(text: &str, from: usize, to: usize) -> bool {
    text.get(from..to).is_some_and(|between| {
        !CLAUSE_ENDS.iter().any(|end| between.contains(end)) && sentence_start(between).len() == between.len()
    })
}

/// The clause of a text that a place is in, as far as it is followed.
pub fn clause_at(text: &str, at: usize) -> Range<usize> {
    let least = at.saturating_sub(REACH);
    // A sentence begins where its first letter does.
    let first = text.get(at..).and_then(|behind| behind.chars().next()).map_or(0, char::len_utf8);
    let before = (least..=at).find_map(|from| Some((from, text.get(from..at + first)?)));
    let most = text.len().min(at + REACH);
    let behind = (at..=most).rev().find_map(|to| text.get(at..to)).unwrap_or_default();
    let start = before.map_or(at, |(from, before)| from + before.len() - last_clause(sentence_start(before)).len());
    let end = CLAUSE_ENDS.iter().filter_map(|end| behind.find(end)).chain(breaks(behind).next()).min();
    start..at + end.unwrap_or(behind.len())
}

/// Whether words in another clause than those before them stand behind this text: it ends a sentence, or turns to
/// something else. A comma alone does not.
pub fn is_parted(between: &str) -> bool {
    between.len() > REACH
        || TURNS.iter().any(|turn| between.contains(turn))
        || sentence_start(between).len() != between.len()
}

/// What is left of a sentence that a text ends in the middle of.
fn sentence_start(before: &str) -> &str {
    let least = before.len().saturating_sub(REACH);
    let within = (least..=before.len()).find_map(|at| before.get(at..)).unwrap_or_default();
    let start = breaks(within).last().unwrap_or(0);
    within.get(start..).unwrap_or_default()
}

/// What is left of a sentence that was begun before a text.
fn sentence_end(behind: &str) -> &str {
    let within = (0..=REACH.min(behind.len())).rev().find_map(|at| behind.get(..at)).unwrap_or_default();
    let end = breaks(within).next().unwrap_or(within.len());
    within.get(..end).unwrap_or_default()
}

/// Where sentences begin within a text: behind a full stop and before a capital, or behind an empty line.
fn breaks(text: &str) -> impl Iterator<Item = usize> {
    text.char_indices().filter_map(move |(at, letter)| {
        let behind = text.get(at + letter.len_utf8()..)?;
        if letter == '\n' {
            return behind.trim_start_matches([' ', '\t', '\r']).starts_with('\n').then_some(at + 1);
        }
        if !matches!(letter, '.' | '!' | '?') {
            return None;
        }
        let rest = behind.trim_start_matches(['”', '’', '"', '\'', ')']);
        let next = rest.trim_start();
        let initial = text.get(..at)?.rsplit([' ', '.', '\n']).next().is_some_and(|word| word.chars().count() == 1);
        let begins = next.starts_with(|next: char| !next.is_lowercase());
        (!initial && begins && next.len() < rest.len()).then_some(text.len() - next.len())
    })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test may stop where it stands")]
    use super::*;

    #[test]
    fn sentences_end_where_a_reader_ends_them() {
        assert_eq!(sentence_start("One ended. The U.S. agency said that "), "The U.S. agency said that ");
        assert_eq!(sentence_start("A title\n\nThe agency said "), "\nThe agency said ");
        assert_eq!(sentence_end(" got in, e.g. here. Another one"), " got in, e.g. here. ");
        assert_eq!(last_clause("which says nothing, and saw no sign of "), " and saw no sign of ");
        let text = "It said so. Mails, used to access data, were sent";
        let clause = |word: &str| text.get(clause_at(text, text.find(word).unwrap())).unwrap();
        assert_eq!(
            [clause("Mails"), clause("access"), clause("sent")],
            ["Mails", " used to access data", " were sent"]
        );
        assert!(is_parted("; it ") && is_parted(". It ") && !is_parted(", it "));
        assert!(is_one_clause("no accounts were taken", 0, 17) && !is_one_clause("No. They were taken", 0, 14));
    }
}
