//! Times of creation: opinions with one word, and notes with one text, are told apart by them.

use jiff::{SignedDuration, Timestamp};

use crate::diag::codes::targets::SHIFTED_TIME;
use crate::targets::draft::{Draft, time};

/// The milliseconds of a day.
const DAY: u128 = 86_400_000;

/// Gives notes and opinions times of their own within their day (mapping: created spread).
pub(super) fn spread(draft: &mut Draft<'_>) {
    for id in [draft.ids("note"), draft.ids("opinion")].concat() {
        let Some(object) = draft.edit(id) else { continue };
        let Some(created) = time(object, "created") else { continue };
        let Some(spread) = moment(created, id.uuid().as_u128()) else { continue };
        let modified = time(object, "modified").filter(|modified| *modified != created && *modified > spread);
        object.set("created", spread);
        object.set("modified", modified.unwrap_or(spread));
        let message = format!("{} tells notes and opinions apart by their time", draft.consumer.title);
        draft.tell(&SHIFTED_TIME, id, message, format!("this one is of {spread:.3} there"));
    }
}

/// The moment of the day of `created` that a UUID stands for.
fn moment(created: Timestamp, uuid: u128) -> Option<Timestamp> {
    let since_midnight = created.as_millisecond().rem_euclid(DAY as i64);
    let within = SignedDuration::from_millis((uuid % DAY) as i64 - since_midnight);
    let midnight_or_later = created.checked_add(within).ok()?;
    Timestamp::from_millisecond(midnight_or_later.as_millisecond()).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_day_stays() {
        let created: Option<Timestamp> = "2024-03-26T23:59:59.999Z".parse().ok();
        let moved = |uuid| created.and_then(|created| moment(created, uuid)).map(|at| format!("{at:.3}"));
        assert_eq!(moved(0).as_deref(), Some("2024-03-26T00:00:00.000Z"));
        assert_eq!(moved(DAY - 1).as_deref(), Some("2024-03-26T23:59:59.999Z"));
        assert_eq!(moved(DAY + 5).as_deref(), Some("2024-03-26T00:00:00.005Z"));
    }
}
