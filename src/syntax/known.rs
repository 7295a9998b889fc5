//! What is known of a text before an edit, and may be moved over instead of being read again.
//!
//! Reading a part of a block (a statement, a property, a claim) depends on the text from its first token on, and if
//! nothing is wrong with it, on nothing else: what was read before it matters only to recovery. It looks no further than
//! the part behind it, whose first tokens tell where it ends. So a part is moved over where
//!
//! - it begins where reading has come to, and nothing is wrong with it and up to the part that follows it;
//! - either all of the text from its start on stands behind the edit, or the two parts that follow it begin before the edit,
//!   and nothing is wrong with the first of these either.
//!
//! What does not qualify is read again, with the parts of its own block moved over in the same way.

use super::extent::Extent;
use super::moved::{Moved, Shift};
use super::tree::{Claim, Item, Property, Tree};
use crate::diag::Diagnostic;
use crate::source::Span;

/// A text before an edit, with what was read of it.
pub struct Known<'k> {
    text: &'k str,
    /// Its statements.
    pub items: &'k [Item<'k>],
    /// Where something is wrong, in order.
    wrong: Vec<usize>,
    /// How many bytes at the start are the same in both texts.
    before: usize,
    /// Where the bytes that are the same up to the end begin in this text.
    old_behind: usize,
    /// The same in the new text.
    new_behind: usize,
}

/// What may stand in a block, and be moved over.
pub trait Part<'s>: Sized {
    /// The same part of another text.
    type Of<'k>: Extent<'k> + Moved<'s, To = Self>;

    /// The parts of this kind in the block of a statement.
    fn within<'k>(item: &'k Item<'k>) -> &'k [Self::Of<'k>];

    /// The statement that it is, if it has a block of its own.
    fn outer<'k>(part: &'k Self::Of<'k>) -> Option<&'k Item<'k>>;
}

impl<'s> Part<'s> for Item<'s> {
    type Of<'k> = Item<'k>;

    fn within<'k>(item: &'k Item<'k>) -> &'k [Item<'k>] {
        match item {
            Item::From(from) => &from.items,
            _ => &[],
        }
    }

    fn outer<'k>(part: &'k Item<'k>) -> Option<&'k Item<'k>> {
        Some(part)
    }
}

impl<'s> Part<'s> for Property<'s> {
    type Of<'k> = Property<'k>;

    fn within<'k>(item: &'k Item<'k>) -> &'k [Property<'k>] {
        match item {
            Item::Declaration(declaration) => &declaration.properties,
            _ => &[],
        }
    }

    fn outer<'k>(_: &'k Property<'k>) -> Option<&'k Item<'k>> {
        None
    }
}

impl<'s> Part<'s> for Claim<'s> {
    type Of<'k> = Claim<'k>;

    fn within<'k>(item: &'k Item<'k>) -> &'k [Claim<'k>] {
        match item {
            Item::Speech(speech) => speech.claims.as_deref().unwrap_or_default(),
            _ => &[],
        }
    }

    fn outer<'k>(_: &'k Claim<'k>) -> Option<&'k Item<'k>> {
        None
    }
}

impl<'k> Known<'k> {
    /// What is known of a text whose tree and problems are whole, now that it has become another one.
    pub fn new(text: &'k str, tree: &'k Tree<'k>, problems: &[Diagnostic], new: &str) -> Self {
        let before = same(text.as_bytes(), new.as_bytes());
        let behind = same_at_end(text.as_bytes(), new.as_bytes(), before);
        let wrong = problems.iter().filter_map(|problem| problem.primary).map(|place| place.span.lo as usize).collect();
        let (old_behind, new_behind) = (text.len() - behind, new.len() - behind);
        Self { text, items: &tree.items, wrong, before, old_behind, new_behind }
    }

    /// The part that begins at an offset of the new text, moved there, and the offset at which the next one begins.
    ///
    /// `cursor` is where the last one was found among the parts.
    pub fn moved<'s, T: Part<'s>>(
        &self,
        parts: &'k [T::Of<'k>],
        cursor: &mut usize,
        (new, offset): (&'s str, usize),
    ) -> Option<(T, usize)> {
        let is_behind = offset >= self.new_behind;
        let old = if is_behind { offset - self.new_behind + self.old_behind } else { offset };
        if !is_behind && old >= self.before {
            return None;
        }
        let at = self.find::<T>(parts, *cursor, old)?;
        let start = |at: usize| parts.get(at).and_then(Extent::first).map(|first| self.offset(first));
        let next = start(at + 1)?;
        let sound = match is_behind {
            true => next,
            false => start(at + 2).filter(|behind| *behind < self.before)?,
        };
        if !self.is_sound(old, sound) {
            return None;
        }
        *cursor = at + 1;
        let part = parts.get(at)?.moved(&Shift::new(self.text, old, new, offset));
        Some((part, next - old + offset))
    }

    /// The statement whose block may be what is read from an offset of the new text on.
    pub fn beside<'s, T: Part<'s>>(
        &self,
        parts: &'k [T::Of<'k>],
        cursor: usize,
        offset: usize,
    ) -> Option<&'k Item<'k>> {
        let behind = offset.checked_sub(self.new_behind).map(|behind| behind + self.old_behind);
        let old = if offset <= self.before { offset } else { behind? };
        T::outer(parts.get(self.find::<T>(parts, cursor, old)?)?)
    }

    fn find<'s, T: Part<'s>>(&self, parts: &'k [T::Of<'k>], cursor: usize, old: usize) -> Option<usize> {
        let start = |part: &T::Of<'k>| part.first().map_or(0, |first| self.offset(first));
        let is_at = |at: usize| parts.get(at).is_some_and(|part| start(part) == old);
        if is_at(cursor) {
            return Some(cursor);
        }
        Some(parts.partition_point(|part| start(part) < old)).filter(|at| is_at(*at))
    }

    fn is_sound(&self, from: usize, to: usize) -> bool {
        let first = self.wrong.partition_point(|at| *at < from);
        self.wrong.get(first).is_none_or(|at| *at >= to)
    }

    fn offset(&self, part: &str) -> usize {
        Span::of(self.text, part).lo as usize
    }
}

/// Bytes that are compared at once.
const STRIDE: usize = 256;

/// How many bytes at the start of two texts are the same.
fn same(one: &[u8], other: &[u8]) -> usize {
    let strides = one.chunks_exact(STRIDE).zip(other.chunks_exact(STRIDE)).take_while(|(one, other)| one == other);
    let whole = strides.count() * STRIDE;
    let bytes = one.iter().zip(other).skip(whole).take_while(|(one, other)| one == other);
    whole + bytes.count()
}

/// How many bytes at the end are the same, those at the start left out.
fn same_at_end(one: &[u8], other: &[u8], start: usize) -> usize {
    let one = one.get(start..).unwrap_or_default();
    let other = other.get(start..).unwrap_or_default();
    let strides = one.rchunks_exact(STRIDE).zip(other.rchunks_exact(STRIDE)).take_while(|(one, other)| one == other);
    let whole = strides.count() * STRIDE;
    let bytes = one.iter().rev().zip(other.iter().rev()).skip(whole).take_while(|(one, other)| one == other);
    whole + bytes.count()
}
