//! Accusations: what is charged, listed or found against somebody, and persons who are said to act.

use std::borrow::Cow;

use crate::review::model::Sign;
use crate::review::pairs::{Part, ends, verb};
use crate::review::side::{Side, Thing};
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

/// Verbs whose object is the one who is behind something, or who somebody is.
const BLAMING: &[&str] = &["attributed-to", "identified-as", "controlled-by"];

/// The part of a claim that names whom it accuses, where it accuses somebody.
pub(super) fn accused(thing: &Thing<'_>) -> Option<Part> {
    let row = row(thing)?;
    match (is_measure(row.word) || BLAMING.contains(&row.word), row.hostile) {
        (true, _) => Some(Part::Object),
        (false, true) => Some(Part::Subject),
        (false, false) => None,
    }
}

/// The part of a claim that names a person or body whom it accuses, and who that is: whoever a measure is against, else
/// somebody who is known by name. Clusters are accused of what they do in all that is said of them.
pub(super) fn accuses(side: &Side<'_>, thing: &Thing<'_>) -> Option<(Part, String)> {
    let part = accused(thing).filter(|_| !thing.follows() && thing.inside(&["claim", "negated"]).is_none())?;
    let [subject, object] = ends(thing);
    let id = if part == Part::Subject { subject } else { object }?;
    let is_somebody = || side.thing(&id).is_some_and(|thing| thing.kind == "identity" || thing.is_person());
    (is_measure(row(thing)?.word) || is_somebody()).then(|| (part, id.into_owned()))
}

/// What is told of a claim that accuses somebody: any measure, and what a person is said to do or to be behind.
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
    let is_person = |id: &Option<Cow<'_, str>>| id.as_ref().and_then(|id| side.thing(id)).is_some_and(Thing::is_person);
    let [subject, object] = ends(thing);
    let what = match accused(thing) {
        Some(Part::Subject) if is_person(&subject) => "accused",
        Some(Part::Object) if is_person(&object) => "accused",
        // Whoever passes himself off as a person makes others accuse that person.
        Some(_) if row.word == "impersonates" && is_person(&object) => "said to be impersonated",
        _ => return None,
    };
    Some(match (sign, what) {
        (Sign::Added, what) => format!("person {what}"),
        (Sign::Removed | Sign::Changed, "accused") => "accusation of a person withdrawn".to_owned(),
        (Sign::Removed | Sign::Changed, what) => format!("no longer: person {what}"),
    })
}

/// Whether it says that somebody belongs to a group: whom the group is accused of, they are too.
pub(super) fn joins(thing: &Thing<'_>) -> bool {
    matches!(verb(thing).as_str(), "member-of" | "part-of") && thing.inside(&["claim", "negated"]).is_none()
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
