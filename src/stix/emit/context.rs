//! What every row needs before any of them is emitted: ids, names, faces, citations.

use std::cell::Cell;
use std::collections::HashMap;
use std::sync::Arc;

use jiff::Timestamp;

use super::citation::{Citation, citation};
use super::dates::Dates;
use super::marking::Official;
use super::{Finding, Settings, alias, claim, document, frame, observable, response, sentence, verbatim};
use crate::diag::codes::emission::{CIRCULAR_ID, SAME_OBJECT, WRONG_ID};
use crate::diag::codes::versions::WITHDRAWN_ID;
use crate::facts::{ClaimId, Entity, EntityId, Facts, Form, ResponseId, Value as Fact, Voice};
use crate::stix::ids::{Id, Mint, Part, UNLISTED, observable_id};
use crate::stix::value::Value;
use crate::vocab::attack;
use crate::vocab::language::{RESPONSES, STANCES};
use crate::vocab::standard::{Category, ObjectType, object_type};

/// The facts with the ids of all that they become.
pub(super) struct Context<'f> {
    pub facts: &'f Facts,
    pub settings: &'f Settings,
    pub mint: Mint,
    /// Makes the ids that keys are made of, also of what is withdrawn.
    keys: Mint,
    pub dates: Dates,
    /// The author, as a party.
    pub author: Party,
    /// By entity.
    pub parties: Vec<Party>,
    /// By claim.
    pub claims: Vec<claim::Key>,
    /// By response; `None` for one that repeats another.
    pub responses: Vec<Option<Id>>,
    /// `object_marking_refs` of what has no marking of its own, shared by all of it.
    pub marking: Option<Arc<Value>>,
    /// `labels` by stance or response: exactly that word, shared by all that bears it.
    labels: HashMap<&'static str, Arc<Value>>,
    /// Names that are given to two things of the project.
    pub contested: alias::Contested,
    /// By entity: whether it is a document that something is stated in or said of.
    pub reported: Vec<bool>,
    /// By entity: whether it is a device of somebody else that was broken into.
    pub hijacked: Vec<bool>,
    /// By entity; `None` for what is no document.
    citations: Vec<Option<Citation>>,
}

/// What an entity is called in STIX.
#[derive(Debug, Clone)]
pub(super) struct Party {
    /// The computed id, which keys of others are made of, whatever `id` overrides it and whether it is withdrawn: what is
    /// said of it keeps its own id.
    pub computed: Id,
    /// The id of its object.
    pub id: Id,
    /// Its name in sentences.
    pub title: String,
    /// Whether it is many, for the verb.
    pub plural: bool,
    /// For an identity asserted to act: its threat-actor, and the first claim that asserts it.
    pub face: Option<(Id, ClaimId)>,
    /// Whether its object stands in the bundle under another entity already.
    pub repeated: bool,
}

impl<'f> Context<'f> {
    /// Gives everything its id. What cannot have one of its own is reported.
    pub fn new(facts: &'f Facts, settings: &'f Settings, findings: &mut Vec<Finding>) -> Self {
        let mint = mint(settings);
        let reported = document::reported(facts);
        let dates = Dates::new(facts, settings, &reported, findings);
        let author = author(settings, &mint);
        let parties = Vec::with_capacity(facts.entities.len());
        let citations = Vec::with_capacity(facts.entities.len());
        let mut context = Self {
            facts,
            settings,
            mint,
            keys: Mint::new(settings.namespace),
            dates,
            author,
            parties,
            claims: Vec::new(),
            responses: Vec::new(),
            marking: settings.marking.map(|row| Arc::new(frame::marking_refs(row))),
            labels: labels(),
            contested: alias::contested(facts),
            reported,
            hijacked: facts.hijacked(),
            citations,
        };
        for id in facts.entity_ids() {
            let party = context.name(id);
            context.parties.push(party);
        }
        context.settle_observables(findings);
        context.settle_overrides(findings);
        context.citations = facts.entity_ids().map(|id| citation(&context, id)).collect();
        context.claims = claim::keys(&context, findings);
        context.settle_faces();
        context.responses = response::ids(&context, findings);
        context
    }

    /// What an entity is called.
    #[expect(clippy::indexing_slicing, reason = "there is one party an entity, and ids are indices of entities")]
    pub fn party(&self, id: EntityId) -> &Party {
        &self.parties[id.0 as usize]
    }

