//! What may not leave the house: judged before any server is asked.

use std::collections::HashMap;

use crate::Compilation;
use crate::diag::codes::publishing::{ABOVE_CEILING, OVERTAKEN};
use crate::diag::codes::versions::SAME_VERSION;
use crate::diag::{Code, Diagnostic};
use crate::outputs::taxii::ledger::Ledger;
use crate::outputs::taxii::publish::{Above, Other, Parcel, Plan, above, shared};
use crate::project::Destination;
use crate::stix::{Id, Object, rfc3339};
use crate::versions::title;

/// Reports the objects that are marked above the ceiling of the destination, and those that share a version with another content.
pub fn check(
    compilation: &mut Compilation,
    objects: &[Object],
    parcels: &[Parcel],
    destination: &Destination,
    ledger: Option<&Ledger<'_>>,
) {
    let ceiling = destination.marking;
    for (at, why) in above(objects, ceiling) {
        let Some(object) = objects.get(at) else { continue };
        let title = title(object);
        let may = format!("`{}` may receive {} at most", destination.name, ceiling.name);
        let (message, help) = match why {
            Above::Level(name) => {
                let help = "mark it otherwise, leave it out of this project, or publish it elsewhere";
                (format!("{title} is {name}, and {may}"), help.to_owned())
            }
            Above::Unknown(id) => {
                let help =
                    format!("`{id}` is neither of the Traffic Light Protocol nor a statement that the project has");
                (format!("{title} has a marking that cannot be judged, and {may}"), help)
            }
        };
        tell(compilation, &ABOVE_CEILING, object.id, message, help);
    }
    let shared = shared(parcels, ledger);
    if shared.is_empty() {
        return;
    }
    let ids: HashMap<String, Id> =
        objects.iter().filter_map(|object| object.id).map(|id| (id.to_string(), id)).collect();
    for (at, other) in shared {
        let Some(parcel) = parcels.get(at) else { continue };
        let id = ids.get(&parcel.id).copied();
        let (message, help) = match other {
            Other::Release(_) => (
                format!("`{}` is there twice with one `modified` and two contents", parcel.id),
                "its author gives it a later `modified` where it changes; keep the version that the author published",
            ),
            Other::Published => (
                format!("`{}` was published with another content under the same `modified`", parcel.id),
                "was the lock taken back, or another one used? a change needs a later `modified`: `attrc lock` gives one",
            ),
        };
        tell(compilation, &SAME_VERSION, id, message, help.to_owned());
    }
}

/// Reports the objects of ours that were published in a later version than the release has.
pub fn overtaken(compilation: &Compilation, parcels: &[Parcel], plan: &Plan) -> Vec<Diagnostic> {
    let found = plan.overtaken.iter().filter_map(|(at, later)| {
        let parcel = parcels.get(*at)?;
        let id = parcel.id.split_once("--").and_then(|(kind, _)| Id::parse(kind, &parcel.id));
        // What others made they may publish as well, and later than we do.
        if id.is_some_and(|id| compilation.foreign.contains(&id)) {
            return None;
        }
        let ours = parcel.version.map(rfc3339).unwrap_or_default();
        let message =
            format!("{} was published in a later version: {}, and here it is of {ours}", parcel.title, rfc3339(*later));
        let help = "take the lock of the last publication (`git checkout REVISION -- attr.lock`), and run `attrc lock`";
        let primary = id.and_then(|id| compilation.places.get(&id)).copied();
        Some(Diagnostic { primary, ..Diagnostic::nowhere(&OVERTAKEN, message).help(help) })
    });
    found.collect()
}

fn tell(compilation: &mut Compilation, code: &'static Code, id: Option<Id>, message: String, help: String) {
    let primary = id.and_then(|id| compilation.places.get(&id)).copied();
    compilation.diagnostics.push(Diagnostic { primary, ..Diagnostic::nowhere(code, message).help(help) });
}
