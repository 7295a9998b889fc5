//! Ids: a UUIDv5 over a JCS array with a leading tag (mapping: section 5); for cyber-observables the standard's own
//! rule (STIX 2.1, section 2.9).

use std::cmp::Ordering;
use std::collections::{HashMap, HashSet};
use std::fmt;
use std::hash::{Hash, Hasher};
use std::sync::{Arc, Mutex, PoisonError};

use serde::ser::{Serialize, Serializer};
use uuid::Uuid;

use super::canonical::plain;
use super::value::{Map, Value};
use crate::json::Node;
use crate::vocab::standard::{Category, ObjectType, object_type};

/// Namespace of the ids of cyber-observables, fixed by the standard.
pub const OASIS: Uuid = Uuid::from_u128(0x00abedb4_aa42_466c_9c01_fed23315a9b7);

/// Id of an object: its type and a UUID.
#[derive(Clone, Copy)]
pub struct Id {
    row: &'static ObjectType,
    uuid: Uuid,
}

/// One element of the array that an id is computed from.
#[derive(Debug, Clone, Copy)]
pub enum Part<'a> {
    /// A name, a word, an instant.
    Text(&'a str),
    /// The id of another object.
    Id(Id),
    /// Ids of other objects.
    Ids(&'a [Id]),
    /// Whether a claim is negated.
    Flag(bool),
    /// No document: the speech stands outside `from`.
    Nothing,
}

/// Stands for a type that nobody knows; facts of such a kind are errors, and nothing of them is built.
pub static UNLISTED: ObjectType = ObjectType {
    name: "unlisted",
    category: Category::Sdo,
    section: "",
    summary: "",
    versioned: true,
    properties: &[],
    constraints: &[],
    id_contributing: &[],
    id_all_optional: false,
    id_hash_preference: &[],
    predefined_extensions: &[],
    host: "",
};

/// Makes ids in the namespace of a project.
#[derive(Debug, Clone)]
pub struct Mint {
    namespace: Uuid,
    withdrawn: Withdrawn,
    /// Whether what is withdrawn keeps its id: a text may say itself that it is.
    keeps: bool,
}

/// The UUIDs of objects that were taken back. Nothing may follow under such an id (STIX 2.1, section 3.6.3), so what is said
/// again gets another one.
///
/// Types do not count: for some target an object may have another type than its id was made for.
#[derive(Debug, Clone, Default)]
pub struct Withdrawn {
    uuids: Arc<HashSet<Uuid>>,
    /// What ids were made anew, with those that they stand for. It is looked up only, so the order of threads means nothing.
    again: Arc<Mutex<HashMap<Uuid, Uuid>>>,
}

/// The id of a cyber-observable by its contributing properties; `None` where it has none of them.
pub fn observable_id(row: &'static ObjectType, properties: &Map) -> Option<Id> {
    let contributing: Map = properties
        .iter()
        .filter(|(key, _)| row.id_contributing.contains(key))
        .map(|(key, value)| (key.to_owned(), if key == "hashes" { preferred_hash(row, value) } else { value.clone() }))
        .fold(Map::new(), |map, (key, value)| map.with(key, value));
    if contributing.is_empty() {
        return None;
    }
    let name = serde_json_canonicalizer::to_vec(&contributing).ok()?;
    Some(Id { row, uuid: Uuid::new_v5(&OASIS, &name) })
}

/// The UUID of an observable as it was read, by the same rule; `None` where it has none of these properties.
///
/// Timestamps go in as they are spelled: section 2.9 hashes the JSON that is there. python-stix2 3.0.2 does not
/// ([`python_uuid`]), which is the one rule of ids that is contested.
pub fn observable_uuid(row: &ObjectType, object: Node<'_>) -> Option<Uuid> {
    uuid(contributing(row, object))
}

/// The UUID that python-stix2 3.0.2 gives an observable: it spells times anew before it hashes, without the zeros at the
/// end of their fractions.
pub fn python_uuid(row: &ObjectType, object: Node<'_>) -> Option<Uuid> {
    let mut properties = contributing(row, object);
    for key in ["start", "end"] {
        if let Some(serde_json::Value::String(text)) = properties.get_mut(key)
            && let Some((second, fraction)) = text.strip_suffix('Z').and_then(|text| text.split_once('.'))
        {
            let fraction = fraction.trim_end_matches('0');
            *text = format!("{second}{}{fraction}Z", if fraction.is_empty() { "" } else { "." });
        }
    }
    uuid(properties)
}

/// The properties that the id of an observable is made of, with the one digest that counts.
fn contributing(row: &ObjectType, object: Node<'_>) -> serde_json::Map<String, serde_json::Value> {
    let mut properties = serde_json::Map::new();
    for member in object.members() {
        let key = member.key.string().unwrap_or_default();
        if row.id_contributing.contains(&&*key) {
            let value = match &*key {
                "hashes" => preferred_digest(row, member.value),
                _ => plain(member.value),
            };
            properties.insert(key.into_owned(), value);
        }
    }
    properties
}

fn uuid(properties: serde_json::Map<String, serde_json::Value>) -> Option<Uuid> {
    if properties.is_empty() {
        return None;
    }
    let name = serde_json_canonicalizer::to_vec(&properties).ok()?;
    Some(Uuid::new_v5(&OASIS, &name))
}

/// As [`preferred_hash`], of an object that was read.
fn preferred_digest(row: &ObjectType, hashes: Node<'_>) -> serde_json::Value {
    let named = row.id_hash_preference.iter().find_map(|name| Some(((*name).to_owned(), hashes.get(name)?)));
    let first = || {
        let members = hashes.members().filter_map(|member| Some((member.key.string()?.into_owned(), member.value)));
        members.min_by(|left, right| left.0.cmp(&right.0))
    };
    let chosen = named.or_else(first).map(|(name, digest)| (name, plain(digest)));
    serde_json::Value::Object(chosen.into_iter().collect())
}

impl Id {
    /// The id of a type and a UUID. Types are those of the standard's tables.
    pub fn new(kind: &str, uuid: Uuid) -> Self {
        Self { row: object_type(kind).unwrap_or(&UNLISTED), uuid }
    }

    /// The id of an object of a type by its row.
    pub fn of(row: &'static ObjectType, uuid: Uuid) -> Self {
        Self { row, uuid }
    }

    /// The STIX type.
    pub fn kind(&self) -> &'static str {
        self.row.name
    }

    /// The type's row in the standard's tables.
    pub fn row(&self) -> &'static ObjectType {
        self.row
    }

    /// The same id with a UUID that is spelled as a random one: what an observable has that its type gives nothing to make
    /// one of (STIX 2.1, section 2.9). A build is a function of its inputs, so it is not random.
    #[must_use]
    pub fn as_random(self) -> Self {
        let uuid = uuid::Builder::from_random_bytes(*self.uuid.as_bytes()).into_uuid();
        Self { uuid, ..self }
    }

    /// What stands after `--`.
    pub fn uuid(&self) -> Uuid {
        self.uuid
    }

    /// The id of a text, where it is one of an object of this type.
    pub fn parse(kind: &str, text: &str) -> Option<Self> {
        Self::parse_of(object_type(kind).unwrap_or(&UNLISTED), kind, text)
    }

    /// The id of a text, where it is one of an object of the type of this row.
    pub fn read(row: &'static ObjectType, text: &str) -> Option<Self> {
        Self::parse_of(row, row.name, text)
    }

    fn parse_of(row: &'static ObjectType, kind: &str, text: &str) -> Option<Self> {
        let uuid = text.strip_prefix(kind)?.strip_prefix("--")?;
        // Other spellings of a UUID than the hyphenated one are not ids of STIX.
        (uuid.len() == 36).then(|| Uuid::try_parse(uuid).ok()).flatten().map(|uuid| Self { row, uuid })
    }
}

