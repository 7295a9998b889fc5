//! `listing-without-regime` and `listing-without-number`: a listing that says neither under which law nor which entry.

use crate::diag::Diagnostic;
use crate::diag::codes::acts::{LISTING_WITHOUT_NUMBER, LISTING_WITHOUT_REGIME};
use crate::facts::checks::View;

/// Reports listings without a regime, and those read in the list itself without a number.
pub fn check(view: &View<'_>, found: &mut Vec<Diagnostic>) {
    for (_, listing) in view.entities().filter(|(_, act)| act.kind.word == "sanction") {
        let name = &listing.name;
        if !view.is_relayed(listing) && !["program", "regime"].iter().any(|key| listing.has(key)) {
            let message = format!("`{name}` does not say under which law it lists");
            found.push(
                Diagnostic::new(&LISTING_WITHOUT_REGIME, view.at(listing.origin), message)
                    .label("neither `program` nor `regime`")
                    .help("add `program \"…\"`, or `program unstated` where the source is silent"),
            );
        }
        if view.tier(listing) == Some("primary") && !["list_id", "ref"].iter().any(|key| listing.has(key)) {
            let message = format!("`{name}` was read in the list itself, and has no number on it");
            found.push(
                Diagnostic::new(&LISTING_WITHOUT_NUMBER, view.at(listing.origin), message)
                    .label("no `list_id`")
                    .help("add `list_id \"…\" as-to NAME`, or `list_id none` where the list has no numbers"),
            );
        }
    }
}
