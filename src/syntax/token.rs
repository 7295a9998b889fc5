//! Tokens: the word is taken once by its class of bytes, then looked at.
//!
//! A token never fails: what fits no class is one [`Kind::Junk`] token, so that one slip of the pen is one error.

use memchr::{memchr, memchr3};
use nom::IResult;
use nom::Parser;
use nom::bytes::complete::take_till;

use super::expect::Fail;

/// The class of a token.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// `apt31`, `front-for`, `first_seen`: starts with a small letter.
    Word,
    /// `CN`, `T1566.002`: starts with a capital letter.
    Code,
    /// `7`, `2024-03`, `10_000`: starts with a digit, or `-` and a digit.
    Number,
    /// `"text"` on one line.
    String,
    /// `"""` and lines of text.
    Text,
    /// `"` without its end on the line, or `"""` without its end.
    Unclosed,
    /// `{`, `}`, `[`, `]`, `,`, `/` or `..`.
    Mark,
    /// Anything else, up to white space or a mark.
    Junk,
    /// The end of the text.
    End,
}

/// A token: its class and its text, a slice of the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Token<'s> {
    /// Its class.
    pub kind: Kind,
    /// Its text.
    pub text: &'s str,
}

impl Token<'_> {
    /// Whether it is this mark or word.
    pub fn is(&self, text: &str) -> bool {
        matches!(self.kind, Kind::Mark | Kind::Word) && self.text == text
    }
}

/// What a parser of this grammar returns.
pub type Parsed<'s, T> = IResult<&'s str, T, Fail<'s>>;

/// The text after white space and comments.
pub fn skip_gap(mut rest: &str) -> &str {
    loop {
        rest = tail(rest, count(rest, |byte| matches!(byte, b' ' | b'\t' | b'\n' | b'\r')));
        if rest.as_bytes().first() != Some(&b'#') {
            return rest;
        }
        rest = tail(rest, memchr(b'\n', rest.as_bytes()).unwrap_or(rest.len()));
    }
}

/// The next token, after white space and comments; the rest begins behind it.
pub fn token(text: &str) -> Parsed<'_, Token<'_>> {
    let at = skip_gap(text);
    let (kind, length) = match at.bytes().next() {
        None => return Ok((at, Token { kind: Kind::End, text: at })),
        Some(b'a'..=b'z') => (Kind::Word, count(at, is_word)),
        Some(b'A'..=b'Z') => (Kind::Code, dotted(at, |byte| byte.is_ascii_alphanumeric() || byte == b'_', b".-")),
        Some(b'0'..=b'9') => (Kind::Number, number(at, 0)),
        Some(b'-') if at.as_bytes().get(1).is_some_and(u8::is_ascii_digit) => (Kind::Number, number(at, 1)),
        Some(b'"') => return Ok(quoted(at)),
        Some(b'{' | b'}' | b'[' | b']' | b',' | b'/') => return Ok(cut(at, 1, Kind::Mark)),
        Some(b'.') if at.starts_with("..") => return Ok(cut(at, 2, Kind::Mark)),
        Some(_) => return junk(at, 0),
    };
    match touching(tail(at, length), kind) {
        true => junk(at, length),
        false => Ok(cut(at, length, kind)),
    }
}

/// The next token without taking it.
pub fn peek(text: &str) -> Token<'_> {
    token(text).map_or(Token { kind: Kind::End, text: tail(text, text.len()) }, |(_, token)| token)
}

/// Takes a mark or a word if it stands next.
pub fn take<'s>(text: &'s str, expected: &str) -> Option<(&'s str, &'s str)> {
    match token(text) {
        Ok((rest, token)) if token.is(expected) => Some((rest, token.text)),
        _ => None,
    }
}

/// The text from an offset on; empty, but still a part of the text, where the offset does not fit.
///
/// Rests must stay parts of the file, because positions are differences of addresses.
pub fn tail(text: &str, from: usize) -> &str {
    text.get(from..).or_else(|| text.get(text.len()..)).unwrap_or(text)
}

