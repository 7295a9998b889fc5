//! Times: from words and dates to intervals whose ends are themselves uncertain.
//!
//! Nothing is made finer than it was said: a month is the span of its days, `about` and `at-least` leave an end open,
//! and the words stay beside the bounds (language/tables, Time words).

use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Span, Timestamp};

use super::model::{Bounds, Precision, Time};
use crate::syntax::tree::Amount;
use crate::syntax::{Number, classify};
use crate::vocab::language::amount_word;

/// A date, a part of a period or a range, before a qualifier says what it means.
#[derive(Debug, Clone, PartialEq)]
pub struct When {
    words: String,
    qualifier: Option<&'static str>,
    precision: Precision,
    first: Bounds,
    last: Bounds,
    ongoing: bool,
}

/// Why an amount is no time, as a message and a help.
#[derive(Debug, Clone, PartialEq)]
pub struct NotATime<'s> {
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub help: &'static str,
    /// What is wrong with it.
    pub part: &'s str,
}

const FORMS: &str = "write `2024`, `2024-03`, `2024-03-05`, `early 2021`, `autumn 2020` or `2018-06..2018-09`";

/// Reads an amount as a time.
pub fn when<'s>(amount: &Amount<'s>) -> Result<When, NotATime<'s>> {
    let wrong = |part, message: String, help| NotATime { message, help, part };
    if let Some(unit) = amount.unit.or(amount.code).or(amount.per) {
        return Err(wrong(unit, format!("a date takes no unit, found `{unit}`"), "remove the unit"));
    }
    let mut parts = Vec::new();
    let mut qualifier = None;
    let mut ongoing = false;
    for word in &amount.modifiers {
        let bound = match *word {
            "by" => "by",
            "before" => "before",
            "after" => "after",
            word => match amount_word(word).map(|row| row.time) {
                Some("about") => "about",
                Some("at-least") => "at-least",
                Some("ongoing") => {
                    ongoing = true;
                    continue;
                }
                Some(part) if !part.is_empty() => {
                    parts.push((word, part));
                    continue;
                }
                _ => return Err(wrong(word, format!("`{word}` does not stand before a date"), FORMS)),
            },
        };
        // `at-least about 2010`: the open end is what counts, and both words stay.
        qualifier = match (qualifier, bound) {
            (None | Some("about"), bound) => Some(bound),
            (known, "about") => known,
            _ => return Err(wrong(word, format!("`{word}` is a second bound"), "write one bound before a date")),
        };
    }
    let words = words(amount);
    let Some(written) = amount.first else {
        return match ongoing {
            true => {
                let (first, last) = Default::default();
                Ok(When { words, qualifier, precision: Precision::Day, first, last, ongoing })
            }
            false => Err(wrong(amount.text, "a date is missing".to_owned(), FORMS)),
        };
    };
    let (mut precision, mut first) = period(written)?;
    let mut last = match amount.last {
        Some(last) => {
            let (last_precision, last) = period(last)?;
            precision = precision.max(last_precision);
            last
        }
        None => first,
    };
    for (word, part) in parts.iter().rev() {
        if amount.last.is_some() {
            return Err(wrong(word, format!("`{word}` does not stand before a range"), "write the range alone"));
        }
        let Some((finer, range)) = part_of(part, precision, first) else {
            let help = match *part {
                "early" | "mid" | "late" => "it stands before a year, a season, a quarter or a month",
                _ => "it stands before a year",
            };
            return Err(wrong(word, format!("`{word}` does not stand before `{written}`"), help));
        };
        (precision, first, last) = (finer, range, range);
    }
    if first.earliest > last.latest {
        let message = "the range ends before it begins".to_owned();
        return Err(wrong(amount.text, message, "write the earlier date first"));
    }
    Ok(When { words, qualifier, precision, first, last, ongoing })
}

/// The time of a date that stands alone: `2024`, `2024-03`, `2024-03-25`.
pub fn parse_time(text: &str) -> Option<Time> {
    let (modifiers, first) = (Vec::new(), Some(text));
    let date = Amount { text, modifiers, first, last: None, code: None, unit: None, per: None };
    when(&date).ok().map(When::value)
}

