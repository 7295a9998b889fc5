//! When what acts did ended: nothing is taken back by it (mapping: life cycle).

use std::collections::BTreeMap;

use jiff::Timestamp;

use super::{Lifecycle, Thread, targets};
use crate::facts::model::{Entity, EntityId};

/// When what acts did to those whom they are against ended.
#[derive(Debug, Default)]
pub struct Ends {
    /// By act, for all whom it is against.
    whole: BTreeMap<EntityId, Timestamp>,
    /// By act, for one of them.
    single: BTreeMap<(EntityId, EntityId), Timestamp>,
}

/// The kinds of acts that end charges of their case where they name none, and the kinds of charges.
const DECISIONS: &[&str] = &["conviction", "dismissal"];
const CHARGES: &[&str] = &["complaint", "indictment"];
const REMOVAL: &str = "delisting";

impl Ends {
    /// Finds what ends what; `date` tells when an act was.
    pub fn new(lifecycle: &Lifecycle<'_>, date: impl Fn(EntityId) -> Option<Timestamp>) -> Self {
        let facts = lifecycle.facts();
        let mut ends = Self::default();
        let mut decided: BTreeMap<(Thread, EntityId), Timestamp> = BTreeMap::new();
        for id in facts.entity_ids() {
            let act = facts.entity(id);
            let Some(at) = date(id).filter(|_| act.kind.act.is_some() && !is_partial(act)) else { continue };
            let removes = act.kind.word == REMOVAL;
            for other in act.named("supersedes").filter(|_| !removes) {
                earlier(&mut ends.whole, other, at);
            }
            let named = act.named("ends").chain(act.named("supersedes").filter(|_| removes));
            let mut names_some = false;
            for other in named {
                names_some = true;
                ends.named(act, at, other);
            }
            let thread = lifecycle.thread(id).filter(|_| !names_some);
            if let Some(thread) = thread.filter(|_| removes || DECISIONS.contains(&act.kind.word)) {
                targets(act).for_each(|party| earlier(&mut decided, (thread, party), at));
            }
        }
        for ((thread, party), at) in decided {
            ends.implied(lifecycle, thread, party, at);
        }
        ends
    }

    /// When what an act did to somebody ended.
    pub fn of(&self, act: EntityId, party: EntityId) -> Option<Timestamp> {
        self.whole.get(&act).into_iter().chain(self.single.get(&(act, party))).min().copied()
    }

    /// What names what it ends, ends it for those whom it is against, or for all where it says nothing of that.
    fn named(&mut self, act: &Entity, at: Timestamp, other: EntityId) {
        if targets(act).next().is_none() {
            earlier(&mut self.whole, other, at);
        }
        targets(act).for_each(|party| earlier(&mut self.single, (other, party), at));
    }

    /// A judgment ends the charges of its case, a removal the only listing that there is.
    fn implied(&mut self, lifecycle: &Lifecycle<'_>, thread: Thread, party: EntityId, at: Timestamp) {
        let kind = |act: &EntityId| lifecycle.facts().entity(*act).kind.word;
        let acts = lifecycle.against(thread, party);
        match thread {
            Thread::Case(_) => {
                let charges = acts.iter().filter(|act| CHARGES.contains(&kind(act)));
                charges.for_each(|charge| earlier(&mut self.single, (*charge, party), at));
            }
            Thread::Authority(..) => {
                let mut listings = acts.iter().filter(|act| kind(act) == "sanction");
                if let (Some(only), None) = (listings.next(), listings.next()) {
                    earlier(&mut self.single, (*only, party), at);
                }
            }
        }
    }
}

fn earlier<K: Ord>(ends: &mut BTreeMap<K, Timestamp>, key: K, at: Timestamp) {
    ends.entry(key).and_modify(|known| *known = at.min(*known)).or_insert(at);
}

/// Whether only some of the charges are dropped.
fn is_partial(act: &Entity) -> bool {
    act.kind.word == "dismissal" && act.has("charge")
}
