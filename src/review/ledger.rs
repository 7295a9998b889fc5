//! Where tellers write what they tell and what they count.

use super::model::{Entry, Formal, Item, Review};

/// Kinds of changes that are only counted, in the order of the report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Class {
    /// `created`, `modified`, and who made the version.
    Versions,
    /// Properties that restate what was told: sentences, labels, the author's spelling.
    Restated,
    /// Objects that follow from claims, and markings of TLP that are used.
    Follows,
    /// What documents contain.
    Contents,
    /// Labels, by which the author's files refer to claims.
    Labels,
    /// Where a quotation stands, not what it says.
    Offsets,
    /// An object that came out under another id.
    Renamed,
    /// The same value in another spelling.
    Spelling,
    /// Objects at another place.
    Order,
    /// Versions of an object before its newest, and doubles.
    Older,
    /// Objects that were withdrawn before, and are so on both sides or on one.
    Withdrawn,
    /// What the project is built with.
    Settings,
    /// What stands around the objects.
    Bundle,
}

const CLASSES: &[(Class, &str)] = &[
    (Class::Versions, "dates and makers of versions"),
    (Class::Restated, "properties that restate what is told above"),
    (Class::Follows, "objects that follow from others"),
    (Class::Contents, "contents of documents"),
    (Class::Labels, "labels of claims"),
    (Class::Offsets, "places of quotations"),
    (Class::Renamed, "the same under another id"),
    (Class::Spelling, "the same in another spelling"),
    (Class::Order, "the order of objects"),
    (Class::Older, "older versions and doubles"),
    (Class::Withdrawn, "objects that were withdrawn before"),
    (Class::Settings, "what the project is built with"),
    (Class::Bundle, "what stands around the objects"),
];

#[derive(Default)]
pub(super) struct Ledger {
    entries: Vec<Entry>,
    counted: Vec<(Class, Item)>,
}

impl Ledger {
    pub(super) fn tell(&mut self, entry: Entry) {
        self.entries.push(entry);
    }

    pub(super) fn count(&mut self, class: Class, id: &str, detail: impl Into<String>) {
        self.counted.push((class, Item { id: id.to_owned(), detail: detail.into() }));
    }

    /// All of it, in order.
    pub(super) fn finish(self) -> Review {
        let Self { mut entries, counted } = self;
        entries.sort_by_key(|entry| entry.topic);
        let mut formal: Vec<Formal> = CLASSES.iter().map(|(_, what)| Formal { what, items: Vec::new() }).collect();
        for (class, item) in counted {
            let at = CLASSES.iter().position(|(other, _)| *other == class);
            if let Some(formal) = at.and_then(|at| formal.get_mut(at)) {
                formal.items.push(item);
            }
        }
        formal.retain(|formal| !formal.items.is_empty());
        Review { entries, formal }
    }
}
