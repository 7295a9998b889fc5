//! Instants as STIX writes them (STIX 2.1, section 3.2).

use jiff::Timestamp;

/// RFC 3339 in UTC with exactly three fraction digits.
pub fn rfc3339(instant: Timestamp) -> String {
    format!("{instant:.3}")
}

/// RFC 3339 in UTC without a fraction, for what is counted in whole seconds.
pub(super) fn whole_seconds(instant: Timestamp) -> String {
    format!("{instant:.0}")
}

/// The instant of a text as the standard's tables have it.
pub(super) fn parse(text: &str) -> Option<Timestamp> {
    text.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_seconds_have_no_fraction() {
        let at = parse("2024-12-31T23:59:59.999Z").map(whole_seconds);
        assert_eq!(at.as_deref(), Some("2024-12-31T23:59:59Z"));
    }

    #[test]
    fn three_digits_always_and_never_rounded_up() {
        let written = |text: &str| parse(text).map(rfc3339).unwrap_or_default();
        assert_eq!(written("2024-03-25T00:00:00Z"), "2024-03-25T00:00:00.000Z");
        assert_eq!(written("2024-12-31T23:59:59.999999Z"), "2024-12-31T23:59:59.999Z");
        assert_eq!(written("2024-03-25T02:00:00+02:00"), "2024-03-25T00:00:00.000Z");
    }
}
