//! `charged-after-end`: a charge in a case that has ended for the one who is charged.

use crate::diag::Diagnostic;
use crate::diag::codes::acts::CHARGED_AFTER_END;
use crate::facts::checks::View;
use crate::facts::lifecycle::targets;
use crate::facts::model::Time;

/// The grounds after which nobody is charged again with the same.
const FINAL: &[&str] = &["acquitted", "pardoned", "deceased"];

/// Reports charges that are younger than an acquittal, a pardon or a death in the same case.
pub fn check(view: &View<'_>, found: &mut Vec<Diagnostic>) {
    for (id, dismissal) in view.entities().filter(|(_, act)| act.kind.word == "dismissal") {
        let Some(ground) = dismissal.text("ground").filter(|ground| FINAL.contains(ground)) else { continue };
        let Some(ended) = dismissal.time("entered").and_then(Time::latest) else { continue };
        for party in targets(dismissal) {
            let Some(tracks) = view.lifecycle.track(id, party) else { continue };
            let charges = tracks.iter().filter(|track| track.step.begins).filter_map(|track| track.last);
            let Some(charge) = charges.max().filter(|charge| charge.at > ended) else { continue };
            let when = view.lifecycle.event(charge).and_then(|event| event.time).map_or("", |time| &time.words);
            let message =
                format!("`{}` is charged {when} in a case that ended for them: {ground}", view.entity(party).name);
            found.push(
                Diagnostic::new(&CHARGED_AFTER_END, view.at(charge.origin), message)
                    .label("after the end of the case")
                    .related(view.at(dismissal.origin), "it ended here")
                    .help("give the charge the docket of its own case, or correct a date"),
            );
        }
    }
}
