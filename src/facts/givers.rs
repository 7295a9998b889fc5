//! Who gives which name: the giver of two names may say that they are of one thing.

use super::model::{Claim, Entity, EntityId, Facts, Object};

/// The key whose values have givers.
const NAMES: &str = "aka";

/// Verbs by which the giver of both names makes them one (ontology: only these may merge).
const MERGING: [&str; 2] = ["same-as", "renamed-to"];

impl Entity {
    /// Whether somebody gives it a name.
    pub fn is_named_by(&self, giver: EntityId) -> bool {
        self.values(NAMES).any(|value| value.by.contains(&giver))
    }
}

impl Facts {
    /// Whether a claim makes one of two things, by the mouth of who gives both their names.
    pub fn merges_own_names(&self, claim: &Claim) -> bool {
        let Object::Entity(object) = claim.object else { return false };
        let (one, other) = (self.entity(claim.subject), self.entity(object));
        let own = |speaker: &EntityId| one.is_named_by(*speaker) && other.is_named_by(*speaker);
        MERGING.contains(&claim.verb.word) && !claim.negated && claim.voice.speakers.iter().any(own)
    }
}
