//! Which name stands where, and all places of a name.

use std::collections::BTreeMap;

use crate::facts::{Facts, Reference, Referent};
use crate::source::{FileId, Location, Span};

/// The names of an analysis by place and by what they name.
#[derive(Debug)]
pub struct Names {
    /// In the order of places.
    by_place: Vec<Reference>,
    by_referent: BTreeMap<Referent, Vec<Location>>,
}

impl Names {
    /// Sorts the references of facts.
    pub fn new(facts: &Facts) -> Self {
        let mut by_place = facts.references.clone();
        by_place.sort_unstable();
        by_place.dedup();
        let mut by_referent: BTreeMap<Referent, Vec<Location>> = BTreeMap::new();
        for reference in &by_place {
            by_referent.entry(reference.to).or_default().push(reference.place);
        }
        Self { by_place, by_referent }
    }

    /// The name that an offset stands in, or right behind.
    pub fn at(&self, file: FileId, offset: u32) -> Option<Reference> {
        let after = self.by_place.partition_point(|name| (name.place.file, name.place.span.lo) <= (file, offset));
        let name = self.by_place.get(after.checked_sub(1)?)?;
        (name.place.file == file && offset <= name.place.span.hi).then_some(*name)
    }

    /// The names that begin within a span, in the order of the text.
    pub fn within(&self, file: FileId, span: Span) -> &[Reference] {
        let index =
            |offset: u32| self.by_place.partition_point(|name| (name.place.file, name.place.span.lo) < (file, offset));
        self.by_place.get(index(span.lo)..index(span.hi)).unwrap_or_default()
    }

    /// All places that name something, its declaration among them, in the order of files and of their texts.
    pub fn of(&self, referent: Referent) -> &[Location] {
        self.by_referent.get(&referent).map_or(&[], Vec::as_slice)
    }
}
