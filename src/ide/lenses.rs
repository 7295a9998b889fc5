//! What stands above a declaration or a claim: how many claims, denials, independent origins.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::Analysis;
use super::place::name_of;
use crate::facts::{ClaimId, EntityId, Facts, Form, LabelId, Origin, ResponseId, Target};
use crate::queries::{Counts, Reading, Tally};
use crate::source::{FileId, Location, Span};
use crate::stix::words::{counted, list, title};

/// A line above something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lens {
    /// What it stands above.
    pub span: Span,
    /// What it says: `3 claims by 2 speakers · 1 denial`.
    pub title: String,
    /// The places that it counts.
    pub places: Vec<Location>,
}

/// The lenses of a file of a whole analysis, in the order of its text. The numbers are those of `attrc explain` and
/// `attrc list`; where there is nothing to say, nothing is said.
pub fn lenses(analysis: &Analysis, file: FileId) -> Vec<Lens> {
    let facts = analysis.facts();
    let counts = Counts::new(&analysis.compilation);
    let answered = answered(facts);
    let mut lenses = Vec::new();
    for id in facts.entity_ids().filter(|id| matches!(facts.entity(*id).form, Form::Declared | Form::Verbatim)) {
        let Some(place) = name_of(analysis, id).filter(|place| place.file == file) else { continue };
        let mut lens = Lens { span: place.span, title: String::new(), places: Vec::new() };
        if let Some(tally) = counts.said_of(id) {
            lens.tally(facts, &tally);
        }
        if facts.entity(id).kind.is_document() {
            lens.reading(&counts.read_in(id));
            lens.answers(facts, answered.documents.get(&id).map_or(&[], Vec::as_slice));
        }
        lenses.push(lens);
    }
    for (label, responses) in &answered.labels {
        let place = facts.label(*label).place;
        if place.file == file {
            let mut lens = Lens { span: place.span, title: String::new(), places: Vec::new() };
            lens.answers(facts, responses);
            lenses.push(lens);
        }
    }
    lenses.retain(|lens| !lens.title.is_empty());
    lenses.sort_by_key(|lens| lens.span);
    lenses
}

impl Lens {
    fn part(&mut self, words: &str) {
        if !self.title.is_empty() {
            self.title += " · ";
        }
        self.title += words;
    }

    fn tally(&mut self, facts: &Facts, tally: &Tally) {
        let speakers = counted(tally.speakers, "speaker", "speakers");
        self.part(&format!("{} by {speakers}", counted(tally.claims.len(), "claim", "claims")));
        let mut nouns: BTreeMap<&str, usize> = BTreeMap::new();
        for answer in &tally.against {
            *nouns.entry(facts.response(*answer).word.noun).or_default() += 1;
        }
        for (noun, count) in nouns {
            self.part(&counted(count, noun, &format!("{noun}s")));
        }
        if tally.origins > 0 {
            self.part(&counted(tally.origins, "independent origin", "independent origins"));
        }
        let claims = tally.claims.iter().map(|claim: &ClaimId| facts.claim(*claim).origin);
        let answers = tally.against.iter().map(|answer| facts.response(*answer).origin);
        self.places.extend(claims.chain(answers).map(|origin: Origin| facts.location(origin)));
    }

    fn reading(&mut self, reading: &Reading) {
        if reading.claims > 0 {
            self.part(&format!("{} in it", counted(reading.claims, "claim", "claims")));
        }
        if reading.quotations > 0 {
            self.part(&counted(reading.quotations, "quotation", "quotations"));
        }
        if let Some((sentences, covered)) = reading.sentences.filter(|(sentences, _)| *sentences > 0) {
            let percent = covered * 100 / sentences;
            let sentences = counted(sentences, "sentence", "sentences");
            self.part(&format!("{percent} % of its text quoted, {covered} of {sentences}"));
        }
    }

    /// "denied by an envoy and a ministry · retracted by a desk"
    fn answers(&mut self, facts: &Facts, answers: &[ResponseId]) {
        let mut words: Vec<(&str, Vec<String>)> = Vec::new();
        for answer in answers {
            let response = facts.response(*answer);
            let speakers = response.voice.speakers.iter().map(|id| title(facts.entity(*id)));
            match words.iter_mut().find(|(word, _)| *word == response.word.past) {
                Some((_, known)) => known.extend(speakers),
                None => words.push((response.word.past, speakers.collect())),
            }
            self.places.push(facts.location(response.origin));
        }
        for (word, mut speakers) in words {
            let mut seen = BTreeSet::new();
            speakers.retain(|speaker| seen.insert(speaker.clone()));
            self.part(&format!("{word} by {}", list(speakers.iter().map(String::as_str))));
        }
    }
}

/// Who answers what, as it is written: a label is answered where it is given, and not at each of its claims.
struct Answered {
    labels: BTreeMap<LabelId, Vec<ResponseId>>,
    documents: BTreeMap<EntityId, Vec<ResponseId>>,
}

fn answered(facts: &Facts) -> Answered {
    let mut known: HashMap<(Option<EntityId>, &str), LabelId> = HashMap::new();
    for (at, label) in facts.labels.iter().enumerate() {
        known.insert((label.document, &label.name), LabelId(at as u32));
    }
    let mut answered = Answered { labels: BTreeMap::new(), documents: BTreeMap::new() };
    for (at, response) in facts.responses.iter().enumerate() {
        let id = ResponseId(at as u32);
        for target in &response.targets {
            let (document, written) = match target {
                Target::Document(document) => {
                    answered.documents.entry(*document).or_default().push(id);
                    continue;
                }
                Target::Claims { label, claims } => {
                    (claims.first().and_then(|claim| facts.claim(*claim).voice.document), label)
                }
                Target::Response { label, response } => (facts.response(*response).voice.document, label),
            };
            let name = written.rsplit('/').next().unwrap_or(written);
            if let Some(label) = known.get(&(document, name)) {
                answered.labels.entry(*label).or_default().push(id);
            }
        }
    }
    answered
}
