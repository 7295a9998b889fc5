//! A text without secrets, however whoever sent it has written them: servers echo what they were asked, escaped in many ways.

use std::ops::Range;

/// What stands in the place of a secret.
pub(super) const HIDDEN: &str = "•••";

/// A text as its reader understands it: each byte, and where it stands in the text.
type Read = Vec<(u8, Range<usize>)>;

/// One way to write a byte otherwise: the byte that some bytes mean, and how many they are.
type Escape = fn(&[(u8, Range<usize>)]) -> Option<(Vec<u8>, usize)>;

/// The ways to read a text, each a list of escapes that are undone one after the other.
const WAYS: &[&[Escape]] =
    &[&[], &[percent], &[percent, percent], &[form, percent], &[json], &[json, percent], &[percent, json], &[entity]];

/// The text without the secrets.
pub(super) fn scrub(text: &str, secrets: &[String]) -> String {
    if secrets.is_empty() {
        return text.to_owned();
    }
    let mut hidden: Vec<Range<usize>> = Vec::new();
    for way in WAYS {
        let plain: Read = text.bytes().enumerate().map(|(at, byte)| (byte, at..at + 1)).collect();
        let read = way.iter().fold(plain, |read, escape| undone(&read, *escape));
        let bytes: Vec<u8> = read.iter().map(|(byte, _)| *byte).collect();
        for secret in secrets {
            for start in memchr::memmem::find_iter(&bytes, secret.as_bytes()) {
                let part = read.get(start..start + secret.len()).unwrap_or_default();
                if let (Some((_, first)), Some((_, last))) = (part.first(), part.last()) {
                    hidden.push(first.start..last.end);
                }
            }
        }
    }
    hidden.sort_by_key(|range| (range.start, range.end));
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    for range in hidden {
        if range.start >= at {
            out.push_str(text.get(at..range.start).unwrap_or_default());
            out.push_str(HIDDEN);
        }
        at = at.max(range.end);
    }
    out.push_str(text.get(at..).unwrap_or_default());
    out
}

fn undone(read: &Read, escape: Escape) -> Read {
    let mut out = Vec::with_capacity(read.len());
    let mut rest = read.as_slice();
    while let Some(((byte, place), behind)) = rest.split_first() {
        match escape(rest) {
            Some((bytes, length)) => {
                let end = rest.get(length.saturating_sub(1)).map_or(place.end, |(_, last)| last.end);
                out.extend(bytes.into_iter().map(|byte| (byte, place.start..end)));
                rest = rest.get(length..).unwrap_or_default();
            }
            None => {
                out.push((*byte, place.clone()));
                rest = behind;
            }
        }
    }
    out
}

/// `%C3` (RFC 3986, section 2.1).
fn percent(rest: &[(u8, Range<usize>)]) -> Option<(Vec<u8>, usize)> {
    let [(b'%', _), (high, _), (low, _), ..] = rest else { return None };
    Some((vec![u8::try_from(number(&[*high, *low])?).ok()?], 3))
}

/// `+` for a space, as forms have it.
fn form(rest: &[(u8, Range<usize>)]) -> Option<(Vec<u8>, usize)> {
    matches!(rest, [(b'+', _), ..]).then(|| (vec![b' '], 1))
}

/// `\n`, `\/` and `\u00e9` (RFC 8259, section 7).
fn json(rest: &[(u8, Range<usize>)]) -> Option<(Vec<u8>, usize)> {
    let [(b'\\', _), (letter, _), ..] = rest else { return None };
    let byte = match letter {
        b'u' => {
            let unit = |from: usize| {
                let digits: Vec<u8> = rest.get(from..from + 4)?.iter().map(|(byte, _)| *byte).collect();
                number(&digits).and_then(|number| u16::try_from(number).ok())
            };
            let first = unit(2)?;
            let second = rest.get(6..8).filter(|next| matches!(next, [(b'\\', _), (b'u', _)])).and_then(|_| unit(8));
            let pair = second.and_then(|second| String::from_utf16(&[first, second]).ok());
            return match pair.filter(|text| text.chars().count() == 1) {
                Some(text) => Some((text.into_bytes(), 12)),
                None => Some((String::from_utf16(&[first]).ok()?.into_bytes(), 6)),
            };
        }
        b'n' => b'\n',
        b'r' => b'\r',
        b't' => b'\t',
        b'b' => 8,
        b'f' => 12,
        b'"' | b'\\' | b'/' | b'\'' => *letter,
        _ => return None,
    };
    Some((vec![byte], 2))
}

/// `&amp;`, `&#39;` and `&#x27;`, as pages have them.
fn entity(rest: &[(u8, Range<usize>)]) -> Option<(Vec<u8>, usize)> {
    let text: Vec<u8> = rest.iter().take(10).map(|(byte, _)| *byte).take_while(|byte| *byte != b';').collect();
    let name = text.strip_prefix(b"&")?;
    let letter = match name {
        b"amp" => '&',
        b"lt" => '<',
        b"gt" => '>',
        b"quot" => '"',
        b"apos" => '\'',
        [b'#', b'x' | b'X', digits @ ..] => char::from_u32(number(digits)?)?,
        [b'#', digits @ ..] => char::from_u32(std::str::from_utf8(digits).ok()?.parse().ok()?)?,
        _ => return None,
    };
    Some((letter.to_string().into_bytes(), text.len() + 1))
}

/// A number in hexadecimal.
fn number(digits: &[u8]) -> Option<u32> {
    let text = std::str::from_utf8(digits).ok().filter(|text| text.bytes().all(|byte| byte.is_ascii_hexdigit()))?;
    u32::from_str_radix(text, 16).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn an_echo_is_found_in_every_spelling() {
        let secrets = ["s3c/é\"&t+ x".to_owned()];
        for echo in [
            "s3c/é\"&t+ x",
            "s3c%2F%C3%A9%22%26t%2B%20x",
            "s3c%2f%c3%a9%22%26t%2b%20x",
            "s3c/%C3%A9%22%26t%2B+x",
            "%73%33%63%2F%C3%A9%22%26%74%2B%20%78",
            "s3c%252F%25C3%25A9%2522%2526t%252B%2520x",
            r#"s3c\/\u00e9\"&t+ x"#,
            r#"s3c/\u00E9\u0022\u0026t\u002b x"#,
            "s3c/&#233;&quot;&amp;t+ x",
            "s3c/&#xe9;&#34;&amp;t+ x",
        ] {
            assert_eq!(
                scrub(&format!("no {echo}, 100%, \\u12 & more"), &secrets),
                "no •••, 100%, \\u12 & more",
                "{echo}"
            );
        }
        assert_eq!(scrub(r"\ud83d\ude00key", &["😀key".to_owned()]), HIDDEN);
    }

    proptest! {
        #[test]
        fn what_has_no_secret_stays(text in "[a-z%\\\\&;#+é u0-9]{0,40}") {
            prop_assert_eq!(scrub(&text, &["NONE-OF-IT".to_owned()]), text);
        }

        #[test]
        fn percent_encoding_hides_nothing(secret in "[ -~é]{4,20}") {
            let echo: String = secret.bytes().map(|byte| format!("%{byte:02x}")).collect();
            prop_assert_eq!(scrub(&format!("<{echo}>"), &[secret]), "<•••>");
        }
    }
}