impl When {
    /// As the value of a property: the point or interval itself.
    pub fn value(self) -> Time {
        let mut time = self.blank(self.words.clone());
        match self.qualifier {
            Some("by") => time.stop.latest = self.last.latest,
            Some("before") => time.stop.latest = self.first.earliest.map(|at| shift(at, -1)),
            Some("after") => time.start.earliest = self.last.latest.map(|at| shift(at, 1)),
            _ => (time.start, time.stop) = (self.first, self.last),
        }
        time
    }

    fn blank(&self, words: String) -> Time {
        Time {
            words,
            qualifier: self.qualifier,
            precision: self.precision,
            start: Bounds::default(),
            stop: Bounds::default(),
            ongoing: self.ongoing,
        }
    }
}

/// Adds what a qualifier of a claim or property says (`since`, `during` …) to an interval.
pub fn qualify(interval: Option<Time>, qualifier: &str, when: &When) -> Time {
    // "on or about 7 May" says on its own what `on` and `during` say.
    let says_itself = ["on or about ", "in or about "].iter().any(|start| when.words.starts_with(start));
    let words = match (says_itself, qualifier) {
        (true, "on" | "during") => when.words.clone(),
        _ => {
            let mut words = String::with_capacity(qualifier.len() + 1 + when.words.len());
            push_spoken(&mut words, qualifier);
            words.push(' ');
            words.push_str(&when.words);
            words
        }
    };
    let mut time = match interval {
        Some(mut time) => {
            time.words = format!("{} {words}", time.words);
            time.precision = time.precision.max(when.precision);
            time.qualifier = time.qualifier.or(when.qualifier);
            time.ongoing |= when.ongoing;
            time
        }
        None => when.blank(words),
    };
    // A bound of what is itself uncertain is none: "before about 2021" ends nowhere in particular.
    let vague = matches!(when.qualifier, Some("about" | "at-least"));
    match qualifier {
        "since" if when.qualifier == Some("at-least") => time.start.latest = when.first.latest,
        "until" if when.qualifier == Some("at-least") => time.stop.earliest = when.first.earliest,
        "before" | "after" | "no-later-than" | "by" if vague => {}
        "since" => time.start = Bounds { earliest: when.first.earliest, latest: when.last.latest },
        "until" => time.stop = Bounds { earliest: when.first.earliest, latest: when.last.latest },
        "before" => {
            time.stop.latest = when.first.earliest.map(|at| shift(at, -1));
            time.qualifier = Some("before");
        }
        "after" => {
            time.start.earliest = when.last.latest.map(|at| shift(at, 1));
            time.qualifier = Some("after");
        }
        "no-later-than" | "by" => {
            time.stop.latest = when.last.latest;
            time.qualifier = Some("by");
        }
        "throughout" => {
            time.start = Bounds { earliest: when.first.earliest, latest: when.first.earliest };
            time.stop = Bounds { earliest: when.last.latest, latest: when.last.latest };
        }
        _ => {
            let whole = Bounds { earliest: when.first.earliest, latest: when.last.latest };
            (time.start, time.stop) = (whole, whole);
        }
    }
    time
}

/// The source's own words for a time stand beside what the author made of them; alone they say nothing of when.
pub fn told_as(time: Option<Time>, told: &str) -> Time {
    match time {
        Some(time) => Time { words: format!("{} (“{told}”)", time.words), ..time },
        None => Time::of_words(format!("“{told}”")),
    }
}

/// A duration says nothing of when: only its words go on.
pub fn lasting(time: Option<Time>, duration: &str) -> Time {
    match time {
        Some(time) => Time { words: format!("{} lasting {duration}", time.words), ..time },
        None => Time::of_words(format!("lasting {duration}")),
    }
}

/// Whether an interval ends before it can have begun.
pub fn is_backwards(time: &Time) -> bool {
    matches!((time.start.earliest, time.stop.latest), (Some(start), Some(stop)) if stop < start)
}

/// The words of an amount of time, as people read them.
fn words(amount: &Amount<'_>) -> String {
    let mut words = String::with_capacity(amount.text.len() + " to ".len());
    for word in &amount.modifiers {
        push_spoken(&mut words, word);
        words.push(' ');
    }
    words.push_str(amount.first.unwrap_or_default());
    if let Some(last) = amount.last {
        words.push_str(" to ");
        words.push_str(last);
    }
    // A word may stand alone: "ongoing".
    words.truncate(words.trim_end().len());
    words
}

