//! Strings and numbers of JSON, byte by byte (RFC 8259, sections 6 and 7).

/// How a scan ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Scan {
    /// The literal ends before this offset, and is as it should be; for a string, whether it has escapes.
    Good {
        /// One past its last byte.
        end: usize,
        /// Whether it has escapes.
        escaped: bool,
    },
    /// The literal ends before `end`; at `at` is what is wrong with it.
    Bad {
        /// One past its last byte.
        end: usize,
        /// First byte of the fault.
        at: usize,
        /// One past the last byte of the fault.
        until: usize,
        /// What it is.
        fault: Fault,
    },
}

/// What is wrong with a literal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fault {
    /// No quote closes it before the end of the line, or of the text.
    Unclosed,
    /// A control character that has to be escaped.
    Control,
    /// `\x`
    Escape,
    /// Half of a surrogate pair.
    Surrogate,
    /// `01`, `+1`, `1.`, `.5`
    Number,
}

/// The string that begins with the quote at an offset.
pub(super) fn string(bytes: &[u8], start: usize) -> Scan {
    let mut escaped = false;
    let mut bad: Option<(usize, usize, Fault)> = None;
    let mut at = start + 1;
    loop {
        at += plain(bytes.get(at..).unwrap_or_default());
        match bytes.get(at) {
            Some(b'"') => break,
            Some(b'\\') => {
                escaped = true;
                match escape(bytes, at) {
                    Ok(length) => at += length,
                    Err((length, fault)) => {
                        bad = bad.or(Some((at, (at + length).min(bytes.len()), fault)));
                        at += length;
                    }
                }
            }
            Some(byte) if *byte != b'\n' => {
                bad = bad.or(Some((at, at + 1, Fault::Control)));
                at += 1;
            }
            _ => {
                // A string that is not closed on its line ends there, so that the lines after it are still read.
                let end = at.min(bytes.len());
                let end = end - usize::from(bytes.get(end.wrapping_sub(1)) == Some(&b'\r'));
                return Scan::Bad { end, at: start, until: end, fault: Fault::Unclosed };
            }
        }
    }
    let end = at + 1;
    match bad {
        None => Scan::Good { end, escaped },
        Some((at, until, fault)) => Scan::Bad { end, at, until, fault },
    }
}

/// The length of the escape at a backslash.
fn escape(bytes: &[u8], at: usize) -> Result<usize, (usize, Fault)> {
    match bytes.get(at + 1) {
        Some(b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't') => Ok(2),
        Some(b'u') => match unit(bytes, at) {
            Some(0xd800..=0xdbff) => match unit(bytes, at + 6) {
                Some(0xdc00..=0xdfff) => Ok(12),
                _ => Err((6, Fault::Surrogate)),
            },
            Some(0xdc00..=0xdfff) => Err((6, Fault::Surrogate)),
            Some(_) => Ok(6),
            None => Err((2, Fault::Escape)),
        },
        // A quote or line end behind a backslash at the end of a text is looked at again.
        Some(byte) if byte.is_ascii() && *byte >= b' ' => Err((2, Fault::Escape)),
        _ => Err((1, Fault::Escape)),
    }
}

/// The UTF-16 unit of `\uXXXX` at an offset.
fn unit(bytes: &[u8], at: usize) -> Option<u32> {
    let digits = bytes.get(at..at + 6)?.strip_prefix(b"\\u")?;
    digits.iter().try_fold(0, |sum, digit| Some(sum * 16 + char::from(*digit).to_digit(16)?))
}

/// The text of the inside of a string. What is no escape stands for itself, half a surrogate pair for U+FFFD.
pub(super) fn unescape(inner: &str) -> String {
    let bytes = inner.as_bytes();
    let mut out = String::with_capacity(inner.len());
    let mut rest = 0;
    while let Some(step) = inner.get(rest..).and_then(|rest| rest.find('\\')) {
        let at = rest + step;
        out.push_str(inner.get(rest..at).unwrap_or_default());
        let (letter, length) = letter(bytes, at);
        out.push(letter);
        rest = at + length;
    }
    out.push_str(inner.get(rest..).unwrap_or_default());
    out
}

/// Where a byte of the text stands in the inside of a string that means it.
pub(super) fn offset(inner: &str, at: usize) -> usize {
    let bytes = inner.as_bytes();
    let (mut raw, mut meant) = (0, 0);
    while meant < at && raw < inner.len() {
        let (letter, length) = match bytes.get(raw) {
            Some(b'\\') => letter(bytes, raw),
            _ => inner
                .get(raw..)
                .and_then(|rest| rest.chars().next())
                .map_or(('x', 1), |letter| (letter, letter.len_utf8())),
        };
        raw += length;
        meant += letter.len_utf8();
    }
    raw.min(inner.len())
}

