//! Parts that explanations have in common: parties, documents, words, answers.

use std::collections::BTreeSet;

use super::model::{Answer, BuiltObject, Document, Hedge, Likelihood, Party, Saying, Statement, Words};
use crate::facts::evidence::Saying as Said;
use crate::facts::{Certainty, EntityId, Form, Quotation, ResponseId, Voice};
use crate::queries::index::Index;
use crate::queries::words::hedge as hedge_words;
use crate::stix::Id;

/// How deep answers to answers are shown.
const DEPTH: usize = 8;

pub(super) fn party(index: &Index<'_>, id: EntityId) -> Party {
    let entity = index.facts.entity(id);
    let name = matches!(entity.form, Form::Declared | Form::Verbatim | Form::Author).then(|| entity.name.clone());
    Party { name, title: index.title(id) }
}

pub(super) fn parties(index: &Index<'_>, ids: &[EntityId]) -> Vec<Party> {
    ids.iter().map(|id| party(index, *id)).collect()
}

pub(super) fn document(index: &Index<'_>, id: Option<EntityId>) -> Option<Document> {
    let id = id?;
    let entity = index.facts.entity(id);
    Some(Document {
        name: entity.name.clone(),
        title: entity.title.clone(),
        kind: entity.kind.word,
        publishers: index.titles(entity.voices()),
        tier: entity.text("tier").map(str::to_owned),
        date: entity.dated().map(|(_, time)| time.words.clone()),
        citation: index.full_citation(id),
    })
}

pub(super) fn words(index: &Index<'_>, document: Option<EntityId>, quotation: &Quotation) -> Words {
    Words { text: quotation.text.clone(), found: index.places.passage(document, quotation) }
}

pub(super) fn hedge(certainty: &Certainty) -> Option<Hedge> {
    let likelihood = certainty.likelihood.map(|(scale, row)| Likelihood {
        word: row.word,
        scale: scale.name,
        from: row.min,
        to: row.max,
    });
    Some(Hedge {
        words: hedge_words(certainty)?,
        likelihood,
        confidence: certainty.confidence.map(|row| row.word),
        grade: certainty.grade.as_ref().map(|(code, _)| code.clone()),
        worded: certainty.worded.clone(),
        number: crate::stix::words::confidence(certainty),
    })
}

/// Objects of the bundle by their ids.
pub(super) fn objects(index: &Index<'_>, ids: impl IntoIterator<Item = Id>) -> Vec<BuiltObject> {
    ids.into_iter()
        .filter(|id| index.object(*id).is_some())
        .map(|id| BuiltObject { kind: id.kind(), id: id.to_string(), description: None })
        .collect()
}

/// A claim or a response as one of those that say a thing.
pub(super) fn saying(index: &Index<'_>, said: Said, reason: Option<String>) -> Saying {
    let voice = said.voice(index.facts);
    let (word, origin) = match said {
        Said::Claim(id) => (index.facts.claim(id).stance.word, index.facts.claim(id).origin),
        Said::Response(id) => (index.facts.response(id).word.word, index.facts.response(id).origin),
    };
    Saying {
        says: index.voiced_when(voice, word),
        read_in: voice.document.map(|document| index.citation(document)),
        at: index.places.of(index.facts, origin),
        reason,
    }
}

/// An answer with the answers to it.
pub(super) fn answer(index: &Index<'_>, id: ResponseId) -> Answer {
    nested(index, id, 0, &mut BTreeSet::new())
}

/// Several answers, each shown once.
pub(super) fn answers(index: &Index<'_>, ids: &[ResponseId], seen: &mut BTreeSet<ResponseId>) -> Vec<Answer> {
    let mut all = Vec::new();
    for id in ids {
        if !seen.contains(id) {
            all.push(nested(index, *id, 0, seen));
        }
    }
    all
}

fn nested(index: &Index<'_>, id: ResponseId, depth: usize, seen: &mut BTreeSet<ResponseId>) -> Answer {
    seen.insert(id);
    let response = index.facts.response(id);
    let voice: &Voice = &response.voice;
    let mut answers = Vec::new();
    for answer in index.evidence.answers.to_response(id) {
        if depth < DEPTH && !seen.contains(answer) {
            answers.push(nested(index, *answer, depth + 1, seen));
        }
    }
    Answer {
        says: index.voiced_when(voice, response.word.word),
        word: response.word.word,
        means: response.word.doc,
        speakers: parties(index, &voice.speakers),
        on_behalf_of: parties(index, &voice.on_behalf_of),
        dated: voice.dated.as_ref().map(|time| time.words.clone()),
        targets: index.targets(id),
        quotation: response.quotation.as_ref().map(|quotation| words(index, voice.document, quotation)),
        document: document(index, voice.document),
        at: index.places.of(index.facts, response.origin),
        answers,
        objects: objects(index, index.response_id(id)),
    }
}

pub(super) fn statement(index: &Index<'_>, at: usize) -> Option<Statement> {
    let statement = index.facts.statements.get(at)?;
    let voice = &statement.voice;
    Some(Statement {
        says: index.voiced_when(voice, statement.stance.word),
        quotation: words(index, voice.document, &statement.quotation),
        document: document(index, voice.document),
        at: index.places.of(index.facts, statement.origin),
        objects: objects(index, index.named.statements.get(at).copied()),
    })
}
