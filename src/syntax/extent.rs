//! Where statements, claims and properties begin and end: the tree has their leaves, and each is a slice of the text.

use super::tree::{
    Claim, Declaration, From, Item, Label, Party, Property, Qualified, Qualifier, Response, Speech, Target, Use, Value,
};

/// Something that stands on lines of its own.
pub trait Extent<'s> {
    /// Whether a block may stand behind its last leaf.
    const HAS_BLOCK: bool = false;

    /// Its first leaf.
    fn first(&self) -> Option<&'s str>;

    /// Its last leaf, what stands in its block left out.
    fn last(&self) -> Option<&'s str>;
}

impl<'s> Extent<'s> for Item<'s> {
    const HAS_BLOCK: bool = true;

    fn first(&self) -> Option<&'s str> {
        match self {
            Self::Use(item) => item.first(),
            Self::From(item) => item.first(),
            Self::Declaration(item) => item.first(),
            Self::Speech(item) => item.first(),
            Self::Response(item) => item.first(),
        }
    }

    fn last(&self) -> Option<&'s str> {
        match self {
            Self::Use(item) => item.last(),
            Self::From(item) => item.last(),
            Self::Declaration(item) => item.last(),
            Self::Speech(item) => item.last(),
            Self::Response(item) => item.last(),
        }
    }
}

impl<'s> Extent<'s> for Use<'s> {
    fn first(&self) -> Option<&'s str> {
        Some(self.keyword)
    }

    fn last(&self) -> Option<&'s str> {
        Some(self.path)
    }
}

impl<'s> Extent<'s> for From<'s> {
    const HAS_BLOCK: bool = true;

    fn first(&self) -> Option<&'s str> {
        Some(self.keyword)
    }

    fn last(&self) -> Option<&'s str> {
        Some(self.document)
    }
}

impl<'s> Extent<'s> for Declaration<'s> {
    const HAS_BLOCK: bool = true;

    fn first(&self) -> Option<&'s str> {
        Some(self.kind)
    }

    fn last(&self) -> Option<&'s str> {
        Some(self.title.unwrap_or(self.name))
    }
}

impl<'s> Extent<'s> for Speech<'s> {
    const HAS_BLOCK: bool = true;

    fn first(&self) -> Option<&'s str> {
        self.label.map(|label| label.text).or(self.speakers.first().copied())
    }

    fn last(&self) -> Option<&'s str> {
        Some(self.qualifiers.last().map_or(self.stance, last_of_qualifier))
    }
}

impl<'s> Extent<'s> for Response<'s> {
    fn first(&self) -> Option<&'s str> {
        self.label.map(|label| label.text).or(self.speakers.first().copied())
    }

    fn last(&self) -> Option<&'s str> {
        let target = |target: &Target<'s>| match target {
            Target::Label(Label { text, .. }) | Target::Name(text) => *text,
        };
        self.qualifiers.last().map(last_of_qualifier).or(self.targets.last().map(target))
    }
}

impl<'s> Extent<'s> for Claim<'s> {
    fn first(&self) -> Option<&'s str> {
        let first = |party: &Party<'s>| match party {
            Party::Inline { kind, .. } => *kind,
            party => party.text(),
        };
        self.label.map(|label| label.text).or(self.subjects.first().map(first))
    }

    fn last(&self) -> Option<&'s str> {
        Some(self.objects.last().map_or(self.verb, |object| last_of(object, Party::text)))
    }
}

impl<'s> Extent<'s> for Property<'s> {
    fn first(&self) -> Option<&'s str> {
        Some(self.key)
    }

    fn last(&self) -> Option<&'s str> {
        Some(self.values.last().map_or(self.key, |value| last_of(value, Value::text)))
    }
}

/// Properties of one line.
impl<'s> Extent<'s> for &[Property<'s>] {
    fn first(&self) -> Option<&'s str> {
        <[Property<'s>]>::first(self).and_then(Property::first)
    }

    fn last(&self) -> Option<&'s str> {
        <[Property<'s>]>::last(self).and_then(Property::last)
    }
}

fn last_of<'s, T>(qualified: &Qualified<'s, T>, text: impl Fn(&T) -> &'s str) -> &'s str {
    qualified.qualifiers.last().map_or_else(|| text(&qualified.value), last_of_qualifier)
}

fn last_of_qualifier<'s>(qualifier: &Qualifier<'s>) -> &'s str {
    qualifier.argument.as_ref().map_or(qualifier.word, Value::text)
}
