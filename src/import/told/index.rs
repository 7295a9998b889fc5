//! The objects of a bundle by id, and what the extension says of each.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

use super::parties::observable;
use crate::import::names::Names;
use crate::import::outline::Outline;
use crate::json::Node;
use crate::stix::EXTENSION;
use crate::vocab::standard::{Category, object_type};

/// A bundle of attrc's.
pub(super) struct Index<'d> {
    /// Its objects in their order.
    pub objects: Vec<Object<'d>>,
    /// The author.
    pub author: Object<'d>,
    by_id: HashMap<Cow<'d, str>, usize>,
    /// By the id of the threat-actor of somebody who is asserted to act: the identity.
    faces: HashMap<Cow<'d, str>, Cow<'d, str>>,
    /// By the id of a report: where each of its references stands in it.
    places: HashMap<Cow<'d, str>, HashMap<Cow<'d, str>, usize>>,
    /// By document and label: the claims that bear it, in order.
    labels: HashMap<(String, String), Vec<Cow<'d, str>>>,
    /// Names for observables that cannot carry the extension, by id.
    nameless: HashMap<Cow<'d, str>, String>,
    /// The ids of the reports of documents, by name.
    pub documents: HashMap<Cow<'d, str>, Cow<'d, str>>,
    /// The declared names.
    pub names: HashSet<Cow<'d, str>>,
    /// The same by id.
    pub given: Names<'d>,
}

/// An object with its extension.
#[derive(Clone, Copy)]
pub(super) struct Object<'d> {
    /// The object.
    pub node: Node<'d>,
    /// Attrc's extension of it.
    pub extension: Option<Node<'d>>,
}

impl<'d> Object<'d> {
    fn new(node: Node<'d>) -> Self {
        let extension = node.get("extensions").and_then(|extensions| extensions.get(EXTENSION));
        Self { node, extension }
    }

    /// A text among its properties; empty where there is none.
    pub(super) fn text(self, key: &str) -> Cow<'d, str> {
        text(self.node, key)
    }

    /// A member of its extension.
    pub(super) fn told(self, key: &str) -> Option<Node<'d>> {
        self.extension?.get(key)
    }

    /// The name that it was declared with.
    pub(super) fn name(self) -> Option<Cow<'d, str>> {
        self.told("name")?.string()
    }

    /// The document whose block introduces it.
    pub(super) fn introduced_by(self) -> Option<Cow<'d, str>> {
        self.told("declared")?.get("source_ref")?.string()
    }

    /// Whether it is the report of an act.
    pub(super) fn is_act(self) -> bool {
        self.told("kind").is_some_and(|kind| !kind.is("source")) && self.text("type") == "report"
    }
}

impl<'d> Index<'d> {
    /// Looks a bundle through; `None` where attrc did not make it.
    pub(super) fn new(outline: &Outline<'d>, title: &str) -> Option<Self> {
        outline.bundle?;
        let objects: Vec<Object<'d>> = outline.objects.iter().map(|node| Object::new(*node)).collect();
        let author = *objects.iter().find(|object| object.told("project").is_some())?;
        let nameless = nameless_observables(outline, &objects, title);
        let mut index = Self {
            author,
            by_id: objects.iter().enumerate().map(|(at, object)| (object.text("id"), at)).collect(),
            faces: HashMap::new(),
            places: HashMap::new(),
            labels: HashMap::new(),
            documents: objects
                .iter()
                .filter(|object| object.text("type") == "report")
                .filter_map(|object| Some((object.name()?, object.text("id"))))
                .collect(),
            names: objects.iter().filter_map(|object| object.name()).collect(),
            given: Names::given(objects.iter().filter_map(|object| {
                let name = object.name().map(Cow::into_owned);
                let name = name.or_else(|| nameless.get(&object.text("id")).cloned())?;
                Some((object.text("id"), object.text("type"), name))
            })),
            nameless,
            objects,
        };
        for object in &index.objects {
            let attributed = object.text("relationship_type") == "attributed-to" && object.told("claim_ref").is_some();
            if attributed {
                index.faces.insert(object.text("source_ref"), object.text("target_ref"));
            }
            if object.text("type") == "report" {
                let places = texts(object.node, "object_refs").into_iter().enumerate();
                index.places.insert(object.text("id"), places.map(|(at, id)| (id, at)).collect());
            }
        }
        for object in &index.objects {
            let Some(claim) = object.told("claim").filter(|claim| claim.get("verb").is_some()) else { continue };
            let document = text(claim, "source_ref").into_owned();
            for label in texts(claim, "own_labels") {
                index.labels.entry((document.clone(), label.into_owned())).or_default().push(object.text("id"));
            }
        }
        Some(index)
    }

