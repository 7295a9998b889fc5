//! One of the two documents: its objects by id, the newest version of each, and what they are called.

use std::borrow::Cow;
use std::collections::HashMap;

use super::words::{clipped, defanged_of, short};
use crate::json::{Document, Kind, Node};
use crate::stix::EXTENSION;
use crate::stix::compare::instant;
use crate::vocab::standard::{Category, object_type};

/// A document, read for a review.
pub(super) struct Side<'d> {
    /// The outermost value.
    pub root: Option<Node<'d>>,
    /// The newest version of each object in the order of the document.
    pub things: Vec<Thing<'d>>,
    /// Older versions and doubles.
    pub older: Vec<(Cow<'d, str>, Node<'d>)>,
    /// What has no id.
    pub loose: Vec<Node<'d>>,
    /// What "now" means: the release time, else the newest date of an object (see [`instant`]).
    pub now: String,
    /// Whether attrc made any of it.
    pub is_ours: bool,
    by_id: HashMap<Cow<'d, str>, usize>,
    /// The first document that contains an object.
    contained: HashMap<Cow<'d, str>, usize>,
}

/// An object.
#[derive(Clone)]
pub(super) struct Thing<'d> {
    pub id: Cow<'d, str>,
    /// Its STIX type.
    pub kind: Cow<'d, str>,
    pub node: Node<'d>,
    /// The members of attrc's extension.
    pub extension: Option<Node<'d>>,
    /// Its place among the objects of the document.
    pub at: usize,
    /// Its author took it back.
    pub revoked: bool,
    /// What it is called, found once: a name may be as long as a document, and have any number of references to it.
    called: Option<String>,
}

impl<'d> Side<'d> {
    pub(super) fn of(document: &'d Document<'d>) -> Self {
        let root = document.root();
        let mut side = Self {
            root,
            things: Vec::new(),
            older: Vec::new(),
            loose: Vec::new(),
            now: String::new(),
            is_ours: false,
            by_id: HashMap::new(),
            contained: HashMap::new(),
        };
        for (at, node) in objects(root).enumerate() {
            side.push(at, node);
        }
        side.is_ours = side.things.iter().any(|thing| thing.extension.is_some());
        side.contain();
        side.now = side.released().unwrap_or_else(|| side.newest());
        side
    }

    /// The object of an id.
    pub(super) fn thing(&self, id: &str) -> Option<&Thing<'d>> {
        self.things.get(*self.by_id.get(id)?)
    }

    /// What an object is called: its name or value, else its id.
    pub(super) fn title(&self, id: &str) -> String {
        self.thing(id).and_then(Thing::title).unwrap_or_else(|| short(id))
    }

    /// The titles behind a list of references, or behind a single one.
    pub(super) fn titles(&self, references: Option<Node<'d>>) -> Vec<String> {
        texts(references).iter().map(|id| self.title(id)).collect()
    }

    /// The document that an object is read in: the one of its claim, else the reference that it gives, else the first
    /// document that contains it.
    pub(super) fn source(&self, thing: &Thing<'d>) -> Option<String> {
        let stated = thing.inside(&["claim", "source_ref"]).or_else(|| thing.inside(&["declared", "source_ref"]));
        let stated = stated.and_then(Node::string).map(|id| self.title(&id));
        let cited = || {
            let reference = thing.node.get("external_references")?.items().next()?;
            let name = reference.get("source_name").and_then(Node::string)?;
            let title = reference.get("description").or_else(|| reference.get("external_id")).and_then(Node::string);
            Some(clipped(&title.map_or_else(|| name.to_string(), |title| format!("{name}: {title}"))))
        };
        let contained = || self.things.get(*self.contained.get(&thing.id)?)?.title();
        stated.or_else(|| contained().filter(|_| thing.extension.is_none())).or_else(cited)
    }

    fn push(&mut self, at: usize, node: Node<'d>) {
        let text = |key: &str| node.get(key).and_then(Node::string);
        let Some(id) = text("id").filter(|id| !id.is_empty()) else {
            self.loose.push(node);
            return;
        };
        let mut thing = Thing {
            kind: text("type").unwrap_or_default(),
            extension: node.get("extensions").and_then(|all| all.get(EXTENSION)),
            revoked: node.get("revoked").and_then(Node::boolean).unwrap_or_default(),
            id: id.clone(),
            called: None,
            node,
            at,
        };
        thing.called = thing.own_title();
        match self.by_id.get(&id).and_then(|index| self.things.get_mut(*index)) {
            None => {
                self.by_id.insert(id, self.things.len());
                self.things.push(thing);
            }
            Some(known) => {
                let modified =
                    |node: Node<'_>| instant(&node.get("modified").and_then(Node::string).unwrap_or_default());
                let later =
                    if modified(node) > modified(known.node) { std::mem::replace(known, thing).node } else { node };
                self.older.push((id, later));
            }
        }
    }

    fn contain(&mut self) {
        for (at, thing) in self.things.iter().enumerate().filter(|(_, thing)| thing.is_document()) {
            for id in texts(thing.node.get("object_refs")) {
                self.contained.entry(id).or_insert(at);
            }
        }
    }

    fn released(&self) -> Option<String> {
        let project = self.things.iter().find_map(|thing| thing.inside(&["project"]))?;
        project.get("release_time").and_then(Node::string).map(|time| instant(&time))
    }

    fn newest(&self) -> String {
        let dates = |thing: &Thing<'d>| {
            ["modified", "created", "published"]
                .map(|key| thing.text(key).map(|time| instant(&time)).unwrap_or_default())
        };
        self.things.iter().flat_map(dates).max().unwrap_or_default()
    }
}

