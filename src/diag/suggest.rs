//! "Did you mean": the nearest words of a closed set.

/// The nearest candidate to a misspelt word, if one is near enough to be what was meant.
///
/// Near enough is a Damerau-Levenshtein distance of at most a third of the longer word, so that short words do not
/// match everything. Ties go to the candidate that comes first.
pub fn nearest<'c>(word: &str, candidates: impl IntoIterator<Item = &'c str>) -> Option<&'c str> {
    let letters = Letters::of(word);
    let mut best: Option<(usize, &str)> = None;
    for candidate in candidates {
        let longer = word.len().max(candidate.len());
        if longer > 64 || word.len().abs_diff(candidate.len()) * 3 > longer {
            continue;
        }
        // Most are told apart by their letters alone, which costs a hundredth of the distance.
        let least = letters.least_distance(candidate);
        if least * 3 > longer || best.is_some_and(|(distance, _)| distance <= least) {
            continue;
        }
        let distance = strsim::damerau_levenshtein(word, candidate);
        if distance * 3 <= longer && best.is_none_or(|(least, _)| distance < least) {
            best = Some((distance, candidate));
        }
    }
    best.map(|(_, candidate)| candidate)
}

/// How often a word has each ASCII letter.
struct Letters {
    counts: [u8; 128],
    length: usize,
    is_ascii: bool,
}

impl Letters {
    fn of(word: &str) -> Self {
        let mut counts = [0_u8; 128];
        for byte in word.bytes() {
            if let Some(count) = counts.get_mut(usize::from(byte)) {
                *count = count.saturating_add(1);
            }
        }
        Self { counts, length: word.len(), is_ascii: word.is_ascii() }
    }

    /// What the distance of another word is at the least: each step brings at most one letter to where it is wanted.
    fn least_distance(&self, other: &str) -> usize {
        if !self.is_ascii || !other.is_ascii() {
            return 0;
        }
        let mut counts = self.counts;
        let mut common = 0;
        for byte in other.bytes() {
            if let Some(count) = counts.get_mut(usize::from(byte)).filter(|count| **count > 0) {
                *count -= 1;
                common += 1;
            }
        }
        self.length.max(other.len()) - common
    }
}

/// The sentence for a help: "did you mean `x`?".
pub fn did_you_mean<'c>(word: &str, candidates: impl IntoIterator<Item = &'c str>) -> Option<String> {
    nearest(word, candidates).map(|found| format!("did you mean `{found}`?"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_near_words_are_offered() {
        let words = ["actor", "state", "group"];
        assert_eq!(nearest("acter", words), Some("actor"));
        assert_eq!(nearest("atcor", words), Some("actor"));
        assert_eq!(nearest("x", words), None);
        assert_eq!(nearest("organization", words), None);
    }
}
