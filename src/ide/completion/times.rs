//! Numbers and dates: words before them, and forms to fill in. There is no clock here: a date that is near at hand is that of
//! the document.

use super::asked::Asked;
use super::offers::Offers;
use super::{Completion, CompletionKind};
use crate::syntax::is_time_word;
use crate::vocab::language::{AMOUNT_WORDS, AmountWord, QUALIFIERS};

/// The forms of dates.
const FORMS: &[(&str, &str, &str)] = &[
    ("YYYY-MM-DD", "${1:YYYY}-${2:MM}-${3:DD}", "a day"),
    ("YYYY-MM", "${1:YYYY}-${2:MM}", "a month"),
    ("YYYY", "${1:YYYY}", "a year"),
    ("YYYY-QN", "${1:YYYY}-Q${2:N}", "a quarter"),
    ("YYYY..YYYY", "${1:YYYY}..${2:YYYY}", "a range"),
];

/// Dates, and words before them.
pub fn times(asked: &Asked<'_>, offers: &mut Offers) {
    if let Some((_, document)) = asked.document()
        && let Some((key, time)) = document.dated()
        && time.words.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-')
    {
        let detail = format!("when `{}` was {key}", document.name);
        offers.add(Completion::new(CompletionKind::Word, time.words.clone()).detail(detail));
    }
    forms(offers);
    time_words(offers);
}

/// Words that qualify what stands before them, and begin a date where they stand in its place.
pub fn first_words(offers: &mut Offers) {
    let rows = QUALIFIERS.iter().filter(|row| is_time_word(row.word));
    offers.extend(rows.map(|row| Completion::new(CompletionKind::Keyword, row.word).detail("before a date")));
}

/// Words before a date.
pub fn time_words(offers: &mut Offers) {
    words(offers, |row| row.time);
}

/// Forms of dates.
pub fn forms(offers: &mut Offers) {
    let forms = FORMS
        .iter()
        .map(|(label, text, doc)| Completion::new(CompletionKind::Snippet, *label).snippet(*text).detail(*doc));
    offers.extend(forms);
}

/// Words before a number, and in its place.
pub fn amounts(offers: &mut Offers) {
    words(offers, |row| row.quantity);
}

fn words(offers: &mut Offers, of: fn(&AmountWord) -> &'static str) {
    let rows = AMOUNT_WORDS.iter().filter(|row| !of(row).is_empty());
    offers.extend(rows.map(|row| Completion::new(CompletionKind::Keyword, row.word).detail(row.doc)));
}
