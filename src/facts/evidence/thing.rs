//! Claims that say the same: one subject, verb, object and negation, whoever says it and wherever.

use foldhash::HashMap;

use crate::facts::model::{Claim, ClaimId, EntityId, Facts, Gap, Object};

/// Claims that say the same, in reading order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Thing {
    /// The claims; there is at least one.
    pub claims: Vec<ClaimId>,
}

/// All things that are said, in the order of their first claims.
#[derive(Debug)]
pub struct Things {
    all: Vec<Thing>,
    /// By claim.
    of: Vec<usize>,
    by_key: HashMap<Key, usize>,
}

/// What makes two claims say the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
struct Key {
    subject: EntityId,
    verb: &'static str,
    object: ObjectKey,
    negated: bool,
    /// Whether it is left open: neither said nor denied.
    open: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum ObjectKey {
    Entity(EntityId),
    Open(u8),
    /// Nobody can tell whether two things that are blacked out or kept back are one.
    Hidden(ClaimId),
}

impl Things {
    /// Groups all claims.
    pub fn new(facts: &Facts) -> Self {
        let mut things =
            Self { all: Vec::new(), of: Vec::with_capacity(facts.claims.len()), by_key: HashMap::default() };
        for (at, claim) in facts.claims.iter().enumerate() {
            let id = ClaimId(at as u32);
            let next = things.all.len();
            let known = *things.by_key.entry(key(id, claim)).or_insert(next);
            match things.all.get_mut(known) {
                Some(thing) => thing.claims.push(id),
                None => things.all.push(Thing { claims: vec![id] }),
            }
            things.of.push(known);
        }
        things
    }

    /// All of them.
    pub fn all(&self) -> &[Thing] {
        &self.all
    }

    /// What a claim says.
    #[expect(clippy::indexing_slicing, reason = "each claim was put into one of these when they were made")]
    pub fn of(&self, claim: ClaimId) -> &Thing {
        &self.all[self.of[claim.0 as usize]]
    }

    /// The place of what a claim says among all that is said.
    #[expect(clippy::indexing_slicing, reason = "there is one a claim")]
    pub fn number(&self, claim: ClaimId) -> usize {
        self.of[claim.0 as usize]
    }

    /// What says that it is not so; for a negated claim, what says that it is.
    pub fn opposite(&self, facts: &Facts, claim: ClaimId) -> Option<&Thing> {
        let said = key(claim, facts.claim(claim));
        if said.open {
            return None;
        }
        let opposite = self.by_key.get(&Key { negated: !said.negated, ..said })?;
        self.all.get(*opposite)
    }
}

fn key(id: ClaimId, claim: &Claim) -> Key {
    let object = match claim.object {
        Object::Entity(object) => ObjectKey::Entity(object),
        Object::Gap(Gap::Redacted | Gap::Withheld) => ObjectKey::Hidden(id),
        Object::Gap(gap) => ObjectKey::Open(gap as u8),
    };
    Key {
        subject: claim.subject,
        verb: claim.verb.word,
        object,
        negated: claim.negated,
        open: !claim.stance.left_open.is_empty(),
    }
}
