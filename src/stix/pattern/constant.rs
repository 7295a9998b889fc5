//! Constants: tokens to what they mean, and back (STIX 2.1, section 9.2).

use super::finding::{Finding, shown};
use super::token::{Kind, Token};
use super::tree::{Constant, Literal};
use crate::diag::codes::standard as codes;
use crate::stix::validate::format;

/// The constant of a token, if it is one; what is wrong with it is added to the findings.
pub(super) fn constant(token: Token<'_>, found: &mut Vec<Finding>) -> Option<Constant> {
    let inner = |prefix: usize| token.text.get(prefix + 1..token.text.len().saturating_sub(1)).unwrap_or_default();
    let literal = match token.kind {
        Kind::Number => return number(token, found),
        Kind::Word if token.text == "true" => Literal::Boolean(true),
        Kind::Word if token.text == "false" => Literal::Boolean(false),
        Kind::String => Literal::String(string(token, found)),
        Kind::Hex => {
            let text = inner(1);
            if !text.len().is_multiple_of(2) || !text.bytes().all(|byte| byte.is_ascii_hexdigit()) {
                let message = format!("`{}` is no hexadecimal constant", shown(token.text));
                found.push(
                    Finding::new(codes::PATTERN_HEX, token.place, message)
                        .help("an even number of hexadecimal digits stands between the quotes"),
                );
            }
            Literal::Hex(text.to_owned())
        }
        Kind::Binary => {
            let text = inner(1);
            if !format::is_base64(text) {
                let message = format!("`{}` is no binary constant", shown(token.text));
                found.push(
                    Finding::new(codes::PATTERN_BINARY, token.place, message)
                        .help("base64 stands between the quotes, in groups of four, padded by `=`"),
                );
            }
            Literal::Binary(text.to_owned())
        }
        Kind::Time => {
            let text = inner(1);
            if let Err(why) = format::timestamp(text) {
                found.push(
                    Finding::new(codes::PATTERN_TIMESTAMP, token.place, format!("`{}` is no timestamp", shown(text)))
                        .help(why),
                );
            }
            Literal::Time(text.to_owned())
        }
        _ => return None,
    };
    Some(Constant { literal, place: token.place })
}

fn number(token: Token<'_>, found: &mut Vec<Finding>) -> Option<Constant> {
    let text = token.text;
    let plain = text.strip_prefix('+').unwrap_or(text);
    let digits = plain.strip_prefix('-').unwrap_or(plain);
    let all = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let (whole, fraction) = match digits.split_once('.') {
        Some((whole, fraction)) => (whole, Some(fraction)),
        None => (digits, None),
    };
    let good = match fraction {
        Some(fraction) => all(whole) && all(fraction) && !fraction.is_empty(),
        None => all(whole) && (whole == "0" || !whole.starts_with('0')),
    };
    if !good {
        let help = match fraction {
            Some("") => "digits stand behind the point",
            _ => "a whole number has no leading zeros; text stands in `'`",
        };
        found.push(
            Finding::new(codes::BROKEN_PATTERN, token.place, format!("`{}` is no number", shown(text))).help(help),
        );
    } else if plain != text {
        found.push(
            Finding::new(codes::PATTERN_PLUS_SIGN, token.place, format!("`{}` has a plus sign", shown(text)))
                .help("numbers of patterns have none")
                .mend(plain, true),
        );
    }
    let literal = match fraction {
        Some(_) => Literal::Float(plain.to_owned()),
        None => Literal::Integer(plain.to_owned()),
    };
    Some(Constant { literal, place: token.place })
}

/// The text of a string token; its escapes are `\'` and `\\` alone.
pub(super) fn string(token: Token<'_>, found: &mut Vec<Finding>) -> String {
    let inner = token.text.get(1..token.text.len().saturating_sub(1)).unwrap_or_default();
    let mut out = String::with_capacity(inner.len());
    let mut letters = inner.char_indices();
    while let Some((at, letter)) = letters.next() {
        if letter != '\\' {
            out.push(letter);
            continue;
        }
        match letters.next() {
            Some((_, escaped @ ('\'' | '\\'))) => out.push(escaped),
            other => {
                let start = token.place.start as usize + 1 + at;
                let length = 1 + other.map_or(0, |(_, letter)| letter.len_utf8());
                let letter: String = other.map(|(_, letter)| letter).into_iter().collect();
                found.push(
                    Finding::new(
                        codes::PATTERN_STRING,
                        super::tree::Place::new(start, start + length),
                        format!("`\\{}` is no escape of patterns", shown(&letter)),
                    )
                    .help("only `\\'` and `\\\\` are: a backslash is written twice")
                    .mend(format!("\\\\{letter}"), false),
                );
                out.push('\\');
                out.extend(other.map(|(_, letter)| letter));
            }
        }
    }
    out
}

/// A text as a string constant.
pub fn quote(text: &str) -> String {
    format!("'{}'", text.replace('\\', "\\\\").replace('\'', "\\'"))
}
