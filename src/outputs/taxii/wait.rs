//! How long to wait before a request is tried again.

use std::time::Duration;

use jiff::Timestamp;
use jiff::fmt::rfc2822;

use super::client::Rules;
use crate::world::World;

/// The first time to wait, of which every further one is at most the double.
const FIRST: Duration = Duration::from_millis(500);

/// The waiting for one request: ever longer, by chance, and bounded by attempts and by patience.
pub(super) struct Waits<'w> {
    world: &'w dyn World,
    /// How often it may be waited.
    left: u32,
    /// How long it may take.
    patience: Duration,
    longest: Duration,
    /// The longest time to wait next.
    ceiling: Duration,
    began: Timestamp,
    waited: Duration,
}

impl<'w> Waits<'w> {
    /// Begins with the first try.
    pub(super) fn new(world: &'w dyn World, rules: &Rules) -> Self {
        let began = world.now();
        let (left, patience, longest) = (rules.attempts.saturating_sub(1), rules.patience, rules.longest_wait);
        Self { world, left, patience, longest, ceiling: FIRST, began, waited: Duration::ZERO }
    }

    /// Waits before another try, as long as the server asks, within bounds, or by chance; `false` where there is to be none.
    pub(super) fn pause(&mut self, asked: Option<Duration>) -> bool {
        let passed = Duration::try_from(self.world.now().duration_since(self.began)).unwrap_or_default();
        let rest = self.patience.saturating_sub(passed.max(self.waited));
        if self.left == 0 || rest.is_zero() {
            return false;
        }
        self.left -= 1;
        // Full jitter: clients that were refused together do not come back together.
        let wait = asked.unwrap_or_else(|| self.ceiling.mul_f64(self.chance())).min(self.longest).min(rest);
        self.ceiling = (self.ceiling * 2).min(self.longest);
        self.waited += wait;
        self.world.pause(wait);
        true
    }

    /// Waits before the same is asked again, which is no fault: ever longer, and never by chance.
    pub(super) fn poll(&mut self) -> bool {
        self.pause(Some(self.ceiling))
    }

    /// A number from 0 to 1 that nobody can guess.
    fn chance(&self) -> f64 {
        let bytes = self.world.random().unwrap_or([0x80; 16]);
        let [a, b, c, d, ..] = bytes;
        f64::from(u32::from_be_bytes([a, b, c, d])) / f64::from(u32::MAX)
    }
}

/// How long the server wants to be left alone: seconds or a date (RFC 9110, section 10.2.3).
pub(super) fn asked(world: &dyn World, retry_after: Option<&str>) -> Option<Duration> {
    let text = retry_after?.trim();
    if !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit()) {
        return Some(Duration::from_secs(text.parse().unwrap_or(u64::MAX)));
    }
    let until = rfc2822::parse(text).ok()?.timestamp();
    Some(Duration::try_from(until.duration_since(world.now())).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::world::Memory;

    #[test]
    fn what_a_server_asks_for_is_seconds_or_a_date() {
        let world = Memory::new([("x", "")]);
        let asked = |text| asked(&world, Some(text)).map(|time| time.as_secs());
        assert_eq!(asked("7"), Some(7));
        assert_eq!(asked("99999999999999999999999"), Some(u64::MAX));
        assert_eq!(asked("Thu, 01 Jan 1970 00:01:00 GMT"), Some(60));
        assert_eq!(asked("Wed, 31 Dec 1969 23:59:00 GMT"), Some(0));
        assert_eq!(asked("soon"), None);
        assert_eq!(asked("-1"), None);
        assert_eq!(asked(""), None);
    }

    #[test]
    fn waiting_is_bounded_by_attempts_and_by_patience() {
        let world = Memory::new([("x", "")]);
        let rules = Rules { attempts: 4, ..Rules::default() };
        let mut waits = Waits::new(&world, &rules);
        assert_eq!((0..9).filter(|_| waits.pause(None)).count(), 3);
        let rules = Rules { attempts: 100, patience: Duration::from_secs(100), ..Rules::default() };
        let mut waits = Waits::new(&world, &rules);
        // 60 seconds at most, whatever is asked for, and then what is left.
        assert_eq!((0..9).filter(|_| waits.pause(Some(Duration::MAX))).count(), 2);
        assert_eq!(waits.waited, Duration::from_secs(100));
    }
}
