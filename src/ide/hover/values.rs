//! What values mean: times as intervals, amounts as bounds, hedges as bands, codes by their names.

use jiff::Timestamp;

use super::leaf::Place;
use super::{Here, Sheet, words};
use crate::facts::{self, Bounds, Precision, Quantity, Time};
use crate::stix::words::confidence;
use crate::syntax::tree::Amount;
use crate::syntax::write::number as number_of;
use crate::vocab::attack;
use crate::vocab::language::{self, Argument, Hedge, Scale, ValueType};

/// A number or a time.
pub fn amount(amount: &Amount<'_>, place: Place<'_>) -> Option<String> {
    let as_time = match place {
        Place::Qualifier(word) => language::qualifier(word).map(|row| row.argument == Argument::Time),
        Place::Key(kind, key) => kind.key(key).map(|key| key.value == ValueType::Time),
        _ => None,
    };
    let time = || {
        let when = facts::when(amount).ok()?;
        Some(match place {
            Place::Qualifier(word) => facts::qualify(None, word, &when),
            _ => when.value(),
        })
    };
    let quantity = || facts::quantity(amount).ok();
    match as_time {
        Some(true) => time().map(|it| interval(&it, amount)),
        _ => quantity().and_then(|it| bounds(&it)),
    }
}

/// When something begins and ends, as far as the words say.
fn interval(time: &Time, amount: &Amount<'_>) -> String {
    let mut sheet = Sheet::new(&format!("**{}** · a time", time.words));
    let within = |bounds: Bounds| match (bounds.earliest, bounds.latest) {
        (Some(first), Some(last)) if first == last => format!("at {first}"),
        (Some(first), Some(last)) => format!("{first} .. {}", before(last)),
        (Some(first), None) => format!("{first} or later"),
        (None, Some(last)) => before(last),
        (None, None) => String::new(),
    };
    let mut lines = match time.start == time.stop {
        true => vec![("within", within(time.start))],
        false => vec![("begins", within(time.start)), ("ends", within(time.stop))],
    };
    let open = match time.qualifier {
        Some("about") => "`about`: no bound of it goes into STIX, its words do",
        Some("at-least") => "`at-least`: perhaps earlier, or later where it ends",
        _ => "",
    };
    let seasons = ["spring", "summer", "autumn", "winter"];
    let season = match amount.modifiers.iter().any(|word| seasons.contains(word)) {
        true => "seasons are those of the northern hemisphere, by whole months",
        false => "",
    };
    let precision = match time.precision {
        Precision::Instant => "an instant",
        Precision::Day => "a day",
        Precision::Month => "a month, or a third of one",
        Precision::Season => "a season, or a third of a year",
        Precision::Quarter => "a quarter",
        Precision::Year => "a year",
    };
    let ongoing = if time.ongoing { "it went on when the document was published" } else { "" };
    lines.extend([
        ("precision", if time.ongoing { String::new() } else { precision.to_owned() }),
        ("", open.to_owned()),
        ("", season.to_owned()),
        ("", ongoing.to_owned()),
    ]);
    sheet.lines(lines);
    sheet.end()
}

/// The end of what lasts to a millisecond before an instant.
fn before(last: Timestamp) -> String {
    match last.as_millisecond().rem_euclid(1000) {
        999 => {
            let end = Timestamp::from_millisecond(last.as_millisecond() + 1).unwrap_or(last);
            format!("before {}", end.to_string().trim_end_matches("T00:00:00Z"))
        }
        _ => format!("until {last}"),
    }
}

/// An amount with its bounds.
fn bounds(quantity: &Quantity) -> Option<String> {
    let number = |number: f64| number_of(number).unwrap_or_default();
    let range = match (quantity.min, quantity.max) {
        (Some(min), Some(max)) if min == max => String::new(),
        (Some(min), Some(max)) => format!("from {} to {}", number(min), number(max)),
        (Some(min), None) => format!("{} at the least", number(min)),
        (None, Some(max)) => format!("{} at the most", number(max)),
        (None, None) => "no number: only the words go on".to_owned(),
    };
    let bound = match quantity.bound {
        facts::Bound::About => "about that many",
        facts::Bound::Over => "more than that, not that many",
        facts::Bound::Under => "fewer than that, not that many",
        _ => "",
    };
    if range.is_empty() && bound.is_empty() {
        return None;
    }
    let mut sheet = Sheet::new(&format!("**{}** · an amount", super::plain(&quantity.words)));
    sheet.lines([("bounds", range), ("", bound.to_owned())]);
    Some(sheet.end())
}

