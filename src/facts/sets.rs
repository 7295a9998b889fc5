//! How many are in a set, as far as its members are known.

use super::model::{Bound, Entity, Facts, Value};

/// The key for how many there are.
pub const SIZE: &str = "size";

/// The key for those who are known to be in a set.
pub const MEMBERS: &str = "members";

impl Facts {
    /// How many the members of a set are, a set among them counted by its own size; `None` where that is not known.
    pub fn known_members(&self, set: &Entity) -> Option<f64> {
        let mut ids: Vec<_> = set.named(MEMBERS).collect();
        ids.sort_unstable();
        ids.dedup();
        ids.into_iter()
            .map(|id| self.entity(id))
            .map(|member| if member.is_set() { member.size() } else { Some(1.0) })
            .sum()
    }
}

impl Entity {
    /// Whether it may have members and a size; a body of data has a size alone.
    pub fn is_set(&self) -> bool {
        self.kind.keys.iter().any(|key| key.word == SIZE) && !self.kind.keys.iter().any(|key| key.word == "owner")
    }

    /// How many it is, where its size is an exact number.
    fn size(&self) -> Option<f64> {
        self.values(SIZE).find_map(|value| match &value.value {
            Value::Quantity(size) if size.bound == Bound::Exact => size.min,
            Value::Integer(number) => Some(*number as f64),
            _ => None,
        })
    }
}