impl<'d> Thing<'d> {
    /// A text among its properties.
    pub(super) fn text(&self, key: &str) -> Option<Cow<'d, str>> {
        self.node.get(key).and_then(Node::string)
    }

    /// A member of attrc's extension.
    pub(super) fn inside(&self, path: &[&str]) -> Option<Node<'d>> {
        path.iter().try_fold(self.extension?, |node, key| node.get(key))
    }

    /// The text of a member of attrc's extension.
    pub(super) fn told(&self, path: &[&str]) -> Option<Cow<'d, str>> {
        self.inside(path).and_then(Node::string)
    }

    /// What it is called.
    pub(super) fn title(&self) -> Option<String> {
        self.called.clone()
    }

    /// Whether it is a document: a report or a grouping.
    pub(super) fn is_document(&self) -> bool {
        matches!(self.kind.as_ref(), "report" | "grouping")
    }

    /// Whether it says something: a relationship, a note, or an answer.
    pub(super) fn is_said(&self) -> bool {
        matches!(self.kind.as_ref(), "relationship" | "sighting" | "note" | "opinion")
    }

    /// Whether it follows from a claim that is an object of its own.
    pub(super) fn follows(&self) -> bool {
        self.inside(&["claim_ref"]).is_some() && self.inside(&["claim"]).is_none()
    }

    /// Whether it is an observable.
    pub(super) fn is_observable(&self) -> bool {
        object_type(&self.kind).is_some_and(|row| row.category == Category::Sco)
    }

    /// Whether it is a person, or a group of them.
    pub(super) fn is_person(&self) -> bool {
        let class = self.text("identity_class");
        let alone = self.text("resource_level").is_some_and(|level| level == "individual");
        class.is_some_and(|class| class == "individual")
            || alone
            || self.told(&["kind"]).is_some_and(|kind| kind == "person")
    }

    fn own_title(&self) -> Option<String> {
        if let Some(name) = self.text("name").filter(|name| !name.trim().is_empty()) {
            return Some(match self.kind.as_ref() {
                "attack-pattern" => self.coded(&name),
                _ => short(&name),
            });
        }
        const VALUES: &[&str] = &[
            "value",
            "display_name",
            "account_login",
            "user_id",
            "path",
            "command_line",
            "key",
            "subject",
            "url",
            "number",
        ];
        let value = VALUES.iter().find_map(|key| self.node.get(key)).map(|value| match value.string() {
            Some(text) => short(&text),
            None => short(value.raw()),
        });
        let hash = || Some(short(&self.node.get("hashes")?.members().next()?.value.string()?));
        value.or_else(hash).map(|value| format!("{} {}", super::words::kind(self), defanged_of(&self.kind, &value)))
    }

    /// "Spearphishing Link (T1566.002)": a technique with its id.
    fn coded(&self, name: &str) -> String {
        let references = self.node.get("external_references").into_iter().flat_map(Node::items);
        let code = references
            .filter(|reference| {
                reference.get("source_name").and_then(Node::string).is_some_and(|name| name.starts_with("mitre"))
            })
            .find_map(|reference| reference.get("external_id")?.string());
        code.map_or_else(|| short(name), |code| format!("{} ({})", short(name), short(&code)))
    }
}

/// The texts of a list, or a single text.
pub(super) fn texts<'d>(node: Option<Node<'d>>) -> Vec<Cow<'d, str>> {
    match node {
        Some(node) if node.kind() == Kind::List => node.items().filter_map(Node::string).collect(),
        Some(node) => node.string().into_iter().collect(),
        None => Vec::new(),
    }
}

/// The objects of a bundle or a list, or the one object that a document is.
fn objects<'d>(root: Option<Node<'d>>) -> Box<dyn Iterator<Item = Node<'d>> + 'd> {
    match root {
        None => Box::new(std::iter::empty()),
        Some(root) if root.kind() == Kind::List => Box::new(root.items()),
        Some(root) if is_container(root) => Box::new(root.get("objects").into_iter().flat_map(Node::items)),
        Some(root) => Box::new(std::iter::once(root)),
    }
}

/// Whether it is a bundle, or an envelope of TAXII, which has objects and no type.
pub(super) fn is_container(node: Node<'_>) -> bool {
    match node.get("type") {
        Some(kind) => kind.is("bundle"),
        None => node.get("objects").is_some(),
    }
}