/// A hedge: its band on the scale of who speaks here, the number that it becomes, and what stands next to it there.
pub fn hedge(here: &Here<'_>, word: &str) -> Option<String> {
    let facts = here.analysis.facts();
    let said_here = facts
        .claims
        .iter()
        .find(|claim| claim.certainty.origin.is_some_and(|origin| facts.location(origin) == here.place));
    let Some((scale, row)) = said_here.and_then(|claim| claim.certainty.likelihood) else {
        return words::of(word, &["a hedge", "a word of the grammar"]);
    };
    let mut sheet = Sheet::new(&format!("**`{word}`** · a hedge of `{}`, the scale of who speaks here", scale.name));
    sheet.paragraph(&format!("from {} to {} per cent", row.min, row.max));
    let number = said_here.and_then(|claim| confidence(&claim.certainty));
    sheet.lines([
        ("in STIX", number.map_or("no number".to_owned(), |number| format!("`confidence` {number}"))),
        (
            "",
            if row.below_even {
                "less likely than not: a note, never a relationship".to_owned()
            } else {
                String::new()
            },
        ),
        ("beside it", neighbours(scale, row)),
    ]);
    Some(sheet.end())
}

fn neighbours(scale: &Scale, row: &Hedge) -> String {
    let at = scale.rows.iter().position(|other| other.word == row.word).unwrap_or_default();
    let beside = [at.checked_sub(1).and_then(|at| scale.rows.get(at)), scale.rows.get(at + 1)];
    let words = beside.into_iter().flatten().map(|row| format!("`{}` {} to {}", row.word, row.min, row.max));
    words.collect::<Vec<_>>().join(", ")
}

/// A technique, group or software, a country or region, a vulnerability, a grade.
pub fn code(code: &str) -> Option<String> {
    let known = words::of(code, &["an ATT&CK id", "an Admiralty grade"]);
    known.or_else(|| unlisted(code)).or_else(|| place(code)).or_else(|| vulnerability(code))
}

/// An id of ATT&CK that this release does not have.
fn unlisted(code: &str) -> Option<String> {
    let family = attack::family(code)?;
    let mut sheet = Sheet::new(&format!("**`{code}`** · not in ATT&CK {}", attack::VERSION));
    sheet.lines([("in STIX", format!("`{}`", family.stix))]);
    Some(sheet.end())
}

fn place(code: &str) -> Option<String> {
    if let Some(country) = rust_iso3166::from_alpha2(code) {
        let mut sheet = Sheet::new(&format!("**{}** · a country, `{code}` in ISO 3166-1", super::plain(country.name)));
        sheet.lines([("in STIX", format!("`location`, its `country` is `{code}`"))]);
        return Some(sheet.end());
    }
    let region = rust_iso3166::iso3166_2::from_code(code)?;
    let head = format!("**{}** · a region, `{code}` in ISO 3166-2", super::plain(region.name));
    let mut sheet = Sheet::new(&head);
    sheet.lines([
        ("sort", super::plain(region.subdivision_type)),
        ("country", super::plain(region.country_name)),
        ("in STIX", "`location`, with `country` and `administrative_area`".to_owned()),
    ]);
    Some(sheet.end())
}

/// An id of the CVE program.
fn vulnerability(code: &str) -> Option<String> {
    let year = code.strip_prefix("CVE-")?.split('-').next()?;
    let mut sheet = Sheet::new(&format!("**`{code}`** · a vulnerability, by its CVE id of {year}"));
    sheet.lines([
        ("in STIX", "`vulnerability`".to_owned()),
        ("page", format!("https://www.cve.org/CVERecord?id={code}")),
    ]);
    Some(sheet.end())
}
