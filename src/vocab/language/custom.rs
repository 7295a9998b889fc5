//! Kinds of types that no table has. Each is made once and kept for the life of the process, as the tables are.

use std::collections::HashMap;
use std::sync::{Mutex, OnceLock, PoisonError};

use super::{Kind, Role};
use crate::vocab::standard::{Category, ObjectType, custom_type, object_type};

/// The word of a kind, its STIX type and its family: what tells it apart.
type Name = (String, String, Category);

impl Kind {
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
