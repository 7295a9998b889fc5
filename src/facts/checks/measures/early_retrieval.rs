//! `retrieved-before-published`: a document that was read before it was published.

use crate::diag::Diagnostic;
use crate::diag::codes::measures::EARLY_RETRIEVAL;
use crate::facts::checks::View;
use crate::facts::sequence::Sequence;

/// Reports documents with two such dates, wherever both were.
pub fn check(view: &View<'_>, found: &mut Vec<Diagnostic>) {
    for (_, document) in view.entities().filter(|(_, entity)| entity.kind.is_document()) {
        let (Some(published), Some(retrieved)) = (document.time("published"), document.time("retrieved")) else {
            continue;
        };
        if retrieved.sequence(published) != Sequence::Before {
            continue;
        }
        let origin = document.values("retrieved").next().map_or(document.origin, |value| value.origin);
        let message = format!("read {}, but published {}", retrieved.words, published.words);
        found.push(
            Diagnostic::new(&EARLY_RETRIEVAL, view.at(origin), message)
                .label("before it was published")
                .help("check both dates"),
        );
    }
}
