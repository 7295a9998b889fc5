//! The numbers of a text: digits, words, and what multiplies them.

use std::ops::Range;

/// A number that a text says.
pub struct Said {
    /// What it may mean: `1.500` is two numbers. None for "dozens".
    pub values: Vec<f64>,
    /// Where it stands.
    pub place: Range<usize>,
    /// Whether it counts something, and is no year, day, name, share or length of time.
    pub is_sure: bool,
    /// Whether it is a part of a name, a date or another word.
    pub is_name: bool,
}

const WORDS: &[&str] = &[
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
    "twenty",
];
const TENS: &[&str] = &["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];
const SCALES: &[(&str, f64)] = &[
    ("dozen", 12.0),
    ("hundred", 1e2),
    ("thousand", 1e3),
    ("million", 1e6),
    ("billion", 1e9),
    ("trillion", 1e12),
    ("k", 1e3),
    ("m", 1e6),
    ("mn", 1e6),
    ("bn", 1e9),
];
const VAGUE: &[&str] = &["dozens", "scores", "hundreds", "thousands", "millions", "billions"];
const MONTHS: &[&str] = &[
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
    "jan",
    "feb",
    "mar",
    "apr",
    "jun",
    "jul",
    "aug",
    "sept",
    "sep",
    "oct",
    "nov",
    "dec",
];

/// What stands behind a share or a length of time.
const MEASURES: &[&str] = &[
    "percent", "per", "year", "years", "month", "months", "week", "weeks", "day", "days", "hour", "hours", "minutes",
    "times", "pm", "am",
];

/// Words before a number that say how much of it, and make no name of it: "Some 40", "The 7".
const BEFORE: &[&str] = &[
    "some",
    "about",
    "over",
    "nearly",
    "almost",
    "around",
    "roughly",
    "approximately",
    "than",
    "the",
    "a",
    "least",
    "to",
    "all",
    "these",
    "those",
    "and",
    "of",
];

/// Words before a year.
const BEFORE_YEARS: &[&str] = &[
    "in", "since", "during", "from", "until", "to", "through", "between", "by", "early", "mid", "late", "and", "about",
    "around", "before", "after", "spring", "summer", "autumn", "fall", "winter",
];

/// How many parts of a joined word are looked at: "CVE-2021-34473" has three.
const MOST_JOINED: usize = 4;

/// A word or a number of the text.
struct Piece<'t> {
    raw: &'t str,
    folded: String,
    place: Range<usize>,
    /// Whether no blank parts it from the one before.
    joined: bool,
}

/// The numbers of a text, in its order.
pub fn numbers(text: &str) -> Vec<Said> {
    let pieces = pieces(text);
    // Each once: a text may repeat them at every number.
    let has = |word: &str| pieces.iter().any(|piece| piece.folded == word);
    let scales: Vec<f64> = SCALES.iter().filter(|(word, _)| has(word)).map(|(_, factor)| *factor).collect();
    let mut said = Vec::new();
    let mut next = 0;
    while let Some(piece) = pieces.get(next) {
        let at = next;
        next += 1;
        if VAGUE.contains(&piece.folded.as_str()) {
            said.push(Said { values: Vec::new(), place: piece.place.clone(), is_sure: true, is_name: false });
            continue;
        }
        let Some((mut values, is_plain)) = value(piece) else { continue };
        let follows = |next: usize| pieces.get(next).filter(|follower| !follower.folded.is_empty());
        if let Some(unit) =
            follows(next).filter(|_| TENS.contains(&piece.folded.as_str())).and_then(|next| word(&next.folded))
            && (1.0..10.0).contains(&unit)
        {
            values = values.iter().map(|value| value + unit).collect();
            next += 1;
        }
        // "10 000"
        while let Some(group) = follows(next).filter(|group| is_plain && group.raw.len() == 3 && is_digits(group.raw)) {
            let group: f64 = group.raw.parse().unwrap_or_default();
            values = values.iter().map(|value| value * 1e3 + group).collect();
            next += 1;
        }
        let unscaled = next;
        while let Some(factor) = follows(next).and_then(|next| scale(&next.folded)) {
            values = values.iter().map(|value| value * factor).collect();
            next += 1;
        }
        let behind = pieces.get(next);
        // "10 to 12 million"
        let leads = behind.is_some_and(|next| next.joined || matches!(next.folded.as_str(), "to" | "or" | "and"));
        if unscaled == next && leads {
            let scaled: Vec<f64> =
                scales.iter().flat_map(|scale| values.iter().map(move |value| value * scale)).collect();
            values.extend(scaled);
        }
        let end = pieces.get(next - 1).map_or(piece.place.end, |last| last.place.end);
        let is_name = !is_plain || is_year(piece.raw) && unscaled == next || is_part_of_name(&pieces, at, next);
        let is_measure = behind.is_some_and(|next| MEASURES.contains(&next.folded.as_str()))
            || text.get(end..).is_some_and(|behind| behind.trim_start().starts_with(['%', ':']))
            || text.get(..piece.place.start).is_some_and(|before| before.ends_with(':'));
        let is_sure = !is_name && !is_measure && piece.folded != "one";
        said.push(Said { values, place: piece.place.start..end, is_sure, is_name });
    }
    said
}

