//! `shared-address`: an indicator on an address that many people use.

use crate::diag::Diagnostic;
use crate::diag::codes::indicators::SHARED_ADDRESS;
use crate::facts::checks::View;
use crate::vocab::addresses::Class;

/// Reports indicators on well-known services. Names below a service are its users' own, and web addresses are one page of
/// it: neither is spoken of.
pub fn check(view: &View<'_>, found: &mut Vec<Diagnostic>) {
    for (indicator, block) in view.indicators_on(Class::Shared) {
        let message = format!("{} is shared by many: it is {}", indicator.words(), block.what);
        found.push(
            Diagnostic::new(&SHARED_ADDRESS, view.at(indicator.claim.origin), message)
                .label("who else is behind it?")
                .help("name what is the actor's own: a `url`, an `account`, the name below the service"),
        );
    }
}
