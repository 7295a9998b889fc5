//! Formats of texts (`grammar/stix/rules.toml`), one function a format: whether a text has it, and if not, why.
//!
//! ```
//! use attrc::stix::validate::format;
//!
//! assert!(format::check("language-tag", "zh-Hans").is_ok());
//! assert!(format::check("ipv4-or-cidr", "203.0.113.300").is_err());
//! ```

mod catalogue;
mod digest;
mod name;
mod network;
mod registry;

pub use digest::{DigestForm, digest_form, is_base64, is_hex};
pub use name::is_lowercase_hyphen;

use super::time::{self, Wrong};
use crate::vocab::standard::FORMATS;

/// Why a text has not its format.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Misfit {
    /// One sentence for people.
    pub reason: String,
}

/// What looks at a text.
type Check = fn(&str) -> Result<(), &'static str>;

/// The function of each format, sorted by name, and what such a text is called.
const CHECKS: &[(&str, Check, &str)] = &[
    ("capec-id", catalogue::capec_id, "id of CAPEC"),
    ("charset", registry::charset, "name of a character set"),
    ("country-code", registry::country_code, "country code"),
    ("cpe-2.3", catalogue::cpe, "CPE 2.3 name"),
    ("cve-id", catalogue::cve_id, "id of CVE"),
    ("domain-name", network::domain_name, "domain name"),
    ("email-address", network::email_address, "e-mail address"),
    ("full-registry-hive", name::full_registry_hive, "full registry key"),
    ("ipv4-or-cidr", network::ipv4, "IPv4 address"),
    ("ipv6-or-cidr", network::ipv6, "IPv6 address"),
    ("language-tag", registry::language_tag, "language tag"),
    ("lowercase-hyphen", name::lowercase_hyphen, "word in small letters joined by hyphens"),
    ("mac-address", network::mac_address, "MAC address"),
    ("media-type", registry::media_type, "media type"),
    ("priority-class", name::priority_class, "priority class"),
    ("relationship-type", name::relationship_type, "type of a relationship"),
    ("subdivision-code", registry::subdivision_code, "code of a subdivision"),
    ("url", network::url, "URL"),
];

/// Whether a text is a timestamp of STIX (section 2.16), and if not, what is wrong.
pub fn timestamp(text: &str) -> Result<(), &'static str> {
    time::check(text).map_err(|wrong| match wrong {
        Wrong::Form => "it is written as in `2024-03-26T12:00:00Z`",
        Wrong::Zone => "it is in UTC and ends in a capital `Z`",
        Wrong::NoSuchTime => "no calendar has it",
    })
}

/// What sorts timestamps of STIX as time does; `None` for what is none.
pub fn instant(text: &str) -> Option<impl Ord + use<'_>> {
    time::key(text)
}

/// Whether a text has the format of a name of [`FORMATS`]; what is no such name has no rules.
pub fn check(format: &str, text: &str) -> Result<(), Misfit> {
    match row(format) {
        Some((_, check, _)) => check(text).map_err(|reason| Misfit { reason: reason.to_owned() }),
        None => Ok(()),
    }
}

/// What a text of a format is called, without an article.
pub fn words(format: &str) -> &'static str {
    row(format).map_or("text of its format", |row| row.2)
}

