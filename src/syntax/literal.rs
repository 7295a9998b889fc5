//! Literals: from their raw slices to what they mean, and from meaning to text.

use std::borrow::Cow;

/// An escape that the language does not know: its offset in the raw literal and its length.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BadEscape {
    /// Offset of the backslash.
    pub offset: usize,
    /// Bytes of the escape.
    pub length: usize,
}

/// What a quoted string, or a text of several lines, means; what is not quoted means itself.
pub fn unquote(raw: &str) -> String {
    unquoted(raw).into_owned()
}

/// The same; a part of the literal where that is what it means.
pub fn unquoted(raw: &str) -> Cow<'_, str> {
    match raw.strip_prefix("\"\"\"") {
        Some(body) => text_lines(body.strip_suffix("\"\"\"").unwrap_or(body)).into(),
        None => {
            let inner = raw.strip_prefix('"').unwrap_or(raw);
            let inner = if raw.starts_with('"') { inner.strip_suffix('"').unwrap_or(inner) } else { inner };
            unescape(inner)
        }
    }
}

/// Where a byte of the text that a literal means stands in the literal; `None` behind its end.
pub fn raw_offset(raw: &str, at: usize) -> Option<usize> {
    if raw.starts_with("\"\"\"") {
        return line_offset(raw, at);
    }
    let quote = usize::from(raw.starts_with('"'));
    let inner = raw.get(quote..)?;
    let (mut offset, mut meant) = (0, 0);
    while meant < at {
        let rest = inner.get(offset..)?;
        let plain = rest.chars().next()?;
        let (letter, length) =
            if plain == '\\' { escape(rest).unwrap_or(('\\', 1)) } else { (plain, plain.len_utf8()) };
        offset += length;
        meant += letter.len_utf8();
    }
    Some(quote + offset)
}

/// The same for a text of several lines.
fn line_offset(raw: &str, at: usize) -> Option<usize> {
    let indent = raw.rsplit_once('\n').map_or(0, |(_, closing)| closing.len().saturating_sub(3));
    let mut start = raw.find('\n')? + 1;
    let mut meant = 0;
    for line in raw.get(start..)?.split_inclusive('\n') {
        let content = line.trim_end_matches(['\r', '\n']).get(indent..).unwrap_or_default();
        if at <= meant + content.len() {
            return Some(start + indent + (at - meant));
        }
        meant += content.len() + 1;
        start += line.len();
    }
    None
}

/// The escapes of a string that the language does not know.
pub fn bad_escapes(raw: &str) -> Vec<BadEscape> {
    let mut found = Vec::new();
    if raw.starts_with("\"\"\"") || !raw.starts_with('"') {
        return found;
    }
    let mut at = 1;
    while let Some(step) = raw.get(at..).and_then(|rest| rest.find('\\')) {
        at += step;
        let rest = raw.get(at..).unwrap_or_default();
        match escape(rest) {
            Some((_, length)) => at += length,
            None => {
                let length = 1 + rest.chars().nth(1).map_or(0, char::len_utf8);
                found.push(BadEscape { offset: at, length });
                at += length;
            }
        }
    }
    found
}

/// Writes a text as a string on one line.
pub fn quote(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for letter in text.chars() {
        match letter {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            letter if letter.is_control() || is_bidi_control(letter) => {
                out.push_str(&format!("\\u{{{:x}}}", u32::from(letter)));
            }
            letter => out.push(letter),
        }
    }
    out.push('"');
    out
}

/// Whether a character turns the direction of text about, so that people read other words than the compiler.
pub fn is_bidi_control(letter: char) -> bool {
    matches!(letter, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{200e}' | '\u{200f}' | '\u{61c}')
}

fn unescape(inner: &str) -> Cow<'_, str> {
    if !inner.contains('\\') {
        return inner.into();
    }
    let mut out = String::with_capacity(inner.len());
    let mut rest = inner;
    while let Some(at) = rest.find('\\') {
        let (plain, tail) = rest.split_at_checked(at).unwrap_or((rest, ""));
        out.push_str(plain);
        let (letter, length) = escape(tail).unwrap_or(('\\', 1));
        out.push(letter);
        rest = tail.get(length..).unwrap_or_default();
    }
    out.push_str(rest);
    out.into()
}

/// The character of an escape and its length in bytes.
fn escape(text: &str) -> Option<(char, usize)> {
    let letter = match text.as_bytes().get(1)? {
        b'"' => '"',
        b'\\' => '\\',
        b'n' => '\n',
        b'r' => '\r',
        b't' => '\t',
        b'u' => {
            let body = text.get(2..)?.strip_prefix('{')?;
            // At most six digits: a string full of `\u{` is not searched to its end for each.
            let length = body.bytes().take(7).position(|byte| byte == b'}')?;
            let digits = body.get(..length)?;
            let fits = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_hexdigit());
            let letter = char::from_u32(u32::from_str_radix(digits, 16).ok()?)?;
            return fits.then_some((letter, length + 4));
        }
        _ => return None,
    };
    Some((letter, 2))
}

/// The lines of a text, without the indentation of its closing quotes.
fn text_lines(body: &str) -> String {
    let body = body.split_once('\n').map_or("", |(_, lines)| lines);
    let (lines, closing) = body.rsplit_once('\n').map_or(("", body), |(lines, closing)| (lines, closing));
    let indent = closing.len();
    let strip = |line: &str| {
        let line = line.strip_suffix('\r').unwrap_or(line);
        line.get(indent..).unwrap_or_default().to_owned()
    };
    lines.split('\n').map(strip).collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strings_come_back() {
        for text in ["", "a \"b\" \\ \n\r\t", "😀\u{202e}\u{0}"] {
            assert_eq!(unquote(&quote(text)), text);
            assert!(bad_escapes(&quote(text)).is_empty());
        }
        assert_eq!(unquote("\"\\u{1F600}\""), "😀");
    }

    #[test]
    fn texts_lose_the_indentation_of_their_end() {
        assert_eq!(unquote("\"\"\"\n    One\n      Two\n\n    \"\"\""), "One\n  Two\n");
        assert_eq!(unquote("\"\"\"\r\n  One\r\n  \"\"\""), "One");
        assert_eq!(unquote("\"\"\"\n  \"\"\""), "");
    }

    #[test]
    fn places_in_a_text_are_found_in_its_literal() {
        let raw = r#""a\\b\u{1F600}c""#;
        assert_eq!(raw_offset(raw, 0), Some(1));
        assert_eq!(raw_offset(raw, 2), raw.find('b'));
        assert_eq!(raw_offset(raw, 7), raw.find('c'));
        assert_eq!(raw_offset(raw, 99), None);
        let text = "\"\"\"\n    One\n      Two\n    \"\"\"";
        assert_eq!(raw_offset(text, 0), text.find("One"));
        assert_eq!(raw_offset(text, 6), text.find("Two"));
    }

    #[test]
    fn unknown_escapes_are_found() {
        assert_eq!(bad_escapes("\"C:\\path\""), [BadEscape { offset: 3, length: 2 }]);
        assert_eq!(bad_escapes("\"\\u{110000}\\\\\"").len(), 1);
    }
}