impl Mint {
    /// A mint for a namespace in which nothing was withdrawn yet.
    pub fn new(namespace: Uuid) -> Self {
        Self { namespace, withdrawn: Withdrawn::default(), keeps: false }
    }

    /// The same where some objects were withdrawn.
    #[must_use]
    pub fn without(self, withdrawn: Withdrawn) -> Self {
        Self { withdrawn, ..self }
    }

    /// The same for what says itself that it is withdrawn: that is no reason for another id.
    #[must_use]
    pub fn keeping(&self) -> Self {
        Self { keeps: true, ..self.clone() }
    }

    /// Whether an object is withdrawn.
    pub fn has_withdrawn(&self, id: Id) -> bool {
        self.withdrawn.has(id)
    }

    /// The id of an object of a type: the UUIDv5 of `[kind, tag, …parts]`.
    pub fn id(&self, kind: &str, tag: &str, parts: &[Part<'_>]) -> Id {
        Id::new(kind, self.uuid(kind, tag, parts))
    }

    /// The same by the row of the type.
    pub fn id_of(&self, row: &'static ObjectType, tag: &str, parts: &[Part<'_>]) -> Id {
        Id::of(row, self.uuid(row.name, tag, parts))
    }

    fn uuid(&self, kind: &str, tag: &str, parts: &[Part<'_>]) -> Uuid {
        let mut key = String::with_capacity(256);
        key.push('[');
        push_text(&mut key, kind);
        key.push(',');
        push_text(&mut key, tag);
        for part in parts {
            key.push(',');
            push_part(&mut key, part);
        }
        key.push(']');
        self.living(&mut key)
    }

    /// The id that stands for a given one where it cannot be kept (decisions: an `id` override).
    pub fn instead_of(&self, row: &'static ObjectType, given: Id) -> Id {
        Id::of(row, self.living(&mut given.to_string()))
    }

    /// The UUID of a key; where that was withdrawn, of the key with `["again", n]` at its end, for the lowest n that was not
    /// (mapping: ids and versions).
    fn living(&self, key: &mut String) -> Uuid {
        let mut uuid = Uuid::new_v5(&self.namespace, key.as_bytes());
        let mut again = 0;
        let mut before = None;
        let open = key.strip_suffix(']').map_or(key.len(), str::len);
        while self.withdrawn.uuids.contains(&uuid) {
            again += 1;
            before = Some(uuid);
            key.truncate(open);
            key.push_str(&format!(",[\"again\",{again}]]"));
            uuid = Uuid::new_v5(&self.namespace, key.as_bytes());
        }
        match before {
            Some(before) if self.keeps => before,
            Some(before) => {
                self.withdrawn.again.lock().unwrap_or_else(PoisonError::into_inner).insert(uuid, before);
                uuid
            }
            None => uuid,
        }
    }
}

impl Withdrawn {
    /// These are withdrawn.
    pub fn new(ids: impl IntoIterator<Item = Id>) -> Self {
        Self { uuids: Arc::new(ids.into_iter().map(|id| id.uuid).collect()), again: Arc::default() }
    }

