//! Parts of values for those who ask for many: what is asked for is then found without a walk over all the rest.

use std::borrow::Cow;
use std::collections::BTreeMap;

use crate::json::Node;

/// The members of an object by key.
pub(super) struct Members<'d>(BTreeMap<Cow<'d, str>, Node<'d>>);

impl<'d> Members<'d> {
    /// Those of an object; none for anything else.
    pub fn of(object: Node<'d>) -> Self {
        Self(object.members().filter_map(|member| Some((member.key.string()?, member.value))).collect())
    }

    /// The value of a key.
    pub fn get(&self, key: &str) -> Option<Node<'d>> {
        self.0.get(key).copied()
    }
}

/// The objects and lists inside of a value that were asked, by their index in the document.
#[derive(Default)]
pub(super) struct Inside<'d> {
    objects: BTreeMap<u32, Members<'d>>,
    lists: BTreeMap<u32, Vec<Node<'d>>>,
}

impl<'d> Inside<'d> {
    /// The value of a key of an object.
    pub fn member(&mut self, object: Node<'d>, key: &str) -> Option<Node<'d>> {
        self.objects.entry(object.index()).or_insert_with(|| Members::of(object)).get(key)
    }

    /// An item of a list.
    pub fn item(&mut self, list: Node<'d>, at: usize) -> Option<Node<'d>> {
        self.lists.entry(list.index()).or_insert_with(|| list.items().collect()).get(at).copied()
    }
}
