//! `duration-mismatch`: a duration that the dates of its own claim contradict. The other way round nothing is computed: a
//! source that gives dates has not given a number of years.

use jiff::SignedDuration;

use crate::diag::Diagnostic;
use crate::diag::codes::measures::DURATION_MISMATCH;
use crate::facts::checks::View;
use crate::facts::model::{Bound, Quantity, Time};

/// Units of time in seconds, at least and at most: months and years differ, and a day of work is a day.
const UNITS: &[(&str, i64, i64)] = &[
    ("hour", 3_600, 3_600),
    ("day", 86_400, 86_400),
    ("week", 7 * 86_400, 7 * 86_400),
    ("month", 28 * 86_400, 31 * 86_400),
    ("year", 365 * 86_400, 366 * 86_400),
];

/// Which part of a number that is said to be about so much it may be off by.
const LEEWAY: f64 = 0.25;

/// Reports claims with a duration that no start and no stop within their dates have.
pub fn check(view: &View<'_>, found: &mut Vec<Diagnostic>) {
    for claim in &view.facts.claims {
        let (Some(time), Some(lasting)) = (&claim.time, &claim.lasting) else { continue };
        let (Some((least, most)), Some((shortest, longest))) = (told(lasting), possible(time)) else { continue };
        let contradiction = match (least > longest, most < shortest) {
            (true, _) => "longer",
            (_, true) => "shorter",
            _ => continue,
        };
        let place = claim.places.time.unwrap_or(claim.origin);
        let message = format!("“{}” is {contradiction} than the dates of the claim", lasting.words);
        found.push(
            Diagnostic::new(&DURATION_MISMATCH, view.at(place), message)
                .label(format!("not {}", lasting.words))
                .help("check both; if the source contradicts itself, keep its words with `lasting \"…\"`"),
        );
    }
}

/// How long it lasted in seconds, at least and at most, as it was said.
fn told(lasting: &Quantity) -> Option<(f64, f64)> {
    let counted = lasting.counted.as_deref()?.to_lowercase();
    let (_, low, high) = UNITS.iter().find(|(unit, ..)| counted == *unit || counted.strip_suffix('s') == Some(unit))?;
    let (below, above) = match lasting.bound {
        Bound::Vague => return None,
        Bound::About => (1.0 - LEEWAY, 1.0 + LEEWAY),
        // "Nearly three years" are not one; "two years" are said of 23 months and of 25.
        Bound::Exact | Bound::Range => (1.0 - LEEWAY / 2.0, 1.0 + LEEWAY / 2.0),
        _ => (1.0, 1.0),
    };
    let least = lasting.min.map_or(0.0, |min| min * below * *low as f64);
    let most = lasting.max.map_or(f64::INFINITY, |max| max * above * *high as f64);
    Some((least, most))
}

/// How long it can have lasted in seconds by its dates, at least and at most.
fn possible(time: &Time) -> Option<(f64, f64)> {
    if matches!(time.qualifier, Some("about" | "at-least")) || time.ongoing {
        return None;
    }
    let seconds = |duration: SignedDuration| duration.as_secs_f64().max(0.0);
    let longest = seconds(time.stop.latest?.duration_since(time.start.earliest?));
    let shortest = match (time.stop.earliest, time.start.latest) {
        (Some(stop), Some(start)) => seconds(stop.duration_since(start)),
        _ => 0.0,
    };
    Some((shortest, longest))
}
