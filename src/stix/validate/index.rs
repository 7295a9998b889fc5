//! The objects of a document by their ids.

use std::borrow::Cow;
use std::sync::OnceLock;

use super::originals::Originals;
use crate::json::{Kind, Node};

/// The objects of a document, sorted by id; objects without one are not in it.
pub(super) struct Index<'d> {
    rows: Vec<(Cow<'d, str>, Node<'d>)>,
    custom: OnceLock<Vec<String>>,
    originals: OnceLock<Originals<'d>>,
}

impl<'d> Index<'d> {
    /// Indexes objects. Those of one id keep their order.
    pub fn new(objects: &[Node<'d>]) -> Self {
        let with_id = |object: &Node<'d>| Some((object.get("id")?.string()?, *object));
        let mut rows: Vec<_> =
            objects.iter().filter(|object| object.kind() == Kind::Object).filter_map(with_id).collect();
        rows.sort_by(|left, right| left.0.cmp(&right.0));
        Self { rows, custom: OnceLock::new(), originals: OnceLock::new() }
    }

    /// Types of observables that the document has and the standard does not, sorted: an extension defines them.
    pub fn custom_observables(&self) -> &[String] {
        self.custom.get_or_init(|| {
            let kinds = self.rows.iter().filter_map(|(id, object)| Some((id.split_once("--")?.0, object)));
            let custom = kinds.filter(|(kind, _)| crate::vocab::standard::object_type(kind).is_none());
            let mut custom: Vec<String> =
                custom.filter(|(_, object)| is_new_observable(**object)).map(|(kind, _)| kind.to_owned()).collect();
            custom.sort();
            custom.dedup();
            custom
        })
    }

    /// The objects that are translated in the document.
    pub fn originals(&self) -> &Originals<'d> {
        self.originals.get_or_init(|| Originals::new(&self.rows))
    }

    /// All ids with their objects, in the order of ids.
    pub fn rows(&self) -> &[(Cow<'d, str>, Node<'d>)] {
        &self.rows
    }
}

/// Whether an object has an extension that makes its type an observable.
fn is_new_observable(object: Node<'_>) -> bool {
    let extensions = object.get("extensions").into_iter().flat_map(Node::members);
    extensions.into_iter().any(|member| member.value.get("extension_type").is_some_and(|kind| kind.is("new-sco")))
}
