//! Slips of the pen: words for what is no word, no number and no string, and what was probably meant.

use super::literal::quote;
use super::report::{Reporter, shown};
use super::{Number, classify};
use crate::diag::codes::statements::UNQUOTED;
use crate::diag::codes::words;
use crate::diag::{Diagnostic, Fix};
use crate::vocab::attack;

impl Reporter<'_> {
    /// A fix that puts a slice into quotes.
    pub fn quote_fix(&self, part: &str) -> Fix {
        let make = if is_plainly_text(part) { Fix::safe } else { Fix::guess };
        make("put it into quotes".to_owned(), self.locate(part), quote(part))
    }

    /// A diagnostic for a title without quotes.
    pub fn unquoted_title(&self, part: &str) -> Diagnostic {
        let place = self.locate(part);
        Diagnostic::new(&UNQUOTED, place, format!("the title `{}` stands without quotes", shown(part)))
            .label("a title is text")
            .help("text stands in straight quotes")
            .fix(Fix::safe("put it into quotes", place, quote(part)))
    }

    /// A diagnostic for what starts like a number and is none.
    pub fn bad_number(&self, part: &str) -> Diagnostic {
        let place = self.locate(part);
        let message = format!("`{}` is neither a number nor a date", shown(part));
        let plain = Diagnostic::new(&words::BAD_NUMBER, place, message).label("starts like a number");
        match likeness(part) {
            Likeness::Date(date) => plain.help("a date is year, month and day: `2024-03-05`").fix(Fix::safe(
                format!("write `{date}`"),
                place,
                date,
            )),
            Likeness::SomeDate => plain.help("a date is year, month and day: `2024-03-05`"),
            Likeness::NoSuchDay => plain.help("the calendar has no such day"),
            Likeness::NoZone => plain.help("an instant has its zone: `2024-03-05T12:00:00Z`"),
            Likeness::None if is_meant_as_time(part) => {
                plain.help("write `2024`, `2024-03`, `2024-Q3`, `2024-03-05` or `2024-03-05T12:00:00Z`")
            }
            Likeness::None => plain.help("quote it if it is text").fix(self.quote_fix(part)),
        }
    }

    /// A diagnostic for a word that is no word.
    pub fn junk(&self, part: &str) -> Diagnostic {
        let place = self.locate(part);
        if part.starts_with('"') {
            let (message, help) = match part.starts_with("\"\"\"") {
                true if part.contains('\n') && part.ends_with("\"\"\"") => (
                    "a line of this text is indented less than its closing quotes",
                    "move the closing `\"\"\"` to the left: as deep as the line that is indented least",
                ),
                true => (
                    "this text is not closed",
                    "close it by `\"\"\"` on a line of its own; no line of the text is indented less than that line",
                ),
                false => (
                    "this string is not closed on its line",
                    "close it by `\"`; a text of several lines stands between `\"\"\"`",
                ),
            };
            let opener = part.get(..if part.starts_with("\"\"\"") { 3 } else { 1 }).unwrap_or(part);
            return Diagnostic::new(&words::UNCLOSED_STRING, self.locate(opener), message)
                .label("opened here")
                .help(help);
        }
        let curly = |letter: char| matches!(letter, '“' | '”' | '„' | '«' | '»');
        if part.starts_with(curly) {
            let inner = part.trim_matches(curly);
            return Diagnostic::new(&words::STRAIGHT_QUOTES, place, "typographic quotes do not open a string")
                .label("these quotes")
                .help("strings stand in straight quotes")
                .fix(Fix::safe("write straight quotes", place, quote(inner)));
        }
        if likeness(part) != Likeness::None {
            return self.bad_number(part);
        }
        if let Some(letter) = part.chars().find(|letter| is_unseen(*letter)) {
            let visible: String = part.chars().map(|letter| if is_unseen(letter) { ' ' } else { letter }).collect();
            let message = format!("a character that nobody sees, U+{:04X}, stands in this", u32::from(letter));
            return Diagnostic::new(&words::BAD_WORD, place, message)
                .label("looks like a space, or like nothing")
                .help("pasted text often brings it along; write a plain space")
                .fix(Fix::safe("write plain spaces", place, visible.trim()));
        }
        let upper = part.to_ascii_uppercase();
        if attack::entry(&upper).is_some() || upper.starts_with("CVE-") {
            return Diagnostic::new(
                &words::BAD_WORD,
                place,
                format!("`{part}` is no code: codes start with a capital"),
            )
            .label("in small letters")
            .help(format!("write `{upper}`"))
            .fix(Fix::safe(format!("write `{upper}`"), place, upper));
        }
        let foreign = part.chars().find(|letter| letter.is_alphabetic() && !letter.is_ascii());
        if let (Some(letter), true) = (foreign, part.starts_with(|letter: char| letter.is_alphanumeric())) {
            let message =
                format!("`{}` holds `{letter}`, U+{:04X}, which is no ASCII letter", shown(part), u32::from(letter));
            return Diagnostic::new(&words::BAD_WORD, place, message)
                .label("not a word of the language")
                .help("names are ASCII, and letters of other scripts may only look the same; titles in quotes hold any script")
                .fix(Fix::guess("put it into quotes", place, quote(part)));
        }
        Diagnostic::new(&words::BAD_WORD, place, format!("`{}` is neither a word nor a code", shown(part)))
            .label("not a word of the language")
            .help("quote it if it is text")
            .fix(self.quote_fix(part))
    }
}

