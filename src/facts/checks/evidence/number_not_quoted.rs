//! `number-not-quoted`: a number or a year that is not that of the quoted words.

use std::ops::Range;

use foldhash::HashSet;
use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::numbers::{Said, numbers, years};
use crate::diag::Diagnostic;
use crate::diag::codes::evidence::NUMBER_NOT_QUOTED;
use crate::facts::checks::View;
use crate::facts::model::{Bound, Claim, Origin, Quantity, Quotation, Time};

/// How far a number that is said to be about so much may be off.
const LEEWAY: f64 = 0.05;

/// How many words stand between a number and what it counts.
const NEAR: usize = 3;

/// How many letters these words have together, so that a text without blanks costs no more.
const REACH: usize = 80;

/// Compares the quantity and the years of each claim with the words that were quoted for it.
pub fn check(view: &View<'_>, found: &mut Vec<Diagnostic>) {
    let mut seen = HashSet::default();
    for claim in &view.facts.claims {
        let Some(quotation) = view.own_quotation(claim) else { continue };
        let quantity = claim.quantity.as_deref().zip(claim.places.quantity);
        if let Some((quantity, origin)) = quantity
            && seen.insert((origin, quotation.origin))
            && let Some(place) = other_number(quantity, &quotation.text)
        {
            found.push(report(view, quotation, origin, &place, "number"));
        }
        let time = claim.time.as_deref().filter(|_| claim.places.in_words.is_none()).zip(claim.places.time);
        if let Some((time, origin)) = time
            && seen.insert((origin, quotation.origin))
            && let Some(place) = other_year(claim, time, &quotation.text)
        {
            found.push(report(view, quotation, origin, &place, "year"));
        }
    }
}

fn report(view: &View<'_>, quotation: &Quotation, origin: Origin, said: &Range<usize>, what: &str) -> Diagnostic {
    let said = one_line(quotation.text.get(said.clone()).unwrap_or_default());
    let place = view.at(origin);
    let message = format!("the quoted words say “{said}”, and the claim `{}`", one_line(view.written(place)));
    Diagnostic::new(&NUMBER_NOT_QUOTED, place, message)
        .label("not among the quoted words")
        .related(view.at(quotation.origin), format!("“{said}” stands here"))
        .help(format!("write the {what} of the quoted words, or quote those that say this one"))
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The number that a quotation has in place of a quantity's.
fn other_number(quantity: &Quantity, text: &str) -> Option<Range<usize>> {
    let wanted: Vec<f64> = quantity.min.into_iter().chain(quantity.max).collect();
    if wanted.is_empty() {
        return None;
    }
    let said = numbers(text);
    let leeway = if quantity.bound == Bound::About { LEEWAY } else { 1e-9 };
    let equals = |value: f64| wanted.iter().any(|wanted| (value - wanted).abs() <= wanted.abs() * leeway);
    let sum = said.iter().filter(|said| said.is_sure).filter_map(|said| said.values.first()).sum();
    if said.iter().flat_map(|said| &said.values).any(|value| equals(*value)) || equals(sum) {
        return None;
    }
    let counted = quantity.counted.as_deref().map(stems).unwrap_or_default();
    let counts = |said: &&Said| {
        let behind: String = text.get(said.place.end..).unwrap_or_default().chars().take(REACH).collect();
        let behind: Vec<String> = behind.split_whitespace().take(NEAR).flat_map(stems).collect();
        counted.iter().any(|stem| behind.contains(stem))
    };
    // A length of time or a share is another number, unless that is what is counted.
    let sure = || said.iter().filter(|said| said.is_sure || (!said.is_name && counts(said)));
    sure().find(counts).or_else(|| sure().next()).map(|said| said.place.clone())
}

fn stems(unit: &str) -> Vec<String> {
    let words = unit.split(|letter: char| !letter.is_alphanumeric()).filter(|word| word.len() > 2);
    words.map(|word| word.to_lowercase().trim_end_matches('s').to_owned()).collect()
}

/// The year that a quotation has in place of all of a claim's.
fn other_year(claim: &Claim, time: &Time, text: &str) -> Option<Range<usize>> {
    let holds_then = ["during ", "on ", "since "].iter().any(|word| time.words.starts_with(word));
    if !holds_then || claim.negated {
        return None;
    }
    let year = |instant: Timestamp| TimeZone::UTC.to_datetime(instant).year();
    let first = year(time.start.earliest?);
    let last = year(time.stop.latest.or(time.start.latest)?);
    let said = years(text)?;
    if said.iter().any(|said| said.values.iter().any(|value| (f64::from(first)..=f64::from(last)).contains(value))) {
        return None;
    }
    said.iter().find(|said| said.is_sure).map(|said| said.place.clone())
}
