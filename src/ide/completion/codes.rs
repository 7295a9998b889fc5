//! Codes with a meaning: ids of ATT&CK, countries and languages, found by what they stand for too.

use super::offers::Offers;
use super::{Completion, CompletionKind};
use crate::vocab::attack::{ENTRIES, Entry, tactic};
use crate::vocab::registers::{CURRENCIES, LANGUAGES};

/// How many ids of ATT&CK are offered.
const MOST: usize = 100;

/// Ids of ATT&CK whose type a place takes.
pub fn attack(offers: &mut Offers, takes: &dyn Fn(&str) -> bool) {
    let rows = ENTRIES.iter().filter(|row| row.is_current() && takes(row.stix));
    let mut found: Vec<(u8, &'static Entry)> = rows.filter_map(|row| Some((rank(offers, row)?, row))).collect();
    found.sort_by_key(|(rank, row)| (*rank, row.id));
    offers.incomplete |= found.len() > MOST;
    offers.extend(found.into_iter().take(MOST).map(|(_, row)| item(row)));
}

/// The id begins so, the name does, a word of it, or any part of it.
fn rank(offers: &Offers, row: &Entry) -> Option<u8> {
    let of_id = offers.fit(row.id).filter(|fit| *fit == 0);
    let of_name = || row.names().filter_map(|name| offers.fit(name)).min().filter(|fit| *fit < 3).map(|fit| fit + 1);
    of_id.or_else(of_name)
}

fn item(row: &'static Entry) -> Completion {
    let tactics: Vec<&str> = row.tactics.iter().filter_map(|word| tactic(word)).map(|tactic| tactic.name).collect();
    let mut lines = Vec::new();
    if !row.aliases.is_empty() {
        lines.push(format!("also {}", row.aliases.join(", ")));
    }
    if !tactics.is_empty() {
        lines.push(format!("for {}", tactics.join(", ")));
    }
    lines.push(format!("in STIX: `{}`; [ATT&CK]({})", row.stix, row.url()));
    let names: Vec<&str> = row.names().collect();
    Completion::new(CompletionKind::Code, row.id)
        .detail(row.name)
        .filter(format!("{} {}", row.id, names.join(" ")))
        .documentation(lines.join("\n\n"))
}

/// Countries by code or name.
pub fn countries(offers: &mut Offers) {
    let countries = rust_iso3166::ALL.iter().map(|country| {
        Completion::new(CompletionKind::Code, country.alpha2)
            .detail(country.name)
            .filter(format!("{} {} {}", country.alpha2, country.name, country.alpha3))
            .documentation("a country of ISO 3166-1; in STIX: a `location`")
    });
    offers.extend(countries);
}

/// Countries, and behind them the regions of the country whose code was typed.
pub fn places(offers: &mut Offers) {
    countries(offers);
    let code = offers.typed().split('-').next().unwrap_or_default().to_uppercase();
    let country = rust_iso3166::from_alpha2(&code);
    let regions =
        country.as_ref().and_then(|country| country.subdivisions()).unwrap_or_default().iter().map(|region| {
            Completion::new(CompletionKind::Code, region.code)
                .detail(region.name)
                .filter(format!("{} {}", region.code, region.name))
                .documentation("a region of ISO 3166-2; in STIX: a `location`")
        });
    offers.extend(regions);
}

/// Languages of two letters.
pub fn languages(offers: &mut Offers) {
    let tags = LANGUAGES.names().map(|tag| Completion::new(CompletionKind::Code, tag).detail("language"));
    offers.extend(tags);
}

/// Currencies, and what ransoms are paid in.
pub fn currencies(offers: &mut Offers) {
    let codes = CURRENCIES.names().filter_map(|name| CURRENCIES.get(name));
    offers.extend(codes.map(|code| Completion::new(CompletionKind::Code, code).detail("currency")));
}
