//! `totals-differ`: two sources give different numbers for the same thing. It is a dispute, and no error.

use foldhash::HashMap;

use crate::diag::Diagnostic;
use crate::diag::codes::acts::TOTALS_DIFFER;
use crate::facts::checks::View;
use crate::facts::model::{Bound, Claim, EntityId, Object, Quantity};

/// What is counted: who does what to whom, and in which unit.
type Counted<'v> = (EntityId, &'static str, Object, Option<&'v str>, Option<&'v str>);

/// Reports numbers that exclude that of an earlier claim about the same.
pub fn check(view: &View<'_>, found: &mut Vec<Diagnostic>) {
    let mut first: HashMap<Counted<'_>, (&Claim, &Quantity)> = HashMap::default();
    for claim in view.facts.claims.iter().filter(|claim| !claim.negated) {
        let Some(quantity) = &claim.quantity else { continue };
        let counted = quantity.counted.as_deref();
        let key = (claim.subject, claim.verb.word, claim.object, counted, quantity.currency.as_deref());
        let (known, other) = *first.entry(key).or_insert((claim, quantity));
        let is_echo = known.voice.document == claim.voice.document && known.voice.speakers == claim.voice.speakers;
        if is_echo || !exclude(quantity, other) || !is_of_one_time(known, claim) {
            continue;
        }
        let place = |claim: &Claim| view.at(claim.places.quantity.unwrap_or(claim.origin));
        let message = format!("two numbers for the same thing: {}, and {}", other.words, quantity.words);
        found.push(
            Diagnostic::new(&TOTALS_DIFFER, place(claim), message)
                .label("another number")
                .related(place(known), "for the same thing")
                .help("keep both as they are: `attrc` reports what sources do not agree on, and settles nothing"),
        );
    }
}

/// Whether two numbers cannot both be right.
fn exclude(one: &Quantity, other: &Quantity) -> bool {
    let vague = |quantity: &Quantity| matches!(quantity.bound, Bound::Vague | Bound::About);
    if vague(one) || vague(other) {
        return false;
    }
    let above = |one: &Quantity, other: &Quantity| match (one.min, other.max) {
        (Some(least), Some(most)) => least > most || least == most && is_open(one, other),
        _ => false,
    };
    above(one, other) || above(other, one)
}

/// Whether one of two numbers that touch leaves the touching point out: `more-than 40` and `40`.
fn is_open(above: &Quantity, below: &Quantity) -> bool {
    above.bound == Bound::Over || below.bound == Bound::Under
}

/// Whether two claims may be about the same time: numbers of two years are two numbers.
fn is_of_one_time(one: &Claim, other: &Claim) -> bool {
    match (&one.time, &other.time) {
        (Some(one), Some(other)) => one.words == other.words,
        _ => true,
    }
}
