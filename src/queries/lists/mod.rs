//! What can be listed of a project, one file a list.

mod acts;
mod claims;
mod disputes;
mod indicators;
mod names;
mod passages;
mod sources;

pub(super) use acts::stage;

use super::filter::Wanted;
use super::index::Index;
use super::listing::Listing;

/// A list.
pub struct List {
    /// The word: `claims`.
    pub word: &'static str,
    /// One line.
    pub doc: &'static str,
    /// Its rows.
    pub rows: fn(&Index<'_>, &Wanted) -> Listing,
}

/// All lists of what a project says.
pub const LISTS: &[List] = &[
    List { word: "claims", doc: "who says what, how sure, where it is read, and who answers", rows: claims::list },
    List { word: "disputes", doc: "what parties do not agree on, and who is on which side", rows: disputes::list },
    List {
        word: "names",
        doc: "each name of each thing: who gave it, when it holds, whether it is contested",
        rows: names::list,
    },
    List {
        word: "acts",
        doc: "charges, sanctions and other acts: by whom, against whom, when, what stage",
        rows: acts::list,
    },
    List {
        word: "indicators",
        doc: "observables that claims give: the window, the claim behind each",
        rows: indicators::list,
    },
    List {
        word: "sources",
        doc: "documents: publisher, tier, dates, origin, how much is stated and quoted",
        rows: sources::list,
    },
    List {
        word: "passages",
        doc: "sentences of stored texts that nothing quotes and no `outside` covers",
        rows: passages::list,
    },
];
