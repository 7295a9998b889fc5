//! Accusations: what is charged, listed or found against somebody, and persons who are said to act.

use crate::review::model::Sign;
use crate::review::pairs::{Part, verb};
use crate::review::side::{Side, Thing, texts};
use crate::vocab::language::{KINDS, VERBS, Verb};

/// The row of the verb of a claim.
pub(super) fn row(thing: &Thing<'_>) -> Option<&'static Verb> {
    let verb = verb(thing);
    VERBS.iter().find(|row| row.word == verb)
}

/// Whether a verb is what an act does to somebody: `charges`, `sanctions`.
pub(super) fn is_measure(word: &str) -> bool {
    KINDS.iter().filter_map(|kind| kind.act.as_ref()).any(|act| !word.is_empty() && act.verb == word)
}

/// The part of a claim that names whom it accuses, where it accuses somebody.
pub(super) fn accused(thing: &Thing<'_>) -> Option<Part> {
    let row = row(thing)?;
    match (is_measure(row.word), row.hostile) {
        (true, _) => Some(Part::Object),
        (false, true) => Some(Part::Subject),
        (false, false) => None,
    }
}

/// What is told of a claim that accuses somebody: any measure, and an act that a person is said to do.
pub(super) fn alone(side: &Side<'_>, thing: &Thing<'_>, sign: Sign) -> Option<String> {
    let row = row(thing)?;
    if thing.inside(&["claim", "negated"]).is_some() {
        return None;
    }
    if is_measure(row.word) {
        return Some(match sign {
            Sign::Added => format!("newly {}", participle(row.base)),
            Sign::Removed | Sign::Changed => format!("withdrawn: {}", participle(row.base)),
        });
    }
    let of_note = || texts(thing.node.get("object_refs")).into_iter().next();
    let subject = thing.text("source_ref").or_else(of_note)?;
    let is_person = side.thing(&subject).is_some_and(Thing::is_person);
    (row.hostile && is_person).then(|| match sign {
        Sign::Added => "person accused".to_owned(),
        Sign::Removed | Sign::Changed => "accusation of a person withdrawn".to_owned(),
    })
}

/// "charge" → "charged", "offer a reward for" → "offered a reward".
fn participle(base: &str) -> String {
    let (verb, rest) = base.split_once(' ').map_or((base, ""), |(verb, rest)| (verb, rest));
    let rest = rest.split(" for").next().unwrap_or_default();
    let end = if verb.ends_with('e') { "d" } else { "ed" };
    format!("{verb}{end} {rest}").trim_end().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_measure_has_a_participle() {
        let bases = VERBS.iter().filter(|row| is_measure(row.word)).map(|row| participle(row.base));
        let bases: Vec<String> = bases.collect();
        assert!(bases.contains(&"charged".to_owned()) && bases.contains(&"sanctioned".to_owned()), "{bases:?}");
        assert!(bases.iter().all(|base| base.split(' ').next().is_some_and(|verb| verb.ends_with("ed"))), "{bases:?}");
    }
}
