//! `finding-of-no-court`: `finds`, the judicial stance, of somebody who is no court.

use std::collections::HashSet;

use super::phrases::words;
use crate::diag::Diagnostic;
use crate::diag::codes::acts::FINDING_OF_NO_COURT;
use crate::facts::checks::View;
use crate::facts::model::{Entity, EntityId, Voice};
use crate::vocab::language::Stance;
use crate::vocab::lifecycle::COURT_WORDS;

/// The judicial stance.
const FINDS: &str = "finds";

/// Reports findings of those who judge nobody.
pub fn check(view: &View<'_>, found: &mut Vec<Diagnostic>) {
    let judges = judges(view);
    let mut told = HashSet::new();
    let claims = view.facts.claims.iter().map(|claim| (&*claim.voice, claim.stance, claim.origin));
    let statements =
        view.facts.statements.iter().map(|statement| (&statement.voice, statement.stance, statement.origin));
    let found_by = |(voice, stance, _): &(&Voice, &Stance, _)| stance.word == FINDS && !is_court(view, voice, &judges);
    for (voice, _, origin) in claims.chain(statements).filter(found_by) {
        let Some(speaker) = voice.speakers.first().filter(|speaker| told.insert((**speaker, voice.document))) else {
            continue;
        };
        let message = format!("`{}` finds, and is no court", view.entity(*speaker).name);
        found.push(
            Diagnostic::new(&FINDING_OF_NO_COURT, view.at(origin), message)
                .label("a judicial finding")
                .help("take `determines`, `assesses` or `alleges`; for a body that judges, declare `form court`"),
        );
    }
}

/// Who convicted, acquitted or dismissed anybody.
fn judges(view: &View<'_>) -> HashSet<EntityId> {
    let judgments = view.entities().filter(|(_, act)| matches!(act.kind.word, "conviction" | "dismissal"));
    judgments.flat_map(|(_, act)| act.voices().collect::<Vec<_>>()).collect()
}

fn is_court(view: &View<'_>, voice: &Voice, judges: &HashSet<EntityId>) -> bool {
    let judged = voice.document.is_some_and(|document| view.entity(document).kind.word == "conviction");
    judged
        || voice
            .speakers
            .iter()
            .chain(&voice.on_behalf_of)
            .any(|id| judges.contains(id) || judges_by_name(view.entity(*id)))
}

fn judges_by_name(entity: &Entity) -> bool {
    let by_title = || words(&entity.title).iter().any(|word| COURT_WORDS.contains(&word.as_str()));
    entity.text("form") == Some("court") || by_title()
}
