//! Objects that share a UUID (STIX 2.1, section 2.9).

use uuid::Uuid;

use crate::diag::codes::standard as codes;
use crate::json::Node;
use crate::stix::validate::id;
use crate::stix::validate::judge::{Judge, Tell};

impl<'d> Judge<'d> {
    /// One UUID under two types by one author.
    pub(super) fn shared_uuids(&mut self) {
        let rows = self.index.rows();
        let mut uuids: Vec<(Uuid, usize)> = Vec::with_capacity(rows.len());
        for (at, (text, _)) in rows.iter().enumerate() {
            let is_first = at.checked_sub(1).and_then(|before| rows.get(before)).is_none_or(|before| before.0 != *text);
            uuids.extend(id::parts(text).filter(|_| is_first).map(|(_, uuid)| (uuid, at)));
        }
        uuids.sort_unstable();
        for pair in uuids.windows(2) {
            let [(first, one), (second, other)] = pair else { continue };
            let (true, Some(one), Some(other)) = (first == second, rows.get(*one), rows.get(*other)) else { continue };
            let author = |object: Node<'d>| object.get("created_by_ref").and_then(Node::string);
            if author(one.1).is_some() && author(one.1) == author(other.1) {
                let place = self.at(one.1.get("id").unwrap_or(one.1));
                let id = other.1.get("id").unwrap_or(other.1);
                self.say(codes::SHARED_UUID, id, "two objects of different types share a UUID")
                    .beside(place, "the other one")
                    .helped("every object has a UUID of its own");
            }
        }
    }
}
