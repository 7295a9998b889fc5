//! `denied-negation`: a denial of a whole speech, which denies what the speech clears somebody of, too.

use crate::diag::Diagnostic;
use crate::diag::codes::evidence::DENIED_NEGATION;
use crate::facts::checks::View;
use crate::facts::model::{Claim, Target};
use crate::vocab::language::Effect;

/// Reports answers against a label that stands for claims of both sorts.
pub fn check(view: &View<'_>, found: &mut Vec<Diagnostic>) {
    for response in view.facts.responses.iter().filter(|response| response.word.effect == Effect::Against) {
        for target in &response.targets {
            let Target::Claims { label, claims } = target else { continue };
            let claims = || claims.iter().map(|id| view.facts.claim(*id));
            let clears = |claim: &&Claim| !claim.is_asserted() && claim.stance.left_open.is_empty();
            let (Some(cleared), true) = (claims().find(clears), claims().any(Claim::is_asserted)) else { continue };
            let message =
                format!("`{}` of `[{label}]` also answers a claim that something is not so", response.word.word);
            found.push(
                Diagnostic::new(&DENIED_NEGATION, view.at(response.origin), message)
                    .label("of all that the label stands for")
                    .related(view.at(cleared.origin), "this is answered too")
                    .help("label the claims that are meant, and answer these"),
            );
        }
    }
}