/// The years of a text, sure where a word of time stands before them; `None` where it speaks of decades.
pub fn years(text: &str) -> Option<Vec<Said>> {
    let pieces = pieces(text);
    if pieces.iter().any(|piece| piece.raw.strip_suffix('s').is_some_and(is_year)) {
        return None;
    }
    let mut said = Vec::new();
    for (at, piece) in pieces.iter().enumerate().filter(|(_, piece)| is_year(piece.raw)) {
        let before =
            at.checked_sub(1).and_then(|before| pieces.get(before)).map_or("", |before| before.folded.as_str());
        let is_sure = !piece.joined && (BEFORE_YEARS.contains(&before) || MONTHS.contains(&before));
        said.push(Said {
            values: piece.raw.parse().into_iter().collect(),
            place: piece.place.clone(),
            is_sure,
            is_name: false,
        });
    }
    Some(said)
}

/// Whether a number is a part of a word, of a date or of a name: "CVE-2021", "5 March", "Unit 74455".
fn is_part_of_name(pieces: &[Piece<'_>], at: usize, next: usize) -> bool {
    let before = at.checked_sub(1).and_then(|before| pieces.get(before));
    let is_month = |piece: Option<&Piece<'_>>| piece.is_some_and(|piece| MONTHS.contains(&piece.folded.as_str()));
    let is_word = |piece: &Piece<'_>| !piece.raw.starts_with(|letter: char| letter.is_ascii_digit());
    // From the start of the joined word on.
    let joined = (0..=at).rev().take(MOST_JOINED).take_while(|at| pieces.get(*at).is_some_and(|piece| piece.joined));
    let parts = pieces.get(at - joined.count()..at).unwrap_or_default();
    let joined_before = parts.iter().any(is_word);
    let joined_behind = pieces.get(next).is_some_and(|piece| piece.joined && is_word(piece));
    let titled = at > 1
        && before.is_some_and(|before| {
            before.raw.starts_with(char::is_uppercase) && !BEFORE.contains(&before.folded.as_str())
        });
    is_month(before) || is_month(pieces.get(next)) || joined_before || joined_behind || titled
}

/// What a piece means as a number, and whether it is nothing else: "40" and "seven", but not "5G".
fn value(piece: &Piece<'_>) -> Option<(Vec<f64>, bool)> {
    if let Some(value) = word(&piece.folded) {
        return Some((vec![value], true));
    }
    let end = piece.raw.find(char::is_alphabetic).unwrap_or(piece.raw.len());
    let (digits, suffix) = piece.raw.split_at_checked(end)?;
    if !digits.starts_with(|letter: char| letter.is_ascii_digit()) {
        return None;
    }
    let factor = scale(&suffix.to_lowercase());
    let values = readings(digits).into_iter().map(|value| value * factor.unwrap_or(1.0)).collect();
    Some((values, suffix.is_empty() || factor.is_some()))
}

/// What digits with separators may mean.
fn readings(digits: &str) -> Vec<f64> {
    let parts: Vec<&str> = digits.split(|letter: char| !letter.is_ascii_digit()).collect();
    let are_thousands = parts.iter().skip(1).all(|part| part.len() == 3);
    let whole = are_thousands.then(|| parts.concat().parse().ok()).flatten();
    let decimal = match parts.as_slice() {
        // "10,000" is ten thousand, while "1.500" may be either.
        [whole, part] if part.len() != 3 || digits.contains('.') => format!("{whole}.{part}").parse().ok(),
        _ => None,
    };
    whole.into_iter().chain(decimal).collect()
}

fn word(folded: &str) -> Option<f64> {
    let tens = TENS.iter().position(|word| *word == folded).map(|at| (at + 2) * 10);
    let value = WORDS.iter().position(|word| *word == folded).or(tens)?;
    Some(value as f64)
}

fn scale(folded: &str) -> Option<f64> {
    SCALES.iter().find(|(word, _)| *word == folded).map(|(_, factor)| *factor)
}

fn is_digits(raw: &str) -> bool {
    raw.bytes().all(|byte| byte.is_ascii_digit())
}

fn is_year(raw: &str) -> bool {
    raw.len() == 4 && is_digits(raw) && (raw.starts_with("19") || raw.starts_with("20"))
}

/// Takes a text apart; separators stay within their digits.
fn pieces(text: &str) -> Vec<Piece<'_>> {
    let mut pieces: Vec<Piece<'_>> = Vec::new();
    let mut open: Option<usize> = None;
    let mut end = 0;
    let mut letters = text.char_indices().peekable();
    while let Some((at, letter)) = letters.next() {
        let next_is_digit = letters.peek().is_some_and(|(_, next)| next.is_ascii_digit());
        let before_is_digit =
            text.get(..at).is_some_and(|before| before.ends_with(|before: char| before.is_ascii_digit()));
        let separates = matches!(letter, '.' | ',' | '_' | '\'' | '’') && next_is_digit && before_is_digit;
        if letter.is_alphanumeric() || (separates && open.is_some()) {
            open.get_or_insert(at);
            if letters.peek().is_some() {
                continue;
            }
        }
        let Some(start) = open.take() else { continue };
        let stop = if letter.is_alphanumeric() { text.len() } else { at };
        let raw = text.get(start..stop).unwrap_or_default();
        let gap = text.get(end..start).unwrap_or_default();
        let joined =
            !pieces.is_empty() && !gap.contains(|letter: char| letter.is_whitespace() || "$€£¥—".contains(letter));
        pieces.push(Piece { raw, folded: raw.to_lowercase(), place: start..stop, joined });
        end = stop;
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sure(text: &str) -> Vec<f64> {
        numbers(text).into_iter().filter(|said| said.is_sure).flat_map(|said| said.values).collect()
    }

    #[test]
    fn numbers_are_read_as_people_write_them() {
        assert_eq!(sure("some 40 million voters"), [40e6]);
        assert_eq!(sure("10,000 mails, 10 000 more and $1.3 billion"), [10_000.0, 10_000.0, 1.3e9]);
        assert_eq!(sure("twenty-four of two hundred thousand, and 3bn"), [24.0, 200_000.0, 3e9]);
        assert_eq!(sure("1.500 files"), [1500.0, 1.5]);
    }

    #[test]
    fn what_counts_nothing_is_not_sure() {
        assert!(sure("In 2021, on March 5 and 6 April, CVE-2021-34473 hit Unit 74455").is_empty());
        assert!(sure("by 5G, for 14 years, 40% or 40 per cent of APT31, by a 14-year-old, at 12:30").is_empty());
        assert!(sure("no one").is_empty());
        assert_eq!(numbers("dozens of hosts").len(), 1);
    }

    #[test]
    fn years_stand_behind_words_of_time() {
        let sure = |text| -> Vec<bool> { years(text).into_iter().flatten().map(|said| said.is_sure).collect() };
        assert_eq!(sure("in 2021, the 2016 election, CVE-2021-1, May 2020"), [true, false, false, true]);
        assert!(years("in the 2010s").is_none());
    }
}
