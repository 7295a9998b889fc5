//! Objects of a published catalogue, taken out of its bundle as they are: `null`, numbers and the order of keys included.

use std::collections::{BTreeMap, BTreeSet};

use super::ids::Id;
use super::object::Object;
use super::value::{Map, Number, Value};
use crate::json::{Kind, Node};
use crate::vocab::attack::{self, Family};

/// The official objects of what facts name by a code, and all that these refer to for their author and markings.
#[derive(Debug, Clone, Default)]
pub struct Catalogue {
    ids: BTreeMap<String, Id>,
    objects: Vec<Object>,
}

/// Names of ATT&CK as a source of references: its Enterprise, Mobile and ICS parts.
const SOURCES: [&str; 3] = ["mitre-attack", "mitre-mobile-attack", "mitre-ics-attack"];

/// The properties by which an official object needs another one.
const NEEDS: [&str; 2] = ["object_marking_refs", "created_by_ref"];

impl Catalogue {
    /// The id of the official object of a code.
    pub fn id(&self, code: &str) -> Option<Id> {
        self.ids.get(code).copied()
    }

    /// The official objects, each behind those that it refers to.
    pub fn objects(&self) -> &[Object] {
        &self.objects
    }

    /// Takes the objects of these codes out of the objects of a bundle; of what is there already, the first one stays.
    pub fn add(&mut self, codes: &BTreeSet<&str>, objects: &[Node<'_>]) {
        let mut by_id: BTreeMap<String, Node<'_>> = BTreeMap::new();
        let mut chosen: BTreeMap<&str, (bool, Node<'_>)> = BTreeMap::new();
        for object in objects {
            let Some(id) = text(*object, "id") else { continue };
            if let Some(code) = external_id(*object).and_then(|code| codes.get(code.as_str()).copied())
                && fits(attack::family(code), &id)
                && !self.ids.contains_key(code)
            {
                // An id that was given anew stands at what is current.
                let current = !flag(*object, "revoked") && !flag(*object, "x_mitre_deprecated");
                if chosen.get(code).is_none_or(|(better, _)| current && !better) {
                    chosen.insert(code, (current, *object));
                }
            }
            by_id.entry(id).or_insert(*object);
        }
        let mut there: BTreeSet<Id> = self.objects.iter().filter_map(|object| object.id).collect();
        for (code, (_, object)) in chosen {
            let Some(id) = text(object, "id").and_then(|id| read_id(&id)) else { continue };
            self.ids.insert(code.to_owned(), id);
            self.take(object, &by_id, &mut there);
        }
    }

    /// Adds an object behind what it needs.
    fn take(&mut self, object: Node<'_>, by_id: &BTreeMap<String, Node<'_>>, there: &mut BTreeSet<Id>) {
        let mut stack = vec![(object, false)];
        while let Some((at, done)) = stack.pop() {
            let id = text(at, "id").and_then(|id| read_id(&id));
            if done {
                self.objects.push(Object::received(id, received(at)));
                continue;
            }
            if id.is_none_or(|id| !there.insert(id)) {
                continue;
            }
            stack.push((at, true));
            let needed = NEEDS.iter().filter_map(|key| at.get(key)).flat_map(strings);
            stack.extend(needed.filter_map(|id| by_id.get(&id)).map(|needed| (*needed, false)));
        }
    }
}

/// The release of ATT&CK that a bundle says it is.
pub fn release(objects: &[Node<'_>]) -> Option<String> {
    let collection =
        objects.iter().find(|object| object.get("type").is_some_and(|kind| kind.is("x-mitre-collection")))?;
    text(*collection, "x_mitre_version")
}

/// Whether an object is of a type that ids of the family are for.
fn fits(family: Option<&Family>, id: &str) -> bool {
    let kind = id.split("--").next().unwrap_or_default();
    family.is_some_and(|family| kind == family.stix || (family.stix == "malware" && kind == "tool"))
}

fn external_id(object: Node<'_>) -> Option<String> {
    let references = object.get("external_references")?;
    let ours = |reference: &Node<'_>| {
        reference.get("source_name").is_some_and(|name| SOURCES.iter().any(|source| name.is(source)))
    };
    text(references.items().find(ours)?, "external_id")
}

fn text(object: Node<'_>, key: &str) -> Option<String> {
    object.get(key)?.string().map(|text| text.to_string())
}

fn flag(object: Node<'_>, key: &str) -> bool {
    object.get(key).and_then(Node::boolean) == Some(true)
}

/// A string, or the strings of a list.
fn strings(value: Node<'_>) -> Vec<String> {
    let own = value.string().map(|text| text.to_string());
    own.into_iter().chain(value.items().filter_map(|item| item.string().map(|text| text.to_string()))).collect()
}

/// An id that comes out as it was spelled.
fn read_id(text: &str) -> Option<Id> {
    Id::parse(text.split("--").next()?, text).filter(|id| id.to_string() == text)
}

/// The members of an object that was read, as they are; an id that reads as one is one.
pub fn received(object: Node<'_>) -> Map {
    let mut map = Map::new();
    for member in object.members() {
        let Some(key) = member.key.string() else { continue };
        let value = match &*key {
            "id" => member.value.string().and_then(|text| read_id(&text)).map(Value::Id),
            _ => None,
        };
        map.push(key.to_string(), value.unwrap_or_else(|| verbatim(member.value)));
    }
    map
}

/// A value as it is; the reader of JSON bounds its depth.
fn verbatim(node: Node<'_>) -> Value {
    match node.kind() {
        Kind::Object => received(node).into(),
        Kind::List => Value::List(node.items().map(verbatim).collect()),
        Kind::String => node.string().map_or(Value::Null, |text| text.to_string().into()),
        Kind::Number => Number::parse(node.raw()).map_or(Value::Null, Value::Number),
        Kind::Boolean => Value::Boolean(node.boolean() == Some(true)),
        Kind::Null => Value::Null,
    }
}
