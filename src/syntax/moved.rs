//! Parts of a tree as parts of another text that has the same bytes elsewhere.

use super::tree::{
    Amount, Claim, Declaration, From, Item, Label, Party, Property, Qualified, Qualifier, Response, Speech, Target,
    Use, Value,
};
use crate::source::Span;

/// Where bytes of one text stand in another.
pub struct Shift<'k, 's> {
    old: &'k str,
    /// The new text from the place that `from` is now at.
    new: &'s str,
    from: usize,
}

impl<'k, 's> Shift<'k, 's> {
    /// What stood at an offset of one text stands at an offset of another, and so does what follows.
    pub fn new(old: &'k str, from: usize, new: &'s str, to: usize) -> Self {
        Self { old, new: super::token::tail(new, to), from }
    }

    fn leaf(&self, part: &str) -> &'s str {
        let lo = (Span::of(self.old, part).lo as usize).saturating_sub(self.from);
        self.new.get(lo..lo + part.len()).unwrap_or_else(|| super::token::tail(self.new, lo))
    }
}

/// What has leaves that are slices of a text.
pub trait Moved<'s> {
    /// The same in the new text.
    type To;

    /// The same in the new text.
    fn moved(&self, shift: &Shift<'_, 's>) -> Self::To;
}

impl<'s> Moved<'s> for &str {
    type To = &'s str;

    fn moved(&self, shift: &Shift<'_, 's>) -> &'s str {
        shift.leaf(self)
    }
}

impl<'s, T: Moved<'s>> Moved<'s> for Vec<T> {
    type To = Vec<T::To>;

    fn moved(&self, shift: &Shift<'_, 's>) -> Vec<T::To> {
        self.iter().map(|part| part.moved(shift)).collect()
    }
}

impl<'s, T: Moved<'s>> Moved<'s> for Option<T> {
    type To = Option<T::To>;

    fn moved(&self, shift: &Shift<'_, 's>) -> Option<T::To> {
        self.as_ref().map(|part| part.moved(shift))
    }
}

impl<'s, T: Moved<'s>, U: Moved<'s>> Moved<'s> for (T, U) {
    type To = (T::To, U::To);

    fn moved(&self, shift: &Shift<'_, 's>) -> (T::To, U::To) {
        (self.0.moved(shift), self.1.moved(shift))
    }
}

impl<'s, T: Moved<'s>> Moved<'s> for Qualified<'_, T> {
    type To = Qualified<'s, T::To>;

    fn moved(&self, shift: &Shift<'_, 's>) -> Qualified<'s, T::To> {
        Qualified { value: self.value.moved(shift), qualifiers: self.qualifiers.moved(shift) }
    }
}

/// A structure whose fields are moved one by one.
macro_rules! moved {
    ($($name:ident { $($field:ident),+ })+) => {$(
        impl<'s> Moved<'s> for $name<'_> {
            type To = $name<'s>;

            fn moved(&self, shift: &Shift<'_, 's>) -> $name<'s> {
                $name { $($field: self.$field.moved(shift)),+ }
            }
        }
    )+};
}

moved! {
    Use { keyword, path }
    From { keyword, document, items }
    Declaration { kind, name, title, properties }
    Property { key, values }
    Qualifier { word, argument }
    Speech { label, speakers, stance, qualifiers, claims }
    Response { label, speakers, word, targets, qualifiers }
    Label { text, document, name }
    Claim { label, subjects, negated, verb, objects }
    Amount { text, modifiers, first, last, code, unit, per }
}

/// A choice of structures or leaves.
macro_rules! moved_choice {
    ($($name:ident { $($one:ident),* ; $($many:ident { $($field:ident),+ }),* })+) => {$(
        impl<'s> Moved<'s> for $name<'_> {
            type To = $name<'s>;

            fn moved(&self, shift: &Shift<'_, 's>) -> $name<'s> {
                match self {
                    $(Self::$one(part) => $name::$one(part.moved(shift)),)*
                    $(Self::$many { $($field),+ } => $name::$many { $($field: $field.moved(shift)),+ },)*
                }
            }
        }
    )+};
}

moved_choice! {
    Item { Use, From, Declaration, Speech, Response; }
    Target { Label, Name; }
    Party { Name, Code, Gap, Withheld, Junk; Inline { kind, text } }
    Value {
        String, Text, Amount, Code, Word, Gap, Withheld, Null, Junk;
        Observable { tag, text }, Path { document, name }, List { text, values }, Dictionary { text, entries }
    }
}
