//! The objects of a build while a target rewrites them.

use std::collections::{HashMap, HashSet};

use super::Retargeted;
use super::given;
use super::loss::Loss;
use super::refs::{Instead, redirect, refers};
use crate::diag::Code;
use crate::diag::codes::targets::{LOST_RELATIONSHIP, OLDER_VERSION, TYPE_NOT_TAKEN};
use crate::facts::{Entity, Facts, Form, Origin};
use crate::stix::ids::Mint;
use crate::stix::value::Value;
use crate::stix::{Emission, Id, Object};
use crate::vocab::standard::ObjectType;
use crate::vocab::targets::{Consumer, Type};

/// How often references are followed to what their loss takes with it.
const ROUNDS: usize = 8;

/// Objects, where they come from, and what has been said of them.
pub(super) struct Draft<'f> {
    pub consumer: &'static Consumer,
    pub facts: &'f Facts,
    pub mint: Mint,
    objects: Vec<Option<Object>>,
    places: HashMap<Id, usize>,
    origins: HashMap<Id, Origin>,
    instead: HashMap<Id, Instead>,
    /// What has an id that was given: it may not change under it.
    given: HashMap<Id, Object>,
    /// What each object was declared as.
    entities: HashMap<Id, usize>,
    losses: Vec<Loss>,
    told: HashSet<(&'static str, Id)>,
}

impl<'f> Draft<'f> {
    /// The objects of an emission, for a consumer.
    pub fn new(
        facts: &'f Facts,
        emission: Emission,
        consumer: &'static Consumer,
        mint: Mint,
        author: Option<Id>,
    ) -> Self {
        let mut origins = emission.origins;
        let mut entities = HashMap::new();
        let mut given: HashSet<Id> = author.into_iter().collect();
        for (at, (id, entity)) in emission.ids.iter().zip(&facts.entities).enumerate() {
            origins.entry(*id).or_insert(entity.origin);
            entities.entry(*id).or_insert(at);
            if entity.form == Form::Verbatim || entity.text("id").is_some() {
                given.insert(*id);
            }
        }
        let mut losses = Vec::new();
        let mut objects: Vec<Option<Object>> = Vec::with_capacity(emission.objects.len());
        let mut places: HashMap<Id, usize> = HashMap::with_capacity(emission.objects.len());
        for object in emission.objects {
            let Some(id) = object.id else {
                losses.push(nameless(consumer));
                continue;
            };
            let next = objects.len();
            let known = *places.entry(id).or_insert(next);
            if known == next {
                objects.push(Some(object));
            } else if let Some(slot) = objects.get_mut(known) {
                // Only received objects come in several versions.
                let newer = slot.as_ref().is_none_or(|other| time(other, "modified") < time(&object, "modified"));
                losses.push(older(consumer, &object, origins.get(&id).copied()));
                if newer {
                    *slot = Some(object);
                }
            }
        }
        let was = |id: Id| Some((id, objects.get(*places.get(&id)?)?.clone()?));
        let given = given.into_iter().filter_map(was).collect();
        Self {
            consumer,
            facts,
            mint,
            objects,
            places,
            origins,
            instead: HashMap::new(),
            given,
            entities,
            losses,
            told: HashSet::new(),
        }
    }

    /// The objects and what was said. What is not what it was has an id of the target's own.
    pub fn finish(mut self) -> Retargeted {
        self.settle();
        let before = std::mem::take(&mut self.given);
        given::settle(&mut self, &before);
        self.settle();
        // What is as it was received stays so to the letter.
        let is_received = |object: &Object| object.id.is_some_and(|id| before.contains_key(&id));
        let ordered = |object: Object| if is_received(&object) { object } else { object.ordered() };
        let objects = self.objects.into_iter().flatten().map(ordered).collect();
        Retargeted { objects, origins: self.origins, losses: self.losses }
    }

    /// All objects that are there, in order.
    pub fn objects(&self) -> impl Iterator<Item = &Object> {
        self.objects.iter().flatten()
    }

    /// The ids of all objects of a type, in order.
    pub fn ids(&self, kind: &str) -> Vec<Id> {
        self.objects().filter(|object| object.kind() == kind).filter_map(|object| object.id).collect()
    }

