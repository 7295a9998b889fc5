//! Digests, hexadecimal text and base64 (STIX 2.1, sections 2.1, 2.7 and 2.8).

use super::Misfit;

/// What a digest of an algorithm looks like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DigestForm {
    /// So many hexadecimal digits.
    Hex(usize),
    /// 70 hexadecimal digits, mostly behind `T1`.
    Tlsh,
    /// `3:AXGBicFlgVNhBGcL6wCrFQEv:AXGHsNhxLsr2C`
    Ssdeep,
}

/// The form of the digests of an algorithm of `hash-algorithm-ov`; `None` for others.
pub fn digest_form(algorithm: &str) -> Option<DigestForm> {
    Some(match algorithm {
        "MD5" => DigestForm::Hex(32),
        "SHA-1" => DigestForm::Hex(40),
        "SHA-256" | "SHA3-256" => DigestForm::Hex(64),
        "SHA-512" | "SHA3-512" => DigestForm::Hex(128),
        "SSDEEP" => DigestForm::Ssdeep,
        "TLSH" => DigestForm::Tlsh,
        _ => return None,
    })
}

impl DigestForm {
    /// Whether a digest has the form.
    pub fn fits(self, digest: &str) -> bool {
        let hex = |text: &str, count| text.len() == count && text.bytes().all(|byte| byte.is_ascii_hexdigit());
        match self {
            Self::Hex(count) => hex(digest, count),
            Self::Tlsh => hex(digest, 70) || digest.strip_prefix("T1").is_some_and(|rest| hex(rest, 70)),
            Self::Ssdeep => {
                let mut parts = digest.splitn(3, ':');
                let block =
                    parts.next().is_some_and(|size| !size.is_empty() && size.bytes().all(|byte| byte.is_ascii_digit()));
                let part =
                    |text: &str| text.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/'));
                let first = parts.next().is_some_and(part);
                // A file name may stand behind the second part.
                let second = parts.next().is_some_and(|text| part(text.split(',').next().unwrap_or_default()));
                block && first && second
            }
        }
    }

    /// What it looks like, in words.
    pub fn words(self) -> String {
        match self {
            Self::Hex(count) => format!("{count} hexadecimal digits"),
            Self::Tlsh => "70 hexadecimal digits, with or without `T1` before them".to_owned(),
            Self::Ssdeep => "a number and two texts, with colons between them".to_owned(),
        }
    }
}

/// Whether a text is hexadecimal as STIX has it: small letters, an even number of digits.
pub fn is_hex(text: &str) -> bool {
    hex(text).is_ok()
}

/// Why a text is not hexadecimal as STIX has it (STIX 2.1, section 2.8).
pub fn hex(text: &str) -> Result<(), Misfit> {
    let lower = text.to_ascii_lowercase();
    let digits = |text: &str| text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
    let meant = (lower != text && digits(&lower) && text.len().is_multiple_of(2)).then_some(lower);
    match text.find(|letter| !matches!(letter, '0'..='9' | 'a'..='f')) {
        Some(at) => Err(Misfit::letter(text, at, "it has digits `0` to `9` and small `a` to `f`").surely(meant)),
        None if !text.len().is_multiple_of(2) => {
            Err(Misfit::at(text.len()..text.len(), "it has an even number of digits, two for a byte"))
        }
        None => Ok(()),
    }
}

/// Whether a text is base64 with its padding (RFC 4648, section 4).
pub fn is_base64(text: &str) -> bool {
    base64(text).is_ok()
}

/// Why a text is not base64 (RFC 4648, sections 3 and 4): nothing but its letters, padded to groups of four, the bits
/// behind the last byte zero.
pub fn base64(text: &str) -> Result<(), Misfit> {
    let body = text.trim_end_matches('=');
    let padding = text.len() - body.len();
    let other = |letter: char| !(letter.is_ascii_alphanumeric() || matches!(letter, '+' | '/'));
    if let Some((at, letter)) = body.char_indices().find(|(_, letter)| other(*letter)) {
        let reason = match letter {
            '-' | '_' => "it is in the alphabet of URLs: `-` is written `+`, and `_` is written `/`",
            letter if letter.is_whitespace() => "it has no spaces and no line ends",
            '=' => "`=` stands at its end only",
            _ => "it has letters, digits, `+` and `/` only",
        };
        return Err(Misfit::letter(text, at, reason));
    }
    let right = body.len().div_ceil(4) * 4 - body.len();
    if body.len() % 4 == 1 {
        return Err(Misfit::at(body.len()..text.len(), "its last group is cut off: one letter alone holds no byte"));
    }
    if padding != right {
        let padded = (text.len() < 4096).then(|| format!("{body}{}", "=".repeat(right)));
        return Err(Misfit::at(body.len()..text.len(), "`=` fills its last group up to four").surely(padded));
    }
    let rest = body.bytes().next_back().and_then(value).unwrap_or_default();
    if (right == 1 && !rest.is_multiple_of(4)) || (right == 2 && !rest.is_multiple_of(16)) {
        let at = body.len() - 1;
        return Err(Misfit::at(
            at..at + 1,
            "its last letter has bits that belong to no byte: it was cut off or changed",
        ));
    }
    Ok(())
}

/// The six bits of a letter (RFC 4648, table 1).
fn value(letter: u8) -> Option<u8> {
    Some(match letter {
        b'A'..=b'Z' => letter - b'A',
        b'a'..=b'z' => letter - b'a' + 26,
        b'0'..=b'9' => letter - b'0' + 52,
        b'+' => 62,
        b'/' => 63,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digests_have_their_forms() {
        assert!(DigestForm::Hex(32).fits("5eb63bbbe01eeed093cb22bb8f5acdc3"));
        assert!(!DigestForm::Hex(32).fits("5eb63bbbe01eeed093cb22bb8f5acdc"));
        assert!(DigestForm::Ssdeep.fits("3:AXGBicFlgVNhBGcL6wCrFQEv:AXGHsNhxLsr2C"));
        assert!(!DigestForm::Ssdeep.fits("AXGBicFlgVNhBGcL6wCrFQEv"));
        assert!(is_hex("ffd8") && is_hex("") && !is_hex("ffd") && !is_hex("FFD8"));
        assert!(is_base64("Zm9v") && is_base64("Zg==") && !is_base64("Zg=") && !is_base64("%%%%"));
        assert!(is_base64("") && !is_base64("Zm9vZ") && !is_base64("Zh==") && !is_base64("Zm9=") && !is_base64("===="));
    }
}
