//! `looser-marking`: a source that is marked stricter than the project that passes on what it says.

use std::collections::BTreeSet;

use crate::diag::Diagnostic;
use crate::diag::codes::evidence::LOOSER_MARKING;
use crate::facts::checks::View;
use crate::facts::model::EntityId;
use crate::vocab::standard::{MARKINGS, marking};

/// Compares the marking of each source that something is stated in with that of the project.
pub fn check(view: &View<'_>, found: &mut Vec<Diagnostic>) {
    // Markings stand in their table from the loosest to the strictest (TLP 2.0).
    let rank = |word: &str| MARKINGS.iter().position(|row| row.word == word);
    let project = view.manifest.marking;
    for document in stated_in(view) {
        let document = view.entity(document);
        let Some(value) = document.values("marking").next() else { continue };
        let Some(own) = document.text("marking").and_then(marking) else { continue };
        if rank(own.word) <= project.and_then(|row| rank(row.word)) {
            continue;
        }
        let goes_out = project.map_or("without a marking".to_owned(), |row| format!("as {}", row.name));
        let message = format!("`{}` is {}, and what it says goes out {goes_out}", document.name, own.name);
        let word = own.word.replace('+', "-");
        found.push(
            Diagnostic::new(&LOOSER_MARKING, view.at(value.origin), message)
                .label("stricter than what is made of it")
                .help(format!("mark the project `{word}`, or take out what is stated in this source")),
        );
    }
}

/// The documents that anything is stated in.
fn stated_in(view: &View<'_>) -> BTreeSet<EntityId> {
    let facts = view.facts;
    let claims = facts.claims.iter().map(|claim| &*claim.voice);
    let statements = facts.statements.iter().map(|statement| &statement.voice);
    let responses = facts.responses.iter().map(|response| &response.voice);
    claims.chain(statements).chain(responses).filter_map(|voice| voice.document).collect()
}