    /// Whether an object is withdrawn.
    pub fn has(&self, id: Id) -> bool {
        self.uuids.contains(&id.uuid)
    }

    /// The withdrawn object that one stands for which is said again.
    pub fn before(&self, id: Id) -> Option<Id> {
        let again = self.again.lock().unwrap_or_else(PoisonError::into_inner);
        again.get(&id.uuid).map(|before| Id { uuid: *before, ..id })
    }
}

fn push_part(key: &mut String, part: &Part<'_>) {
    match part {
        Part::Text(text) => push_text(key, text),
        Part::Id(id) => push_text(key, &id.to_string()),
        Part::Flag(flag) => key.push_str(if *flag { "true" } else { "false" }),
        Part::Nothing => key.push_str("null"),
        Part::Ids(ids) => {
            key.push('[');
            for (at, id) in ids.iter().enumerate() {
                if at > 0 {
                    key.push(',');
                }
                push_text(key, &id.to_string());
            }
            key.push(']');
        }
    }
}

/// A JSON text as JCS has it (RFC 8785, section 3.2.2.2), which is how serde_json writes it.
fn push_text(key: &mut String, text: &str) {
    key.push_str(&serde_json::Value::from(text).to_string());
}

/// Of several digests the one that the standard prefers; of none that it knows, the first by name.
fn preferred_hash(row: &ObjectType, hashes: &Value) -> Value {
    let Some(map) = hashes.as_object() else { return hashes.clone() };
    match row.id_hash_preference.iter().find_map(|name| map.get(name).map(|digest| (*name, digest))) {
        Some((name, digest)) => Value::Object(Map::new().with(name, digest.clone())),
        None => {
            let first = map.iter().min_by(|left, right| left.0.cmp(right.0));
            first.map_or_else(Map::new, |(name, digest)| Map::new().with(name.to_owned(), digest.clone())).into()
        }
    }
}

impl PartialEq for Id {
    fn eq(&self, other: &Self) -> bool {
        self.uuid == other.uuid && self.kind() == other.kind()
    }
}

impl Eq for Id {}

impl Hash for Id {
    fn hash<H: Hasher>(&self, state: &mut H) {
        // Two types hardly ever share a UUID.
        self.uuid.hash(state);
    }
}

impl PartialOrd for Id {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Id {
    /// As their texts compare.
    fn cmp(&self, other: &Self) -> Ordering {
        (self.kind(), self.uuid).cmp(&(other.kind(), other.uuid))
    }
}

impl fmt::Display for Id {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut buffer = Uuid::encode_buffer();
        out.write_str(self.kind())?;
        out.write_str("--")?;
        out.write_str(self.uuid.hyphenated().encode_lower(&mut buffer))
    }
}

impl fmt::Debug for Id {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, out)
    }
}

