//! The word at an offset, and what it is there.

use crate::ide::node::{Node, path};
use crate::source::Span;
use crate::syntax::tree::{Amount, Item, Label, Party, Target, Tree, Value};
use crate::vocab::language::{self, Kind, ValueType};

/// A word with what it is.
#[derive(Debug, Clone, Copy)]
pub enum Leaf<'t, 's> {
    /// `use`, `from`, `not`, a gap.
    Keyword(&'s str),
    /// The kind of a declaration.
    Kind(&'s str),
    /// The kind or tag of an inline object.
    Tag(&'s str),
    /// A key, of a kind.
    Key(&'static Kind, &'s str),
    /// A stance or a response.
    Stance(&'s str),
    /// A verb.
    Verb(&'s str),
    /// A hedge or a qualifier.
    Qualifier(&'s str),
    /// A name of something, or a label.
    Name(&'s str),
    /// The title of a declaration, behind its name.
    Title(&'s str, &'s str),
    /// A code.
    Code(&'s str),
    /// A number or a time.
    Amount(&'t Amount<'s>, Place<'s>),
    /// A text in quotes.
    Text(&'s str, Place<'s>),
    /// A bare word.
    Word(&'s str, Place<'s>),
}

/// Where a value stands.
#[derive(Debug, Clone, Copy)]
pub enum Place<'s> {
    /// Behind a key, of a kind.
    Key(&'static Kind, &'s str),
    /// Behind a key that takes a passage of the stored text.
    Passage,
    /// Behind a qualifier.
    Qualifier(&'s str),
    /// As a subject or an object.
    Object,
}

impl<'s> Leaf<'_, 's> {
    /// The slice of the file that it is.
    pub fn text(&self) -> &'s str {
        match *self {
            Self::Keyword(text)
            | Self::Kind(text)
            | Self::Tag(text)
            | Self::Key(_, text)
            | Self::Stance(text)
            | Self::Verb(text)
            | Self::Qualifier(text)
            | Self::Name(text)
            | Self::Title(_, text)
            | Self::Code(text)
            | Self::Text(text, _)
            | Self::Word(text, _) => text,
            Self::Amount(amount, _) => amount.text,
        }
    }

    /// What is looked up: for a title, the name before it.
    pub fn asked(&self) -> &'s str {
        if let Self::Title(name, _) = *self { name } else { self.text() }
    }
}

/// The word that an offset stands in, or right behind.
pub fn at<'t, 's>(content: &str, tree: &'t Tree<'s>, offset: u32) -> Option<Leaf<'t, 's>> {
    let nodes = path(content, tree, offset);
    let search = Search { content, offset };
    let kind = nodes.iter().rev().find_map(|node| match node {
        Node::Item(Item::Declaration(declaration)) => kind_of(declaration.kind),
        _ => None,
    });
    let place = nodes.iter().rev().find_map(|node| match node {
        Node::Qualifier(qualifier) => Some(Place::Qualifier(qualifier.word)),
        Node::Property(property) => {
            let kind = kind?;
            let is_passage = kind.key(property.key).is_some_and(|key| key.value == ValueType::Passage);
            Some(if is_passage { Place::Passage } else { Place::Key(kind, property.key) })
        }
        _ => None,
    });
    match *nodes.last()? {
        Node::Item(item) => search.item(item),
        Node::Property(property) => search.one(property.key, |key| Some(Leaf::Key(kind?, key))),
        Node::Claim(claim) => (search.label(claim.label.as_ref()))
            .or_else(|| search.one(claim.negated?, |word| Some(Leaf::Keyword(word))))
            .or_else(|| search.one(claim.verb, |verb| Some(Leaf::Verb(verb)))),
        Node::Qualifier(qualifier) => search.one(qualifier.word, |word| Some(Leaf::Qualifier(word))),
        Node::Value(value) => search.value(value, place?),
        Node::Party(party) => search.party(*party),
    }
}

/// The kind of a word, as far as it tells what keys there are.
fn kind_of(word: &str) -> Option<&'static Kind> {
    language::kind(word).or_else(|| language::kind("object").filter(|_| word.starts_with("x-")))
}

struct Search<'c> {
    content: &'c str,
    offset: u32,
}

impl<'c> Search<'c> {
    fn holds(&self, part: &str) -> bool {
        let span = Span::of(self.content, part);
        span.lo <= self.offset && self.offset <= span.hi
    }

    fn one<'t, 's>(&self, part: &'s str, leaf: impl FnOnce(&'s str) -> Option<Leaf<'t, 's>>) -> Option<Leaf<'t, 's>> {
        if self.holds(part) { leaf(part) } else { None }
    }

    fn name<'t, 's>(&self, part: &'s str) -> Option<Leaf<'t, 's>> {
        self.one(part, |name| Some(Leaf::Name(name)))
    }

    fn label<'t, 's>(&self, label: Option<&Label<'s>>) -> Option<Leaf<'t, 's>> {
        let label = label?;
        label.document.and_then(|document| self.name(document)).or_else(|| self.name(label.name))
    }

    fn item<'t, 's>(&self, item: &Item<'s>) -> Option<Leaf<'t, 's>> {
        match item {
            Item::Use(line) => self.one(line.keyword, |word| Some(Leaf::Keyword(word))),
            Item::From(from) => {
                self.one(from.keyword, |word| Some(Leaf::Keyword(word))).or_else(|| self.name(from.document))
            }
            Item::Declaration(declaration) => self
                .one(declaration.kind, |kind| Some(Leaf::Kind(kind)))
                .or_else(|| self.name(declaration.name))
                .or_else(|| self.one(declaration.title?, |title| Some(Leaf::Title(declaration.name, title)))),
            Item::Speech(speech) => self
                .label(speech.label.as_ref())
                .or_else(|| speech.speakers.iter().find_map(|speaker| self.name(speaker)))
                .or_else(|| self.one(speech.stance, |word| Some(Leaf::Stance(word)))),
            Item::Response(response) => self
                .label(response.label.as_ref())
                .or_else(|| response.speakers.iter().find_map(|speaker| self.name(speaker)))
                .or_else(|| self.one(response.word, |word| Some(Leaf::Stance(word))))
                .or_else(|| {
                    response.targets.iter().find_map(|target| match target {
                        Target::Label(label) => self.label(Some(label)),
                        Target::Name(name) => self.name(name),
                    })
                }),
        }
    }

    fn value<'t, 's>(&self, value: &'t Value<'s>, place: Place<'s>) -> Option<Leaf<'t, 's>> {
        match value {
            Value::String(text) | Value::Text(text) => Some(Leaf::Text(text, place)),
            Value::Amount(amount) => Some(Leaf::Amount(amount, place)),
            Value::Code(code) => Some(Leaf::Code(code)),
            Value::Word(word) => Some(Leaf::Word(word, place)),
            Value::Observable { tag, text } => self
                .one(tag, |tag| Some(Leaf::Tag(tag)))
                .or_else(|| self.one(text, |text| Some(Leaf::Text(text, Place::Object)))),
            Value::Path { document, name } => self.name(document).or_else(|| self.name(name)),
            Value::Gap(word) | Value::Null(word) => Some(Leaf::Keyword(word)),
            Value::Withheld(_) | Value::List { .. } | Value::Dictionary { .. } | Value::Junk(_) => None,
        }
    }

    fn party<'t, 's>(&self, party: Party<'s>) -> Option<Leaf<'t, 's>> {
        match party {
            Party::Name(name) => Some(Leaf::Name(name)),
            Party::Inline { kind, text } => self
                .one(kind, |kind| Some(Leaf::Tag(kind)))
                .or_else(|| self.one(text, |text| Some(Leaf::Text(text, Place::Object)))),
            Party::Code(code) => Some(Leaf::Code(code)),
            Party::Gap(word) => Some(Leaf::Keyword(word)),
            Party::Withheld(_) | Party::Junk(_) => None,
        }
    }
}