/// Writes a word of the language as people say it: `at-least` is "at least".
fn push_spoken(out: &mut String, word: &str) {
    out.extend(word.chars().map(|letter| if letter == '-' { ' ' } else { letter }));
}

/// The span of a written date.
fn period(text: &str) -> Result<(Precision, Bounds), NotATime<'_>> {
    let bad = || NotATime { message: format!("`{text}` is no date"), help: FORMS, part: text };
    let span = |precision, date: Date, length: Span| {
        let end = date.checked_add(length).map_err(|_| bad())?;
        Ok((precision, Bounds { earliest: Some(midnight(date)), latest: Some(shift(midnight(end), -1)) }))
    };
    match classify(text) {
        Number::Integer(year) if text.len() == 4 => {
            let date = Date::new(year as i16, 1, 1).map_err(|_| bad())?;
            span(Precision::Year, date, Span::new().years(1))
        }
        Number::Quarter(date) => span(Precision::Quarter, date, Span::new().months(3)),
        Number::Month(date) => span(Precision::Month, date, Span::new().months(1)),
        Number::Day(date) => span(Precision::Day, date, Span::new().days(1)),
        Number::Instant(at) => Ok((Precision::Instant, Bounds { earliest: Some(at), latest: Some(at) })),
        Number::Integer(_) | Number::Decimal(_) | Number::Huge | Number::Bad => Err(bad()),
    }
}

/// The third or the season of a period; `None` where it has none.
fn part_of(part: &str, precision: Precision, whole: Bounds) -> Option<(Precision, Bounds)> {
    let start = whole.earliest.map(|at| TimeZone::UTC.to_datetime(at).date())?;
    let months = |from: i32, length: i32| {
        let first = start.checked_add(Span::new().months(from)).ok()?;
        let end = first.checked_add(Span::new().months(length)).ok()?;
        Some((first, end))
    };
    let days = |from: i8, to: Option<i8>| {
        let first = start.with().day(from).build().ok()?;
        let end = match to {
            Some(to) => start.with().day(to).build().ok()?,
            None => start.checked_add(Span::new().months(1)).ok()?,
        };
        Some((first, end))
    };
    let (precision, range) = match (part, precision) {
        ("spring", Precision::Year) => (Precision::Season, months(2, 3)),
        ("summer", Precision::Year) => (Precision::Season, months(5, 3)),
        ("autumn", Precision::Year) => (Precision::Season, months(8, 3)),
        ("winter", Precision::Year) => (Precision::Season, months(-1, 3)),
        ("early", Precision::Year) => (Precision::Season, months(0, 4)),
        ("mid", Precision::Year) => (Precision::Season, months(4, 4)),
        ("late", Precision::Year) => (Precision::Season, months(8, 4)),
        ("early", Precision::Season | Precision::Quarter) => (Precision::Month, months(0, 1)),
        ("mid", Precision::Season | Precision::Quarter) => (Precision::Month, months(1, 1)),
        ("late", Precision::Season | Precision::Quarter) => (Precision::Month, months(2, 1)),
        ("early", Precision::Month) => (Precision::Month, days(1, Some(11))),
        ("mid", Precision::Month) => (Precision::Month, days(11, Some(21))),
        ("late", Precision::Month) => (Precision::Month, days(21, None)),
        _ => return None,
    };
    let (first, end) = range?;
    Some((precision, Bounds { earliest: Some(midnight(first)), latest: Some(shift(midnight(end), -1)) }))
}

fn midnight(date: Date) -> Timestamp {
    // UTC has no gaps, so the only failure is a date outside the range of timestamps.
    TimeZone::UTC.to_timestamp(DateTime::from(date)).unwrap_or(Timestamp::UNIX_EPOCH)
}

/// An instant moved by milliseconds, the resolution of STIX timestamps.
fn shift(at: Timestamp, milliseconds: i64) -> Timestamp {
    at.checked_add(SignedDuration::from_millis(milliseconds)).unwrap_or(at)
}