    /// The object of an id.
    pub fn get(&self, id: Id) -> Option<&Object> {
        self.objects.get(*self.places.get(&id)?)?.as_ref()
    }

    /// The object of an id, to be changed.
    pub fn edit(&mut self, id: Id) -> Option<&mut Object> {
        self.objects.get_mut(*self.places.get(&id)?)?.as_mut()
    }

    /// Adds an object that comes from the same fact as another one.
    pub fn add(&mut self, object: Object, like: Id) {
        let Some(id) = object.id.filter(|id| self.get(*id).is_none()) else { return };
        if let Some(origin) = self.origins.get(&like).copied() {
            self.origins.entry(id).or_insert(origin);
        }
        self.places.insert(id, self.objects.len());
        self.objects.push(Some(object));
    }

    /// Takes an object away; what refers to it refers to what comes instead, once it is settled.
    pub fn take(&mut self, id: Id, instead: Instead) -> Option<Object> {
        self.instead.insert(id, instead);
        self.objects.get_mut(*self.places.get(&id)?)?.take()
    }

    /// Says that reports which state an object state others with it.
    pub fn accompany(&mut self, id: Id, others: &[Id]) {
        let alone = || Instead::of(id);
        self.instead.entry(id).or_insert_with(alone).listed.extend(others);
    }

    /// Lets what refers to an object refer to others, though it stays.
    pub fn redirect(&mut self, id: Id, instead: Instead) {
        self.instead.insert(id, instead);
    }

    /// Takes an object away, and leaves what refers to it as it is.
    pub fn discard(&mut self, id: Id) {
        if let Some(slot) = self.places.get(&id).and_then(|at| self.objects.get_mut(*at)) {
            *slot = None;
        }
    }

    /// Gives an object another id, with all that refers to it.
    pub fn rename(&mut self, id: Id, to: Id) {
        let Some(at) = self.places.get(&id).copied() else { return };
        if let Some(slot) = self.objects.get_mut(at) {
            *slot = slot.take().map(|object| object.renamed(to));
        }
        if let Some(origin) = self.origins.get(&id).copied() {
            self.origins.insert(to, origin);
        }
        if let Some(entity) = self.entities.get(&id).copied() {
            self.entities.insert(to, entity);
        }
        self.places.remove(&id);
        self.places.insert(to, at);
        self.instead.insert(id, Instead::of(to));
    }

    /// Gives references their new ends. What cannot be without what it has lost goes too, and says so.
    pub fn settle(&mut self) {
        let mut gone = std::mem::take(&mut self.instead);
        for _ in 0..ROUNDS {
            let mut lost = Vec::new();
            for slot in &mut self.objects {
                let Some(object) = slot.as_mut().filter(|object| refers(object, &gone)) else { continue };
                redirect(object, &gone);
                let needs: &[&str] = match object.kind() {
                    "relationship" => &["source_ref", "target_ref"],
                    "sighting" => &["sighting_of_ref"],
                    "note" | "opinion" | "report" | "grouping" => &["object_refs"],
                    "language-content" => &["object_ref"],
                    _ => &[],
                };
                let bare = needs.iter().any(|key| object.get(key).is_none());
                if let Some(object) = slot.take_if(|_| bare) {
                    // What stands behind it in the bundle learns of it in the same round.
                    gone.extend(object.id.map(|id| (id, Instead::default())));
                    lost.push(object);
                }
            }
            let none = lost.is_empty();
            for object in lost {
                self.tell_bare(&object);
            }
            if none {
                break;
            }
        }
    }

    /// Whether an object has an id that was given.
    pub fn is_given(&self, id: Id) -> bool {
        self.given.contains_key(&id)
    }

    /// Whether an object had an id that was given, and that it is about to lose.
    pub fn take_given(&mut self, id: Id) -> bool {
        self.given.remove(&id).is_some()
    }

    /// The id that an object with a given id has where it is changed (decisions: an `id` override).
    pub fn own_id(&self, row: &'static ObjectType, id: Id) -> Id {
        self.mint.instead_of(row, id)
    }

