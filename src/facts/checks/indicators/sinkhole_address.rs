//! `sinkhole-address`: an indicator on an address that defenders hold.

use crate::diag::Diagnostic;
use crate::diag::codes::indicators::SINKHOLE_ADDRESS;
use crate::facts::checks::View;
use crate::vocab::addresses::Class;

/// Reports indicators on known sinkholes whose window has no end: one that has ended may be of the time before.
pub fn check(view: &View<'_>, found: &mut Vec<Diagnostic>) {
    for (indicator, _) in view.indicators_on(Class::Sinkhole) {
        if indicator.claim.time.as_deref().is_some_and(|time| time.stop.latest.is_some() && !time.ongoing) {
            continue;
        }
        let message = format!("{} is known as a sinkhole of defenders", indicator.words());
        found.push(
            Diagnostic::new(&SINKHOLE_ADDRESS, view.at(indicator.claim.origin), message)
                .label("a sinkhole")
                .help("leave it out; if the actor had the address before, say until when"),
        );
    }
}
