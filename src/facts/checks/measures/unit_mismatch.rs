//! `unit-mismatch`: one number is told of two different things.
//!
//! Mails, accounts and people are counted apart, and two counts with other units are no mistake. The mistake is an echo
//! that keeps the number and changes what is counted.

use foldhash::HashMap;

use crate::diag::Diagnostic;
use crate::diag::codes::measures::UNIT_MISMATCH;
use crate::facts::checks::View;
use crate::facts::model::{Bound, Claim, EntityId, Quantity};

/// Below this, numbers are alike by chance.
const SMALL: f64 = 20.0;

/// The claims that are compared: those about one pair with one number.
type Key = (EntityId, &'static str, EntityId, u64);

/// Reports claims of other documents about the same with the same number of something else.
pub fn check(view: &View<'_>, found: &mut Vec<Diagnostic>) {
    let mut first: HashMap<Key, &Claim> = HashMap::default();
    for claim in &view.facts.claims {
        let (Some(quantity), Some(object)) = (&claim.quantity, claim.thing()) else { continue };
        let Some(number) = number(quantity) else { continue };
        let other = *first.entry((claim.subject, claim.verb.word, object, number)).or_insert(claim);
        let units = other.quantity.as_deref().and_then(noun).zip(noun(quantity));
        let Some((one, two)) = units.filter(|(one, two)| !is_same(one, two)) else { continue };
        if other.voice.document == claim.voice.document {
            continue;
        }
        let place = |claim: &Claim| view.at(claim.places.quantity.unwrap_or(claim.origin));
        found.push(
            Diagnostic::new(&UNIT_MISMATCH, place(claim), format!("one number is told of “{one}” and of “{two}”"))
                .label(format!("counts “{two}”"))
                .related(place(other), format!("counts “{one}”"))
                .help("check what each document counts"),
        );
    }
}

/// The number that a quantity is known by, whichever side it bounds.
fn number(quantity: &Quantity) -> Option<u64> {
    let number = quantity.min.or(quantity.max).filter(|number| *number >= SMALL)?;
    (!matches!(quantity.bound, Bound::Range | Bound::Vague) && quantity.currency.is_none()).then(|| number.to_bits())
}

fn noun(quantity: &Quantity) -> Option<&str> {
    quantity.counted.as_deref()
}

/// Whether two units name the same: a word of one ends in a word of the other. "British voters" are voters, and "e-mails"
/// are mails.
fn is_same(one: &str, other: &str) -> bool {
    let stems = |unit: &str| -> Vec<String> {
        let words = unit.split_whitespace().map(|word| word.replace(|letter: char| !letter.is_alphanumeric(), ""));
        words.map(|word| word.to_lowercase().trim_end_matches('s').to_owned()).filter(|word| word.len() > 2).collect()
    };
    let (one, other) = (stems(one), stems(other));
    let alike =
        |word: &String| other.iter().any(|other| word.ends_with(other.as_str()) || other.ends_with(word.as_str()));
    one.is_empty() || other.is_empty() || one.iter().any(alike)
}