fn split(at: &str, length: usize) -> (&str, &str) {
    at.split_at_checked(length).unwrap_or((at, tail(at, at.len())))
}

/// How many bytes of a class a text begins with.
fn count(text: &str, class: impl Fn(u8) -> bool) -> usize {
    text.bytes().position(|byte| !class(byte)).unwrap_or(text.len())
}

fn is_word(byte: u8) -> bool {
    matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'_' | b'-')
}

/// Whether what follows a word, code or number touches it without being a token that may follow.
fn touching(rest: &str, kind: Kind) -> bool {
    match rest.bytes().next() {
        None => false,
        Some(b'/') => kind != Kind::Word,
        Some(b'.') => !rest.starts_with(".."),
        Some(byte) => !matches!(byte, b' ' | b'\t' | b'\n' | b'\r' | b'{' | b'}' | b'[' | b']' | b',' | b'"'),
    }
}

/// How many bytes of a class there are, with a joint where a byte of the class follows it.
fn dotted(at: &str, class: impl Fn(u8) -> bool, joints: &[u8]) -> usize {
    let bytes = at.as_bytes();
    let mut end = 0;
    while let Some(byte) = bytes.get(end) {
        let joint = joints.contains(byte) && bytes.get(end + 1).is_some_and(|next| class(*next));
        if !class(*byte) && !joint {
            break;
        }
        end += 1;
    }
    end
}

fn number(at: &str, sign: usize) -> usize {
    let class = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b':' | b'+' | b'-');
    sign + dotted(tail(at, sign), class, b".")
}

fn cut(at: &str, length: usize, kind: Kind) -> (&str, Token<'_>) {
    let (part, rest) = split(at, length);
    (rest, Token { kind, text: part })
}

/// Everything up to white space or a mark; typographic quotes up to their end on the line.
fn junk(at: &str, from: usize) -> Parsed<'_, Token<'_>> {
    let rest = tail(at, from);
    if rest.starts_with(['“', '”', '„', '«']) {
        // Up to the next such quote and no further, so that a line of opening ones is not searched once for each.
        let next = rest.char_indices().skip(1).find(|(_, letter)| matches!(letter, '“' | '”' | '„' | '«' | '»' | '\n'));
        if let Some((end, letter @ ('”' | '“' | '»'))) = next {
            return Ok(cut(at, from + end + letter.len_utf8(), Kind::Junk));
        }
    }
    let stop = |letter: char| matches!(letter, ' ' | '\t' | '\n' | '\r' | '{' | '}' | '[' | ']' | ',' | '"');
    let (_, part) = take_till::<_, _, Fail<'_>>(stop).parse(rest)?;
    let least = rest.chars().next().map_or(0, char::len_utf8);
    Ok(cut(at, from + part.len().max(if from == 0 { least } else { 0 }), Kind::Junk))
}

fn quoted(at: &str) -> (&str, Token<'_>) {
    if at.starts_with("\"\"\"") {
        return text_block(at);
    }
    let bytes = at.as_bytes();
    let mut from = 1;
    while let Some(step) = bytes.get(from..).and_then(|rest| memchr3(b'"', b'\\', b'\n', rest)) {
        let offset = from + step;
        match bytes.get(offset) {
            Some(b'"') => return cut(at, offset + 1, Kind::String),
            // What is escaped does not end the string, unless it is the end of the line.
            Some(b'\\') if bytes.get(offset + 1) != Some(&b'\n') => from = offset + 2,
            Some(b'\\') => return unclosed(at, offset + 1),
            _ => return unclosed(at, offset),
        }
    }
    unclosed(at, at.len())
}

