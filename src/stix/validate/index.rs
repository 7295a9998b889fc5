//! The objects of a document by their ids.

use std::borrow::Cow;

use crate::json::{Kind, Node};

/// The objects of a document, sorted by id; objects without one are not in it.
pub(super) struct Index<'d> {
    rows: Vec<(Cow<'d, str>, Node<'d>)>,
}

impl<'d> Index<'d> {
    /// Indexes objects. Those of one id keep their order.
    pub fn new(objects: &[Node<'d>]) -> Self {
        let with_id = |object: &Node<'d>| Some((object.get("id")?.string()?, *object));
        let mut rows: Vec<_> =
            objects.iter().filter(|object| object.kind() == Kind::Object).filter_map(with_id).collect();
        rows.sort_by(|left, right| left.0.cmp(&right.0));
        Self { rows }
    }

    /// The versions of an object, in the order of the document.
    pub fn versions(&self, id: &str) -> impl Iterator<Item = Node<'d>> {
        let from = self.rows.partition_point(|row| *row.0 < *id);
        self.rows.iter().skip(from).take_while(move |row| row.0 == id).map(|row| row.1)
    }

    /// All ids with their objects, in the order of ids.
    pub fn rows(&self) -> &[(Cow<'d, str>, Node<'d>)] {
        &self.rows
    }
}