    /// The key of a claim.
    #[expect(clippy::indexing_slicing, reason = "there is one key a claim, and ids are indices of claims")]
    pub fn claim(&self, id: ClaimId) -> &claim::Key {
        &self.claims[id.0 as usize]
    }

    /// The id of a response's opinion.
    #[expect(clippy::indexing_slicing, reason = "there is one id a response, and ids are indices of responses")]
    pub fn response(&self, id: ResponseId) -> Option<Id> {
        self.responses[id.0 as usize]
    }

    /// The citation of a document.
    pub fn citation(&self, document: Option<EntityId>) -> Option<&Citation> {
        self.citations.get(document?.0 as usize)?.as_ref()
    }

    /// Who speaks: a document speaks with the voice of its publisher or authority, the first leads.
    pub fn speakers(&self, voice: &Voice) -> Vec<&Party> {
        let mut speakers: Vec<&Party> = voice.speakers.iter().flat_map(|id| self.voices(*id)).collect();
        if speakers.is_empty() {
            speakers.push(&self.author);
        }
        speakers
    }

    /// The report of a document, where it has one: nothing refers to what is not in the bundle.
    pub fn report(&self, document: Option<EntityId>) -> Option<Id> {
        let id = document?;
        self.reported.get(id.0 as usize).copied().unwrap_or(false).then(|| self.party(id).id)
    }

