//! Ids of catalogues: CAPEC, CVE, CPE.

/// Whether a text is digits alone, so many at least.
fn digits(text: &str, least: usize) -> bool {
    text.len() >= least && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// `CAPEC-163` (STIX 2.1, section 4.1.1).
pub(super) fn capec_id(text: &str) -> Result<(), &'static str> {
    let good = text.strip_prefix("CAPEC-").is_some_and(|number| digits(number, 1));
    if good { Ok(()) } else { Err("it is `CAPEC-` and a number, as in `CAPEC-163`") }
}

/// `CVE-2021-34473` (STIX 2.1, section 4.19.1).
pub(super) fn cve_id(text: &str) -> Result<(), &'static str> {
    let parts = text.strip_prefix("CVE-").and_then(|rest| rest.split_once('-'));
    let good = parts.is_some_and(|(year, number)| year.len() == 4 && digits(year, 4) && digits(number, 4));
    if good { Ok(()) } else { Err("it is `CVE-`, a year and four digits or more, as in `CVE-2021-34473`") }
}

/// A formatted string of CPE 2.3 (NISTIR 7695, section 6.2).
pub(super) fn cpe(text: &str) -> Result<(), &'static str> {
    const FORM: &str = "it has thirteen parts, as in `cpe:2.3:a:vendor:product:1.0:*:*:*:*:*:*:*`";
    let rest = text.strip_prefix("cpe:2.3:").ok_or(FORM)?;
    let parts = split_unescaped(rest);
    let [part, others @ ..] = parts.as_slice() else { return Err(FORM) };
    if others.len() != 10 {
        return Err(FORM);
    }
    if !matches!(*part, "a" | "o" | "h" | "*" | "-") {
        return Err("behind `2.3:` stands `a`, `o` or `h`: an application, an operating system or hardware");
    }
    if others.iter().all(|value| is_value(value)) { Ok(()) } else { Err("marks in its parts are escaped by `\\`") }
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

/// `*`, `-`, or characters of a value with wildcards at its ends and escaped marks.
fn is_value(text: &str) -> bool {
    if matches!(text, "*" | "-") {
        return true;
    }
    let inner = text.trim_start_matches('?').strip_prefix('*').unwrap_or(text.trim_start_matches('?'));
    let inner = inner.strip_suffix('*').filter(|rest| !rest.ends_with('\\')).unwrap_or(inner).trim_end_matches('?');
    let mut escaped = false;
    let plain = inner.chars().all(|letter| match letter {
        _ if escaped => {
            escaped = false;
            letter.is_ascii_graphic()
        }
        '\\' => {
            escaped = true;
            true
        }
        letter => letter.is_ascii_alphanumeric() || matches!(letter, '_' | '.' | '-'),
    });
    plain && !escaped && !inner.is_empty()
}
