//! What a kind is asked, and kinds of types that no table has. Each of these is made once and kept for the life of the process, as the tables are.

use std::collections::HashMap;
use std::sync::{Mutex, OnceLock, PoisonError};

use super::{COMMON_KEYS, Key, Kind};
use crate::vocab::standard::{Category, ObjectType, custom_type, object_type};

/// What part a kind plays in the language.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// An identity or a cluster: something that acts, speaks or is acted upon.
    Party,
    /// A document: `source`.
    Source,
    /// A legal or diplomatic act, which is a document too.
    Act,
    /// A STIX type by its own name, with the properties of the standard.
    Raw,
    /// `project`: what a manifest would say.
    Project,
    /// `bundle`, `object`: what is received, and types of others.
    Received,
}

/// What an act does, beyond being a document.
#[derive(Debug)]
pub struct Act {
    /// The stance that it gives to what it states.
    pub stance: &'static str,
    /// The verb of the relationships from its authority to whom it is against; empty where it makes none.
    pub verb: &'static str,
    /// The keys that hold its date, the first present one counting (`unsealed`, `returned`).
    pub dated: &'static [&'static str],
    /// The keys that hold its targets (`against`, `seized`).
    pub targets: &'static [&'static str],
    /// What stands before whom it is `against` in a description: "against", or closer to its word ("arrest of").
    pub toward: &'static str,
    /// What stands before its authority there: "by", or "before" the court that takes a plea.
    pub through: &'static str,
    /// What joins its verb and the offences: one charges "with" them, and convicts "of" them.
    pub offences: &'static str,
    /// A sentence that its description ends with ("Charges are allegations."); may be empty.
    pub caution: &'static str,
}

/// The word of a kind, its STIX type and its family: what tells it apart.
type Name = (String, String, Category);

impl Kind {
    /// The key of a word: the kind's own, then the common ones.
    pub fn key(&self, word: &str) -> Option<&'static Key> {
        self.keys.iter().chain(COMMON_KEYS).find(|key| key.word == word)
    }

    /// Whether a declaration of this kind is a document that speeches may stand in.
    pub fn is_document(&self) -> bool {
        matches!(self.role, Role::Source | Role::Act)
    }

    /// Whether a declaration of this kind can speak for itself; a document speaks for its publisher.
    pub fn speaks(&self) -> bool {
        self.role == Role::Party && self.word != "data"
            || matches!(self.stix, "identity" | "threat-actor" | "intrusion-set")
    }

    /// The row of its STIX type; `None` where nobody knows the type.
    pub fn object_type(&self) -> Option<&'static ObjectType> {
        self.custom.or_else(|| object_type(self.stix))
    }
}

/// The kind of a custom type: `x-example-thing`, or `object` with a type of its own.
pub fn custom_kind(word: &str, stix: &str, category: Category) -> &'static Kind {
    static KINDS: OnceLock<Mutex<HashMap<Name, &'static Kind>>> = OnceLock::new();
    let mut kinds = KINDS.get_or_init(Mutex::default).lock().unwrap_or_else(PoisonError::into_inner);
    kinds.entry((word.to_owned(), stix.to_owned(), category)).or_insert_with(|| {
        let row = custom_type(stix, category);
        let word = if word == stix { row.name } else { String::leak(word.to_owned()) };
        Box::leak(Box::new(Kind {
            word,
            stix: row.name,
            role: Role::Raw,
            class: if category == Category::Sco { "observable" } else { word },
            fixed: &[],
            keys: &[],
            act: None,
            custom: Some(row),
            doc: "a type of one's own, with the common properties of the standard and any others",
        }))
    })
}
