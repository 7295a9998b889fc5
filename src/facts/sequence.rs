//! Which of two times comes first: before, after, or nobody can tell.
//!
//! An end that is not known is no bound, and neither is one that was said to be `about` or `at-least`. A day is a day
//! somewhere: it begins up to 14 hours before it does in UTC, and ends up to 12 hours after (time zones of the world).

use jiff::{SignedDuration, Timestamp};

use super::value::{Precision, Time};

/// How two times lie.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sequence {
    /// All of the one is over before the other begins.
    Before,
    /// All of the one begins after the other is over.
    After,
    /// They overlap, or may.
    CannotTell,
}

/// How far a place may be ahead of UTC, and behind it.
const AHEAD: SignedDuration = SignedDuration::from_hours(14);
const BEHIND: SignedDuration = SignedDuration::from_hours(12);

impl Time {
    /// It is not before this, wherever it was.
    pub fn earliest(&self) -> Option<Timestamp> {
        let bound = self.start.earliest.filter(|_| !self.is_vague())?;
        match self.precision {
            Precision::Instant => Some(bound),
            _ => bound.checked_sub(AHEAD).ok(),
        }
    }

    /// It is not after this, wherever it was.
    pub fn latest(&self) -> Option<Timestamp> {
        // What is at least as old as a date is no younger, so that bound holds.
        let vague = self.qualifier == Some("about") || self.ongoing;
        let bound = self.stop.latest.filter(|_| !vague)?;
        match self.precision {
            Precision::Instant => Some(bound),
            _ => bound.checked_add(BEHIND).ok(),
        }
    }

    /// Its outer bound on the early side as it was said, whatever qualifies it.
    pub fn outset(&self) -> Option<Timestamp> {
        self.start.earliest.or(self.stop.earliest).or(self.start.latest).or(self.stop.latest)
    }

    /// How it lies to another time.
    pub fn sequence(&self, other: &Self) -> Sequence {
        let ends_before = |one: &Self, other: &Self| matches!((one.latest(), other.earliest()), (Some(end), Some(start)) if end < start);
        match (ends_before(self, other), ends_before(other, self)) {
            (true, false) => Sequence::Before,
            (false, true) => Sequence::After,
            _ => Sequence::CannotTell,
        }
    }

    fn is_vague(&self) -> bool {
        matches!(self.qualifier, Some("about" | "at-least"))
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test may stop where it stands")]
    use super::*;
    use crate::facts::time::when;
    use crate::source::FileId;
    use crate::syntax::parse;
    use crate::syntax::tree::{Item, Value};

    fn time(text: &str) -> Time {
        let file = format!("person a {{ born {text} }}");
        let (tree, _) = parse(FileId(0), &file);
        let Some(Item::Declaration(person)) = tree.items.first() else { unreachable!("{text}") };
        let value = person.properties.first().and_then(|property| property.values.first());
        let Some(Value::Amount(amount)) = value.map(|value| &value.value) else { unreachable!("{text}") };
        when(amount).unwrap().value()
    }

    #[test]
    fn what_is_over_before_the_other_begins_comes_first() {
        for (one, other, sequence) in [
            ("2018", "2021", Sequence::Before),
            ("2021", "2018", Sequence::After),
            ("2021", "2021-03", Sequence::CannotTell),
            ("early 2021", "late 2021", Sequence::Before),
            ("about 2018", "2021", Sequence::CannotTell),
            ("at-least 2018", "2021", Sequence::Before),
            ("2021", "at-least 2018", Sequence::After),
            ("2010", "at-least 2018", Sequence::CannotTell),
            ("before 2018", "2021", Sequence::Before),
            ("after 2021", "2018", Sequence::After),
            ("2024-03-25", "2024-03-25", Sequence::CannotTell),
            ("2024-03-25", "2024-03-26", Sequence::CannotTell),
            ("2024-03-25", "2024-03-28", Sequence::Before),
            ("2024-03-25T10:00:00Z", "2024-03-25T10:00:01Z", Sequence::Before),
        ] {
            assert_eq!(time(one).sequence(&time(other)), sequence, "{one} to {other}");
        }
    }
}
