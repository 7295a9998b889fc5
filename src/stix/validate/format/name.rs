//! Words of a certain spelling.

/// Whether a text is words in small letters, joined by single hyphens.
pub fn is_lowercase_hyphen(text: &str) -> bool {
    let word =
        |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit());
    text.split('-').all(word)
}

/// `lockheed-martin-cyber-kill-chain`
pub(super) fn lowercase_hyphen(text: &str) -> Result<(), &'static str> {
    if is_lowercase_hyphen(text) { Ok(()) } else { Err("it should be in small letters, with hyphens between words") }
}

/// `attributed-to` (STIX 2.1, section 5.1.2).
pub(super) fn relationship_type(text: &str) -> Result<(), &'static str> {
    let good =
        !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-');
    if good { Ok(()) } else { Err("it has small letters, digits and hyphens only") }
}

/// `HIGH_PRIORITY_CLASS` (STIX 2.1, section 6.13.2).
pub(super) fn priority_class(text: &str) -> Result<(), &'static str> {
    if text.ends_with("_CLASS") { Ok(()) } else { Err("it should end in `_CLASS`, as in `HIGH_PRIORITY_CLASS`") }
}

/// Short names of registry hives, and whether a key begins with one.
const SHORT: [&str; 6] = ["HKLM", "HKCU", "HKCR", "HKU", "HKCC", "HKPD"];

/// A registry key whose hive is written out (STIX 2.1, section 6.17.1).
pub(super) fn full_registry_hive(text: &str) -> Result<(), &'static str> {
    let hive = text.trim_start_matches('\\').split('\\').next().unwrap_or_default();
    let hive = hive.trim_end_matches(':');
    match SHORT.iter().any(|short| short.eq_ignore_ascii_case(hive)) {
        true => Err("the hive is written out, as in `HKEY_LOCAL_MACHINE`"),
        false => Ok(()),
    }
}
