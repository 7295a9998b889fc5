//! A document as a flat list of nodes, and the way through it.

use std::borrow::Cow;
use std::fmt;
use std::ops::Range;

use super::scan;
use crate::source::Span;

/// A JSON text and its values.
#[derive(Debug)]
pub struct Document<'t> {
    pub(super) text: &'t str,
    /// Every value in the order of the text; a member is two of them, its key and its value.
    pub(super) nodes: Vec<Entry>,
}

/// A value in a flat list.
#[derive(Debug, Clone, Copy)]
pub(super) struct Entry {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
    /// For an object or a list, the index behind all that it holds; for a string, whether it has escapes.
    pub next: u32,
}

/// A value of a document. It is as cheap to copy as a reference.
#[derive(Clone, Copy)]
pub struct Node<'d> {
    document: &'d Document<'d>,
    at: u32,
}

/// What a value is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// `{…}`
    Object,
    /// `[…]`
    List,
    /// `"…"`
    String,
    /// `17`, `1.5e3`
    Number,
    /// `true`, `false`
    Boolean,
    /// `null`
    Null,
}

/// A key and its value.
#[derive(Debug, Clone, Copy)]
pub struct Member<'d> {
    /// The key, a string.
    pub key: Node<'d>,
    /// The value.
    pub value: Node<'d>,
}

/// A number as it is spelled.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Number<'d>(pub &'d str);

impl<'t> Document<'t> {
    /// The text.
    pub fn text(&self) -> &'t str {
        self.text
    }

    /// The outermost value; `None` where the text holds none.
    pub fn root(&self) -> Option<Node<'_>> {
        (!self.nodes.is_empty()).then_some(Node { document: self, at: 0 })
    }

    /// How many nodes it has, keys among them.
    pub fn len(&self) -> usize {
        self.nodes.len()
    }

    /// Whether it holds no value.
    pub fn is_empty(&self) -> bool {
        self.nodes.is_empty()
    }

    /// The innermost value that begins at an offset, or that it lies in without beginning there.
    pub fn at(&self, offset: u32) -> Option<Node<'_>> {
        let behind = self.nodes.partition_point(|entry| entry.start <= offset);
        self.node(behind.checked_sub(1)? as u32)
    }

    /// The node of an index, as [`Node::index`] gives it.
    pub fn node(&self, index: u32) -> Option<Node<'_>> {
        ((index as usize) < self.nodes.len()).then_some(Node { document: self, at: index })
    }
}

impl<'d> Node<'d> {
    /// Its index in the document, by which it can be found again.
    pub fn index(self) -> u32 {
        self.at
    }

    /// The document that it belongs to.
    pub fn document(self) -> &'d Document<'d> {
        self.document
    }

    /// Where it stands, quotes and brackets included.
    pub fn span(self) -> Span {
        let entry = self.entry();
        Span::new(entry.start, entry.end)
    }

    /// Its text as it is spelled.
    pub fn raw(self) -> &'d str {
        self.document.text.get(self.span().range()).unwrap_or_default()
    }

    /// What it is. What was no JSON counts as `null`.
    pub fn kind(self) -> Kind {
        let entry = self.entry();
        // What is missing is empty, and stands before something else.
        match self.document.text.as_bytes().get(entry.start as usize).filter(|_| entry.start < entry.end) {
            Some(b'{') => Kind::Object,
            Some(b'[') => Kind::List,
            Some(b'"') => Kind::String,
            Some(b'-' | b'0'..=b'9') => Kind::Number,
            Some(b't' | b'f') => Kind::Boolean,
            _ => Kind::Null,
        }
    }

    /// The text of a string, its escapes resolved.
    pub fn string(self) -> Option<Cow<'d, str>> {
        if self.kind() != Kind::String {
            return None;
        }
        let entry = self.entry();
        let inner = self.document.text.get(entry.start as usize + 1..(entry.end as usize).saturating_sub(1));
        let inner = inner.unwrap_or_default();
        Some(if entry.next == 0 { Cow::Borrowed(inner) } else { Cow::Owned(scan::unescape(inner)) })
    }

    /// Where a part of a string stands, by its bytes in the text that the string means.
    pub fn part(self, part: Range<usize>) -> Span {
        let Some(inner) = self.raw().get(1..) else { return self.span() };
        let place = |at: usize| self.entry().start + 1 + scan::offset(inner, at) as u32;
        Span::new(place(part.start), place(part.end))
    }

    /// The part of the text that a string means, by where it stands; the other way round than [`Node::part`].
    pub fn meant(self, place: Span) -> Range<usize> {
        let inner = self.raw().get(1..).unwrap_or_default();
        let before = |at: u32| inner.get(..at.saturating_sub(self.entry().start + 1) as usize).unwrap_or(inner);
        let length = |raw: &str| scan::unescape(raw).len();
        length(before(place.lo))..length(before(place.hi))
    }

    /// Whether it is this string.
    pub fn is(self, text: &str) -> bool {
        self.string().is_some_and(|own| own == text)
    }

    /// The number, where it is one.
    pub fn number(self) -> Option<Number<'d>> {
        (self.kind() == Kind::Number).then(|| Number(self.raw()))
    }

    /// `true` or `false`, where it is one.
    pub fn boolean(self) -> Option<bool> {
        (self.kind() == Kind::Boolean).then(|| self.raw() == "true")
    }

    /// The members of an object in their order; none for anything else.
    pub fn members(self) -> impl Iterator<Item = Member<'d>> + use<'d> {
        let mut inside = self.inside(Kind::Object);
        std::iter::from_fn(move || Some(Member { key: inside.next()?, value: inside.next()? }))
    }

    /// The values of a list in their order; none for anything else.
    pub fn items(self) -> impl Iterator<Item = Node<'d>> + use<'d> {
        self.inside(Kind::List)
    }

    /// The value of a key, the first of several.
    pub fn get(self, key: &str) -> Option<Node<'d>> {
        self.members().find(|member| member.key.is(key)).map(|member| member.value)
    }

    fn inside(self, kind: Kind) -> impl Iterator<Item = Node<'d>> + use<'d> {
        let end = if self.kind() == kind { self.entry().next } else { 0 };
        let (document, mut at) = (self.document, self.at + 1);
        std::iter::from_fn(move || {
            let node = (at < end).then_some(Node { document, at })?;
            at = node.after();
            Some(node)
        })
    }

    /// The index behind it and all that it holds.
    pub(super) fn after(self) -> u32 {
        match self.kind() {
            Kind::Object | Kind::List => self.entry().next.max(self.at + 1),
            _ => self.at + 1,
        }
    }

    fn entry(self) -> Entry {
        self.document.nodes.get(self.at as usize).copied().unwrap_or(Entry { start: 0, end: 0, next: 0 })
    }
}

impl Number<'_> {
    /// The whole number, where it is spelled as one and 64 bits hold it.
    pub fn integer(self) -> Option<i64> {
        self.0.parse().ok()
    }

    /// Whether it is spelled without fraction and exponent.
    pub fn is_whole(self) -> bool {
        !self.0.contains(['.', 'e', 'E'])
    }

    /// The nearest double; infinite where none is near.
    pub fn float(self) -> f64 {
        self.0.parse().unwrap_or(f64::NAN)
    }
}

impl fmt::Debug for Node<'_> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.raw())
    }
}

impl PartialEq for Node<'_> {
    /// Whether it is the same place of the same document.
    fn eq(&self, other: &Self) -> bool {
        self.at == other.at && std::ptr::eq(self.document, other.document)
    }
}
