//! "Did you mean": the nearest words of a closed set.

/// The nearest candidate to a misspelt word, if one is near enough to be what was meant.
///
/// Near enough is a Damerau-Levenshtein distance of at most a third of the longer word, so that short words do not
/// match everything. Ties go to the candidate that comes first.
pub fn nearest<'c>(word: &str, candidates: impl IntoIterator<Item = &'c str>) -> Option<&'c str> {
    let mut best: Option<(usize, &str)> = None;
    for candidate in candidates {
        let longer = word.len().max(candidate.len());
        if longer > 64 || word.len().abs_diff(candidate.len()) * 3 > longer {
            continue;
        }
        let distance = strsim::damerau_levenshtein(word, candidate);
        if distance * 3 <= longer && best.is_none_or(|(least, _)| distance < least) {
            best = Some((distance, candidate));
        }
    }
    best.map(|(_, candidate)| candidate)
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
