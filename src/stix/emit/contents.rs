//! What each document states, in reading order, each object once: `object_refs` of its report (mapping: source).

use std::collections::HashSet;

use super::act::{self, cited_from};
use super::context::{Context, is_author};
use super::{Emission, claim, response};
use crate::facts::{Entity, EntityId, Form, Object as ClaimObject, Voice};
use crate::stix::ids::Id;
use crate::vocab::standard::Category;

/// The contents of all documents.
pub(super) struct Contents {
    lists: Vec<Vec<Id>>,
    seen: HashSet<(EntityId, Id)>,
}

/// Something that documents state.
#[derive(Clone, Copy)]
enum Item {
    Declaration(EntityId),
    Act(EntityId),
    Claim(usize),
    Response(usize),
    Statement(usize),
}

impl Contents {
    /// The contents of all documents, from what was emitted for claims, acts and responses.
    pub fn new(context: &Context<'_>, claims: &[Emission], acts: &[Emission], responses: &[Emission]) -> Self {
        let lists = vec![Vec::new(); context.facts.entities.len()];
        let mut contents = Self { lists, seen: HashSet::new() };
        for item in in_reading_order(context) {
            match item {
                Item::Declaration(id) => contents.declaration(context, id, acts.get(id.0 as usize)),
                Item::Act(id) => contents.act(context, id, id, acts.get(id.0 as usize)),
                Item::Claim(at) => contents.claim(context, at, claims.get(at)),
                Item::Response(at) => contents.response(context, at, responses.get(at)),
                Item::Statement(at) => {
                    if let Some(statement) = context.facts.statements.get(at) {
                        contents.voice(context, &statement.voice);
                    }
                }
            }
        }
        contents
    }

    /// What a document states; where it is only spoken of, who stands behind it, for a report of nothing is none.
    pub fn of(&self, context: &Context<'_>, document: EntityId) -> Vec<Id> {
        let list = self.lists.get(document.0 as usize).map(Vec::as_slice).unwrap_or_default();
        if !list.is_empty() {
            return list.to_vec();
        }
        let mut voices: Vec<Id> = context.facts.entity(document).voices().map(|id| context.object_id(id)).collect();
        if voices.is_empty() {
            voices.push(context.author.id);
        }
        voices
    }

    fn declaration(&mut self, context: &Context<'_>, id: EntityId, measures: Option<&Emission>) {
        let entity = context.facts.entity(id);
        if entity.kind.act.is_some() {
            let document = cited_from(entity, id);
            if document != id {
                self.act(context, id, document, measures);
                context.report(Some(id)).into_iter().for_each(|report| self.add(context, document, report));
            }
        } else if !entity.kind.is_document() && !is_author(entity) {
            let stated = entity.scope.into_iter().chain(entity.introduced_by);
            let told =
                entity.properties.iter().flat_map(|property| &property.values).filter_map(|value| value.according_to);
            stated.chain(told).for_each(|document| self.add(context, document, context.object_id(id)));
        }
    }

    /// Whom an act names and what it does to them, in the list of a document.
    fn act(&mut self, context: &Context<'_>, id: EntityId, document: EntityId, measures: Option<&Emission>) {
        act::parties(context.facts.entity(id)).for_each(|party| self.add(context, document, context.object_id(party)));
        self.add_all(context, document, measures);
    }

    fn claim(&mut self, context: &Context<'_>, at: usize, emitted: Option<&Emission>) {
        let Some(claim) = context.facts.claims.get(at) else { return };
        let Some(document) = claim.voice.document else { return };
        self.voice(context, &claim.voice);
        let subject = context.stand_in(claim.subject);
        self.add(context, document, context.party(subject).id);
        self.add(context, document, claim::ends(context, claim).0);
        if let ClaimObject::Entity(object) = claim.object {
            self.add(context, document, context.object_id(object));
        }
        self.add_all(context, document, emitted);
    }

    fn response(&mut self, context: &Context<'_>, at: usize, emitted: Option<&Emission>) {
        let Some(response) = context.facts.responses.get(at) else { return };
        let Some(document) = response.voice.document else { return };
        self.voice(context, &response.voice);
        // Answering the very document that it stands in would make a circle of the two.
        let own = context.report(Some(document));
        if !response::answered(context, response).iter().any(|id| Some(*id) == own) {
            self.add_all(context, document, emitted);
        }
    }

    fn voice(&mut self, context: &Context<'_>, voice: &Voice) {
        if let Some(document) = voice.document {
            context.speakers(voice).iter().for_each(|party| self.add(context, document, party.id));
        }
    }

    fn add_all(&mut self, context: &Context<'_>, document: EntityId, emitted: Option<&Emission>) {
        let ids = emitted.into_iter().flat_map(|out| &out.objects).filter_map(|object| object.id);
        ids.for_each(|id| self.add(context, document, id));
    }

    fn add(&mut self, context: &Context<'_>, document: EntityId, id: Id) {
        let own = context.party(document).id == id;
        let list = self.lists.get_mut(document.0 as usize).filter(|_| !own && self.seen.insert((document, id)));
        if let Some(list) = list {
            list.push(id);
        }
    }
}

fn in_reading_order(context: &Context<'_>) -> Vec<Item> {
    let facts = context.facts;
    let mut items: Vec<(_, Item)> = Vec::new();
    items.extend(facts.entity_ids().map(|id| (facts.reading_order(facts.entity(id).origin), Item::Declaration(id))));
    let acts = facts.entity_ids().filter(|id| facts.entity(*id).kind.act.is_some());
    items.extend(acts.map(|id| (facts.reading_order(facts.entity(id).origin), Item::Act(id))));
    let claims = facts.claims.iter().enumerate();
    items.extend(claims.map(|(at, claim)| (facts.reading_order(claim.origin), Item::Claim(at))));
    let responses = facts.responses.iter().enumerate();
    items.extend(responses.map(|(at, response)| (facts.reading_order(response.origin), Item::Response(at))));
    let statements = facts.statements.iter().enumerate();
    items.extend(statements.map(|(at, statement)| (facts.reading_order(statement.origin), Item::Statement(at))));
    // What is declared is listed before what is said of it, observables and acts behind the rest and an act's own parties
    // before what it says, wherever that stands in the text: the order of files and blocks is no fact, and `attrc import`
    // has no other.
    let rank = |item: &Item| match item {
        Item::Declaration(id) => {
            let entity = facts.entity(*id);
            match (entity.form == Form::Declared, entity.kind.act.is_some()) {
                (true, false) => u8::from(is_observable(entity)),
                (true, true) => 3,
                (false, _) => 4,
            }
        }
        Item::Act(_) => 2,
        Item::Claim(_) | Item::Response(_) | Item::Statement(_) => 4,
    };
    items.sort_by_key(|(order, item)| (rank(item), *order));
    items.into_iter().map(|(_, item)| item).collect()
}

fn is_observable(entity: &Entity) -> bool {
    entity.kind.object_type().is_some_and(|row| row.category == Category::Sco)
}
