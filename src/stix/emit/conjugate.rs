//! Verbs in sentences: the third person, singular and plural, affirmed and negated, from the plain form of the tables.

/// "target" → "targets", "be a front for" → "is a front for", negated "does not target", "is not a front for".
pub fn conjugate(base: &str, plural: bool, negated: bool) -> String {
    // An adverb may stand before the verb: "materially assist".
    let (adverb, rest) = match base.split_once(' ') {
        Some((first, rest)) if first.ends_with("ly") => (format!("{first} "), rest),
        _ => (String::new(), base),
    };
    let (verb, object) = rest.find(' ').map_or((rest, ""), |at| rest.split_at(at));
    let object = if verb == "be" && plural { several(object) } else { object.to_owned() };
    let form = match (verb, plural, negated) {
        ("be", false, false) => "is".to_owned(),
        ("be", true, false) => "are".to_owned(),
        ("be", false, true) => "is not".to_owned(),
        ("be", true, true) => "are not".to_owned(),
        (_, false, true) => return format!("does not {adverb}{rest}"),
        (_, true, true) => return format!("do not {adverb}{rest}"),
        (_, true, false) => verb.to_owned(),
        ("have", false, false) => "has".to_owned(),
        (_, false, false) => third_person(verb),
    };
    format!("{adverb}{form}{object}")
}

/// " an officer of" → " officers of": the noun of a predicate in the plural.
fn several(predicate: &str) -> String {
    let noun = predicate.strip_prefix(" a ").or_else(|| predicate.strip_prefix(" an "));
    match noun.and_then(|noun| noun.split_once(" of").or_else(|| noun.split_once(" for")).map(|(one, _)| (noun, one))) {
        Some((noun, one)) => {
            let rest = noun.strip_prefix(one).unwrap_or_default();
            let stem = one.strip_suffix("is").map_or_else(|| format!("{one}s"), |stem| format!("{stem}es"));
            format!(" {stem}{rest}")
        }
        None => predicate.to_owned(),
    }
}

/// The plural of a third person, as stances and responses are written: "alleges" → "allege", "denies" → "deny", "does not
/// allege" → "do not allege".
pub fn plural(third: &str) -> String {
    if let Some(rest) = third.strip_prefix("does ") {
        return format!("do {rest}");
    }
    match (third.strip_suffix("ies"), third.strip_suffix("sses")) {
        (Some(stem), _) => format!("{stem}y"),
        (_, Some(stem)) => format!("{stem}ss"),
        _ => third.strip_suffix('s').unwrap_or(third).to_owned(),
    }
}

fn third_person(verb: &str) -> String {
    const SIBILANTS: &[&str] = &["s", "x", "z", "ch", "sh", "o"];
    if SIBILANTS.iter().any(|end| verb.ends_with(end)) {
        return format!("{verb}es");
    }
    match verb.strip_suffix('y') {
        Some(stem) if !stem.ends_with(['a', 'e', 'i', 'o', 'u']) => format!("{stem}ies"),
        _ => format!("{verb}s"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::vocab::language::{RESPONSES, STANCES, VERBS};

    #[test]
    fn all_four_forms() {
        let forms =
            |base| [(false, false), (true, false), (false, true), (true, true)].map(|(p, n)| conjugate(base, p, n));
        assert_eq!(forms("target"), ["targets", "target", "does not target", "do not target"]);
        assert_eq!(
            forms("be a front for"),
            ["is a front for", "are fronts for", "is not a front for", "are not fronts for"]
        );
        assert_eq!(conjugate("be a static analysis of", true, false), "are static analyses of");
        assert_eq!(forms("have"), ["has", "have", "does not have", "do not have"]);
        assert_eq!(
            forms("materially assist"),
            ["materially assists", "materially assist", "does not materially assist", "do not materially assist"]
        );
    }

    #[test]
    fn endings() {
        let third = |base| conjugate(base, false, false);
        assert_eq!(third("reach"), "reaches");
        assert_eq!(third("destroy"), "destroys");
        assert_eq!(third("identify"), "identifies");
        assert_eq!(third("compromise"), "compromises");
        assert_eq!(third("exfiltrate data from"), "exfiltrates data from");
    }

    #[test]
    fn stances_and_responses_go_with_several_speakers() {
        assert_eq!(plural("assesses"), "assess");
        let words = STANCES.iter().map(|row| row.word).chain(RESPONSES.iter().map(|row| row.word));
        words.for_each(|word| assert_eq!(conjugate(&plural(word), false, false), word));
    }

    #[test]
    fn every_verb_of_the_language_makes_a_sentence() {
        for verb in VERBS {
            assert!(!verb.base.is_empty(), "{} has no plain form", verb.word);
            assert!(!conjugate(verb.base, false, false).starts_with("bes "), "{}", verb.word);
        }
    }
}
