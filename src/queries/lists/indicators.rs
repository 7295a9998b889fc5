//! Observables that claims give, with the claim behind each.

use crate::facts::{ClaimId, Object};
use crate::queries::filter::Wanted;
use crate::queries::index::Index;
use crate::queries::listing::{Cell, Listing};
use crate::stix::Object as Built;
use crate::stix::value::Value;
use crate::stix::words::defanged;

/// The label of an indicator on what belongs to somebody else who was broken into.
const THIRD_PARTY: &str = "third-party-victim";

/// `--about`: the actor or the observable; `--by`: who says so; dates: the window of the indicator.
pub fn list(index: &Index<'_>, wanted: &Wanted) -> Listing {
    let mut listing = Listing::new([
        ("value", "indicator"),
        ("type", ""),
        ("actor", "of"),
        ("claim", ""),
        ("from", "from"),
        ("until", "until"),
        ("says", "who says"),
        ("read_in", "read in"),
        ("third_party", "third party"),
        ("at", "at"),
        ("pattern", ""),
        ("document", ""),
        ("id", ""),
        ("claim_id", ""),
    ]);
    for (at, claim) in index.facts.claims.iter().enumerate() {
        let claim_id = index.claim_id(ClaimId(at as u32));
        let Object::Entity(observable) = claim.object else { continue };
        let built = index.derived_from(claim_id).iter().filter_map(|id| index.object(*id));
        let voice = &claim.voice;
        let speaks = voice.speakers.iter().chain(&voice.on_behalf_of).copied();
        if !wanted.about([claim.subject, observable]) || !wanted.by(speaks) || !wanted.when(claim.time.as_deref()) {
            continue;
        }
        for indicator in built.filter(|object| object.kind() == "indicator") {
            let third_party = indicator
                .get("labels")
                .is_some_and(|labels| labels.items().iter().any(|label| label.as_text() == Some(THIRD_PARTY)));
            listing.push([
                Cell::Text(defanged(&index.facts.entity(observable).title)),
                Cell::text_of(index.facts.entity(observable).kind.word),
                Cell::Text(index.title(claim.subject)),
                Cell::Text(index.said(claim)),
                day(indicator, "valid_from"),
                day(indicator, "valid_until"),
                Cell::Text(index.voiced(voice, claim.stance.word)),
                Cell::maybe(voice.document.map(|document| index.citation(document))),
                Cell::Truth(third_party),
                Cell::maybe(index.places.of(index.facts, claim.origin).map(|line| line.to_string())),
                Cell::maybe(indicator.get("pattern").and_then(Value::as_text)),
                Cell::maybe(voice.document.map(|document| index.facts.entity(document).name.as_str())),
                Cell::maybe(indicator.id.map(|id| id.to_string())),
                Cell::maybe(claim_id.map(|id| id.to_string())),
            ]);
        }
    }
    listing
}

/// The day of an instant of an object.
fn day(object: &Built, key: &str) -> Cell {
    match object.get(key).map(Value::plain) {
        Some(Value::Time(at)) => Cell::text_of(at.strftime("%Y-%m-%d")),
        _ => Cell::None,
    }
}