impl Serialize for Id {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_a_canonical_array() {
        let mint = Mint::new(OASIS);
        let one = mint.id("note", "claim", &[Part::Text("a\"b\u{1f}"), Part::Flag(true), Part::Nothing]);
        let key = br#"["note","claim","a\"b\u001f",true,null]"#;
        assert_eq!(one.uuid, Uuid::new_v5(&OASIS, key));
    }

    #[test]
    fn what_was_withdrawn_is_said_again_under_another_id() {
        let key = |again: &str| Uuid::new_v5(&OASIS, format!(r#"["note","claim","a"{again}]"#).as_bytes());
        let mut withdrawn = Vec::new();
        for again in ["", r#",["again",1]"#, r#",["again",2]"#] {
            let known = Withdrawn::new(withdrawn.iter().copied());
            let mint = Mint::new(OASIS).without(known.clone());
            let id = mint.id("note", "claim", &[Part::Text("a")]);
            assert_eq!((id.uuid, known.before(id)), (key(again), withdrawn.last().copied()));
            let kept = mint.keeping().id("note", "claim", &[Part::Text("a")]);
            assert_eq!(kept, withdrawn.last().copied().unwrap_or(id));
            withdrawn.push(id);
        }
    }

    #[test]
    fn an_id_of_nothing_is_spelled_as_a_random_one() {
        let made = Mint::new(OASIS).id("process", "declaration", &[Part::Text("shell")]);
        assert_eq!(made.as_random().uuid().get_version_num(), 4);
        assert_eq!(made.as_random(), made.as_random());
    }

    #[test]
    fn an_id_is_read_back_only_as_its_own_type() {
        let text = "note--7fd00ab7-1e2c-5f95-ad67-f10b6e7dca79";
        assert_eq!(Id::parse("note", text).map(|id| id.to_string()).as_deref(), Some(text));
        assert_eq!(Id::parse("report", text), None);
        assert_eq!(Id::parse("note", "note--7fd00ab71e2c5f95ad67f10b6e7dca79"), None);
    }
}
