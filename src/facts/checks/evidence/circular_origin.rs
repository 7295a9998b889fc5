//! `circular-origin`: documents that are said to repeat each other in a circle.

use crate::diag::Diagnostic;
use crate::diag::codes::evidence::CIRCULAR_ORIGIN;
use crate::facts::checks::View;
use crate::facts::evidence::Lineage;
use crate::facts::model::{EntityId, Origin};

/// Reports each circle once, at its first document.
pub fn check(view: &View<'_>, found: &mut Vec<Diagnostic>) {
    for circle in Lineage::new(view.facts).circles() {
        let Some((first, others)) = circle.split_first() else { continue };
        let names: Vec<&str> =
            others.iter().chain([first]).map(|id| view.facts.entity(*id).name.as_str()).take(NAMED).collect();
        let name = &view.facts.entity(*first).name;
        let message = format!("`{name}` repeats `{}`", names.join("`, which repeats `"));
        let round = Diagnostic::new(&CIRCULAR_ORIGIN, view.at(repeats(view, *first)), message)
            .label("repeats what repeats it")
            .help("find out which was first, and take its `same_origin_as` away");
        found.push(
            others
                .iter()
                .take(NAMED)
                .fold(round, |round, other| round.related(view.at(repeats(view, *other)), "and so does this")),
        );
    }
}

/// How many documents of a circle a finding names.
const NAMED: usize = 4;

/// Where a document says which other it repeats.
fn repeats(view: &View<'_>, document: EntityId) -> Origin {
    let entity = view.facts.entity(document);
    entity.values("same_origin_as").next().map_or(entity.origin, |value| value.origin)
}
