//! The objects of a document by their ids.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

use super::judge::extension_types;
use super::lookup::Members;
use crate::json::{Kind, Node};

/// The objects of a document, sorted by id; objects without one are not in it.
pub(super) struct Index<'d> {
    rows: Vec<(Cow<'d, str>, Node<'d>)>,
    custom: OnceLock<Vec<String>>,
    translated: OnceLock<BTreeMap<Cow<'d, str>, Members<'d>>>,
    versions: OnceLock<Vec<Version<'d>>>,
}

/// An id and the `modified` of an object.
type Version<'d> = (Cow<'d, str>, Option<Cow<'d, str>>);

impl<'d> Index<'d> {
    /// Indexes objects. Those of one id keep their order.
    pub fn new(objects: &[Node<'d>]) -> Self {
        let with_id = |object: &Node<'d>| Some((object.get("id")?.string()?, *object));
        let mut rows: Vec<_> =
            objects.iter().filter(|object| object.kind() == Kind::Object).filter_map(with_id).collect();
        rows.sort_by(|left, right| left.0.cmp(&right.0));
        Self { rows, custom: OnceLock::new(), translated: OnceLock::new(), versions: OnceLock::new() }
    }

    /// The version of an object that stands last in the document.
    pub fn last_version(&self, id: &str) -> Option<Node<'d>> {
        let behind = self.rows.partition_point(|row| *row.0 <= *id);
        self.rows.get(behind.checked_sub(1)?).filter(|row| row.0 == id).map(|row| row.1)
    }

    /// Whether a version of an object has this `modified`, or one has none where none is given.
    pub fn has_version(&self, id: &str, modified: Option<&str>) -> bool {
        let versions = self.versions.get_or_init(|| {
            let modified = |object: &Node<'d>| object.get("modified").and_then(Node::string);
            let mut versions: Vec<Version<'d>> =
                self.rows.iter().map(|(id, object)| (id.clone(), modified(object))).collect();
            versions.sort_unstable();
            versions
        });
        versions.binary_search_by(|version| (&*version.0, version.1.as_deref()).cmp(&(id, modified))).is_ok()
    }

    /// The properties of the version of an object that stands last, for the objects that a language-content translates.
    pub fn translated(&self, id: &str) -> Option<&Members<'d>> {
        let translated = self.translated.get_or_init(|| {
            let contents = self.rows.iter().filter(|(id, _)| id.starts_with("language-content--"));
            let targets = contents.filter_map(|(_, object)| object.get("object_ref")?.string());
            let targets: BTreeSet<Cow<'d, str>> = targets.collect();
            let with_members = |id: Cow<'d, str>| {
                let members = self.last_version(&id).map(Members::of)?;
                Some((id, members))
            };
            targets.into_iter().filter_map(with_members).collect()
        });
        translated.get(id)
    }

    /// Types of observables that the document has and the standard does not, sorted: an extension defines them.
    pub fn custom_observables(&self) -> &[String] {
        self.custom.get_or_init(|| {
            let kinds = self.rows.iter().filter_map(|(id, object)| Some((id.split_once("--")?.0, object)));
            let custom = kinds.filter(|(kind, _)| crate::vocab::standard::object_type(kind).is_none());
            let mut custom: Vec<String> = custom
                .filter(|(_, object)| extension_types(**object).contains(&"new-sco"))
                .map(|(kind, _)| kind.to_owned())
                .collect();
            custom.sort();
            custom.dedup();
            custom
        })
    }

    /// All ids with their objects, in the order of ids.
    pub fn rows(&self) -> &[(Cow<'d, str>, Node<'d>)] {
        &self.rows
    }
}
