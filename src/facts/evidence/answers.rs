//! Responses, by what they answer; and which claims their own speakers have ended.

use std::collections::BTreeMap;

use crate::facts::model::{ClaimId, EntityId, Facts, Response, ResponseId, Target, Voice};
use crate::vocab::language::Effect;

/// Responses, by what they answer, in reading order.
#[derive(Debug)]
pub struct Answers {
    /// By claim; empty where nothing is answered at all.
    to_claims: Vec<Vec<ResponseId>>,
    to_responses: BTreeMap<ResponseId, Vec<ResponseId>>,
    to_documents: BTreeMap<EntityId, Vec<ResponseId>>,
    /// The documents that were taken back by those who speak in them, and how.
    ended_documents: BTreeMap<EntityId, ResponseId>,
}

impl Answers {
    /// Looks through all responses once.
    pub fn new(facts: &Facts) -> Self {
        let claims = if facts.responses.is_empty() { 0 } else { facts.claims.len() };
        let mut answers = Self {
            to_claims: vec![Vec::new(); claims],
            to_responses: BTreeMap::new(),
            to_documents: BTreeMap::new(),
            ended_documents: BTreeMap::new(),
        };
        for (at, response) in facts.responses.iter().enumerate() {
            let id = ResponseId(at as u32);
            for target in &response.targets {
                match target {
                    Target::Claims { claims, .. } => claims.iter().for_each(|claim| answers.push(*claim, id)),
                    Target::Document(document) => {
                        once(answers.to_documents.entry(*document).or_default(), id);
                        let mut voices = facts.entity(*document).voices();
                        if ends(response) && voices.any(|voice| response.voice.speakers.contains(&voice)) {
                            answers.ended_documents.entry(*document).or_insert(id);
                        }
                    }
                    Target::Response { response, .. } => once(answers.to_responses.entry(*response).or_default(), id),
                }
            }
        }
        answers
    }

    /// The answers to a claim by its label.
    pub fn to_claim(&self, claim: ClaimId) -> &[ResponseId] {
        self.to_claims.get(claim.0 as usize).map_or(&[], Vec::as_slice)
    }

    /// The answers to another answer.
    pub fn to_response(&self, response: ResponseId) -> &[ResponseId] {
        self.to_responses.get(&response).map_or(&[], Vec::as_slice)
    }

    /// The answers to a document or an act as a whole: they name none of its claims.
    pub fn to_document(&self, document: EntityId) -> &[ResponseId] {
        self.to_documents.get(&document).map_or(&[], Vec::as_slice)
    }

    /// The documents and acts that are answered as a whole, in reading order.
    pub fn documents(&self) -> impl Iterator<Item = EntityId> {
        self.to_documents.keys().copied()
    }

    /// The response by which those who said a claim took it back or put another in its place; also that by which its
    /// document was taken back as a whole by those who speak in it.
    pub fn ended(&self, facts: &Facts, claim: ClaimId) -> Option<ResponseId> {
        let said = &facts.claim(claim).voice;
        let own = self.to_claim(claim).iter().find(|answer| is_own_end(facts.response(**answer), said));
        own.copied().or_else(|| self.document_ended(said.document?))
    }

    /// The response by which a document was taken back by those who speak in it.
    pub fn document_ended(&self, document: EntityId) -> Option<ResponseId> {
        self.ended_documents.get(&document).copied()
    }

    /// Whether those who gave an answer took it back.
    pub fn response_ended(&self, facts: &Facts, response: ResponseId) -> Option<ResponseId> {
        let said = &facts.response(response).voice;
        self.to_response(response).iter().copied().find(|answer| is_own_end(facts.response(*answer), said))
    }

    fn push(&mut self, claim: ClaimId, response: ResponseId) {
        if let Some(answers) = self.to_claims.get_mut(claim.0 as usize) {
            once(answers, response);
        }
    }
}

/// Whether a response stands against what it answers: it denies it, or somebody else corrects it.
pub(super) fn is_against(response: &Response, said: &Voice) -> bool {
    response.word.effect == Effect::Against || ends(response) && !is_own_end(response, said)
}

fn is_own_end(response: &Response, said: &Voice) -> bool {
    ends(response) && parties(&response.voice).any(|party| parties(said).any(|other| other == party))
}

fn ends(response: &Response) -> bool {
    matches!(response.word.effect, Effect::Replacement | Effect::Withdrawal)
}

/// Those whose words they are: the speakers, and those on whose behalf they speak.
pub(super) fn parties(voice: &Voice) -> impl Iterator<Item = EntityId> {
    voice.speakers.iter().chain(&voice.on_behalf_of).copied()
}

/// Responses come in order, so that one which is there is the last.
fn once(answers: &mut Vec<ResponseId>, response: ResponseId) {
    if answers.last() != Some(&response) {
        answers.push(response);
    }
}
