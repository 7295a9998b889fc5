//! What stands behind a claim: who says the same, how many of them know it for themselves, who answers what.
//!
//! Claims are never merged; a [`Thing`] is a view of those that say one thing. Nothing here decides who is right, and no
//! number here is a confidence: a count of origins is a count of origins.
//!
//! | file | what |
//! |---|---|
//! | `thing.rs` | claims that say the same |
//! | `lineage.rs` | documents that repeat each other |
//! | `answers.rs` | responses, by what they answer |
//! | `origins.rs` | how many know it for themselves |
//! | `dispute.rs` | what parties do not agree on |
//! | `coverage.rs` | what of a stored text is quoted |

mod answers;
mod coverage;
mod dispute;
mod lineage;
mod origins;
mod thing;

pub use answers::Answers;
pub use coverage::{Coverage, Passage, coverage};
pub use dispute::{Dispute, Ground, Matter, Side};
pub use lineage::Lineage;
pub use origins::{Echo, EchoReason, IndependentOrigin, Saying, Support};
pub use thing::{Thing, Things};

use super::model::{ClaimId, Facts, ResponseId};

/// The facts with what is looked up in them, found once for all questions.
#[derive(Debug)]
pub struct Evidence<'f> {
    /// The facts.
    pub facts: &'f Facts,
    /// Claims that say the same.
    pub things: Things,
    /// Documents that repeat each other.
    pub lineage: Lineage,
    /// Responses, by what they answer.
    pub answers: Answers,
}

impl<'f> Evidence<'f> {
    /// Looks through the facts once.
    pub fn new(facts: &'f Facts) -> Self {
        let answers = Answers::new(facts);
        Self { facts, things: Things::new(facts), lineage: Lineage::new(facts), answers }
    }

    /// Who says what a claim says, and how many of them know it for themselves.
    pub fn support(&self, claim: ClaimId) -> Support {
        origins::support(self, self.things.of(claim))
    }

    /// The same for a thing.
    pub fn support_of(&self, thing: &Thing) -> Support {
        origins::support(self, thing)
    }

    /// How many know for themselves any of what several things say.
    pub fn origins_of<'s>(&self, supports: impl IntoIterator<Item = &'s Support>) -> Vec<IndependentOrigin> {
        origins::of_several(self.facts, supports)
    }

    /// The answers that stand against a claim, and were not taken back.
    pub fn against(&self, claim: ClaimId) -> impl Iterator<Item = ResponseId> {
        let said = &self.facts.claim(claim).voice;
        let answers = self.answers.to_claim(claim).iter().copied();
        answers.filter(move |answer| {
            answers::is_against(self.facts.response(*answer), said)
                && self.answers.response_ended(self.facts, *answer).is_none()
        })
    }

    /// All that parties do not agree on, in reading order.
    pub fn disputes(&self) -> Vec<Dispute> {
        dispute::disputes(self)
    }
}
