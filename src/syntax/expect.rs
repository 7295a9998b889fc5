//! What the grammar wanted where it failed: a small closed set, united at the furthest point.

use nom::error::{ErrorKind, ParseError};

/// One thing that may stand at a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub enum Want {
    /// `5 "x"` at the start of a statement.
    Statement,
    /// `actor "APT31"` lacks a name.
    Name,
    /// `ncsc, fbi { … }` lacks a stance.
    Stance,
    /// `ncsc via desk says` has its qualifiers before the stance.
    StanceFirst,
    /// `ncsc says "x"` lacks a body.
    Body,
    /// `from time` lacks `{`.
    OpenBrace,
    /// `prc denies` lacks a target.
    Target,
    /// `ncsc says { , }` lacks a subject.
    Subject,
    /// `ncsc says { apt31 5 }` lacks a verb.
    Verb,
    /// `ncsc says { apt31 targets }` lacks an object.
    Object,
    /// `actor a { "x" }` lacks a key.
    Key,
    /// `actor a { aka }` lacks a value.
    Value,
    /// `actor a { aka "A" by }` lacks an argument.
    Argument,
    /// `group g { size more-than }` lacks a number.
    Number,
    /// `use agencies` lacks quotes.
    Path,
    /// `tool t { x [a b] }` lacks a comma.
    Comma,
    /// `tool t { x [a }` lacks a bracket.
    CloseBracket,
    /// `tool t { x { a 1 ] }` lacks a brace.
    CloseBrace,
    /// `[` without a name and `]`.
    Label,
    /// Lists and dictionaries nested deeper than the limit.
    Shallower,
}

/// A set of wants.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Wants(u32);

impl Wants {
    /// The set of one.
    pub const fn of(want: Want) -> Self {
        Self(1 << want as u8)
    }

    /// Both sets.
    pub const fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Whether the set holds a want.
    pub const fn has(self, want: Want) -> bool {
        self.0 & (1 << want as u8) != 0
    }
}

/// A failure: where, and what was wanted there. Small and `Copy`, because nom builds one at every branch.
#[derive(Debug, Clone, Copy)]
pub struct Fail<'s> {
    /// The rest of the text from the token that does not fit.
    pub at: &'s str,
    /// What would have fitted.
    pub wants: Wants,
}

impl<'s> Fail<'s> {
    /// A failure that nom carries to the nearest recovery point.
    pub fn want<T>(at: &'s str, want: Want) -> nom::IResult<&'s str, T, Fail<'s>> {
        Err(nom::Err::Error(Self { at, wants: Wants::of(want) }))
    }
}

impl<'s> ParseError<&'s str> for Fail<'s> {
    fn from_error_kind(at: &'s str, _: ErrorKind) -> Self {
        Self { at, wants: Wants::default() }
    }

    fn append(_: &'s str, _: ErrorKind, other: Self) -> Self {
        other
    }

    /// The branch that came further knows more; branches that came equally far know different things.
    fn or(self, other: Self) -> Self {
        match self.at.len().cmp(&other.at.len()) {
            std::cmp::Ordering::Less => self,
            std::cmp::Ordering::Greater => other,
            std::cmp::Ordering::Equal => Self { at: self.at, wants: self.wants.and(other.wants) },
        }
    }
}
