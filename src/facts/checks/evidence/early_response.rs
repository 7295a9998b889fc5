//! `early-response`: a denial, or another answer, that was said before what it answers.

use crate::diag::Diagnostic;
use crate::diag::codes::evidence::EARLY_RESPONSE;
use crate::facts::checks::View;
use crate::facts::model::{EntityId, Origin, Target, Time, Voice};
use crate::facts::sequence::Sequence;
use crate::vocab::language::Role;

/// Reports answers that are over before what they answer was said.
pub fn check(view: &View<'_>, found: &mut Vec<Diagnostic>) {
    for response in &view.facts.responses {
        let Some(said) = said_by(view, &response.voice) else { continue };
        let later = response
            .targets
            .iter()
            .find_map(|target| answered(view, target).find(|(time, _)| said.sequence(time) == Sequence::Before));
        let Some((time, origin)) = later else { continue };
        let message = format!("an answer of {} to what was said {}", said.words, time.words);
        found.push(
            Diagnostic::new(&EARLY_RESPONSE, view.at(response.origin), message)
                .label("said before")
                .related(view.at(origin), "said later")
                .help("check both dates, or answer the older accusation that was meant"),
        );
    }
}

/// When what a target names was said, with where it stands; nothing where that is not known.
fn answered<'v>(view: &View<'v>, target: &'v Target) -> Box<dyn Iterator<Item = (&'v Time, Origin)> + 'v> {
    let facts = view.facts;
    match target {
        Target::Claims { claims, .. } => Box::new(claims.iter().filter_map(|id| {
            let claim = facts.claim(*id);
            let time = claim.voice.dated.as_ref().or_else(|| first_told(facts.entity(claim.voice.document?)))?;
            Some((time, claim.origin))
        })),
        Target::Document(id) => {
            let document = facts.entity(*id);
            Box::new(first_told(document).map(|time| (time, document.origin)).into_iter())
        }
        Target::Response { response, .. } => {
            let answer = facts.response(*response);
            Box::new(answer.voice.dated.as_ref().map(|time| (time, answer.origin)).into_iter())
        }
    }
}

/// When a voice had said it at the latest: its own date, else that of its document.
fn said_by<'v>(view: &View<'v>, voice: &'v Voice) -> Option<&'v Time> {
    let published = |document: EntityId| view.entity(document).dated().map(|(_, time)| time);
    voice.dated.as_ref().or_else(|| voice.document.and_then(published))
}

/// When a document said something for the first time: an act and an official statement speak for themselves, while press
/// may relay what was said long before.
fn first_told(document: &crate::facts::Entity) -> Option<&Time> {
    let speaks = document.kind.role == Role::Act || matches!(document.text("tier"), Some("primary" | "official"));
    document.dated().filter(|(key, _)| speaks && *key != "retrieved").map(|(_, time)| time)
}
