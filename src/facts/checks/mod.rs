//! Rules on what was understood, one a file: each says what an analyst got wrong and what to do.
//!
//! A rule reads the facts and the stored texts, and nothing else; it never changes them. To add one, write its file, its
//! code in `diag/codes/`, a line in [`RULES`], a fixture that shows it and a near miss that does not.

mod wording;

pub mod act_misnamed;
pub mod before_it_existed;
pub mod charge_as_to;
pub mod charge_without_statute;
pub mod charged_after_end;
pub mod circular_origin;
pub mod counts;
pub mod early_response;
pub mod finding_of_no_court;
pub mod group_size;
pub mod guilt_without_conviction;
pub mod impossible_order;
pub mod joint_lists_unequal;
pub mod listing_details;
pub mod removal_without_listing;
pub mod reported_arrested;
pub mod totals_differ;
pub mod unused_use;

use jiff::Timestamp;
use rayon::prelude::*;

use super::lifecycle::Lifecycle;
use super::model::{Entity, EntityId, Facts, Origin};
use super::quotation::Texts;
use crate::diag::Diagnostic;
use crate::project::Manifest;
use crate::source::Location;

/// What rules look at.
#[expect(dead_code, reason = "the rules that need the rest are being written")]
pub struct View<'v> {
    /// What the files say.
    pub facts: &'v Facts,
    /// The stored texts of its documents.
    pub texts: &'v Texts<'v>,
    /// What befell whom, in which case and on which list.
    pub lifecycle: Lifecycle<'v>,
    /// What holds for the whole project.
    pub manifest: &'v Manifest,
    /// What "now" means for expired and future things: the release time, else the date of the newest document.
    pub now: Option<Timestamp>,
}

/// A rule: adds what it finds.
type Rule = for<'v> fn(&View<'v>, &mut Vec<Diagnostic>);

/// All rules. Their order means nothing: findings are sorted by place.
const RULES: &[Rule] = &[
    act_misnamed::check,
    before_it_existed::check,
    charge_as_to::check,
    charge_without_statute::check,
    charged_after_end::check,
    circular_origin::check,
    counts::check,
    early_response::check,
    finding_of_no_court::check,
    group_size::check,
    guilt_without_conviction::check,
    impossible_order::check,
    joint_lists_unequal::check,
    listing_details::check,
    removal_without_listing::check,
    reported_arrested::check,
    totals_differ::check,
];

/// What the rules find in facts without errors.
pub fn check(
    facts: &Facts,
    texts: &Texts<'_>,
    manifest: &Manifest,
    release_time: Option<Timestamp>,
) -> Vec<Diagnostic> {
    let lifecycle = Lifecycle::new(facts);
    let view = View { facts, texts, lifecycle, manifest, now: release_time.or_else(|| newest_document(facts)) };
    let found: Vec<Vec<Diagnostic>> = RULES
        .par_iter()
        .map(|rule| {
            let mut found = Vec::new();
            rule(&view, &mut found);
            found
        })
        .collect();
    found.into_iter().flatten().collect()
}

impl<'v> View<'v> {
    /// Where something stands.
    pub fn at(&self, origin: Origin) -> Location {
        self.facts.location(origin)
    }

    /// The thing of an id.
    pub fn entity(&self, id: EntityId) -> &'v Entity {
        self.facts.entity(id)
    }

    /// How close to the facts the document is that tells of an act: its own tier, else that of the source it was read in.
    pub fn tier(&self, act: &'v Entity) -> Option<&'v str> {
        act.text("tier").or_else(|| self.entity(act.introduced_by?).text("tier"))
    }

    /// Whether the press, or somebody who only gathers, tells of an act.
    pub fn is_relayed(&self, act: &'v Entity) -> bool {
        self.tier(act).is_some_and(|tier| matches!(tier, "press" | "aggregator" | "social"))
    }

    /// All things with their ids, in reading order.
    pub fn entities(&self) -> impl Iterator<Item = (EntityId, &'v Entity)> + use<'v> {
        let facts = self.facts;
        facts.entity_ids().map(move |id| (id, facts.entity(id)))
    }
}

/// When the newest document was published: the end of its day.
fn newest_document(facts: &Facts) -> Option<Timestamp> {
    let documents = facts.entities.iter().filter(|entity| entity.kind.is_document());
    documents.filter_map(|document| document.dated()?.1.latest()).max()
}
