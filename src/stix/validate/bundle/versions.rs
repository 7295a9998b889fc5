//! Objects of one id: versions of one object, or the same twice (STIX 2.1, section 3.6).

use crate::diag::codes::standard as codes;
use crate::json::Node;
use crate::stix::compare::{Mode, values};
use crate::stix::validate::judge::{Judge, Tell};
use crate::stix::validate::time;

impl<'d> Judge<'d> {
    /// What holds between all that bear one id; they stand in the order of the document.
    pub(super) fn versions(&mut self, objects: &[Node<'d>]) {
        let Some(first) = objects.first().copied() else { return };
        let mut sorted: Vec<(Moment, Node<'d>)> =
            objects.iter().map(|object| (moment(*object, "modified"), *object)).collect();
        sorted.sort_by(|left, right| left.0.cmp(&right.0));
        for twins in sorted.chunk_by(|left, right| left.0 == right.0) {
            let twins: Vec<Node<'d>> = twins.iter().map(|row| row.1).collect();
            if let [first, others @ ..] = twins.as_slice() {
                others.iter().for_each(|other| self.twins(*first, *other));
            }
        }
        for object in objects.iter().skip(1) {
            self.changed(first, *object);
        }
        self.after_revoked(&sorted);
    }

    /// Two objects of one id and one `modified`.
    fn twins(&mut self, first: Node<'d>, other: Node<'d>) {
        let place = self.at(first.get("id").unwrap_or(first));
        let id = other.get("id").unwrap_or(other);
        // An observable has no versions; two reports of one thing may know different things of it.
        let observable = other.get("modified").or(other.get("created")).is_none();
        match values(first, other, Mode::Meaning).is_empty() {
            true => self
                .say(codes::EXACT_REPETITION, id, "the object stands twice, and says the same both times")
                .helped("allowed, but needless: leave one of them away"),
            false if observable => self
                .say(codes::EXACT_REPETITION, id, "the observable stands twice, with different properties")
                .helped("allowed, but readers keep one of the two: say in one object what is known"),
            false => self
                .say(codes::TWO_CONTENTS, id, "one version of the object has two contents")
                .helped("an object with the same `id` and `modified` is the same everywhere"),
        }
        .beside(place, "the first one");
    }

    /// What no version changes.
    fn changed(&mut self, first: Node<'d>, object: Node<'d>) {
        if let (Some(created), Some(before)) = (object.get("created"), first.get("created"))
            && moment(object, "created") != moment(first, "created")
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
                .helped("only who made an object makes versions of it; another party's is a new object with a new id");
        }
    }

    /// Versions that come after one that is revoked; all of them in the order of time.
    fn after_revoked(&mut self, sorted: &[(Moment, Node<'d>)]) {
        let is_revoked = |object: Node<'_>| object.get("revoked").and_then(Node::boolean) == Some(true);
        let Some((at, revoked)) = sorted.iter().find(|row| is_revoked(row.1)) else { return };
        let place = self.at(revoked.get("revoked").unwrap_or(*revoked));
        // What has no good time has no place in the order.
        let later = sorted.iter().filter(|row| matches!((&row.0, at), (Moment::At(..), Moment::At(..))) && row.0 > *at);
        for modified in later.filter_map(|row| row.1.get("modified")) {
            self.say(codes::VERSION_AFTER_REVOKED, modified, "a version follows one that is revoked")
                .beside(place, "revoked here")
                .helped("what is revoked ends: start a new object with a new id");
        }
    }
}

/// When something was, as it can be told from a text.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Moment {
    /// The property is not there.
    Never,
    /// It is no timestamp, which is told elsewhere.
    Unclear(String),
    /// The second, and the digits behind it.
    At(String, String),
}

fn moment(object: Node<'_>, property: &str) -> Moment {
    match object.get(property) {
        None => Moment::Never,
        Some(node) => {
            let text = node.string().unwrap_or_default();
            match time::key(&text) {
                Some((second, fraction)) => Moment::At(second.to_owned(), fraction.to_owned()),
                None => Moment::Unclear(node.raw().to_owned()),
            }
        }
    }
}