/// The character of an escape and its length.
fn letter(bytes: &[u8], at: usize) -> (char, usize) {
    let simple = match bytes.get(at + 1) {
        Some(b'b') => '\u{8}',
        Some(b'f') => '\u{c}',
        Some(b'n') => '\n',
        Some(b'r') => '\r',
        Some(b't') => '\t',
        Some(byte @ (b'"' | b'\\' | b'/')) => char::from(*byte),
        Some(b'u') => {
            return match (unit(bytes, at), unit(bytes, at + 6)) {
                (Some(high @ 0xd800..=0xdbff), Some(low @ 0xdc00..=0xdfff)) => {
                    let code = 0x10000 + ((high - 0xd800) << 10) + (low - 0xdc00);
                    (char::from_u32(code).unwrap_or('\u{fffd}'), 12)
                }
                (Some(code), _) => (char::from_u32(code).unwrap_or('\u{fffd}'), 6),
                (None, _) => ('\\', 1),
            };
        }
        _ => return ('\\', 1),
    };
    (simple, 2)
}

/// The number that begins at an offset, with all that touches it.
pub(super) fn number(bytes: &[u8], start: usize) -> Scan {
    let digits = |mut at: usize| {
        while bytes.get(at).is_some_and(u8::is_ascii_digit) {
            at += 1;
        }
        at
    };
    let whole = start + usize::from(bytes.get(start) == Some(&b'-'));
    let mut at = digits(whole);
    let mut good = at > whole && (at == whole + 1 || bytes.get(whole) != Some(&b'0'));
    if bytes.get(at) == Some(&b'.') {
        let from = at + 1;
        at = digits(from);
        good &= at > from;
    }
    if matches!(bytes.get(at), Some(b'e' | b'E')) {
        let from = at + 1 + usize::from(matches!(bytes.get(at + 1), Some(b'+' | b'-')));
        at = digits(from);
        good &= at > from;
    }
    let end = at + word(bytes.get(at..).unwrap_or_default());
    match good && end == at {
        true => Scan::Good { end, escaped: false },
        false => Scan::Bad { end, at: start, until: end, fault: Fault::Number },
    }
}

/// How many bytes a bare word has: up to white space, a mark or a quote.
pub(super) fn word(bytes: &[u8]) -> usize {
    let stop =
        |byte: &u8| matches!(byte, b' ' | b'\t' | b'\n' | b'\r' | b',' | b':' | b'{' | b'}' | b'[' | b']' | b'"');
    bytes.iter().position(stop).unwrap_or(bytes.len())
}

/// A key in the quotes that RFC 9535 normalizes to.
pub(super) fn quoted_key(key: &str) -> String {
    let mut out = String::from("'");
    for letter in key.chars() {
        match letter {
            '\'' => out.push_str("\\'"),
            '\\' => out.push_str("\\\\"),
            letter if letter.is_control() => out.push_str(&format!("\\u{:04x}", u32::from(letter))),
            letter => out.push(letter),
        }
    }
    out.push('\'');
    out
}

/// How many bytes are simply a part of a string: up to a quote, a backslash or a control character.
fn plain(bytes: &[u8]) -> usize {
    let end = memchr::memchr2(b'"', b'\\', bytes).unwrap_or(bytes.len());
    let part = bytes.get(..end).unwrap_or_default();
    // Control characters hardly occur, so they are looked for without stopping, which takes many bytes at once.
    match part.iter().fold(false, |found, byte| found | (*byte < b' ')) {
        false => end,
        true => part.iter().position(|byte| *byte < b' ').unwrap_or(end),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ends_well(scan: Scan, length: usize) -> bool {
        matches!(scan, Scan::Good { end, .. } if end == length)
    }

    #[test]
    fn numbers_are_those_of_the_rfc() {
        for text in ["0", "-0", "17", "-1.5e3", "1E+5", "0.0", "1e-9"] {
            assert!(ends_well(number(text.as_bytes(), 0), text.len()), "{text}");
        }
        for text in ["01", "-", "1.", "1e", "1x", "1.5.2", "--1", "0x10", "1_000"] {
            assert!(matches!(number(text.as_bytes(), 0), Scan::Bad { end, .. } if end == text.len()), "{text}");
        }
    }

    #[test]
    fn escapes_are_resolved_and_halves_of_pairs_are_found() {
        let text = r#""a\n\u00e9\ud83d\ude00\/""#;
        assert!(ends_well(string(text.as_bytes(), 0), text.len()));
        assert_eq!(unescape(r"a\n\u00e9\ud83d\ude00\/"), "a\né😀/");
        let fault = |text: &str| match string(text.as_bytes(), 0) {
            Scan::Bad { fault, .. } => Some(fault),
            Scan::Good { .. } => None,
        };
        assert_eq!(fault(r#""\ud83d""#), Some(Fault::Surrogate));
        assert_eq!(fault(r#""\ude00""#), Some(Fault::Surrogate));
        assert_eq!(fault(r#""\x41""#), Some(Fault::Escape));
        assert_eq!(fault("\"a\tb\""), Some(Fault::Control));
        assert_eq!(fault("\"a\nb\""), Some(Fault::Unclosed));
        assert_eq!(fault("\"a\\"), Some(Fault::Unclosed));
        assert_eq!(fault("\""), Some(Fault::Unclosed));
    }
}
