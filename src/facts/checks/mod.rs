//! Rules on what was understood, one a file: each says what an analyst got wrong and what to do.
//!
//! A rule reads the facts and the stored texts, and nothing else; it never changes them. To add one, write its file, its
//! code in `diag/codes/`, a line in [`RULES`], a fixture that shows it and a near miss that does not.

pub mod circular_origin;
pub mod early_response;
pub mod echo_as_corroboration;
pub mod hedge_changed;
pub mod hedge_not_quoted;
pub mod looser_marking;
pub mod narrowed_actor;
pub mod negated_quotation;
pub mod not_named;
pub mod repeated_passage;
pub mod stronger_verb;
pub mod unhedged_claim;
pub mod unused_use;

mod hedging;
mod passage;
mod same;
mod wording;

use jiff::Timestamp;
use rayon::prelude::*;

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
    /// What holds for the whole project.
    pub manifest: &'v Manifest,
    /// What "now" means for expired and future things: the release time, else the date of the newest document.
    pub now: Option<Timestamp>,
}

/// A rule: adds what it finds.
type Rule = for<'v> fn(&View<'v>, &mut Vec<Diagnostic>);

/// All rules. Their order means nothing: findings are sorted by place.
const RULES: &[Rule] = &[
    circular_origin::check,
    early_response::check,
    echo_as_corroboration::check,
    hedge_changed::check,
    hedge_not_quoted::check,
    looser_marking::check,
    narrowed_actor::check,
    negated_quotation::check,
    not_named::check,
    repeated_passage::check,
    stronger_verb::check,
    unhedged_claim::check,
];

/// What the rules find in facts without errors.
pub fn check(
    facts: &Facts,
    texts: &Texts<'_>,
    manifest: &Manifest,
    release_time: Option<Timestamp>,
) -> Vec<Diagnostic> {
    let view = View { facts, texts, manifest, now: release_time.or_else(|| newest_document(facts)) };
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

    /// All things with their ids, in reading order.
    #[expect(dead_code, reason = "the rules that need it are being written")]
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