    /// What an object was declared as.
    pub fn entity(&self, id: Id) -> Option<&'f Entity> {
        self.facts.entities.get(*self.entities.get(&id)?)
    }

    /// The fact that an object comes from.
    pub fn origin(&self, id: Id) -> Option<Origin> {
        self.origins.get(&id).copied()
    }

    /// What an object becomes at the consumer; `None` for what it does not take.
    pub fn class(&self, id: Id) -> Option<&'static Type> {
        self.get(id).and_then(|object| class(self.consumer, object))
    }

    /// What people call an object.
    pub fn title(&self, id: Id) -> String {
        self.get(id).map_or_else(|| id.kind().to_owned(), title)
    }

    /// Says what becomes of an object, once for each rule.
    pub fn tell(&mut self, code: &'static Code, about: Id, message: String, help: String) {
        let origin = self.origins.get(&about).copied();
        self.tell_at(code, about, origin, message, help);
    }

    /// The same at a certain place of the fact.
    pub fn tell_at(&mut self, code: &'static Code, about: Id, origin: Option<Origin>, message: String, help: String) {
        if self.told.insert((code.id, about)) {
            self.losses.push(Loss { code, origin, message, help });
        }
    }

    fn tell_bare(&mut self, object: &Object) {
        let Some(id) = object.id else { return };
        let (consumer, kind) = (self.consumer.title, object.kind());
        if kind == "relationship" {
            let word = text(object, "relationship_type").unwrap_or_default();
            let message = format!("{consumer} does not take both ends of this `{word}`");
            self.tell(&LOST_RELATIONSHIP, id, message, "it is not shown there".to_owned());
        } else {
            let message = format!("{consumer} takes nothing that this {kind} is about");
            self.tell(&TYPE_NOT_TAKEN, id, message, "it is not shown there".to_owned());
        }
    }
}

fn nameless(consumer: &Consumer) -> Loss {
    let message = format!("{} takes no object without an id of its type", consumer.title);
    Loss { code: &TYPE_NOT_TAKEN, origin: None, message, help: "a received object is not shown there".to_owned() }
}

fn older(consumer: &Consumer, object: &Object, origin: Option<Origin>) -> Loss {
    let message = format!("{} shows one version of “{}”", consumer.title, title(object));
    Loss { code: &OLDER_VERSION, origin, message, help: "it gets the newest".to_owned() }
}

/// What an object becomes at a consumer; `None` for what it does not take.
pub(super) fn class(consumer: &'static Consumer, object: &Object) -> Option<&'static Type> {
    consumer.class(object.kind(), |key| {
        object.get(key).map(|value| match value.plain() {
            Value::Text(text) => text.to_string(),
            Value::Boolean(truth) => truth.to_string(),
            _ => String::new(),
        })
    })
}

/// What people call an object: its name, else its value, else its type.
pub(super) fn title(object: &Object) -> String {
    let keys = [
        "name",
        "value",
        "account_login",
        "user_id",
        "path",
        "key",
        "subject",
        "command_line",
        "abstract",
        "relationship_type",
    ];
    let named = keys.iter().find_map(|key| text(object, key));
    let digest = || {
        let hashes = object.get("hashes").and_then(Value::as_object)?;
        hashes.iter().next().and_then(|(_, digest)| digest.as_text())
    };
    named.or_else(digest).unwrap_or_else(|| object.kind()).to_owned()
}

/// The text of a property.
pub(super) fn text<'o>(object: &'o Object, key: &str) -> Option<&'o str> {
    object.get(key).and_then(Value::as_text)
}

/// The id in a property.
pub(super) fn reference(object: &Object, key: &str) -> Option<Id> {
    object.get(key).and_then(Value::as_id)
}

/// The ids in a property.
pub(super) fn references(object: &Object, key: &str) -> Vec<Id> {
    object.get(key).map(Value::items).unwrap_or_default().iter().filter_map(Value::as_id).collect()
}

/// The instant of a property, however it is spelled.
pub(super) fn time(object: &Object, key: &str) -> Option<jiff::Timestamp> {
    match object.get(key)?.plain() {
        Value::Time(time) => Some(*time),
        Value::Text(text) => text.parse().ok(),
        _ => None,
    }
}
