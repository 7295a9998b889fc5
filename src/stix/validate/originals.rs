//! The objects that language-content of the document translates, found by id and version (STIX 2.1, section 7.1).

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use super::time;
use crate::json::Node;

/// Objects of the document that are translated in it.
pub(super) struct Originals<'d> {
    /// By id and time, the first one of several.
    versions: BTreeMap<(Cow<'d, str>, String), Node<'d>>,
    /// By id the one that stands last.
    last: BTreeMap<Cow<'d, str>, Node<'d>>,
    /// Their properties, by where they stand.
    properties: BTreeMap<u32, BTreeMap<Cow<'d, str>, Node<'d>>>,
}

impl<'d> Originals<'d> {
    /// Those among objects that are sorted by id.
    pub fn new(rows: &[(Cow<'d, str>, Node<'d>)]) -> Self {
        let contents = rows.iter().filter(|(id, _)| id.starts_with("language-content--"));
        let targets: BTreeSet<Cow<'d, str>> =
            contents.filter_map(|(_, object)| object.get("object_ref")?.string()).collect();
        let mut found = Self { versions: BTreeMap::new(), last: BTreeMap::new(), properties: BTreeMap::new() };
        for (id, object) in rows.iter().filter(|(id, _)| targets.contains(id)) {
            found.last.insert(id.clone(), *object);
            if let Some(modified) = object.get("modified").and_then(Node::string) {
                found.versions.entry((id.clone(), moment(&modified))).or_insert(*object);
            }
            let properties = object.members().filter_map(|member| Some((member.key.string()?, member.value)));
            found.properties.insert(object.index(), properties.collect());
        }
        found
    }

    /// The version that is named, else the last one.
    pub fn version(&self, id: &str, modified: Option<&str>) -> Option<Node<'d>> {
        match modified {
            Some(modified) => self.versions.get(&(Cow::Borrowed(id), moment(modified))).copied(),
            None => self.last.get(id).copied(),
        }
    }

    /// A property of an original.
    pub fn property(&self, original: Node<'d>, key: &str) -> Option<Node<'d>> {
        self.properties.get(&original.index())?.get(key).copied()
    }
}

/// A time however it is spelled; what is none stands for itself.
fn moment(text: &str) -> String {
    time::key(text).map_or_else(|| text.to_owned(), |(second, fraction)| format!("{second}.{fraction}"))
}
