//! Tokens that begin with a digit: taken whole, then classified.

use jiff::Timestamp;
use jiff::civil::Date;

/// What a number token is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Number {
    /// `7`, `10_000`; four digits in the place of a time are a year.
    Integer(i64),
    /// `-33.9`, `1.5e2`, and whole numbers beyond 64 bits.
    Decimal(f64),
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
    let digits = text.strip_prefix('-').unwrap_or(text);
    if let Some((year, rest)) = digits.split_once('-')
        && year.len() == 4
        && year.bytes().all(|byte| byte.is_ascii_digit())
        && digits.len() == text.len()
    {
        return date(year, rest, text);
    }
    let whole = |part: &str| {
        let underscored = part.starts_with('_') || part.ends_with('_') || part.contains("__");
        !part.is_empty() && !underscored && part.bytes().all(|byte| byte.is_ascii_digit() || byte == b'_')
    };
    if whole(digits) {
        let clean = text.replace('_', "");
        return clean
            .parse()
            .map(Number::Integer)
            .or_else(|_| clean.parse().map(Number::Decimal))
            .unwrap_or(Number::Bad);
    }
    let mut parts = digits.splitn(2, ['e', 'E']);
    let mantissa = parts.next().unwrap_or_default();
    let exponent = parts.next().map(|exponent| exponent.strip_prefix(['+', '-']).unwrap_or(exponent));
    let (before, after) = mantissa.split_once('.').unwrap_or((mantissa, "0"));
    if !whole(before) || !whole(after) || !exponent.is_none_or(whole) {
        return Number::Bad;
    }
    match text.replace('_', "").parse::<f64>() {
        Ok(number) if number.is_finite() => Number::Decimal(number),
        _ => Number::Bad,
    }
}

fn date(year: &str, rest: &str, text: &str) -> Number {
    let day = |text: &str| text.parse::<Date>().ok();
    match (rest.len(), rest.as_bytes()) {
        (2, [b'Q', quarter @ b'1'..=b'4']) => {
            let month = (quarter - b'1') * 3 + 1;
            day(&format!("{year}-{month:02}-01")).map_or(Number::Bad, Number::Quarter)
        }
        (2, _) => day(&format!("{text}-01")).map_or(Number::Bad, Number::Month),
        (5, _) => day(text).map_or(Number::Bad, Number::Day),
        (6.., _) if rest.as_bytes().get(5) == Some(&b'T') && !rest.contains(":60") => {
            text.parse().map_or(Number::Bad, Number::Instant)
        }
        _ => Number::Bad,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_dates() {
        assert_eq!(classify("10_000"), Number::Integer(10_000));
        assert_eq!(classify("-33.9"), Number::Decimal(-33.9));
        assert_eq!(classify("1.5e2"), Number::Decimal(150.0));
        assert!(matches!(classify("2024-02"), Number::Month(_)));
        assert!(matches!(classify("2024-02-29"), Number::Day(_)));
        assert!(matches!(classify("2024-Q3"), Number::Quarter(_)));
        assert!(matches!(classify("2020-01-01T12:00:00.123456+01:00"), Number::Instant(_)));
        assert!(matches!(classify("2020-01-01T12:00Z"), Number::Instant(_)));
        let bad =
            ["2024-3-5", "2023-02-29", "24-CR-43", "0cc175", "1__0", "7_", "2024-13", "1e999", "2020-01-01T12:00:60Z"];
        for text in bad {
            assert_eq!(classify(text), Number::Bad, "{text}");
        }
    }
}
