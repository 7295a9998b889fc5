//! What holds between the objects of a document (STIX 2.1, sections 2.9 and 3.6).

use super::judge::{Judge, Tell};
use super::{id, time};
use crate::diag::codes::standard as codes;
use crate::json::Node;

impl<'d> Judge<'d> {
    /// The versions of each object, and objects that share what they must not.
    pub fn between(&mut self, _objects: &[Node<'d>]) {
        let rows = self.index.rows();
        for versions in rows.chunk_by(|left, right| left.0 == right.0).filter(|versions| versions.len() > 1) {
            let versions: Vec<Node<'d>> = versions.iter().map(|row| row.1).collect();
            self.versions(&versions);
        }
        self.shared_uuids();
    }

    fn versions(&mut self, versions: &[Node<'d>]) {
        let text = |object: &Node<'d>, key| object.get(key).and_then(Node::string);
        for (at, object) in versions.iter().enumerate().skip(1) {
            let earlier = versions.iter().take(at);
            let Some(first) = versions.first() else { return };
            let id = object.get("id").unwrap_or(*object);
            let modified = text(object, "modified");
            if let Some(twin) = earlier.clone().find(|other| text(other, "modified") == modified) {
                let place = self.at(twin.get("id").unwrap_or(*twin));
                match crate::stix::canonical(*twin) == crate::stix::canonical(*object) {
                    true => self.say(codes::EXACT_REPETITION, id, "the object stands twice, word for word"),
                    false => self.say(codes::TWO_CONTENTS, id, "one version of the object has two contents"),
                }
                .beside(place, "the first one")
                .helped("an object with the same `id` and `modified` is the same everywhere");
                continue;
            }
            if let (Some(created), Some(before)) = (object.get("created"), first.get("created"))
                && created.string() != before.string()
            {
                let place = self.at(before);
                self.say(codes::CREATED_CHANGED, created, "two versions of an object differ in `created`")
                    .beside(place, "the first one")
                    .helped("`created` stays; `modified` tells versions apart");
            }
            if let (Some(author), Some(before)) = (object.get("created_by_ref"), first.get("created_by_ref"))
                && author.string() != before.string()
            {
                let place = self.at(before);
                self.say(codes::FOREIGN_VERSION, author, "two versions of an object have two authors")
                    .beside(place, "the first one")
                    .helped(
                        "only who made an object makes versions of it; another party's is a new object with a new id",
                    );
            }
        }
        let revoked = versions.iter().filter(|object| object.get("revoked").and_then(Node::boolean) == Some(true));
        for revoked in revoked {
            let Some(at) = text(revoked, "modified") else { continue };
            for later in versions.iter().filter_map(|object| object.get("modified")) {
                if let Some(text) = later.string()
                    && time::key(&text) > time::key(&at)
                {
                    let place = self.at(revoked.get("revoked").unwrap_or(*revoked));
                    self.say(codes::VERSION_AFTER_REVOKED, later, "a version follows one that is revoked")
                        .beside(place, "revoked here")
                        .helped("what is revoked ends: start a new object with a new id");
                }
            }
        }
    }

    /// One UUID under two types by one author (section 2.9).
    fn shared_uuids(&mut self) {
        let mut uuids: Vec<(uuid::Uuid, usize)> = Vec::new();
        for (at, (text, _)) in self.index.rows().iter().enumerate() {
            let is_first = at == 0 || self.index.rows().get(at - 1).is_none_or(|before| before.0 != *text);
            uuids.extend(id::parts(text).filter(|_| is_first).map(|(_, uuid)| (uuid, at)));
        }
        uuids.sort_unstable();
        for pair in uuids.windows(2) {
            let [(first, one), (second, other)] = pair else { continue };
            let (Some(one), Some(other)) = (self.index.rows().get(*one), self.index.rows().get(*other)) else {
                continue;
            };
            let author = |object: Node<'d>| object.get("created_by_ref").and_then(Node::string);
            let same_author = author(one.1).is_some() && author(one.1) == author(other.1);
            if first == second && one.0 != other.0 && same_author {
                let place = self.at(one.1.get("id").unwrap_or(one.1));
                self.say(
                    codes::SHARED_UUID,
                    other.1.get("id").unwrap_or(other.1),
                    "two objects of different types share a UUID",
                )
                .beside(place, "the other one")
                .helped("every object has a UUID of its own");
            }
        }
    }
}
