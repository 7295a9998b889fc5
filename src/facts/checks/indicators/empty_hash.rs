//! `empty-hash`: an indicator on the digest of nothing.

use crate::diag::Diagnostic;
use crate::diag::codes::indicators::EMPTY_HASH;
use crate::facts::checks::View;
use crate::facts::model::{Entity, Value};

/// Digests of no bytes at all: MD5 (RFC 1321), SHA-1, SHA-256, SHA-512 (FIPS 180-4).
const EMPTY: &[&str] = &[
    "d41d8cd98f00b204e9800998ecf8427e",
    "da39a3ee5e6b4b0d3255bfef95601890afd80709",
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "cf83e1357eefb8bdf1542850d66d8007d620e4050b5715dc83f4a921d36ce9ce47d0d13c5d85f2b0ff8318d2877eec2f63b931bd47417a81a538327af927da3e",
];

/// Reports indicators of files by such a digest.
pub fn check(view: &View<'_>, found: &mut Vec<Diagnostic>) {
    for indicator in view.indicators() {
        let Some(digest) = digests(indicator.entity).find(|digest| is_of_nothing(digest)) else { continue };
        let zeros = digest.bytes().all(|byte| byte == b'0');
        let (message, label) = match zeros {
            true => ("this hash is a row of zeros: there was no file", "no digest"),
            false => ("this is the hash of a file without content", "of no bytes"),
        };
        found.push(
            Diagnostic::new(&EMPTY_HASH, view.at(indicator.claim.origin), message)
                .label(label)
                .help("look up the hash of the file that was meant, or leave it out"),
        );
    }
}

fn digests(entity: &Entity) -> impl Iterator<Item = &str> {
    entity.values("hashes").flat_map(|value| match &value.value {
        Value::Dictionary(entries) => entries.iter().filter_map(|(_, digest)| text(digest)).collect::<Vec<_>>(),
        _ => Vec::new(),
    })
}

fn text(value: &Value) -> Option<&str> {
    match value {
        Value::Text(text) | Value::Word(text) => Some(text),
        _ => None,
    }
}

fn is_of_nothing(digest: &str) -> bool {
    EMPTY.iter().any(|empty| empty.eq_ignore_ascii_case(digest)) || digest.bytes().all(|byte| byte == b'0')
}
