//! Digests, hexadecimal text and base64 (STIX 2.1, sections 2.1, 2.7 and 2.8).

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

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
    text.len().is_multiple_of(2) && text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
}

/// Whether a text is base64 with its padding (RFC 4648, section 4).
pub fn is_base64(text: &str) -> bool {
    // What it says is of no interest; bits that go beyond the last byte are the only thing to decode for.
    text.len().is_multiple_of(4) && STANDARD.decode(text).is_ok()
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
    }
}