/// An unclosed string takes its line, but not the braces at its end: they close the blocks that the line opened.
fn unclosed(at: &str, end: usize) -> (&str, Token<'_>) {
    let line = at.get(..end).unwrap_or(at);
    let line = line.strip_suffix('\r').unwrap_or(line);
    let kept = if line.contains('{') { line } else { line.trim_end_matches(['}', ' ', '\t']) };
    cut(at, kept.len(), Kind::Unclosed)
}

/// A text runs to the line that begins with `"""`; every line before it is indented at least as deep as that one.
///
/// Where there is no such line, the text ends before the first line that is indented less than its first. Once there
/// was one of these, a line that ends in `"""` opens another text, so none is looked for beyond it: without that bound
/// each of many unclosed texts would be searched to the end of the file.
fn text_block(at: &str) -> (&str, Token<'_>) {
    let Some(head) = at.find('\n').map(|end| end + 1) else { return unclosed(at, at.len()) };
    if !at.get(3..head).is_some_and(|rest| rest.trim_matches([' ', '\t', '\r', '\n']).is_empty()) {
        return unclosed(at, head - 1);
    }
    let mut offset = head;
    let (mut first, mut least, mut dedent) = (None, usize::MAX, None);
    for line in at.get(head..).unwrap_or_default().split_inclusive('\n') {
        let trimmed = line.trim_start_matches([' ', '\t']);
        let indent = line.len() - trimmed.len();
        if trimmed.starts_with("\"\"\"") {
            let kind = if least >= indent { Kind::Text } else { Kind::Unclosed };
            return cut(at, offset + indent + 3, kind);
        }
        let content = trimmed.trim_end_matches([' ', '\t', '\r', '\n']);
        if !content.is_empty() {
            least = least.min(indent);
            if indent < *first.get_or_insert(indent) && dedent.is_none() {
                dedent = Some(offset);
            }
            if dedent.is_some() && content.ends_with("\"\"\"") {
                break;
            }
        }
        offset += line.len();
    }
    cut(at, dedent.unwrap_or(at.len()), Kind::Unclosed)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kinds(text: &str) -> Vec<(Kind, &str)> {
        let mut rest = text;
        let mut found = Vec::new();
        while let Ok((next, token)) = token(rest) {
            if token.kind == Kind::End {
                break;
            }
            found.push((token.kind, token.text));
            rest = next;
        }
        found
    }

    #[test]
    fn one_slip_is_one_token() {
        let junk = ["c#", "E.O.", "a.example", "25/03/2024", "https://x.y/z", "“A b”", "песочник", "AC/DC", "x;"];
        for text in junk {
            assert_eq!(kinds(text), [(Kind::Junk, text)], "{text}");
        }
    }

    #[test]
    fn numbers_are_taken_whole() {
        let numbers =
            ["2024-3-5", "24-CR-43", "0cc175b9c0f1b6a8", "-33.9", "1.5e2", "10_000.5", "2020-01-01T00:00:00.5+01:00"];
        for text in numbers {
            assert_eq!(kinds(text), [(Kind::Number, text)], "{text}");
        }
        let range = [(Kind::Number, "43"), (Kind::Mark, ".."), (Kind::Number, "124")];
        assert_eq!(kinds("43..124"), range);
    }

    #[test]
    fn strings_stay_on_their_line() {
        assert_eq!(kinds("\"a \\\" b\"c"), [(Kind::String, "\"a \\\" b\""), (Kind::Word, "c")]);
        assert_eq!(kinds("\"TIME\r\nx"), [(Kind::Unclosed, "\"TIME"), (Kind::Word, "x")]);
        assert_eq!(kinds("\"\"\"\n  a\n   b\n  \"\"\" c").len(), 2);
        assert_eq!(kinds("\"\"\"\n    a\n  b c").len(), 3);
        assert_eq!(kinds("{ a \"B } }").len(), 5);
        assert_eq!(kinds("\"\"\"\n  a\nb \"\"\"\n  c\n  \"\"\"").len(), 3, "the second text is none of the first");
    }
}
