//! `speech-after-document`: words that were said after their document was published.

use std::collections::BTreeSet;

use crate::diag::Diagnostic;
use crate::diag::codes::measures::SPEECH_AFTER_DOCUMENT;
use crate::facts::checks::View;
use crate::facts::model::{EntityId, Origin, Voice};

/// Reports speeches that begin after their document, once for each date that a speaker has in it.
pub fn check(view: &View<'_>, found: &mut Vec<Diagnostic>) {
    let facts = view.facts;
    let claims = facts.claims.iter().map(|claim| (&*claim.voice, claim.places.subject));
    let statements = facts.statements.iter().map(|statement| (&statement.voice, statement.origin));
    let responses = facts.responses.iter().map(|response| (&response.voice, response.origin));
    let mut told: BTreeSet<(EntityId, &[EntityId], &str)> = BTreeSet::new();
    for (voice, origin) in claims.chain(statements).chain(responses) {
        let Some((id, words)) = late(view, voice) else { continue };
        if told.insert((id, &voice.speakers, words)) {
            found.push(report(view, id, words, origin));
        }
    }
}

/// The document that a speech is later than, and when it was said.
fn late<'v>(view: &View<'v>, voice: &'v Voice) -> Option<(EntityId, &'v str)> {
    let (id, said) = (voice.document?, voice.dated.as_ref()?);
    let (_, published) = view.entity(id).dated()?;
    (published.latest()? < said.earliest()?).then_some((id, said.words.as_str()))
}

fn report(view: &View<'_>, id: EntityId, words: &str, origin: Origin) -> Diagnostic {
    let document = view.entity(id);
    let published = document.dated().map_or("", |(_, time)| time.words.as_str());
    let message = format!("said {words}, but `{}` is of {published}", document.name);
    Diagnostic::new(&SPEECH_AFTER_DOCUMENT, view.at(origin), message)
        .label("said later than its document")
        .related(view.at(document.origin), "the document")
        .help("check `dated` and the date of the document")
}
