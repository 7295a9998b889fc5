//! `before-it-existed`: a claim about a time at which one of its ends was not there yet, or no more.

use crate::diag::Diagnostic;
use crate::diag::codes::acts::BEFORE_IT_EXISTED;
use crate::facts::checks::View;
use crate::facts::model::{Claim, Entity, Object, Origin, Time};

/// The keys from which somebody exists, and until which.
const BEGINS: &[&str] = &["born", "founded"];
const ENDS: &str = "dissolved";

/// The group of verbs between names: what is no more can still get another.
const NAMES: &str = "name";

/// Reports claims whose time excludes the life of their subject or their object.
pub fn check(view: &View<'_>, found: &mut Vec<Diagnostic>) {
    for claim in view.facts.claims.iter().filter(|claim| !claim.negated) {
        let Some(time) = &claim.time else { continue };
        let object = match claim.object {
            Object::Entity(id) => Some((view.entity(id), claim.origin)),
            Object::Gap(_) => None,
        };
        let ends = [Some((view.entity(claim.subject), claim.places.subject)), object];
        let outside = ends.into_iter().flatten().find_map(|(end, at)| Some((end, at, excluded(claim, time, end)?)));
        let Some((end, at, (key, life, word))) = outside else { continue };
        let message = format!("{}, `{}` {word}: {key} {}", time.words, end.name, life.words);
        found.push(
            Diagnostic::new(&BEFORE_IT_EXISTED, view.at(claim.places.time.unwrap_or(at)), message)
                .label("at that time")
                .related(view.at(origin_of(end, key)), format!("{key} here"))
                .help("check both dates; a predecessor or successor is a party of its own"),
        );
    }
}

/// The date of somebody's life that excludes the time of a claim, and how it was with them then.
fn excluded<'e>(claim: &Claim, time: &Time, end: &'e Entity) -> Option<(&'static str, &'e Time, &'static str)> {
    let begun = BEGINS.iter().find_map(|key| Some((*key, end.time(key)?)));
    if let Some((key, born)) = begun
        && time.latest().zip(born.earliest()).is_some_and(|(over, born)| over < born)
    {
        return Some((key, born, "did not exist yet"));
    }
    let dissolved = end.time(ENDS).filter(|_| claim.verb.group != NAMES)?;
    let is_over = time.earliest().zip(dissolved.latest()).is_some_and(|(begun, over)| over < begun);
    is_over.then_some((ENDS, dissolved, "existed no more"))
}

fn origin_of(end: &Entity, key: &str) -> Origin {
    end.values(key).next().map_or(end.origin, |value| value.origin)
}
