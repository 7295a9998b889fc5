//! `more-compromised-than-targeted`: more was reached than was aimed at.

use std::collections::HashMap;

use crate::diag::Diagnostic;
use crate::diag::codes::measures::GRADE_OVERTAKEN;
use crate::facts::checks::View;
use crate::facts::model::{Claim, EntityId, Quantity};

/// What was aimed at, and what of it was reached (language/tables, success grade).
const AIMED: &[&str] = &["targets", "attempts-against"];
const REACHED: &[&str] = &["compromises", "persists-in", "surveils", "destroys"];

/// Who says it, where, of whom and what, in which unit.
type Key<'v> = (&'v [EntityId], Option<EntityId>, EntityId, EntityId, &'v str);

/// Reports numbers of what was reached that are above those of what was aimed at, by the same speaker.
pub fn check(view: &View<'_>, found: &mut Vec<Diagnostic>) {
    let mut aimed: HashMap<Key<'_>, (f64, &Claim)> = HashMap::new();
    for (claim, key, quantity) in counted(view, AIMED) {
        let Some(most) = quantity.max else { continue };
        let known = aimed.entry(key).or_insert((most, claim));
        if most > known.0 {
            *known = (most, claim);
        }
    }
    for (claim, key, quantity) in counted(view, REACHED) {
        let (Some(least), Some((most, target))) = (quantity.min, aimed.get(&key)) else { continue };
        if least <= *most {
            continue;
        }
        let words = target.quantity.as_ref().map_or("", |quantity| quantity.words.as_str());
        let message = format!("{} are said to be reached, but {words} were aimed at", quantity.words);
        let place = |claim: &Claim| view.at(claim.places.quantity.unwrap_or(claim.origin));
        found.push(
            Diagnostic::new(&GRADE_OVERTAKEN, place(claim), message)
                .label("more than were aimed at")
                .related(place(target), "aimed at")
                .help("check whether the numbers were exchanged"),
        );
    }
}

/// The asserted claims with a unit whose verb is in a list.
fn counted<'v>(
    view: &View<'v>,
    verbs: &'static [&str],
) -> impl Iterator<Item = (&'v Claim, Key<'v>, &'v Quantity)> + 'v {
    let claims = view.facts.claims.iter();
    claims.filter(move |claim| verbs.contains(&claim.verb.word) && claim.is_asserted()).filter_map(|claim| {
        let quantity = claim.quantity.as_deref()?;
        let unit = quantity.counted.as_deref()?;
        Some((claim, (&*claim.voice.speakers, claim.voice.document, claim.subject, claim.thing()?, unit), quantity))
    })
}
