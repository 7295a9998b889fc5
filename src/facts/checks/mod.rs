//! Rules on what was understood, one a file: each says what an analyst got wrong and what to do.
//!
//! A rule reads the facts and the stored texts, and nothing else; it never changes them. To add one, write its file, its
//! code in `diag/codes/`, a line in [`RULES`], a fixture that shows it and a near miss that does not.

pub mod alias_of_another_kind;
pub mod attack_name;
pub mod circular_order;
pub mod circular_origin;
pub mod contradictory_order;
pub mod duplicate_name_variant;
pub mod duration_mismatch;
pub mod early_response;
pub mod early_retrieval;
pub mod echo_as_corroboration;
pub mod empty_hash;
pub mod expired_indicator;
pub mod future_time;
pub mod giverless_name;
pub mod grade_overtaken;
pub mod hedge_changed;
pub mod hedge_not_quoted;
mod indicators;
pub mod letters;
pub mod looser_marking;
pub mod misspelt_name;
pub mod names_would_merge;
mod naming;
pub mod narrowed_actor;
pub mod negated_quotation;
pub mod not_defanged;
pub mod not_named;
mod order;
pub mod personal_data;
mod phrases;
pub mod placeholder_across_documents;
pub mod renamed_without_date;
pub mod repeated_passage;
pub mod reserved_address;
pub mod revoked_technique;
pub mod same_attack_id;
pub mod self_contradiction;
pub mod shared_address;
pub mod sinkhole_address;
pub mod southern_season;
pub mod speech_after_document;
pub mod stronger_verb;
pub mod telling_name;
mod texts;
pub mod told_withheld;
pub mod unhedged_claim;
pub mod unit_mismatch;
pub mod unmarked_victim;
mod wording;

pub mod act_misnamed;
pub mod act_without_authority;
pub mod before_it_existed;
pub mod charge_as_to;
pub mod charge_without_statute;
pub mod charged_after_end;
pub mod counts;
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
pub mod variant_collision;

mod hedging;
mod passage;
mod same;

use jiff::Timestamp;
use rayon::prelude::*;

use super::lifecycle::Lifecycle;
use super::model::{Entity, EntityId, Facts, Origin};
use super::quotation::Texts;
use crate::diag::Diagnostic;
use crate::project::{Manifest, Project};
use crate::source::Location;

/// What rules look at.
pub struct View<'v> {
    /// What the files say.
    pub facts: &'v Facts,
    /// The stored texts of its documents.
    pub texts: &'v Texts<'v>,
    /// The files as they are written.
    pub project: &'v Project,
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
    act_without_authority::check,
    alias_of_another_kind::check,
    attack_name::check,
    before_it_existed::check,
    charge_as_to::check,
    charge_without_statute::check,
    charged_after_end::check,
    circular_order::check,
    circular_origin::check,
    contradictory_order::check,
    counts::check,
    duplicate_name_variant::check,
    duration_mismatch::check,
    early_response::check,
    early_retrieval::check,
    echo_as_corroboration::check,
    empty_hash::check,
    expired_indicator::check,
    finding_of_no_court::check,
    future_time::check,
    giverless_name::check,
    grade_overtaken::check,
    group_size::check,
    guilt_without_conviction::check,
    hedge_changed::check,
    hedge_not_quoted::check,
    impossible_order::check,
    joint_lists_unequal::check,
    letters::check,
    letters::check_pairs,
    listing_details::check,
    looser_marking::check,
    misspelt_name::check,
    names_would_merge::check,
    narrowed_actor::check,
    negated_quotation::check,
    not_defanged::check,
    not_named::check,
    personal_data::check,
    placeholder_across_documents::check,
    removal_without_listing::check,
    renamed_without_date::check,
    repeated_passage::check,
    reported_arrested::check,
    reserved_address::check,
    revoked_technique::check,
    same_attack_id::check,
    self_contradiction::check,
    shared_address::check,
    sinkhole_address::check,
    southern_season::check,
    speech_after_document::check,
    stronger_verb::check,
    telling_name::check,
    told_withheld::check,
    totals_differ::check,
    unhedged_claim::check,
    unit_mismatch::check,
    unmarked_victim::check,
    variant_collision::check,
];

/// What the rules find in facts without errors.
pub fn check(
    facts: &Facts,
    texts: &Texts<'_>,
    project: &Project,
    manifest: &Manifest,
    release_time: Option<Timestamp>,
) -> Vec<Diagnostic> {
    let now = release_time.or_else(|| newest_document(facts));
    let view = View { facts, texts, project, lifecycle: Lifecycle::new(facts), manifest, now };
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

    /// What is written at a place.
    pub fn written(&self, place: Location) -> &'v str {
        let text = self.project.text(place.file).map_or("", |text| text.content.as_str());
        text.get(place.span.range()).unwrap_or_default()
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
