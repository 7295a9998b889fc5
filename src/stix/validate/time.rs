//! Timestamps as texts (STIX 2.1, section 2.16; RFC 3339): their form, and which is earlier.

/// What is wrong with a timestamp.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Wrong {
    /// It does not look like one.
    Form,
    /// It is one, but not in UTC with a capital Z.
    Zone,
    /// The calendar or the clock has no such time.
    NoSuchTime,
}

/// Checks `YYYY-MM-DDTHH:MM:SS[.s…]Z`.
pub(super) fn check(text: &str) -> Result<(), Wrong> {
    let bytes = text.as_bytes();
    let head = bytes.get(..19).ok_or(Wrong::Form)?;
    let form = b"dddd-dd-ddTdd:dd:dd";
    let fits = |(byte, want): (&u8, &u8)| match want {
        b'd' => byte.is_ascii_digit(),
        b'T' => byte.eq_ignore_ascii_case(&b'T'),
        want => byte == want,
    };
    if !head.iter().zip(form).all(fits) {
        return Err(Wrong::Form);
    }
    let mut zone = bytes.get(19..).unwrap_or_default();
    if let Some(rest) = zone.strip_prefix(b".") {
        let digits = rest.iter().take_while(|byte| byte.is_ascii_digit()).count();
        if digits == 0 {
            return Err(Wrong::Form);
        }
        zone = rest.get(digits..).unwrap_or_default();
    }
    match zone {
        b"Z" if head.get(10) == Some(&b'T') => {}
        b"z" | b"Z" => return Err(Wrong::Zone),
        [b'+' | b'-', h1, h2, b':', m1, m2] if [h1, h2, m1, m2].iter().all(|byte| byte.is_ascii_digit()) => {
            return Err(Wrong::Zone);
        }
        _ => return Err(Wrong::Form),
    }
    if exists(text) { Ok(()) } else { Err(Wrong::NoSuchTime) }
}

/// Whether the calendar has the day and the clock the time. A second 60 is one that RFC 3339 allows: at the end of June
/// or December.
fn exists(text: &str) -> bool {
    let number =
        |from: usize, to: usize| text.get(from..to).and_then(|digits| digits.parse::<u32>().ok()).unwrap_or(99);
    let (year, month, day) = (number(0, 4), number(5, 7), number(8, 10));
    let (hour, minute, second) = (number(11, 13), number(14, 16), number(17, 19));
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let days = match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 if leap => 29,
        2 => 28,
        _ => 0,
    };
    let leap_second = second == 60 && (hour, minute) == (23, 59) && matches!((month, day), (6, 30) | (12, 31));
    (1..=days).contains(&day) && hour < 24 && minute < 60 && (second < 60 || leap_second)
}

/// A key that sorts good timestamps as time does: all of them are in UTC and have the same form up to their fraction.
pub(in crate::stix) fn key(text: &str) -> Option<(&str, &str)> {
    check(text).ok()?;
    let fraction = text.get(19..)?.trim_end_matches('Z').trim_start_matches('.').trim_end_matches('0');
    Some((text.get(..19)?, fraction))
}

/// How many digits of fraction it has.
pub(super) fn precision(text: &str) -> usize {
    text.split_once('.').map_or(0, |(_, fraction)| fraction.bytes().take_while(u8::is_ascii_digit).count())
}

/// The same instant in UTC, where it has an offset or a small letter.
pub(in crate::stix) fn in_utc(text: &str) -> Option<String> {
    let instant: jiff::Timestamp = text.to_ascii_uppercase().parse().ok()?;
    Some(match precision(text) {
        0 => format!("{instant:.0}"),
        1..=3 => format!("{instant:.3}"),
        _ => instant.to_string(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_zones_and_days() {
        for good in ["2024-02-29T00:00:00Z", "2026-01-02T03:04:05.123456789Z", "2016-12-31T23:59:60Z"] {
            assert_eq!(check(good), Ok(()), "{good}");
        }
        for (bad, wrong) in [
            ("2024-02-29", Wrong::Form),
            ("2024-02-29T00:00Z", Wrong::Form),
            ("2024-02-29T00:00:00.Z", Wrong::Form),
            ("2024-02-29 00:00:00Z", Wrong::Form),
            ("2024-02-29T00:00:00", Wrong::Form),
            ("2024-02-29T00:00:00+01:00", Wrong::Zone),
            ("2024-02-29t00:00:00Z", Wrong::Zone),
            ("2024-02-29T00:00:00z", Wrong::Zone),
            ("2023-02-29T00:00:00Z", Wrong::NoSuchTime),
            ("2023-13-01T00:00:00Z", Wrong::NoSuchTime),
            ("2023-01-01T24:00:00Z", Wrong::NoSuchTime),
            ("2023-01-01T10:00:60Z", Wrong::NoSuchTime),
        ] {
            assert_eq!(check(bad), Err(wrong), "{bad}");
        }
        assert_eq!(in_utc("2024-02-29T00:00:00+01:00").as_deref(), Some("2024-02-28T23:00:00Z"));
    }

    #[test]
    fn fractions_are_compared_as_numbers() {
        let earlier = |left, right| key(left) < key(right);
        assert!(earlier("2024-01-01T00:00:00Z", "2024-01-01T00:00:00.001Z"));
        assert!(earlier("2024-01-01T00:00:00.0999Z", "2024-01-01T00:00:00.1Z"));
        assert_eq!(key("2024-01-01T00:00:00.10Z"), key("2024-01-01T00:00:00.1Z"));
    }
}
