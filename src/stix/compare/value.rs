//! Where two values differ.

use std::borrow::Cow;

use super::{Mode, ValueChange};
use crate::json::{Kind, Member, Node, Path, Step};
use crate::stix::validate::time;
use crate::vocab::standard::{ObjectType, Property, Shape, extension, object_type, structure};

/// Where two values differ, which are those of objects or of anything else. Members come in the order of their keys.
pub fn values<'d>(left: Node<'d>, right: Node<'d>, mode: Mode) -> Vec<ValueChange<'d>> {
    let mut comparison = Comparison::new(mode);
    comparison.value(left, right, Typing::of_object(left));
    comparison.changes
}

/// Where what stands around the objects differs.
pub(super) fn containers<'d>(left: Option<Node<'d>>, right: Option<Node<'d>>) -> Vec<ValueChange<'d>> {
    let changed = || vec![ValueChange { path: Path::default(), left, right }];
    match (left, right) {
        (Some(left), Some(right)) => {
            let kind = |node: Node<'_>| (node.kind() == Kind::List, super::is_bundle(node));
            let mut comparison = Comparison::new(Mode::Spelling);
            match (kind(left) == kind(right), super::is_bundle(left)) {
                (false, _) => return changed(),
                (true, true) => comparison.members(left, right, Typing::None, |key| key != "objects"),
                (true, false) => {}
            }
            comparison.changes
        }
        (None, None) => Vec::new(),
        _ => changed(),
    }
}

/// Whether two texts are the same instant, or the same text.
pub(super) fn same_time(left: &str, right: &str) -> bool {
    left == right || instant(left) == instant(right)
}

/// A timestamp in the one spelling of its instant; what is none as it is. Good ones sort as time does.
pub fn instant(text: &str) -> String {
    let plain = |text: &str| time::key(text).map(|(second, fraction)| format!("{second}.{fraction}"));
    plain(text).or_else(|| time::in_utc(text).and_then(|text| plain(&text))).unwrap_or_else(|| text.to_owned())
}

struct Comparison<'d> {
    mode: Mode,
    /// Whether one change is enough to know.
    brief: bool,
    path: Path,
    changes: Vec<ValueChange<'d>>,
}

