//! Devices of somebody else that were broken into (language/mapping, hijacked routers; decisions: the author writes the
//! claims).

use super::model::{EntityId, Facts};
use crate::vocab::standard::Category;

impl Facts {
    /// By entity, whether it is a device of somebody else that was broken into: what is said to be compromised, and what
    /// that consists of.
    pub fn hijacked(&self) -> Vec<bool> {
        let mut hijacked = vec![false; self.entities.len()];
        let asserted = |verb: &'static str| {
            let claims = self.claims.iter().filter(move |claim| claim.verb.word == verb && claim.is_asserted());
            claims.filter_map(|claim| Some((claim.subject, claim.thing()?)))
        };
        for (_, victim) in asserted("compromises").filter(|(_, victim)| self.is_device(*victim)) {
            mark(&mut hijacked, victim);
        }
        let parts: Vec<EntityId> = asserted("consists-of")
            .filter(|(whole, _)| hijacked.get(whole.0 as usize) == Some(&true))
            .map(|(_, part)| part)
            .collect();
        parts.into_iter().for_each(|part| mark(&mut hijacked, part));
        hijacked
    }

    /// Whether something is a machine or an address of one, as far as its type tells.
    pub fn is_device(&self, id: EntityId) -> bool {
        self.is_observable(id) || self.entity(id).kind.stix == "infrastructure"
    }

    /// Whether something is a cyber-observable object.
    pub fn is_observable(&self, id: EntityId) -> bool {
        self.entity(id).kind.object_type().is_some_and(|row| row.category == Category::Sco)
    }
}

fn mark(flags: &mut [bool], id: EntityId) {
    if let Some(flag) = flags.get_mut(id.0 as usize) {
        *flag = true;
    }
}
