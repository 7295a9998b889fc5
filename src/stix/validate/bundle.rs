//! What holds between the objects of a document (STIX 2.1, sections 2.9 and 3.6).

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::judge::{Judge, Tell};
use super::{id, time};
use crate::diag::codes::standard as codes;
use crate::json::Node;
use crate::stix::canonical;

impl<'d> Judge<'d> {
    /// The versions of each object, and objects that share what they must not.
    pub fn between(&mut self) {
        let rows = self.index.rows();
        for versions in rows.chunk_by(|left, right| left.0 == right.0).filter(|versions| versions.len() > 1) {
            let versions: Vec<Node<'d>> = versions.iter().map(|row| row.1).collect();
            self.versions(&versions);
            self.ended(&versions);
        }
        self.shared_uuids();
    }

    /// What versions of one object must share, and what tells them apart.
    fn versions(&mut self, versions: &[Node<'d>]) {
        let Some(first) = versions.first() else { return };
        // By `modified` the first that has it, and its canonical form once that was asked for.
        let mut seen: BTreeMap<Option<Cow<'d, str>>, (Node<'d>, Option<String>)> = BTreeMap::new();
        for object in versions {
            let modified = object.get("modified").and_then(Node::string);
            let (twin, form) = seen.entry(modified).or_insert((*object, None));
            if twin != object {
                self.twin(*twin, form.get_or_insert_with(|| canonical(*twin)), *object);
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
    }

    /// Two objects with the same id and the same `modified`.
    fn twin(&mut self, first: Node<'d>, form: &str, second: Node<'d>) {
        let place = self.at(first.get("id").unwrap_or(first));
        let id = second.get("id").unwrap_or(second);
        match canonical(second) == form {
            true => self.say(codes::EXACT_REPETITION, id, "the object stands twice, word for word"),
            false => self.say(codes::TWO_CONTENTS, id, "one version of the object has two contents"),
        }
        .beside(place, "the first one")
        .helped("an object with the same `id` and `modified` is the same everywhere");
    }

    /// Versions that follow the one that is revoked.
    fn ended(&mut self, versions: &[Node<'d>]) {
        let modified = |object: &Node<'d>| object.get("modified").and_then(Node::string);
        let end = versions.iter().filter_map(|object| {
            let revoked = object.get("revoked").filter(|node| node.boolean() == Some(true))?;
            Some((modified(object).filter(|text| time::key(text).is_some())?, revoked))
        });
        let Some((end, revoked)) = end.min_by(|left, right| time::key(&left.0).cmp(&time::key(&right.0))) else {
            return;
        };
        for later in versions.iter().filter_map(|object| object.get("modified")) {
            if later.string().is_some_and(|text| time::key(&text) > time::key(&end)) {
                let place = self.at(revoked);
                self.say(codes::VERSION_AFTER_REVOKED, later, "a version follows one that is revoked")
                    .beside(place, "revoked here")
                    .helped("what is revoked ends: start a new object with a new id");
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