/// What the standard's tables say of a value.
#[derive(Clone, Copy)]
enum Typing {
    /// Nothing.
    None,
    /// It has the properties of a row.
    Row(&'static ObjectType),
    /// It is an object of a type that the tables do not have: the common properties are its own too.
    Common(&'static ObjectType),
    /// It is of a shape.
    Shape(&'static Shape),
    /// It is `extensions`.
    Extensions,
}

impl<'d> Comparison<'d> {
    fn new(mode: Mode) -> Self {
        Self { mode, brief: false, path: Path::default(), changes: Vec::new() }
    }

    fn value(&mut self, left: Node<'d>, right: Node<'d>, typing: Typing) {
        // Nearly all values are spelled the same, and what is spelled the same is the same.
        if self.is_decided() || left.raw() == right.raw() {
            return;
        }
        match (left.kind(), right.kind()) {
            (Kind::Object, Kind::Object) => self.members(left, right, typing, |_| true),
            (Kind::List, Kind::List) => self.items(left, right, typing),
            (one, other) if one == other && self.is_same(left, right, typing) => {}
            _ => self.change(Some(left), Some(right)),
        }
    }

    /// Whether two values that hold no others are the same.
    fn is_same(&self, left: Node<'d>, right: Node<'d>, typing: Typing) -> bool {
        match (left.string(), right.string(), left.number(), right.number()) {
            (Some(left), Some(right), ..) => {
                let timed = self.mode == Mode::Meaning && matches!(typing, Typing::Shape(Shape::Timestamp));
                left == right || timed && same_time(&left, &right)
            }
            (_, _, Some(left), Some(right)) if self.mode == Mode::Meaning => {
                match (left.integer(), right.integer()) {
                    (Some(left), Some(right)) => left == right,
                    // Other numbers of JSON are doubles to those who read them (RFC 7493, section 2.2).
                    _ => left.float().is_finite() && left.float() == right.float(),
                }
            }
            _ => false,
        }
    }

    /// Members that `counts` picks by their keys.
    fn members(&mut self, left: Node<'d>, right: Node<'d>, typing: Typing, counts: impl Fn(&str) -> bool) {
        let sorted = |node: Node<'d>| {
            let mut members: Vec<(Cow<'d, str>, Node<'d>)> =
                node.members().map(|Member { key, value }| (key.string().unwrap_or_default(), value)).collect();
            members.retain(|(key, _)| counts(key));
            members.sort_by(|left, right| left.0.cmp(&right.0));
            members.into_iter().peekable()
        };
        let (mut left, mut right) = (sorted(left), sorted(right));
        loop {
            let first = match (left.peek(), right.peek()) {
                (Some(one), Some(other)) => one.0.clone().min(other.0.clone()),
                (Some(one), None) | (None, Some(one)) => one.0.clone(),
                (None, None) => return,
            };
            let one = left.next_if(|member| member.0 == first).map(|member| member.1);
            let other = right.next_if(|member| member.0 == first).map(|member| member.1);
            let (property, typing) = typing.member(&first);
            self.path.0.push(Step::Key(first.into_owned()));
            match (one, other) {
                (Some(one), Some(other)) => self.value(one, other, typing),
                (None, Some(only)) | (Some(only), None) if self.goes_without_saying(property, only) => {}
                _ => self.change(one, other),
            }
            self.path.0.pop();
        }
    }

    /// Whether a value is what its absence means.
    fn goes_without_saying(&self, property: Option<&Property>, value: Node<'_>) -> bool {
        let default = property.map_or("", |property| property.default);
        self.mode == Mode::Meaning && !default.is_empty() && value.raw() == default
    }

    /// Items of lists, whose order the standard keeps (section 2.12).
    fn items(&mut self, left: Node<'d>, right: Node<'d>, typing: Typing) {
        let typing = match typing {
            Typing::Shape(Shape::List(inner)) => Typing::shape(inner),
            _ => Typing::None,
        };
        let (left, right): (Vec<_>, Vec<_>) = (left.items().collect(), right.items().collect());
        let (start, end) = match left.len() == right.len() {
            true => (0, 0),
            false if self.brief => return self.change(None, None),
            false => self.alike_at_ends(&left, &right, typing),
        };
        let (left_end, right_end) = (left.len() - end, right.len() - end);
        for at in start..left_end.max(right_end) {
            let one = left.get(at).filter(|_| at < left_end);
            let other = right.get(at).filter(|_| at < right_end);
            self.path.0.push(Step::Index(at));
            match (one, other) {
                (Some(one), Some(other)) => self.value(*one, *other, typing),
                _ => self.change(one.copied(), other.copied()),
            }
            self.path.0.pop();
        }
    }

    /// How many items two lists of different lengths have in common at their start and at their end, so that one item
    /// more is told as that.
    fn alike_at_ends(&self, left: &[Node<'d>], right: &[Node<'d>], typing: Typing) -> (usize, usize) {
        let is_same = |(one, other): &(&Node<'d>, &Node<'d>)| {
            // A brief look does not come here again, so that lists within lists do not cost more at every depth.
            let mut look = Comparison { brief: true, ..Comparison::new(self.mode) };
            look.value(**one, **other, typing);
            look.changes.is_empty()
        };
        let start = left.iter().zip(right).take_while(is_same).count();
        let rest = left.len().min(right.len()) - start;
        let end = left.iter().rev().zip(right.iter().rev()).take(rest).take_while(is_same).count();
        (start, end)
    }

    /// Whether nothing more has to be looked at.
    fn is_decided(&self) -> bool {
        self.brief && !self.changes.is_empty()
    }

    fn change(&mut self, left: Option<Node<'d>>, right: Option<Node<'d>>) {
        self.changes.push(ValueChange { path: self.path.clone(), left, right });
    }
}

impl Typing {
    /// What the tables say of an object by its type; of one that they do not have, the common properties.
    fn of_object(object: Node<'_>) -> Self {
        match object.get("type").and_then(Node::string) {
            Some(kind) => object_type(&kind)
                .map(Self::Row)
                .or_else(|| object_type("identity").map(Self::Common))
                .unwrap_or(Self::None),
            None => Self::None,
        }
    }

    fn shape(shape: &'static Shape) -> Self {
        match shape {
            Shape::Object(name) => structure(name).map_or(Self::None, Self::Row),
            shape => Self::Shape(shape),
        }
    }

    /// The property of a key, and what the tables say of its value.
    fn member(self, key: &str) -> (Option<&'static Property>, Self) {
        let property = match self {
            Self::Row(row) => row.property(key),
            Self::Common(row) => row.property(key).filter(|property| property.common),
            Self::Extensions => return (None, extension(key).map_or(Self::None, Self::Row)),
            Self::Shape(Shape::Choice(names)) => {
                names.iter().filter_map(|name| structure(name)).find_map(|row| row.property(key))
            }
            Self::Shape(_) | Self::None => None,
        };
        match property {
            Some(property) if property.name == "extensions" => (Some(property), Self::Extensions),
            Some(property) => (Some(property), Self::shape(&property.shape)),
            None => (None, Self::None),
        }
    }
}