fn row(format: &str) -> Option<&'static (&'static str, Check, &'static str)> {
    debug_assert!(FORMATS.iter().any(|row| row.name == format), "{format}");
    CHECKS.binary_search_by(|row| row.0.cmp(format)).ok().and_then(|at| CHECKS.get(at))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn every_format_of_the_tables_is_a_function() {
        let known: Vec<&str> = FORMATS.iter().map(|row| row.name).collect();
        assert_eq!(CHECKS.iter().map(|row| row.0).collect::<Vec<_>>(), known);
    }

    #[test]
    fn good_texts_and_near_misses() {
        let cases: &[(&str, &[&str], &[&str])] = &[
            ("capec-id", &["CAPEC-1", "CAPEC-163"], &["capec-1", "CAPEC-", "CAPEC-1a", "CAPEC 1"]),
            ("charset", &["UTF-8", "ISO-8859-1", "windows-1252"], &["", "utf 8", "UTF–8", "bla.bla.bla"]),
            ("country-code", &["CN", "US"], &["cn", "UK", "CHN", ""]),
            (
                "cpe-2.3",
                &["cpe:2.3:a:microsoft:word:2016:*:*:*:*:*:*:*", "cpe:2.3:o:a\\:b:c\\.d:-:*:*:en-us:*:*:*:x"],
                &[
                    "cpe:/a:microsoft:word",
                    "cpe:2.3:a:b:c",
                    "cpe:2.3:x:b:c:*:*:*:*:*:*:*:*",
                    "cpe:2.3:a:b c:d:*:*:*:*:*:*:*:*",
                ],
            ),
            ("cve-id", &["CVE-2021-34473", "CVE-1999-0001"], &["CVE-2021-123", "cve-2021-34473", "CVE-21-34473"]),
            (
                "domain-name",
                &["example.com", "xn--mnchen-3ya.de", "münchen.de", "a-b.c", "localhost", "1.example", "example.com."],
                &["", "exa_mple.com", "-a.com", "a-.com", "a..b", ".a", "a b.com", "http://a.com", "203.0.113.1"],
            ),
            (
                "email-address",
                &["a@example.com", "a.b+c@x.example", "\"a b\"@example.com", "jörg@example.com"],
                &["nope", "a@", "@b", "Jo <a@example.com>", "a@b@c", "a b@example.com"],
            ),
            ("full-registry-hive", &["HKEY_LOCAL_MACHINE\\System\\Foo", "hkey_users"], &["HKLM\\System", "hkcu\\x"]),
            (
                "ipv4-or-cidr",
                &["198.51.100.3", "198.51.100.0/24", "0.0.0.0/0"],
                &["999.1.1.1", "1.2.3", "1.2.3.4/33", "1.2.3.4/01", "01.2.3.4", "1.2.3.4/"],
            ),
            (
                "ipv6-or-cidr",
                &["2001:db8::1", "::", "2001:db8::/96", "::ffff:1.2.3.4"],
                &["2001:db8::/129", "1.2.3.4", "2001:::1", "fe80::1%eth0"],
            ),
            (
                "language-tag",
                &[
                    "en",
                    "en-US",
                    "pt-BR",
                    "zh-Hans",
                    "zh-Hant-TW",
                    "haw",
                    "de-CH-1901",
                    "x-private",
                    "i-klingon",
                    "sl-rozaj-biske",
                ],
                &["", "e", "english-language-of-us", "en_US", "en--US", "deutsch-"],
            ),
            ("lowercase-hyphen", &["lockheed-martin", "a1"], &["Lockheed", "a b", "a_b", "-a", "a--b", ""]),
            (
                "mac-address",
                &["d2:fb:49:24:37:18"],
                &["D2:FB:49:24:37:18", "d2:fb:49:24:37", "d2-fb-49-24-37-18", "d2:fb:49:24:37:1g"],
            ),
            (
                "media-type",
                &["text/plain", "application/vnd.ms-excel", "image/svg+xml"],
                &["text", "text/", "foo/bar", "text/pl ain"],
            ),
            ("priority-class", &["HIGH_PRIORITY_CLASS"], &["HIGH", "high_priority_class"]),
            ("relationship-type", &["uses", "my-own-1"], &["Uses", "uses_it", ""]),
            ("subdivision-code", &["US-AL", "CN-BJ"], &["AL", "US-XX", "us-al"]),
            (
                "url",
                &[
                    "https://a.example/b?c#d",
                    "ftp://h/p",
                    "urn:isbn:123",
                    "mailto:a@b.example",
                    "http://[2001:db8::1]/",
                ],
                &["notaurl", "https://example.com/a b", "://x", "a.example/b", "", "http://a/%zz"],
            ),
        ];
        assert_eq!(cases.len(), CHECKS.len());
        for (format, good, bad) in cases {
            for text in *good {
                assert_eq!(check(format, text), Ok(()), "{format} {text}");
            }
            for text in *bad {
                assert!(check(format, text).is_err(), "{format} {text}");
            }
        }
    }

    proptest! {
        #[test]
        fn no_text_stops_a_check(text in any::<String>(), near in "[a-zA-Z0-9:./@\\[\\]%*_-]{0,40}") {
            for (_, check, _) in CHECKS {
                let _ = (check(&text), check(&near));
            }
        }
    }
}