/// Whether quotes are surely what is missing: a docket, a hash, an address, a word with a dot. What else may be meant by a
/// number or by marks, a person has to say.
fn is_plainly_text(part: &str) -> bool {
    let number = part.starts_with(|letter: char| letter.is_ascii_digit() || letter == '-');
    let odd = ['=', ';', '(', ')', '<', '>', '\'', '%', '$', '!', '?', '*', ','];
    let has_letters = part.chars().any(char::is_alphabetic);
    has_letters && !part.contains(odd) && (!number || part.contains('-') || part.len() >= 32)
}

/// Whether a character takes no ink.
fn is_unseen(letter: char) -> bool {
    let zero_width = matches!(letter, '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}');
    zero_width || (letter.is_whitespace() && !letter.is_ascii())
}

/// Whether a text is meant as a date.
#[derive(Debug, PartialEq, Eq)]
enum Likeness {
    /// As this one.
    Date(String),
    /// As one, but nobody can say which: `03/05/2024`.
    SomeDate,
    /// As one that the calendar does not have: `2024-02-30`.
    NoSuchDay,
    /// As an instant, without its zone.
    NoZone,
    /// No.
    None,
}

/// `2024-3-5` and `25/03/2024` are meant as dates; which of two small numbers is the month, only one above 12 tells.
fn likeness(text: &str) -> Likeness {
    if classify(&format!("{text}Z")) != Number::Bad {
        return Likeness::NoZone;
    }
    let parts: Vec<&str> = text.split(['-', '/', '.']).collect();
    let numbers: Option<Vec<u16>> = parts.iter().map(|part| part.parse().ok()).collect();
    let lengths: Vec<usize> = parts.iter().map(|part| part.len()).collect();
    let date = match (numbers.as_deref(), lengths.as_slice()) {
        (Some([year, month]), [4, 1 | 2]) if text.contains(['-', '/']) => format!("{year}-{month:02}"),
        (Some([year, month, day]), [4, 1 | 2, 1 | 2]) => format!("{year}-{month:02}-{day:02}"),
        (Some([first, second, year]), [1 | 2, 1 | 2, 4]) => match (first, second) {
            (day @ 13.., month) | (month, day @ 13..) => format!("{year}-{month:02}-{day:02}"),
            (day, month) if day == month => format!("{year}-{month:02}-{day:02}"),
            _ => return Likeness::SomeDate,
        },
        _ => return Likeness::None,
    };
    match classify(&date) {
        Number::Bad => Likeness::NoSuchDay,
        _ => Likeness::Date(date),
    }
}

/// Whether what starts like a number can only have been meant as a quarter or an instant: `2024-Q5`, `2024-06-01T25:00:00Z`.
fn is_meant_as_time(part: &str) -> bool {
    let is_year = |text: &str| text.len() == 4 && text.bytes().all(|byte| byte.is_ascii_digit());
    part.split_once('-').is_some_and(|(year, rest)| is_year(year) && (rest.starts_with('Q') || rest.contains(':')))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_of_other_forms_are_recognised() {
        let date = |text: &str| Likeness::Date(text.to_owned());
        assert_eq!(likeness("2024-3-5"), date("2024-03-05"));
        assert_eq!(likeness("2024/03"), date("2024-03"));
        assert_eq!(likeness("25/03/2024"), date("2024-03-25"));
        assert_eq!(likeness("3.25.2024"), date("2024-03-25"));
        assert_eq!(likeness("03/05/2024"), Likeness::SomeDate);
        assert_eq!(likeness("24-CR-43"), Likeness::None);
        assert_eq!(likeness("31/31/2024"), Likeness::NoSuchDay);
        assert_eq!(likeness("2024-02-30"), Likeness::NoSuchDay);
        assert_eq!(likeness("2024-05-06T12:00:00"), Likeness::NoZone);
    }
}
