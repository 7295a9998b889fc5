//! Tokens that begin with a digit: taken whole, then classified.

use std::ops::RangeInclusive;

use jiff::Timestamp;
use jiff::civil::Date;

/// What a number token is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Number {
    /// `7`, `10_000`; four digits in the place of a time are a year.
    Integer(i64),
    /// `-33.9`, `1.5e2`, and whole numbers beyond 64 bits.
    Decimal(f64),
    /// `1e400`: a number beyond a double, which only a received object can have.
    Huge,
    /// `2024-03`: its first day.
    Month(Date),
    /// `2024-03-25`
    Day(Date),
    /// `2024-Q3`: its first day.
    Quarter(Date),
    /// `2024-03-25T12:00:00Z`
    Instant(Timestamp),
    /// Nothing of these.
    Bad,
}

/// What a number token is.
pub fn classify(text: &str) -> Number {
    if let Some((year, rest)) = text.split_once('-')
        && digits(year, 4..=4)
    {
        return date(year, rest, text);
    }
    let unsigned = text.strip_prefix('-').unwrap_or(text);
    if grouped(unsigned) {
        let clean = text.replace('_', "");
        return clean.parse().map_or_else(|_| decimal(&clean), Number::Integer);
    }
    let (mantissa, exponent) = unsigned.split_once(['e', 'E']).unwrap_or((unsigned, "0"));
    let exponent = exponent.strip_prefix(['+', '-']).unwrap_or(exponent);
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, "0"));
    if !grouped(whole) || !grouped(fraction) || !digits(exponent, 1..=usize::MAX) {
        return Number::Bad;
    }
    decimal(&text.replace('_', ""))
}

fn decimal(text: &str) -> Number {
    match text.parse::<f64>() {
        Ok(number) if number.is_finite() => Number::Decimal(number),
        Ok(_) => Number::Huge,
        Err(_) => Number::Bad,
    }
}

/// `10_000`: digits, and single `_` between them.
fn grouped(text: &str) -> bool {
    text.split('_').all(|part| digits(part, 1..=usize::MAX))
}

/// Digits alone, so many of them.
fn digits(text: &str, count: RangeInclusive<usize>) -> bool {
    count.contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// What follows `YYYY-`. The forms are checked here, because jiff reads more of them than the language has.
fn date(year: &str, rest: &str, text: &str) -> Number {
    let first = |month: &str| format!("{year}-{month}-01").parse::<Date>();
    if let [b'Q', quarter @ b'1'..=b'4'] = rest.as_bytes() {
        let month = (quarter - b'1') * 3 + 1;
        return first(&format!("{month:02}")).map_or(Number::Bad, Number::Quarter);
    }
    if digits(rest, 2..=2) {
        return first(rest).map_or(Number::Bad, Number::Month);
    }
    let (day, time) = rest.split_once('T').map_or((rest, None), |(day, time)| (day, Some(time)));
    if !pairs(day, '-', 2..=2) {
        return Number::Bad;
    }
    match time {
        None => text.parse().map_or(Number::Bad, Number::Day),
        Some(time) if clock(time) => text.parse().map_or(Number::Bad, Number::Instant),
        Some(_) => Number::Bad,
    }
}

/// `hh:mm[:ss[.f]]` and its zone; at most nanoseconds, no leap second.
fn clock(time: &str) -> bool {
    let (local, zone) = match time.strip_suffix('Z') {
        Some(local) => (local, "00:00"),
        None => time.rsplit_once(['+', '-']).unwrap_or_default(),
    };
    let (local, fits) = match local.split_once('.') {
        Some((local, fraction)) => (local, pairs(local, ':', 3..=3) && digits(fraction, 1..=9)),
        None => (local, pairs(local, ':', 2..=3)),
    };
    fits && pairs(zone, ':', 2..=2) && zone < "24" && !local.contains(":60")
}

/// Pairs of digits with a mark between them.
fn pairs(text: &str, mark: char, count: RangeInclusive<usize>) -> bool {
    count.contains(&text.split(mark).count()) && text.split(mark).all(|pair| digits(pair, 2..=2))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_dates() {
        assert_eq!(classify("10_000"), Number::Integer(10_000));
        assert_eq!(classify("-33.9"), Number::Decimal(-33.9));
        assert_eq!(classify("1.5e2"), Number::Decimal(150.0));
        assert_eq!(classify("-1e999"), Number::Huge);
        assert!(matches!(classify("2024-02"), Number::Month(_)));
        assert!(matches!(classify("2024-02-29"), Number::Day(_)));
        assert!(matches!(classify("2024-Q3"), Number::Quarter(_)));
        assert!(matches!(classify("2020-01-01T12:00:00.123456+01:00"), Number::Instant(_)));
        assert!(matches!(classify("2020-01-01T12:00Z"), Number::Instant(_)));
        let bad = [
            "2024-3-5",
            "2023-02-29",
            "24-CR-43",
            "0cc175",
            "1__0",
            "7_",
            "7_.5",
            "1__0.5",
            "1e1_0",
            "2024-13",
            "2024-W05-1",
            "2020-01-01T12:00:60Z",
            "2020-01-01T12Z",
            "2020-01-01T1200Z",
            "2020-01-01T12:00",
            "2020-01-01T12:00+0100",
            "2020-01-01T12:00+24:00",
            "2020-01-01T12:00:00.1234567890Z",
        ];
        for text in bad {
            assert_eq!(classify(text), Number::Bad, "{text}");
        }
    }
}
