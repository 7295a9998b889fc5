//! All about a name: what is said of it, by whom, and what the author declares.

use std::collections::BTreeSet;

use super::model::{Brief, Contents, Declaration, Saying};
use super::said::{answers, document, objects};
use crate::facts::lifecycle::targets;
use crate::facts::{ClaimId, EntityId, Form, Object, Property, Value, spelled};
use crate::queries::index::Index;
use crate::queries::lists::stage;
use crate::queries::words::joined;
use crate::stix::words::spaced;
use crate::vocab::language::Role;

/// Keys that stand in other lines of an explanation.
const TOLD_ELSEWHERE: &[&str] =
    &["aka", "native", "publisher", "published", "tier", "against", "authority", "same_origin_as"];

/// All about something declared or named.
pub(super) fn told(index: &Index<'_>, id: EntityId) -> Declaration {
    let facts = index.facts;
    let entity = facts.entity(id);
    let of_it = |at: &usize| {
        facts.claims.get(*at).is_some_and(|claim| claim.subject == id || claim.object == Object::Entity(id))
    };
    let said = (0..facts.claims.len()).filter(of_it).map(|at| brief(index, ClaimId(at as u32)));
    let names =
        ["aka", "native"].into_iter().flat_map(|key| entity.values(key)).filter_map(|value| match &value.value {
            Value::Text(name) => {
                let givers = index.titles(value.by.iter().copied());
                let by = if givers.is_empty() { String::new() } else { format!(" by {}", joined(&givers)) };
                let time = value.time.as_ref().map(|time| format!(" {}", time.words)).unwrap_or_default();
                Some(format!("“{name}”{by}{time}"))
            }
            _ => None,
        });
    let acts = facts.entity_ids().filter(|act| facts.entity(*act).kind.role == Role::Act);
    let acts =
        acts.filter(|act| targets(facts.entity(*act)).any(|target| target == id)).map(|act| act_line(index, act));
    let built = index.entity_id(id);
    let speaks = |speakers: &[EntityId]| speakers.contains(&id);
    Declaration {
        name: if entity.form == Form::Observable { index.title(id) } else { entity.name.clone() },
        title: index.title(id),
        kind: entity.kind.word,
        at: index.places.of(facts, entity.origin),
        introduced_by: document(index, entity.introduced_by.or(entity.scope)),
        names: names.collect(),
        declared: entity.properties.iter().filter_map(|property| declared(index, id, property)).collect(),
        said_of_it: said.collect(),
        claims: facts.claims.iter().filter(|claim| speaks(&claim.voice.speakers)).count(),
        responses: facts.responses.iter().filter(|response| speaks(&response.voice.speakers)).count(),
        acts: acts.collect(),
        contents: entity.kind.is_document().then(|| contents(index, id)),
        objects: objects(index, built.into_iter().chain(index.derived_from(built).iter().copied())),
    }
}

/// A key with its values as the text spells them; nothing of what is withheld.
fn declared(index: &Index<'_>, id: EntityId, property: &Property) -> Option<String> {
    if TOLD_ELSEWHERE.contains(&property.key.as_str()) {
        return None;
    }
    let entity = index.facts.entity(id);
    if entity.form == Form::Observable {
        return None;
    }
    let values: Vec<String> =
        property.values.iter().filter_map(|value| spelled(index.facts, value, entity.introduced_by)).collect();
    (!values.is_empty()).then(|| format!("{} {}", property.key, values.join(", ")))
}

fn brief(index: &Index<'_>, id: ClaimId) -> Brief {
    let claim = index.facts.claim(id);
    let answers = index.evidence.answers.to_claim(id).iter().map(|answer| {
        let response = index.facts.response(*answer);
        index.voiced_when(&response.voice, response.word.word)
    });
    Brief {
        says: index.held(claim),
        claim: index.said(claim),
        read_in: claim.voice.document.map(|document| index.citation(document)),
        origins: index.origins(id),
        answers: answers.collect(),
        at: index.places.of(index.facts, claim.origin),
        id: index.claim_id(id).map(|id| id.to_string()),
    }
}

fn act_line(index: &Index<'_>, act: EntityId) -> Saying {
    let entity = index.facts.entity(act);
    Saying {
        says: format!("“{}”: {}", entity.title, act_words(index, act)),
        read_in: entity.introduced_by.map(|document| index.citation(document)),
        at: index.places.of(index.facts, entity.origin),
        reason: None,
    }
}

/// "indictment by Prosecutors against two employees, unsealed 2024-03-25; denied by an embassy spokeswoman"
fn act_words(index: &Index<'_>, act: EntityId) -> String {
    let entity = index.facts.entity(act);
    let mut out = spaced(entity.kind.word);
    for (word, ids) in [(" by ", entity.voices().collect::<Vec<_>>()), (" against ", targets(entity).collect())] {
        if !ids.is_empty() {
            out += word;
            out += &joined(&index.titles(ids));
        }
    }
    let superseded = index.superseding.get(&act).map_or(&[][..], Vec::as_slice);
    out += &format!(", {}", stage(index, act, superseded));
    for answer in index.evidence.answers.to_document(act) {
        let response = index.facts.response(*answer);
        out += &format!("; {}", index.voiced_when(&response.voice, response.word.word));
    }
    out
}

fn contents(index: &Index<'_>, id: EntityId) -> Contents {
    let claims = index.stated.get(&id).map_or(&[][..], Vec::as_slice);
    let speakers: BTreeSet<EntityId> =
        claims.iter().flat_map(|claim| index.facts.claim(*claim).voice.speakers.iter().copied()).collect();
    let others = index.evidence.lineage.group(id).iter().copied().filter(|other| *other != id);
    let coverage = index.coverage.get(&id);
    let entity = index.facts.entity(id);
    Contents {
        citation: index.full_citation(id),
        act: entity.kind.act.as_ref().map(|_| act_words(index, id)),
        claims: claims.len(),
        responses: index.answered.get(&id).map_or(0, Vec::len),
        speakers: index.titles(speakers),
        one_origin_with: index.titles(others),
        sentences: coverage.map(|coverage| coverage.passages.len()),
        covered: coverage.map(|coverage| coverage.covered()),
        answers: answers(index, index.evidence.answers.to_document(id), &mut BTreeSet::new()),
    }
}
