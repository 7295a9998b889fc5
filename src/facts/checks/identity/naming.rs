//! What rules on names share: the names of a thing, and what sort of thing has them.

use crate::facts::checks::View;
use crate::facts::model::{Entity, EntityId, Form, Origin, PropertyValue, Value};

/// The keys that hold further names.
const KEYS: [&str; 2] = ["aka", "native"];

/// A name of a thing: its title, or one of those that its declaration adds.
#[derive(Clone, Copy)]
pub struct Name<'v> {
    /// The name.
    pub text: &'v str,
    /// What qualifies it; nothing does a title.
    pub value: Option<&'v PropertyValue>,
    /// Where it stands; for a title, where the thing is declared.
    pub origin: Origin,
}

/// Sorts of things that no name should mix up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Sort {
    /// A cluster of activity.
    Cluster,
    /// A body or a group of people.
    Body,
    /// A human being, or a handle.
    Person,
    /// Malware or a tool.
    Software,
    /// A campaign or an incident.
    Campaign,
}

/// The title of a declared thing, then its other names. A title that stands for what has no name is none.
pub fn names(entity: &Entity) -> impl Iterator<Item = Name<'_>> {
    let title = Name { text: entity.title.as_str(), value: None, origin: entity.origin };
    let titled = entity.form == Form::Declared && entity.scope.is_none();
    titled.then_some(title).into_iter().chain(others(entity))
}

/// The names that a declaration adds to its title.
pub fn others(entity: &Entity) -> impl Iterator<Item = Name<'_>> {
    KEYS.into_iter().flat_map(|key| of_key(entity, key))
}

/// The names that a key holds.
pub fn of_key<'e>(entity: &'e Entity, key: &'e str) -> impl Iterator<Item = Name<'e>> {
    entity.values(key).filter_map(|value| match &value.value {
        Value::Text(text) => Some(Name { text: text.as_str(), value: Some(value), origin: value.origin }),
        _ => None,
    })
}

/// What sort of thing something is; `None` for what has no names that are mixed up.
pub fn sort(entity: &Entity) -> Option<Sort> {
    match entity.kind.stix {
        "intrusion-set" | "threat-actor" => Some(Sort::Cluster),
        "malware" | "tool" => Some(Sort::Software),
        "campaign" | "incident" => Some(Sort::Campaign),
        "identity" if matches!(entity.kind.class, "person" | "persona") => Some(Sort::Person),
        "identity" => Some(Sort::Body),
        _ => None,
    }
}

/// The sort of a STIX type that catalogues have names of.
pub fn sort_of_type(stix: &str) -> Option<Sort> {
    match stix {
        "intrusion-set" => Some(Sort::Cluster),
        "malware" | "tool" => Some(Sort::Software),
        "campaign" => Some(Sort::Campaign),
        _ => None,
    }
}

impl Sort {
    /// What it is, behind an article.
    pub fn words(self) -> &'static str {
        match self {
            Self::Cluster => "a cluster",
            Self::Body => "a body or group",
            Self::Person => "a person",
            Self::Software => "malware or a tool",
            Self::Campaign => "a campaign",
        }
    }
}

impl Name<'_> {
    /// "given by A and B in `doc`", as far as it is said.
    pub fn provenance(&self, view: &View<'_>) -> String {
        let Some(value) = self.value else { return "its title".to_owned() };
        let given = match value.by.as_slice() {
            [] => "given".to_owned(),
            givers => format!("given by {}", titles(view, givers)),
        };
        match value.according_to {
            Some(document) => format!("{given} in `{}`", view.entity(document).name),
            None => given,
        }
    }
}

/// "A, B and C"
pub fn titles(view: &View<'_>, ids: &[EntityId]) -> String {
    joined(ids.iter().map(|id| view.entity(*id).title.clone()))
}

/// "a, b and c"
pub fn joined(words: impl IntoIterator<Item = String>) -> String {
    let words: Vec<String> = words.into_iter().collect();
    match words.split_last() {
        Some((last, [])) => last.clone(),
        Some((last, before)) => format!("{} and {last}", before.join(", ")),
        None => String::new(),
    }
}