    /// The document that a speaker's words stand in, as a part of keys.
    pub fn document_part(&self, document: Option<EntityId>) -> Part<'static> {
        document.map_or(Part::Nothing, |id| Part::Id(self.party(id).computed))
    }

    /// `labels` of what a claim becomes: exactly its stance (mapping: labels).
    pub fn stance_labels(&self, word: &str) -> Value {
        self.labels.get(word).map_or_else(|| stance_label(word), |shared| Value::Shared(shared.clone()))
    }

    /// When what a voice says was written down, which becomes this object.
    pub fn created(&self, id: Id, voice: &Voice) -> Timestamp {
        let dated = || voice.dated.as_ref().and_then(|time| time.outset());
        match voice.document {
            Some(document) => self.dates.of(document),
            None => dated().or(self.settings.made(id)).unwrap_or(self.dates.declarations),
        }
    }

    /// The entity whose object stands for another one: a body of data has none of its own where its owner is known
    /// (mapping: data).
    pub fn stand_in(&self, id: EntityId) -> EntityId {
        let entity = self.facts.entity(id);
        let owned = entity.kind.keys.iter().any(|key| key.word == OWNER);
        owned.then(|| entity.named(OWNER).next()).flatten().unwrap_or(id)
    }

    /// The id of the object that stands for an entity.
    pub fn object_id(&self, id: EntityId) -> Id {
        self.party(self.stand_in(id)).id
    }

    fn voices(&self, id: EntityId) -> Vec<&Party> {
        let entity = self.facts.entity(id);
        if !entity.kind.is_document() {
            return vec![self.party(id)];
        }
        let publishers: Vec<&Party> = entity.voices().map(|voice| self.party(voice)).collect();
        if publishers.is_empty() { vec![self.party(id)] } else { publishers }
    }

    fn name(&self, id: EntityId) -> Party {
        let entity = self.facts.entity(id);
        if is_author(entity) {
            return self.author.clone();
        }
        let row = entity.kind.object_type().unwrap_or(&UNLISTED);
        let computed = self.key(&self.keys, entity, row);
        let keeping = says_withdrawn(entity).then(|| self.mint.keeping());
        let own = self.key(keeping.as_ref().unwrap_or(&self.mint), entity, row);
        let given = match entity.form {
            Form::Verbatim => verbatim::id(entity),
            Form::Coded => self.settings.catalogue.id(&entity.name),
            _ => Official::declared(entity).and_then(Official::id),
        };
        let plural = entity.kind.fixed.iter().any(|(key, value)| *key == "identity_class" && MANY.contains(value));
        let title = sentence::title(entity);
        Party { computed, id: given.unwrap_or(own), title, plural, face: None, repeated: false }
    }

    /// The id by what an entity is called (mapping: sections 2 and 5; decisions: inline object).
    fn key(&self, mint: &Mint, entity: &Entity, row: &'static ObjectType) -> Id {
        let scope = entity.scope.map(|document| {
            let document = self.facts.entity(document);
            self.keys.id(document.kind.stix, "declaration", &[Part::Text(lasting_name(document))])
        });
        let name = Part::Text(lasting_name(entity));
        match entity.form {
            Form::Declared | Form::Verbatim => match scope {
                Some(document) => mint.id_of(row, "declaration", &[name, Part::Id(document)]),
                None => mint.id_of(row, "declaration", &[name]),
            },
            Form::Inline => mint.id_of(row, "inline", &[scope.map_or(Part::Nothing, Part::Id), name]),
            Form::Observable => mint.id_of(row, "observable", &[name]),
            Form::Coded => mint.id_of(row, code_tag(entity), &[name]),
            Form::Author => self.author.computed,
        }
    }

    /// Cyber-observables get the id that the standard computes.
    fn settle_observables(&mut self, findings: &mut Vec<Finding>) {
        for id in self.facts.entity_ids() {
            let Some(row) = self.observable_row(id) else { continue };
            let circular = Cell::new(false);
            let computed = self.observable_id(id, row, 0, &circular);
            if circular.get() {
                let entity = self.facts.entity(id);
                findings.push(Finding {
                    code: &CIRCULAR_ID,
                    first: None,
                    origin: entity.origin,
                    message: format!("the id of `{}` would depend on itself", entity.name),
                    help: Some("leave out one of the references".to_owned()),
                });
            }
            // Without contributing properties the standard leaves the id to the maker: the name gives it.
            if let Some(party) = self.parties.get_mut(id.0 as usize) {
                let computed = computed.unwrap_or_else(|| party.computed.as_random());
                (party.computed, party.id) = (computed, computed);
            }
        }
    }

    fn observable_row(&self, id: EntityId) -> Option<&'static ObjectType> {
        let entity = self.facts.entity(id);
        // The id of a received object is the one that it has.
        let computed = entity.form != Form::Verbatim;
        entity.kind.object_type().filter(|row| computed && row.category == Category::Sco)
    }

    /// The id of an observable is made of those it refers to, which may stand later in the text; `None` where it has
    /// nothing that an id is made of, or leads back to itself.
    fn observable_id(&self, id: EntityId, row: &'static ObjectType, depth: usize, circular: &Cell<bool>) -> Option<Id> {
        if depth > NESTING {
            circular.set(true);
            return None;
        }
        let resolve = |other: EntityId| {
            let nested = self.observable_row(other).and_then(|row| self.observable_id(other, row, depth + 1, circular));
            let party = self.party(other);
            let received = self.facts.entity(other).form == Form::Verbatim;
            nested.unwrap_or(if received { party.id } else { party.computed })
        };
        observable_id(row, &observable::contributing(self.facts.entity(id), row, &resolve))
    }

    /// Applies `id`, and finds what is one object under two names.
    fn settle_overrides(&mut self, findings: &mut Vec<Finding>) {
        let mut owners: HashMap<Id, EntityId> = HashMap::with_capacity(self.parties.len());
        let declared = |id: &EntityId| matches!(self.facts.entity(*id).form, Form::Declared | Form::Verbatim);
        // What was received was there before: it may have one object several times.
        for id in self.facts.entity_ids().filter(|id| self.facts.entity(*id).form == Form::Verbatim) {
            owners.entry(self.party(id).id).or_insert(id);
        }
        // Declarations go first: what they say of an observable is more than its occurrence in a claim.
        let (first, rest): (Vec<EntityId>, Vec<EntityId>) = self.facts.entity_ids().partition(declared);
        for id in first.into_iter().chain(rest) {
            let entity = self.facts.entity(id);
            if entity.form == Form::Verbatim {
                continue;
            }
            let Some(party) = self.parties.get_mut(id.0 as usize) else { continue };
            if let Some(text) = entity.text("id") {
                let withdrawn = |id| self.mint.has_withdrawn(id) && !says_withdrawn(entity);
                match Id::read(entity.kind.object_type().unwrap_or(&UNLISTED), text) {
                    Some(given) if withdrawn(given) => findings.push(withdrawn_id(entity)),
                    Some(given) => party.id = given,
                    None => findings.push(wrong_id(entity)),
                }
            }
            let owner = *owners.entry(party.id).or_insert(id);
            if is_author(entity) || owner == id {
                continue;
            }
            party.repeated = true;
            if entity.form == Form::Declared {
                let first = Some(self.facts.entity(owner).origin);
                findings.push(Finding { first, ..same_object(entity, party.id) });
            }
        }
    }

    /// Whoever is asserted to act gets a threat-actor beside the identity (mapping: asserted to act).
    fn settle_faces(&mut self) {
        for (at, claim) in self.facts.claims.iter().enumerate() {
            let asserted = self.claims.get(at).is_some_and(|key| key.shape == claim::Shape::Relationship);
            let subject = self.stand_in(claim.subject);
            let entity = self.facts.entity(subject);
            if !asserted || !claim.verb.hostile || entity.kind.stix != "identity" {
                continue;
            }
            let Some(row) = object_type("threat-actor") else { continue };
            let face = self.key(&self.mint, entity, row);
            if let Some(party) = self.parties.get_mut(subject.0 as usize) {
                party.face.get_or_insert((face, ClaimId(at as u32)));
            }
        }
    }
}

