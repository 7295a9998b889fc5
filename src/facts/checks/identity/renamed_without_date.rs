//! `renamed-without-date`: a change of name of which nobody knows when it was.

use crate::diag::Diagnostic;
use crate::diag::codes::identity::RENAMED_WITHOUT_DATE;
use crate::facts::checks::View;
use crate::facts::model::{Claim, Object};

/// Verbs by which one thing goes on as another.
const CHANGES: [&str; 2] = ["renamed-to", "merged-into"];

/// Reports claims of such a change without a time.
pub fn check(view: &View<'_>, found: &mut Vec<Diagnostic>) {
    let changes = view.facts.claims.iter().filter(|claim| CHANGES.contains(&claim.verb.word) && !claim.negated);
    for claim in changes.filter(|claim| claim.time.is_none() && claim.relative.is_empty()) {
        found.push(undated(view, claim));
    }
}

fn undated(view: &View<'_>, claim: &Claim) -> Diagnostic {
    let subject = &view.entity(claim.subject).name;
    let object = match claim.object {
        Object::Entity(id) => format!("`{}`", view.entity(id).name),
        Object::Gap(_) => "another name".to_owned(),
    };
    let message = format!("nothing says when it was that `{subject}` became {object}");
    Diagnostic::new(&RENAMED_WITHOUT_DATE, view.at(claim.places.verb), message)
        .label("when?")
        .help("add `on`, `since` or `no-later-than` with a date")
}
