//! Domain names (RFC 1034, section 3.5; RFC 1123, section 2.1; RFC 5890).

use std::net::Ipv4Addr;

use super::Misfit;

/// Bytes of a name in the form that the wire has, without its last dot.
const NAME: usize = 253;
/// Bytes of a label in that form.
const LABEL: usize = 63;

/// What stands for a dot in other scripts (RFC 3490, section 3.1).
const DOTS: [char; 3] = ['\u{3002}', '\u{ff0e}', '\u{ff61}'];

/// Code points beyond ASCII that no name has, from and to: white space, marks, symbols and what is not assigned for use
/// (RFC 5892, section 2.6, by blocks of Unicode; two joiners of section A.1 lie between them).
const UNFIT: &[(u32, u32)] = &[
    (0x80, 0xa9),
    (0xab, 0xb6),
    (0xb8, 0xb9),
    (0xbb, 0xbf),
    (0xd7, 0xd7),
    (0xf7, 0xf7),
    (0x2000, 0x200b),
    (0x200e, 0x206f),
    (0x20a0, 0x20cf),
    (0x2190, 0x2bff),
    (0x3000, 0x3004),
    (0x3008, 0x3020),
    (0xe000, 0xf8ff),
    (0xfe30, 0xfe6f),
    (0xff00, 0xff0f),
    (0xff1a, 0xff20),
    (0xffe0, 0xffff),
    (0x1f000, 0x1faff),
    (0xe0000, 0x10ffff),
];

/// A domain name: labels of letters, digits and hyphens, those of other scripts in either form. One label is a name, and a
/// dot may stand at the end of a full one. An underscore may not: what has one is the name of a record, of no host.
pub(super) fn domain_name(text: &str) -> Result<(), Misfit> {
    if text.parse::<Ipv4Addr>().is_ok() {
        return Err(Misfit::whole(text, "it is an IPv4 address: an `ipv4-addr` holds it"));
    }
    if let Some(end) = text.find("://").map(|at| at + 3) {
        return Err(Misfit::at(0..end, "a name has no scheme: a `url` holds the whole"));
    }
    let name = text.strip_suffix('.').unwrap_or(text);
    if name.is_empty() {
        return Err(Misfit::whole(text, "it is empty"));
    }
    let (mut start, mut length) = (0, 0);
    let mut last = "";
    for label in name.split('.') {
        self::label(text, start, label)?;
        length += encoded_length(label).unwrap_or(LABEL) + 1;
        start += label.len() + 1;
        last = label;
    }
    if length - 1 > NAME {
        return Err(Misfit::whole(text, format!("it is longer than {NAME} bytes")));
    }
    if last.bytes().all(|byte| byte.is_ascii_digit()) {
        let from = name.len() - last.len();
        return Err(Misfit::at(from..name.len(), "its last part has a letter: no top-level domain is a number"));
    }
    Ok(())
}

fn label(text: &str, start: usize, label: &str) -> Result<(), Misfit> {
    if label.is_empty() {
        return Err(Misfit::letter(text, start, "something stands before and behind each of its dots"));
    }
    let unfit = label.char_indices().find(|(_, letter)| !is_fit(*letter));
    if let Some((at, letter)) = unfit {
        let reason = match letter {
            '_' => "an underscore stands in names of records, not in domain names (RFC 1034)",
            '*' => "a wildcard is no name: an indicator can say it",
            ':' | '/' => "a name has no port and no path: a `url` holds the whole",
            '@' => "an `email-addr` holds an address",
            letter if DOTS.contains(&letter) => "its dots are those of ASCII",
            letter if letter.is_whitespace() => "it has no spaces",
            _ => "it has letters, digits and hyphens only",
        };
        let dotted = DOTS.contains(&letter).then(|| text.replace(DOTS, "."));
        return Err(Misfit::letter(text, start + at, reason).surely(dotted));
    }
    for (at, edge) in [(0, label.chars().next()), (label.len().saturating_sub(1), label.chars().next_back())] {
        if edge == Some('-') {
            return Err(Misfit::letter(text, start + at, "no part of it begins or ends with a hyphen"));
        }
    }
    if encoded_length(label).is_none_or(|length| length > LABEL) {
        return Err(Misfit::at(
            start..start + label.len(),
            format!(
                "each part between its dots has at most {LABEL} bytes, in the form that begins with `xn--` if it needs one"
            ),
        ));
    }
    Ok(())
}

fn is_fit(letter: char) -> bool {
    match letter.is_ascii() {
        true => letter.is_ascii_alphanumeric() || letter == '-',
        false => !UNFIT.iter().any(|(from, to)| (*from..=*to).contains(&u32::from(letter))),
    }
}

/// How long a label is as ASCII: punycode (RFC 3492, section 6.3) where it has other letters. `None` for what is far too
/// long for any.
fn encoded_length(label: &str) -> Option<usize> {
    if label.is_ascii() {
        return Some(label.len());
    }
    let letters: Vec<u32> = label.chars().take(LABEL + 1).map(u32::from).collect();
    if letters.len() > LABEL {
        return None;
    }
    let basic = letters.iter().filter(|code| **code < 0x80).count();
    let mut length = "xn--".len() + basic + usize::from(basic > 0);
    let (mut next, mut delta, mut bias, mut handled) = (0x80_u32, 0_u32, 72_u32, basic as u32);
    while (handled as usize) < letters.len() {
        let code = letters.iter().copied().filter(|code| *code >= next).min()?;
        delta = delta.checked_add((code - next).checked_mul(handled + 1)?)?;
        next = code;
        for letter in &letters {
            if *letter < next {
                delta += 1;
            }
            if *letter == next {
                length += digits(delta, bias);
                bias = adapted(delta, handled + 1, handled as usize == basic);
                delta = 0;
                handled += 1;
            }
        }
        (delta, next) = (delta + 1, next + 1);
    }
    Some(length)
}

/// How many digits a number of variable length has.
fn digits(number: u32, bias: u32) -> usize {
    let (mut rest, mut count, mut base) = (number, 1, 36_u32);
    loop {
        let threshold = base.saturating_sub(bias).clamp(1, 26);
        if rest < threshold {
            return count;
        }
        rest = (rest - threshold) / (36 - threshold);
        (count, base) = (count + 1, base + 36);
    }
}

fn adapted(delta: u32, count: u32, first: bool) -> u32 {
    let mut delta = if first { delta / 700 } else { delta / 2 };
    delta += delta / count;
    let mut bias = 0;
    while delta > 455 {
        delta /= 35;
        bias += 36;
    }
    bias + 36 * delta / (delta + 38)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_of_other_scripts_count_as_the_wire_has_them() {
        for (label, ascii) in [
            ("bücher", "xn--bcher-kva"),
            ("münchen", "xn--mnchen-3ya"),
            ("例え", "xn--r8jz45g"),
            ("παράδειγμα", "xn--hxajbheg2az3al"),
            ("a", "a"),
        ] {
            assert_eq!(encoded_length(label), Some(ascii.len()), "{label}");
        }
        assert_eq!(encoded_length(&"é".repeat(64)), None);
    }
}
