//! Rules on what was understood, one a file: each says what an analyst got wrong and what to do.
//!
//! A rule reads the facts and the stored texts, and nothing else; it never changes them. To add one, write its file, its
//! code in `diag/codes/`, a line in the `RULES` of its subject, a fixture that shows it and a near miss that does not.

mod acts;
mod disclosure;
mod evidence;
mod identity;
mod indicators;
mod measures;
pub mod unused_use;

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

/// All rules, by subject. Their order means nothing: findings are sorted by place.
const RULES: &[&[Rule]] =
    &[acts::RULES, disclosure::RULES, evidence::RULES, identity::RULES, indicators::RULES, measures::RULES];

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
        .concat()
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
        let text = self.project.text(place.file).map_or("", |text| &*text.content);
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
