//! The chain from an actor to its sponsor, by what is said of them: links to a state, to owners and employers, to whoever
//! conducts an operation, and what the author declares. Nothing here is a fact: each step says whose word it is.

use std::collections::BTreeMap;

use super::Analysis;
use super::place::{Declared, declared};
use crate::facts::evidence::Answers;
use crate::facts::{Claim, ClaimId, Entity, EntityId, Facts, Form, MEMBERS, Origin, Referent};
use crate::source::{FileId, Location};
use crate::stix::words::{list, plural, push_certainty, spaced, title};
use crate::vocab::language::End;

/// Something in the chain.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// Which.
    pub entity: EntityId,
    /// Its title.
    pub name: String,
    /// What is said that joins it, each with verb, speaker, stance and hedge, and who denies it; its kind at the start of a
    /// chain.
    pub detail: String,
    /// All of its declaration.
    pub whole: Location,
    /// Its name.
    pub selection: Location,
    /// Where that is said: the verbs, or the keys of what the author declares.
    pub places: Vec<Location>,
}

/// The key of the body that something belongs to.
const PARENT: &str = "parent";

/// What stands at an offset, if it can be in a chain.
pub fn start(analysis: &Analysis, file: FileId, offset: u32) -> Option<Link> {
    let Referent::Entity(id) = analysis.names().at(file, offset)?.to else { return None };
    let entity = analysis.facts().entity(id);
    let is_link = !entity.kind.is_document() && matches!(entity.form, Form::Declared | Form::Verbatim | Form::Inline);
    is_link.then(|| link(analysis, id, entity.kind.word.to_owned(), Vec::new())).flatten()
}

/// Who stands behind the last of a chain: sponsors, employers, owners. A chain that comes back to itself ends there.
pub fn behind(analysis: &Analysis, chain: &[EntityId]) -> Vec<Link> {
    next(analysis, chain, Way::Up)
}

/// Whom the last of a chain stands behind.
pub fn before(analysis: &Analysis, chain: &[EntityId]) -> Vec<Link> {
    next(analysis, chain, Way::Down)
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Way {
    /// To those who stand behind.
    Up,
    /// To those whom it stands behind.
    Down,
}

/// A step from one to another, with the words for it.
struct Step {
    to: EntityId,
    words: String,
    place: Location,
}

fn next(analysis: &Analysis, chain: &[EntityId], way: Way) -> Vec<Link> {
    let Some((last, before)) = chain.split_last() else { return Vec::new() };
    if before.contains(last) {
        return Vec::new();
    }
    let facts = analysis.facts();
    let mut steps = said(facts, *last, way);
    steps.extend(facts.entity_ids().flat_map(|id| written(facts, id, *last, way)));
    // In the order in which each is first met, strongest links first.
    let mut order: Vec<EntityId> = Vec::new();
    let mut joined: BTreeMap<EntityId, (Vec<String>, Vec<Location>)> = BTreeMap::new();
    for step in steps {
        let (words, places) = joined.entry(step.to).or_insert_with(|| {
            order.push(step.to);
            Default::default()
        });
        words.push(step.words);
        places.push(step.place);
    }
    let links = order.into_iter().filter_map(|id| {
        let (words, places) = joined.remove(&id)?;
        link(analysis, id, words.join("; "), places)
    });
    links.collect()
}

/// What claims say, links to a state by their strength, then the others, in reading order.
fn said(facts: &Facts, id: EntityId, way: Way) -> Vec<Step> {
    let answers = Answers::new(facts);
    let mut found: Vec<(u8, ClaimId, EntityId)> = Vec::new();
    for (at, claim) in facts.claims.iter().enumerate() {
        let (Some(end), Some(object)) = (claim.verb.behind, claim.thing()) else { continue };
        let (backer, backed) = match end {
            End::Subject => (claim.subject, object),
            End::Object => (object, claim.subject),
        };
        let (from, to) = if way == Way::Up { (backed, backer) } else { (backer, backed) };
        if from == id && to != id {
            found.push((u8::MAX - claim.verb.strength, ClaimId(at as u32), to));
        }
    }
    found.sort_unstable();
    let step = |(_, claim, to)| Step {
        to,
        words: words(facts, &answers, claim),
        place: facts.location(facts.claim(claim).places.verb),
    };
    found.into_iter().map(step).collect()
}

/// What the author declares: the body that something belongs to, those who are in a group.
fn written(facts: &Facts, id: EntityId, last: EntityId, way: Way) -> Vec<Step> {
    let entity = facts.entity(id);
    let mut steps = Vec::new();
    for (key, own) in [(PARENT, Way::Up), (MEMBERS, Way::Down)] {
        for (other, origin) in values(entity, key) {
            let to = match (id == last, other == last, own == way) {
                (true, false, true) => other,
                (false, true, false) => id,
                _ => continue,
            };
            steps.push(Step { to, words: format!("{key}, as the author declares"), place: facts.location(origin) });
        }
    }
    steps
}

fn values<'e>(entity: &'e Entity, key: &'static str) -> impl Iterator<Item = (EntityId, Origin)> + use<'e> {
    let properties = entity.properties.iter().filter(move |property| property.key == key);
    properties.flat_map(|property| &property.values).filter_map(|value| match value.value {
        crate::facts::Value::Entity(id) => Some((id, value.origin)),
        _ => None,
    })
}

/// "not directed-by: Cyber Centre assesses as highly likely, denied by an envoy"
fn words(facts: &Facts, answers: &Answers, id: ClaimId) -> String {
    let claim = facts.claim(id);
    let not = if claim.negated { "not " } else { "" };
    let mut out = format!("{not}{}: {}", claim.verb.word, held(facts, claim));
    for answer in answers.to_claim(id) {
        let response = facts.response(*answer);
        if answers.response_ended(facts, *answer).is_none() {
            out += &format!(", {} by {}", response.word.past, names(facts, &response.voice.speakers));
        }
    }
    out
}

fn held(facts: &Facts, claim: &Claim) -> String {
    let stance = spaced(claim.stance.word);
    let several = claim.voice.speakers.len() > 1;
    let mut out = names(facts, &claim.voice.speakers);
    out += &format!(" {}", if several { plural(&stance) } else { stance });
    push_certainty(&mut out, &claim.certainty);
    out
}

fn names(facts: &Facts, ids: &[EntityId]) -> String {
    let titles: Vec<String> = ids.iter().map(|id| title(facts.entity(*id))).collect();
    list(titles.iter().map(String::as_str))
}

fn link(analysis: &Analysis, id: EntityId, detail: String, places: Vec<Location>) -> Option<Link> {
    let Declared { whole, name } = declared(analysis, Referent::Entity(id))?;
    Some(Link { entity: id, name: title(analysis.facts().entity(id)), detail, whole, selection: name, places })
}
