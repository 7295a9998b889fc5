//! `double-negation`: "it is unlikely that they did not".

use crate::diag::Diagnostic;
use crate::diag::codes::evidence::DOUBLE_NEGATION;
use crate::facts::checks::View;

/// Reports negated claims whose own likelihood is below even.
pub fn check(view: &View<'_>, found: &mut Vec<Diagnostic>) {
    for claim in view.facts.claims.iter().filter(|claim| claim.negated) {
        let Some((_, hedge)) = claim.certainty.likelihood.filter(|(_, hedge)| hedge.below_even) else { continue };
        let place = view.at(claim.certainty.origin.unwrap_or(claim.places.verb));
        let message = format!("`{}` of what is not so", hedge.word);
        found.push(
            Diagnostic::new(&DOUBLE_NEGATION, place, message)
                .label("below even")
                .related(view.at(claim.places.verb), "not this")
                .help("say without `not` how likely it is"),
        );
    }
}
