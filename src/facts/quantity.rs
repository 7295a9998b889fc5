//! Quantities: a number, a bound or a vague word, and what is counted.

use super::model::{Bound, Quantity};
use crate::syntax::literal::unquote;
use crate::syntax::tree::Amount;
use crate::syntax::{Number, classify};
use crate::vocab::language::amount_word;
use crate::vocab::registers::CURRENCIES;

/// Why an amount is no quantity: what is wrong and what to do.
#[derive(Debug, Clone, PartialEq)]
pub struct NotAQuantity<'s> {
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub help: &'static str,
    /// What is wrong with it.
    pub part: &'s str,
    /// What was meant, where one word is near.
    pub meant: Option<&'static str>,
}

/// Reads an amount as a quantity.
pub fn quantity<'s>(amount: &Amount<'s>) -> Result<Quantity, NotAQuantity<'s>> {
    let wrong = |part, message: String, help| NotAQuantity { message, help, part, meant: None };
    let mut bound = Bound::Exact;
    for word in &amount.modifiers {
        let next = match amount_word(word).map(|row| row.quantity) {
            Some("about") => Bound::About,
            Some("over") => Bound::Over,
            Some("at-least") => Bound::AtLeast,
            Some("up-to") => Bound::UpTo,
            Some("under") => Bound::Under,
            _ => return Err(wrong(word, format!("`{word}` does not stand before a number"), FORMS)),
        };
        // `up-to some 40`: the bound is what counts, and both words stay.
        bound = match (bound, next) {
            (Bound::Exact | Bound::About, next) => next,
            (bound, Bound::About) => bound,
            _ => return Err(wrong(word, format!("`{word}` is a second bound"), "write one bound before a number")),
        };
    }
    let first = amount.first.map(number).transpose()?;
    let last = amount.last.map(number).transpose()?;
    let (min, max) = match (bound, first.flatten(), last.flatten()) {
        (_, None, _) => {
            bound = Bound::Vague;
            (None, None)
        }
        (Bound::Exact, Some(first), Some(last)) if first <= last => {
            bound = Bound::Range;
            (Some(first), Some(last))
        }
        (Bound::Exact, Some(_), Some(_)) => {
            return Err(wrong(
                amount.text,
                "the range ends below its start".to_owned(),
                "write the smaller number first",
            ));
        }
        (_, Some(_), Some(_)) => {
            return Err(wrong(amount.text, "a range takes no bound".to_owned(), "write the range alone"));
        }
        (Bound::AtLeast | Bound::Over, Some(first), None) => (Some(first), None),
        (Bound::UpTo | Bound::Under, Some(first), None) => (None, Some(first)),
        (_, Some(first), None) => (Some(first), Some(first)),
    };
    let currency = match amount.code {
        Some(code) if CURRENCIES.get(code) == Some(code) => Some(code.to_owned()),
        Some(code) => {
            let help = "write an ISO 4217 code such as `USD`";
            let plain = wrong(code, format!("`{code}` is no currency"), help);
            return Err(NotAQuantity { meant: currency_near(code), ..plain });
        }
        None => None,
    };
    let counted = amount.unit.map(unquote);
    let written = written(amount);
    Ok(Quantity { words: words(amount), written, bound, min, max, counted, currency })
}

/// The only code of a currency that is one slip of the pen away; codes are too short for a guess among several.
fn currency_near(code: &str) -> Option<&'static str> {
    let codes = CURRENCIES.names().filter_map(|name| CURRENCIES.get(name));
    let mut near = codes.filter(|known| strsim::damerau_levenshtein(code, known) == 1);
    near.next().filter(|_| near.next().is_none())
}

const FORMS: &str = "write `7`, `more-than 10_000`, `some 40_000_000`, `43..124` or `dozens`";

/// The number of a token; `None` for a vague word.
fn number(text: &str) -> Result<Option<f64>, NotAQuantity<'_>> {
    let wrong = |message: String, help| NotAQuantity { message, help, part: text, meant: None };
    if text.starts_with('-') {
        return Err(wrong(format!("a quantity is never negative, found `{text}`"), FORMS));
    }
    // A thousand to half of the world, one to the other half: the author has to say which.
    if text.split_once('.').is_some_and(|(whole, fraction)| whole.len() <= 3 && fraction.len() == 3) {
        let help = "write a thousand as `1_000`, and a fraction with other than three digits: `1.0`";
        return Err(wrong(format!("`{text}` can be read as a fraction and as thousands"), help));
    }
    match classify(text) {
        Number::Integer(number) => Ok(Some(number as f64)),
        Number::Decimal(number) => Ok(Some(number)),
        Number::Bad if amount_word(text).is_some() => Ok(None),
        _ => Err(wrong(format!("`{text}` is no number"), FORMS)),
    }
}

/// The words of a quantity as people read them: `more-than 10_000 "emails"` is "more than 10,000 emails".
fn words(amount: &Amount<'_>) -> String {
    let mut words: Vec<String> = amount.modifiers.iter().map(|word| word.replace('-', " ")).collect();
    words.extend(amount.first.map(grouped));
    let is_noun = amount.first.and_then(amount_word).is_some_and(|row| row.noun);
    words.extend((is_noun && amount.unit.is_some()).then(|| "of".to_owned()));
    words.extend(amount.last.map(|last| format!("to {}", grouped(last))));
    words.extend(amount.code.map(str::to_owned));
    words.extend(amount.unit.map(unquote));
    words.extend(amount.per.map(|per| format!("per {}", unquote(per))));
    words.join(" ")
}

/// The tokens of a quantity, one blank between them.
fn written(amount: &Amount<'_>) -> String {
    let mut words: Vec<String> = amount.modifiers.iter().map(|word| (*word).to_owned()).collect();
    words.extend(amount.first.map(|first| match amount.last {
        Some(last) => format!("{first}..{last}"),
        None => first.to_owned(),
    }));
    words.extend(amount.code.map(str::to_owned));
    words.extend(amount.unit.map(str::to_owned));
    words.extend(amount.per.map(|per| format!("per {per}")));
    words.join(" ")
}

/// A number with commas between thousands; a word without hyphens.
fn grouped(text: &str) -> String {
    let clean = text.replace('_', "");
    let (whole, fraction) = match clean.split_once('.') {
        Some((whole, fraction)) => (whole.to_owned(), format!(".{fraction}")),
        None => (clean.clone(), String::new()),
    };
    if !whole.bytes().all(|byte| byte.is_ascii_digit()) {
        return text.replace('-', " ");
    }
    let mut out = String::new();
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out + &fraction
}
