//! `circular-origin`: documents that repeat each other in a circle, so that none of them is the original.

use super::View;
use crate::diag::Diagnostic;
use crate::diag::codes::evidence::CIRCULAR_ORIGIN;
use crate::facts::evidence::Lineage;
use crate::facts::model::{EntityId, Origin};

/// The key that names the document that another one repeats.
const SAME_ORIGIN: &str = "same_origin_as";

/// Follows `same_origin_as` round.
pub fn check(view: &View<'_>, found: &mut Vec<Diagnostic>) {
    for (id, document) in view.entities() {
        if document.named(SAME_ORIGIN).any(|other| other == id) {
            let message = format!("`{}` is said to repeat itself", document.name);
            found.push(report(view, message, origin_of(view, id)));
        }
    }
    for circle in Lineage::new(view.facts).circles() {
        let Some((first, rest)) = circle.split_first() else { continue };
        let name = |id: &EntityId| format!("`{}`", view.entity(*id).name);
        let names: Vec<String> = rest.iter().map(name).collect();
        let message = format!("{} goes back to itself, by {}", name(first), names.join(" and "));
        let diagnostic = report(view, message, origin_of(view, *first));
        found.push(
            rest.iter().fold(diagnostic, |told, id| told.related(view.at(origin_of(view, *id)), "which goes on here")),
        );
    }
}

fn report(view: &View<'_>, message: String, origin: Origin) -> Diagnostic {
    Diagnostic::new(&CIRCULAR_ORIGIN, view.at(origin), message)
        .label("nothing original is left")
        .help("take `same_origin_as` away from the document that was first")
}

/// Where a document says what it repeats.
fn origin_of(view: &View<'_>, id: EntityId) -> Origin {
    let document = view.entity(id);
    document.values(SAME_ORIGIN).next().map_or(document.origin, |value| value.origin)
}
