//! One line of a lock.

use std::sync::Arc;

use jiff::Timestamp;
use serde::Deserialize;

use crate::stix::value::Value;
use crate::stix::{Id, Object};
use crate::vocab::standard::object_type;

/// A version of an object that was released. The order is that of the lines: by id, then the oldest first.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Entry {
    /// Its id.
    pub id: Box<str>,
    /// When this version was made; `None` for what has no versions.
    pub modified: Option<Timestamp>,
    /// When the object was made; `None` for cyber-observables.
    pub created: Option<Timestamp>,
    /// The canonical JSON of the object without `id`, `created` and `modified` (RFC 8785).
    pub content: Arc<str>,
    /// Whether it was withdrawn.
    pub revoked: bool,
}

/// What a line needs to know of its content.
#[derive(Deserialize)]
struct Head {
    #[serde(default)]
    revoked: bool,
}

impl Entry {
    /// A line that was read; `None` where the content is no JSON object.
    pub(super) fn read(
        id: &str,
        created: Option<Timestamp>,
        modified: Option<Timestamp>,
        content: Arc<str>,
    ) -> Option<Self> {
        // A list reads as a struct as well.
        let head: Head = content.starts_with('{').then(|| serde_json::from_str(&content).ok()).flatten()?;
        Some(Self { id: id.into(), modified, created, content, revoked: head.revoked })
    }

    /// The line of an object that is at hand.
    pub(in crate::versions) fn of(
        id: &str,
        created: Option<Timestamp>,
        modified: Option<Timestamp>,
        content: Arc<str>,
        object: &Object,
    ) -> Self {
        let revoked = object.get("revoked").is_some_and(|value| *value.plain() == Value::Boolean(true));
        Self { id: id.into(), modified, created, content, revoked }
    }

    /// The id as one of an object; `None` for a custom type.
    pub fn object_id(&self) -> Option<Id> {
        let (kind, _) = self.id.split_once("--")?;
        Id::read(object_type(kind)?, &self.id)
    }
}

/// The id that the line of an object has; an object without one that reads as an id has no line.
pub(in crate::versions) fn record_id(object: &Object) -> Option<String> {
    match object.id {
        Some(id) => Some(id.to_string()),
        None => object.get("id")?.as_text().filter(|text| is_id(text)).map(str::to_owned),
    }
}

/// Whether a text is a type, `--` and a UUID (STIX 2.1, section 2.9).
pub(super) fn is_id(text: &str) -> bool {
    let Some((kind, uuid)) = text.split_once("--") else { return false };
    let is_type = !kind.is_empty() && kind.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte));
    is_type && uuid.len() == 36 && uuid::Uuid::try_parse(uuid).is_ok()
}
