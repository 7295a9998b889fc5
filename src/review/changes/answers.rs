//! Denials and other answers that came or went.

use super::came;
use crate::review::model::Sign;
use crate::review::pairs::verb;
use crate::review::side::Thing;
use crate::review::topics::Topic;
use crate::stix::words::spaced;
use crate::vocab::language::RESPONSES;

/// What is told of an answer that one side alone has.
pub(super) fn alone(thing: &Thing<'_>, sign: Sign) -> (Topic, String) {
    let word = verb(thing);
    let what = match RESPONSES.iter().find(|row| row.word == word) {
        Some(row) => came(row.noun, sign),
        None if word.is_empty() => came("opinion", sign),
        None => format!("{} ({})", came("opinion", sign), crate::review::words::short(&spaced(&word))),
    };
    (Topic::Answers, what)
}
