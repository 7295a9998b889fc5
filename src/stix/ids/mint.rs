//! Making ids: a UUIDv5 of a canonical array, and another one where that was withdrawn.

use std::collections::{HashMap, HashSet};
use std::sync::{Arc, Mutex, PoisonError};

use uuid::Uuid;

use super::Id;
use crate::vocab::standard::ObjectType;

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

#[cfg(test)]
mod tests {
    use super::super::OASIS;
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
}
