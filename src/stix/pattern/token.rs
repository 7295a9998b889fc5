//! The tokens of a pattern (STIX 2.1, sections 9.2 to 9.4). White space and, on input only, comments stand between them.

use nom::bytes::complete::{take_while, take_while1};
use nom::combinator::recognize;
use nom::sequence::pair;
use nom::{IResult, Parser};

use super::tree::Place;

/// A token and where it stands.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Token<'p> {
    /// Its class.
    pub kind: Kind,
    /// Its text, quotes and prefix included.
    pub text: &'p str,
    /// Where it stands.
    pub place: Place,
}

/// The class of a token.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// `file`, `AND`, `ipv4-addr`
    Word,
    /// `17`, `-1.5`
    Number,
    /// `'text'`
    String,
    /// `t'…'`
    Time,
    /// `h'…'`
    Hex,
    /// `b'…'`
    Binary,
    /// A quote without its end.
    Unclosed,
    /// `[`, `<=`, `.` …
    Mark,
    /// What fits nothing.
    Junk,
    /// The end of the pattern.
    End,
}

/// Words that no property may be spelled as without quotes.
pub(super) const KEYWORDS: [&str; 19] = [
    "AND",
    "OR",
    "NOT",
    "FOLLOWEDBY",
    "LIKE",
    "MATCHES",
    "ISSUPERSET",
    "ISSUBSET",
    "EXISTS",
    "LAST",
    "IN",
    "START",
    "STOP",
    "SECONDS",
    "WITHIN",
    "REPEATS",
    "TIMES",
    "true",
    "false",
];

/// All tokens; the last one is the end.
pub(super) fn tokens(pattern: &str) -> Vec<Token<'_>> {
    let mut found = Vec::new();
    let mut rest = skip_gap(pattern);
    while !rest.is_empty() {
        let start = pattern.len() - rest.len();
        let (after, kind) = token(rest);
        let end = pattern.len() - after.len();
        found.push(Token { kind, text: pattern.get(start..end).unwrap_or_default(), place: Place::new(start, end) });
        rest = skip_gap(after);
    }
    let end = Place::new(pattern.len(), pattern.len());
    found.push(Token { kind: Kind::End, text: "", place: end });
    found
}

/// The text after white space and comments.
fn skip_gap(mut rest: &str) -> &str {
    loop {
        rest = rest.trim_start();
        rest = if let Some(comment) = rest.strip_prefix("//") {
            comment.find(['\n', '\r']).and_then(|end| comment.get(end..)).unwrap_or_default()
        } else if let Some((_, after)) = rest.strip_prefix("/*").and_then(|comment| comment.split_once("*/")) {
            after
        } else {
            return rest;
        }
    }
}

fn token(rest: &str) -> (&str, Kind) {
    let quoted = |prefix: &str, kind| {
        rest.strip_prefix(prefix).filter(|inner| inner.starts_with('\'')).map(|inner| string(inner, kind))
    };
    if let Some(found) = quoted("", Kind::String)
        .or_else(|| quoted("t", Kind::Time))
        .or_else(|| quoted("h", Kind::Hex))
        .or_else(|| quoted("b", Kind::Binary))
    {
        return found;
    }
    if let Ok((after, _)) = word(rest) {
        return (after, Kind::Word);
    }
    if let Ok((after, _)) = number(rest) {
        return (after, Kind::Number);
    }
    for mark in ["==", "!=", "<>", "<=", ">="] {
        if let Some(after) = rest.strip_prefix(mark) {
            return (after, Kind::Mark);
        }
    }
    // A comment without its end is one slip, and so is an operator that there is not.
    if rest.starts_with("/*") {
        return ("", Kind::Junk);
    }
    let signs = rest.trim_start_matches(['=', '<', '>', '!', '?', '~', '&', '|']);
    if rest.len() - signs.len() > 1 {
        return (signs, Kind::Junk);
    }
    let mut letters = rest.chars();
    match letters.next() {
        Some('[' | ']' | '(' | ')' | ',' | '.' | ':' | '=' | '<' | '>' | '*') => (letters.as_str(), Kind::Mark),
        // A text in the wrong quotes is one slip.
        Some(quote @ ('"' | '“' | '‘')) => {
            let close = match quote {
                '“' => '”',
                '‘' => '’',
                quote => quote,
            };
            let inner = letters.as_str();
            let end = inner.find(close).map_or(inner.len(), |end| end + close.len_utf8());
            (inner.get(end..).unwrap_or_default(), Kind::Junk)
        }
        _ => (letters.as_str(), Kind::Junk),
    }
}

/// A string in apostrophes; a backslash takes the character behind it with it.
fn string(quoted: &str, kind: Kind) -> (&str, Kind) {
    let mut escaped = false;
    for (at, letter) in quoted.char_indices().skip(1) {
        match letter {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '\'' => return (quoted.get(at + 1..).unwrap_or_default(), kind),
            _ => {}
        }
    }
    ("", Kind::Unclosed)
}

/// `ident-hyphen`: letters, digits, `_` and `-`.
fn word(rest: &str) -> IResult<&str, &str> {
    let first = take_while1(|letter: char| letter.is_ascii_alphabetic() || letter == '_');
    recognize(pair(first, take_while(|letter: char| letter.is_ascii_alphanumeric() || matches!(letter, '_' | '-'))))
        .parse(rest)
}

/// What begins like a number, taken whole: digits, points and what touches them.
fn number(rest: &str) -> IResult<&str, &str> {
    let unsigned = rest.strip_prefix(['+', '-']).unwrap_or(rest);
    let digit = |text: &str| text.starts_with(|letter: char| letter.is_ascii_digit());
    if !digit(unsigned) && !unsigned.strip_prefix('.').is_some_and(digit) {
        return Err(nom::Err::Error(nom::error::Error::new(rest, nom::error::ErrorKind::Digit)));
    }
    let sign = take_while(|letter: char| matches!(letter, '+' | '-'));
    recognize(pair(sign, take_while1(|letter: char| letter.is_ascii_alphanumeric() || letter == '.'))).parse(rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens_of_every_class() {
        let kinds = |text| tokens(text).into_iter().map(|token| (token.kind, token.text)).collect::<Vec<_>>();
        let found = kinds("[a-b:c.'d-e'[*]<=-1.5] /* x */ t'2024' // y");
        let texts: Vec<&str> = found.iter().map(|token| token.1).collect();
        assert_eq!(texts, ["[", "a-b", ":", "c", ".", "'d-e'", "[", "*", "]", "<=", "-1.5", "]", "t'2024'", ""]);
        assert_eq!(kinds("'a\\'b' 'c"), [(Kind::String, "'a\\'b'"), (Kind::Unclosed, "'c"), (Kind::End, "")]);
        assert_eq!(kinds("\"a b\""), [(Kind::Junk, "\"a b\""), (Kind::End, "")]);
        assert_eq!(kinds("h'ff' b'AA=='").first().map(|token| token.0), Some(Kind::Hex));
    }
}
