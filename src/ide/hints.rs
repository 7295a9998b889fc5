//! What a text leaves to be looked up, shown in it: numbers of hedges, names of codes.

use std::collections::BTreeMap;

use super::{Analysis, TokenClass, tokens};
use crate::facts::Claim;
use crate::source::{FileId, Span};
use crate::stix::words::confidence;
use crate::vocab::attack;
use crate::vocab::language::{Hedge, Scale};

/// A text shown behind an offset.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hint {
    /// Behind which byte.
    pub offset: u32,
    /// What is shown.
    pub label: String,
    /// What explains it, as markdown.
    pub tooltip: String,
}

/// The hints within a span, in order.
pub fn hints(analysis: &Analysis, file: FileId, within: Span) -> Vec<Hint> {
    let Some(text) = analysis.text(file) else { return Vec::new() };
    let mut found = hedges(analysis, file, within);
    let codes = tokens(analysis, file, Some(within)).into_iter().filter(|token| token.class == TokenClass::Code);
    found.extend(codes.filter_map(|token| {
        let (label, tooltip) = named(text.slice(token.span))?;
        Some((token.span.hi, Hint { offset: token.span.hi, label, tooltip }))
    }));
    found.into_values().collect()
}

/// The number of each hedge that a claim goes by, where it stands: at the claim or at its speech.
fn hedges(analysis: &Analysis, file: FileId, within: Span) -> BTreeMap<u32, Hint> {
    let facts = analysis.facts();
    let number = |claim: &Claim| {
        let place = facts.location(claim.certainty.origin?);
        let is_here = place.file == file && within.lo <= place.span.lo && place.span.hi <= within.hi;
        let (scale, row) = claim.certainty.likelihood.filter(|_| is_here)?;
        let number = confidence(&claim.certainty)?;
        let hint =
            Hint { offset: place.span.hi, label: format!("confidence {number}"), tooltip: explained(scale, row) };
        Some((place.span.hi, hint))
    };
    facts.claims.iter().filter_map(number).collect()
}

fn explained(scale: &Scale, row: &Hedge) -> String {
    let below = if row.below_even { "; less likely than not: a note, never a relationship" } else { "" };
    format!("`{}` on the scale `{}`: {} to {} per cent{below}", row.word, scale.name, row.min, row.max)
}

/// What a code stands for, and how it is explained.
fn named(code: &str) -> Option<(String, String)> {
    if let Some(entry) = attack::entry(code) {
        let status = match entry.is_current() {
            true => String::new(),
            false => entry.successor().map_or(", deprecated".to_owned(), |by| format!(", revoked by `{}`", by.id)),
        };
        let label = if entry.is_current() { entry.name.to_owned() } else { format!("{} (revoked)", entry.name) };
        return Some((label, format!("[{}]({}), ATT&CK {}{status}", entry.id, entry.url(), attack::VERSION)));
    }
    if let Some(country) = rust_iso3166::from_alpha2(code) {
        return Some((country.name.to_owned(), format!("`{code}` in ISO 3166-1")));
    }
    let region = rust_iso3166::iso3166_2::from_code(code)?;
    let tooltip = format!("`{code}` in ISO 3166-2: {} of {}", region.subdivision_type, region.country_name);
    Some((region.name.to_owned(), tooltip))
}
