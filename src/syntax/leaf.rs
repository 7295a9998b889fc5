//! Rules for leaves: numbers, strings, names and words.

use std::collections::HashSet;

use super::literal::{bad_escapes, quote, unquote};
use super::number::{Number, classify};
use super::report::shown;
use super::token::{Kind, Token, peek};
use super::tree::{Amount, Value};
use super::validate::Walk;
use crate::diag::codes::{statements as codes, words};
use crate::diag::{Diagnostic, Fix};
use crate::vocab::language::{reserved, verb};

impl<'s> Walk<'_, 's> {
    pub(super) fn amount(&mut self, amount: &Amount<'s>) {
        let ends = [amount.first, amount.last];
        for end in ends.into_iter().flatten().filter(|end| end.starts_with(|letter: char| !letter.is_ascii_lowercase()))
        {
            if classify(end) != Number::Bad {
                continue;
            }
            self.found.push(self.reporter.bad_number(end));
        }
        let unit = [amount.code, amount.unit, amount.per].into_iter().flatten().next();
        if let Some(unit) = unit
            && let Some(date) = ends.into_iter().flatten().find(|end| is_date(end))
        {
            self.found.push(
                Diagnostic::new(
                    &words::BAD_NUMBER,
                    self.reporter.locate(unit),
                    format!("the date `{date}` takes no unit"),
                )
                .label("units stand behind numbers")
                .help("remove it, or give it a key or a qualifier of its own"),
            );
        }
        [amount.unit, amount.per].into_iter().flatten().for_each(|text| self.string(text));
    }

    pub(super) fn string(&mut self, raw: &'s str) {
        // Its first and last characters do not tell: `"a\"` and `"""a"` are not closed.
        if peek(raw) != (Token { kind: Kind::String, text: raw }) {
            self.found.push(self.reporter.junk(raw));
            return;
        }
        for bad in bad_escapes(raw) {
            let part = raw.get(bad.offset..bad.offset + bad.length).unwrap_or(raw);
            let place = self.reporter.locate(part);
            self.found.push(
                Diagnostic::new(&words::BAD_ESCAPE, place, format!("`{part}` is no escape"))
                    .label("unknown escape")
                    .help("a backslash itself is written `\\\\`")
                    .fix(Fix::safe("double the backslash", place, format!("\\{part}"))),
            );
        }
    }

    pub(super) fn declared_name(&mut self, name: &'s str) {
        if reserved(name).is_some() {
            let place = self.reporter.locate(name);
            self.found.push(
                Diagnostic::new(&words::RESERVED_NAME, place, format!("`{name}` is a word of the language"))
                    .label("cannot be a name")
                    .help(format!(
                        "choose another name, for example `{name}_1`; `attrc explain {name}` says what it means"
                    )),
            );
            return;
        }
        self.name(name);
    }

    pub(super) fn name(&mut self, name: &'s str) {
        if is_name(name) {
            return;
        }
        let place = self.reporter.locate(name);
        let written: String = name
            .chars()
            .map(|letter| if letter == '-' || letter == '.' { '_' } else { letter.to_ascii_lowercase() })
            .collect();
        if verb(name).is_some() {
            let message = format!("`{name}` is a verb, and stands where a name belongs");
            let misplaced = Diagnostic::new(&words::BAD_NAME, place, message).label("not a name");
            self.found.push(misplaced.help("a claim is `subject VERB object`"));
            return;
        }
        let plain = Diagnostic::new(&words::BAD_NAME, place, format!("`{}` cannot be a name", shown(name)))
            .label("names are small letters, digits and `_`")
            .help("the title in quotes behind the name holds any script");
        let fix = (is_name(&written) && reserved(&written).is_none())
            // Every place that names it has to follow, so a person looks at it.
            .then(|| Fix::guess(format!("write `{written}`"), place, written));
        self.found.push(plain.fix_if(fix));
    }

    /// The keys of a dictionary: each once, quoted or not.
    pub(super) fn keys(&mut self, entries: &[(&'s str, Value<'s>)]) {
        let mut seen = HashSet::new();
        for (key, _) in entries {
            match peek(key).kind {
                Kind::Word | Kind::Code => {}
                Kind::Junk | Kind::Number => {
                    let message = format!("the key `{}` stands without quotes", shown(key));
                    let bare = Diagnostic::new(&words::BAD_WORD, self.reporter.locate(key), message)
                        .label("neither small letters nor a code")
                        .help("a key of any other spelling stands in quotes");
                    self.found.push(bare.fix(Fix::safe("put it into quotes", self.reporter.locate(key), quote(key))));
                }
                _ => self.string(key),
            }
            if !seen.insert(unquote(key)) {
                self.found.push(
                    Diagnostic::new(
                        &codes::REPEATED,
                        self.reporter.locate(key),
                        format!("the key `{}` stands here twice", shown(key)),
                    )
                    .label("again")
                    .help("keep one of them"),
                );
            }
        }
    }

    /// A kind, a verb or a value that no table has to know: spelled as a name or as a word.
    pub(super) fn word(&mut self, word: &'s str, may_be_quoted: bool) {
        if !word.contains('-') || !word.contains('_') && !word.contains("--") && !word.ends_with('-') {
            return;
        }
        let place = self.reporter.locate(word);
        let plain = Diagnostic::new(&words::BAD_WORD, place, format!("`{}` is neither a name nor a word", shown(word)))
            .label("parts are joined by `_` in names, by a single `-` in words");
        self.found.push(match may_be_quoted {
            true => plain.help("quote it if it is text").fix(self.reporter.quote_fix(word)),
            false => plain.help("`attrc list` shows the words of the language"),
        });
    }
}

/// Whether a text is spelled as names are: small letters, digits and `_`.
pub fn is_name(text: &str) -> bool {
    text.starts_with(|letter: char| letter.is_ascii_lowercase())
        && text.chars().all(|letter| letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == '_')
}

/// Whether a number token is a date; four digits alone may be a year or a number.
fn is_date(text: &str) -> bool {
    matches!(classify(text), Number::Month(_) | Number::Day(_) | Number::Quarter(_) | Number::Instant(_))
}
