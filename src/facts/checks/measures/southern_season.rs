//! `southern-season`: a season said by somebody in the southern hemisphere (language/tables, Time words).

use crate::diag::codes::measures::SOUTHERN_SEASON;
use crate::diag::{Diagnostic, Fix};
use crate::facts::checks::View;
use crate::facts::model::{Claim, Entity, EntityId, Value};
use crate::vocab::language::amount_word;

/// Countries whose seasons are those of the south (ISO 3166-1), where seasons are spoken of.
const SOUTHERN: &[&str] = &["AR", "AU", "BR", "CL", "NZ", "PY", "UY", "ZA"];

/// Seasons, and the months that they are in the south: the first and how many years after it the last one is.
const MONTHS: &[(&str, &str, &str, i64)] =
    &[("spring", "09", "11", 0), ("summer", "12", "02", 1), ("autumn", "03", "05", 0), ("winter", "06", "08", 0)];

/// How far up the parents of a body are looked at.
const PARENTS: usize = 8;

/// Reports claims about a season whose speakers, or else whose publisher, are southern.
pub fn check(view: &View<'_>, found: &mut Vec<Diagnostic>) {
    for claim in &view.facts.claims {
        let (Some(time), Some(origin)) = (&claim.time, claim.places.time) else { continue };
        let Some(season) = view.written(view.at(origin)).split_whitespace().find_map(season) else { continue };
        let Some(country) = country_of(view, claim).filter(|country| SOUTHERN.contains(&&**country)) else { continue };
        let place = view.at(origin);
        let message = format!("“{}” is read as a northern season, but is said in {country}", time.words);
        found.push(
            Diagnostic::new(&SOUTHERN_SEASON, place, message)
                .label("half a year off?")
                .help("write the months that are meant")
                .fix_if(
                    months(view.written(place), season)
                        .map(|months| Fix::guess(format!("write `{months}`"), place, months)),
                ),
        );
    }
}

/// The season that a word means.
fn season(word: &str) -> Option<&'static str> {
    let part = amount_word(word)?.time;
    MONTHS.iter().map(|(season, ..)| *season).find(|season| *season == part)
}

/// The months of a southern season that is written with its year: `winter 2020`.
fn months(written: &str, season: &str) -> Option<String> {
    let year: i64 = written.rsplit(' ').next()?.parse().ok()?;
    let (_, first, last, years) = MONTHS.iter().find(|(name, ..)| *name == season)?;
    (written.split_whitespace().count() == 2).then(|| format!("{year}-{first}..{}-{last}", year + years))
}

/// Where the speakers are, else the publisher of their document.
fn country_of<'v>(view: &View<'v>, claim: &'v Claim) -> Option<String> {
    let speakers = claim.voice.speakers.iter().find_map(|id| country(view, *id));
    let publishers = || claim.voice.document.and_then(|id| view.entity(id).voices().find_map(|id| country(view, id)));
    speakers.or_else(publishers)
}

/// The country of a body, else of what it belongs to.
fn country(view: &View<'_>, id: EntityId) -> Option<String> {
    let mut at = id;
    for _ in 0..PARENTS {
        let entity = view.entity(at);
        if let Some(code) = own_country(entity) {
            return Some(code.split('-').next().unwrap_or(code).to_owned());
        }
        at = entity.named("parent").next()?;
    }
    None
}

fn own_country(entity: &Entity) -> Option<&str> {
    let place = entity.values("place").find_map(|value| match &value.value {
        Value::Code(code) => Some(code.as_str()),
        _ => value.within.as_deref(),
    });
    entity.text("country").or(place)
}
