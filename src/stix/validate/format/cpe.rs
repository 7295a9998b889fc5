//! Names of platforms: formatted strings of CPE 2.3 (NISTIR 7695, section 6.2).

use super::Misfit;

/// The parts behind `cpe:2.3:`.
const PARTS: [&str; 11] = [
    "part",
    "vendor",
    "product",
    "version",
    "update",
    "edition",
    "language",
    "software edition",
    "target software",
    "target hardware",
    "other",
];

/// A CPE 2.3 formatted string (STIX 2.1, section 6.14.1).
pub(super) fn cpe(text: &str) -> Result<(), Misfit> {
    const HEAD: &str = "cpe:2.3:";
    let Some(rest) = text.strip_prefix(HEAD) else {
        let reason = match text.get(..5).is_some_and(|head| head.eq_ignore_ascii_case("cpe:/")) {
            true => "it is a name of CPE 2.2: `cpe:2.3:` has its parts between colons, eleven of them",
            false => "it begins with `cpe:2.3:`",
        };
        return Err(Misfit::at(0..common(text, HEAD), reason));
    };
    let mut start = HEAD.len();
    let mut count = 0;
    for (part, name) in split_unescaped(rest).into_iter().zip(PARTS) {
        let fault = match name {
            "part" => is_part(part),
            "language" => is_language(part),
            _ => is_value(part),
        };
        if let Err((at, reason)) = fault {
            let at = start + at;
            let misfit = match part.is_empty() {
                true => Misfit::at(at..at, format!("its {name} is empty: `*` stands for any, `-` for none")),
                false => Misfit::letter(text, at, format!("its {name} cannot be that: {reason}")),
            };
            return Err(misfit);
        }
        start += part.len() + 1;
        count += 1;
    }
    let all = split_unescaped(rest).len();
    if all != PARTS.len() {
        let from = if all > PARTS.len() { start - 1 } else { text.len() };
        let missing = PARTS.len().saturating_sub(count);
        let misfit = Misfit::at(
            from..text.len(),
            format!("it has {all} parts behind `{HEAD}` where it has to have {}", PARTS.len()),
        );
        let filled = (missing > 0).then(|| format!("{text}{}", ":*".repeat(missing)));
        return Err(misfit.perhaps(filled));
    }
    Ok(())
}

/// How many bytes of a text belong to a head that it should have: at least the first.
fn common(text: &str, head: &str) -> usize {
    let same = text.bytes().zip(head.bytes()).take_while(|(one, other)| one == other).count();
    (same + 1..=text.len()).find(|at| text.is_char_boundary(*at)).unwrap_or(text.len())
}

/// The parts between colons that no backslash stands before.
fn split_unescaped(text: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let (mut from, mut escaped) = (0, false);
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' => escaped = true,
            b':' => {
                parts.push(text.get(from..at).unwrap_or_default());
                from = at + 1;
            }
            _ => {}
        }
    }
    parts.push(text.get(from..).unwrap_or_default());
    parts
}

/// Where in a part the fault is, and what it is.
type Fault = (usize, &'static str);

fn is_part(text: &str) -> Result<(), Fault> {
    match matches!(text, "a" | "o" | "h" | "*" | "-") {
        true => Ok(()),
        false => Err((0, "`a` is an application, `o` an operating system, `h` hardware")),
    }
}

/// A language and perhaps a region.
fn is_language(text: &str) -> Result<(), Fault> {
    let (language, region) = text.split_once('-').map_or((text, None), |(language, region)| (language, Some(region)));
    let letters = |text: &str| text.bytes().all(|byte| byte.is_ascii_alphabetic());
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let good = matches!(language.len(), 2 | 3)
        && letters(language)
        && region.is_none_or(|region| region.len() == 2 && letters(region) || region.len() == 3 && digits(region));
    if matches!(text, "*" | "-") || good { Ok(()) } else { Err((0, "it is a language and a region, as in `en-us`")) }
}

/// `*`, `-`, or letters, digits and escaped marks, with wildcards at both ends.
fn is_value(text: &str) -> Result<(), Fault> {
    if matches!(text, "*" | "-") {
        return Ok(());
    }
    let rest = text.trim_start_matches('?');
    // Either one `*` or any number of `?` stands at an end.
    let from = if rest.len() < text.len() { text.len() - rest.len() } else { usize::from(text.starts_with('*')) };
    let mut letters = text.char_indices().skip(from).peekable();
    let mut empty = true;
    while let Some((at, letter)) = letters.next() {
        match letter {
            '\\' => match letters.next() {
                Some((_, mark)) if mark.is_ascii_punctuation() && !matches!(mark, '-' | '.' | '_') => {}
                _ => return Err((at, "a backslash stands before marks only, and not before `-`, `.` and `_`")),
            },
            letter if letter.is_ascii_alphanumeric() || matches!(letter, '-' | '.' | '_') => {}
            '*' if !empty && letters.peek().is_none() => return Ok(()),
            '?' if !empty && text.get(at..).is_some_and(|end| end.bytes().all(|byte| byte == b'?')) => return Ok(()),
            '*' | '?' => {
                return Err((at, "a wildcard stands at its ends only; the mark itself is written with `\\` before it"));
            }
            letter if letter.is_ascii_punctuation() => return Err((at, "a mark is written with `\\` before it")),
            _ => return Err((at, "it has ASCII letters, digits and escaped marks, without spaces")),
        }
        empty = false;
    }
    if empty { Err((0, "something stands between its wildcards")) } else { Ok(()) }
}
