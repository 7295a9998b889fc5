//! What an object or a list holds, sorted once: references and selectors lead into it again and again, and a hostile
//! file has many of both.

use std::borrow::Cow;
use std::collections::HashMap;

use crate::json::Node;

/// Values that were walked into, by their index in the document.
#[derive(Default)]
pub(super) struct Insides<'d> {
    members: HashMap<u32, Vec<(Cow<'d, str>, Node<'d>)>>,
    items: HashMap<u32, Vec<Node<'d>>>,
}

impl<'d> Insides<'d> {
    /// The value of a key of an object.
    pub fn member(&mut self, object: Node<'d>, key: &str) -> Option<Node<'d>> {
        let members = self.members.entry(object.index()).or_insert_with(|| {
            let members = object.members().map(|member| (member.key.string().unwrap_or_default(), member.value));
            let mut members: Vec<_> = members.collect();
            members.sort_by(|left, right| left.0.cmp(&right.0));
            members
        });
        let at = members.binary_search_by(|member| (*member.0).cmp(key)).ok()?;
        members.get(at).map(|member| member.1)
    }

    /// An item of a list, from 0.
    pub fn item(&mut self, list: Node<'d>, at: usize) -> Option<Node<'d>> {
        self.items.entry(list.index()).or_insert_with(|| list.items().collect()).get(at).copied()
    }
}