/// How deep the ids of observables may be made of each other; the standard's own types need two.
const NESTING: usize = 4;

/// The key that says whose a body of data is.
const OWNER: &str = "owner";

/// The classes of identities that are many.
const MANY: &[&str] = &["group", "class"];

/// Whether an entity is the built-in speaker `author`.
pub(super) fn is_author(entity: &Entity) -> bool {
    entity.form == Form::Author
}

/// The name that ids are made of: the one before a rename.
fn lasting_name(entity: &Entity) -> &str {
    entity.was.as_deref().unwrap_or(&entity.name)
}

/// The tag of the key of something that is named by a code.
fn code_tag(entity: &Entity) -> &'static str {
    match entity.kind.stix {
        "location" => "place",
        "vulnerability" => "cve",
        _ if attack::entry(&entity.name).is_some() => "attack",
        _ => "code",
    }
}

fn labels() -> HashMap<&'static str, Arc<Value>> {
    let words = STANCES.iter().map(|row| row.word).chain(RESPONSES.iter().map(|row| row.word));
    words.map(|word| (word, Arc::new(stance_label(word)))).collect()
}

fn stance_label(word: &str) -> Value {
    Value::List(vec![Value::from(format!("stance:{word}"))])
}

/// The id of the author of a project, where it has none elsewhere already.
pub fn author_id(mint: &Mint, name: &str) -> Id {
    mint.id("identity", "author", &[Part::Text(name)])
}

fn mint(settings: &Settings) -> Mint {
    Mint::new(settings.namespace).without(settings.withdrawn.clone().unwrap_or_default())
}

fn author(settings: &Settings, mint: &Mint) -> Party {
    let computed = author_id(mint, &settings.author.name);
    Party {
        computed,
        id: settings.author.id.unwrap_or(computed),
        title: settings.author.name.clone(),
        plural: false,
        face: None,
        repeated: false,
    }
}

fn wrong_id(entity: &Entity) -> Finding {
    Finding {
        code: &WRONG_ID,
        first: None,
        origin: entity.values("id").next().map_or(entity.origin, |value| value.origin),
        message: format!("the `id` of `{}` is not one of a `{}`", entity.name, entity.kind.stix),
        help: Some(format!("a STIX id is `{}--` and a UUID", entity.kind.stix)),
    }
}

/// Whether a text says itself that its object is withdrawn.
fn says_withdrawn(entity: &Entity) -> bool {
    entity.values("revoked").any(|value| value.value == Fact::Boolean(true))
}

fn withdrawn_id(entity: &Entity) -> Finding {
    Finding {
        code: &WITHDRAWN_ID,
        first: None,
        origin: entity.values("id").next().map_or(entity.origin, |value| value.origin),
        message: format!("the object that this `id` of `{}` names was withdrawn", entity.name),
        help: Some("take the `id` away: what is said again is a new object".to_owned()),
    }
}

fn same_object(entity: &Entity, id: Id) -> Finding {
    Finding {
        code: &SAME_OBJECT,
        first: None,
        origin: entity.origin,
        message: format!("`{}` is the same object as an earlier declaration, `{id}`", entity.name),
        help: Some("keep one of the two declarations".to_owned()),
    }
}
