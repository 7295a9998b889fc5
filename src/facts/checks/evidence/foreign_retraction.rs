//! `foreign-retraction`: somebody takes back what another one said.

use crate::diag::Diagnostic;
use crate::diag::codes::evidence::FOREIGN_RETRACTION;
use crate::facts::checks::View;
use crate::facts::model::{EntityId, Target, Voice};
use crate::vocab::language::Effect;

/// Reports retractions by those who are not among the speakers of what they take back.
pub fn check(view: &View<'_>, found: &mut Vec<Diagnostic>) {
    for response in view.facts.responses.iter().filter(|response| response.word.effect == Effect::Withdrawal) {
        let own = voices(view, &response.voice);
        let foreign = response.targets.iter().find_map(|target| match target {
            Target::Claims { claims, .. } => {
                let claims = claims.iter().map(|id| view.facts.claim(*id));
                claims.filter(|claim| is_foreign(view, &own, &claim.voice)).map(|claim| claim.origin).next()
            }
            Target::Response { response, .. } => {
                let answer = view.facts.response(*response);
                is_foreign(view, &own, &answer.voice).then_some(answer.origin)
            }
            Target::Document(_) => None,
        });
        let Some(origin) = foreign else { continue };
        found.push(
            Diagnostic::new(&FOREIGN_RETRACTION, view.at(response.origin), "somebody else said this")
                .label("takes back what is not its own")
                .related(view.at(origin), "said here")
                .help("write `denies`, `disputes` or `corrects`"),
        );
    }
}

fn is_foreign(view: &View<'_>, own: &[EntityId], voice: &Voice) -> bool {
    !voices(view, voice).iter().any(|speaker| own.contains(speaker))
}

/// Who speaks, and for whom; a document by those whose voice it is.
fn voices(view: &View<'_>, voice: &Voice) -> Vec<EntityId> {
    let named = voice.speakers.iter().chain(&voice.on_behalf_of).copied();
    named.flat_map(|id| std::iter::once(id).chain(view.entity(id).voices())).collect()
}