    /// The object of an id; for the threat-actor of an identity, the identity.
    pub(super) fn object(&self, id: &str) -> Option<Object<'d>> {
        let id = self.faces.get(id).map_or(id, |identity| identity);
        self.by_id.get(id).and_then(|at| self.objects.get(*at)).copied()
    }

    /// The declared name of an id.
    pub(super) fn name(&self, id: &str) -> Option<Cow<'d, str>> {
        if self.author.text("id") == id {
            return Some("author".into());
        }
        match self.nameless.get(id) {
            Some(name) => Some(name.clone().into()),
            None => self.object(id)?.name(),
        }
    }

    /// The name that an object is declared with.
    pub(super) fn name_of(&self, object: Object<'d>) -> Option<Cow<'d, str>> {
        object.name().or_else(|| self.nameless.get(&object.text("id")).cloned().map(Cow::Owned))
    }

    /// Where a document lists an object; behind everything where it does not.
    pub(super) fn place(&self, document: &str, id: &str) -> usize {
        self.places.get(document).and_then(|places| places.get(id)).copied().unwrap_or(usize::MAX)
    }

    /// The claims of a document that bear a label.
    pub(super) fn labelled(&self, document: &str, label: &str) -> &[Cow<'d, str>] {
        self.labels.get(&(document.to_owned(), label.to_owned())).map_or(&[], Vec::as_slice)
    }

    /// The label that exactly these claims bear, and the document that it is in.
    pub(super) fn label_of(&self, claims: &[Cow<'d, str>]) -> Option<(String, String)> {
        let claim = self.object(claims.first()?)?.told("claim")?;
        let document = text(claim, "source_ref");
        let labels = texts(claim, "own_labels");
        let label = labels.into_iter().find(|label| self.labelled(&document, label) == claims)?;
        Some((document.into_owned(), label.into_owned()))
    }
}

/// Names for observables that were declared and have more to them than a value, which a claim could write. Some of them
/// cannot carry the extension, because it would be a part of what their id is made of.
fn nameless_observables<'d>(
    outline: &Outline<'d>,
    objects: &[Object<'d>],
    title: &str,
) -> HashMap<Cow<'d, str>, String> {
    let names = Names::new(outline, title);
    let taken: HashSet<Cow<'_, str>> = objects.iter().filter_map(|object| object.name()).collect();
    let related: HashSet<Cow<'_, str>> = objects
        .iter()
        .filter(|object| object.text("relationship_type") == "related-to" && object.told("claim").is_none())
        .map(|object| object.text("source_ref"))
        .collect();
    let is_observable =
        |object: &Object<'_>| object_type(&object.text("type")).is_some_and(|row| row.category == Category::Sco);
    let nameless = objects.iter().zip(&names.objects).filter(|(object, _)| {
        // The account of a persona is made with it.
        let is_account = object.text("type") == "user-account" && related.contains(&object.text("id"));
        is_observable(object) && object.name().is_none() && observable(**object).is_none() && !is_account
    });
    nameless
        .map(|(object, name)| {
            let mut name = name.clone();
            while taken.contains(name.as_str()) {
                name.push_str("_observed");
            }
            (object.text("id"), name)
        })
        .collect()
}

/// A text under a key; empty where there is none.
pub(super) fn text<'d>(node: Node<'d>, key: &str) -> Cow<'d, str> {
    node.get(key).and_then(Node::string).unwrap_or_default()
}

/// The texts of a list under a key.
pub(super) fn texts<'d>(node: Node<'d>, key: &str) -> Vec<Cow<'d, str>> {
    node.get(key).into_iter().flat_map(Node::items).filter_map(Node::string).collect()
}
