//! Observables: from a tag and a value, defanged or not, to the object of the standard that they mean.

use std::borrow::Cow;
use std::net::{Ipv4Addr, Ipv6Addr};

/// The STIX type of an observable, the property that holds its value, and the value, refanged.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Observed {
    /// `domain-name`
    pub stix: &'static str,
    /// `value`, or `hashes.SHA-256`
    pub property: String,
    /// `a.example`
    pub value: String,
}

/// What a tag and a value mean; `Err` says what the value should have been.
pub fn observe(tag: &crate::vocab::language::Observable, value: &str) -> Result<Observed, &'static str> {
    let value = refang(value.trim()).into_owned();
    if value.is_empty() {
        return Err("a value");
    }
    let observed = |stix, property: &str, value: String| Observed { stix, property: property.to_owned(), value };
    match tag.word {
        "ip" => match address(&value) {
            Some(stix) => Ok(observed(stix, "value", value)),
            None => Err("an IPv4 or IPv6 address or network"),
        },
        "hash" => {
            let algorithm = match value.len() {
                32 => "hashes.MD5",
                40 => "hashes.SHA-1",
                64 => "hashes.SHA-256",
                128 => "hashes.SHA-512",
                _ => return Err("an MD5, SHA-1, SHA-256 or SHA-512 in hexadecimal"),
            };
            match value.bytes().all(|byte| byte.is_ascii_hexdigit()) {
                true => Ok(observed(tag.stix, algorithm, value.to_ascii_lowercase())),
                false => Err("an MD5, SHA-1, SHA-256 or SHA-512 in hexadecimal"),
            }
        }
        "domain" if !is_domain(&value) => Err("a domain name"),
        "domain" => Ok(observed(tag.stix, tag.property, value.to_lowercase())),
        "url" if !value.contains("://") => Err("a web address with its scheme"),
        "email" if !is_address(&value) => Err("an e-mail address"),
        "mac" if !is_mac(&value) => Err("a MAC address, six pairs of hexadecimal digits with colons"),
        "mac" => Ok(observed(tag.stix, tag.property, value.to_ascii_lowercase())),
        "asn" => {
            let digits = value.trim_start_matches(['A', 'S', 'a', 's']);
            match digits.parse::<u32>() {
                Ok(number) => Ok(observed(tag.stix, tag.property, number.to_string())),
                Err(_) => Err("a number of an autonomous system"),
            }
        }
        _ => Ok(observed(tag.stix, tag.property, value)),
    }
}

/// Undoes the spellings that keep a reader from clicking: `hxxp`, `[.]`, `(.)`, `[:]`, `[@]`, `[at]`, `[dot]`.
pub fn refang(value: &str) -> Cow<'_, str> {
    const PAIRS: [(&str, &str); 10] = [
        ("[.]", "."),
        ("(.)", "."),
        ("{.}", "."),
        ("[dot]", "."),
        ("(dot)", "."),
        ("[:]", ":"),
        ("[://]", "://"),
        ("[@]", "@"),
        ("[at]", "@"),
        ("(at)", "@"),
    ];
    // Most texts are as they are; this keeps a million of them cheap.
    let mut out = match memchr::memchr3(b'[', b'(', b'{', value.as_bytes()) {
        Some(_) => PAIRS.iter().fold(value.to_owned(), |text, (from, to)| text.replace(from, to)).into(),
        None => Cow::Borrowed(value),
    };
    for (fanged, plain) in [("hxxps://", "https://"), ("hxxp://", "http://"), ("fxp://", "ftp://")] {
        if out.get(..fanged.len()).is_some_and(|head| head.eq_ignore_ascii_case(fanged)) {
            out = format!("{plain}{}", out.get(fanged.len()..).unwrap_or_default()).into();
        }
    }
    out
}

/// Spells an address or a domain so that nobody clicks it: `hxxps://a[.]example/x`. What has no dot stays as it is.
pub fn defang(value: &str) -> String {
    let (scheme, rest) = match value.split_once("://") {
        Some((scheme, rest)) => (format!("{}://", scheme.replacen("tt", "xx", 1)), rest),
        None => (String::new(), value),
    };
    let (host, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
    match host.rsplit_once('.') {
        Some((head, tail)) => format!("{scheme}{head}[.]{tail}{path}"),
        None => format!("{scheme}{rest}"),
    }
}

fn address(value: &str) -> Option<&'static str> {
    let (host, prefix) = value.split_once('/').map_or((value, None), |(host, prefix)| (host, Some(prefix)));
    let fits = |most: u8| prefix.is_none_or(|prefix| prefix.parse::<u8>().is_ok_and(|bits| bits <= most));
    if host.parse::<Ipv4Addr>().is_ok() && fits(32) {
        return Some("ipv4-addr");
    }
    (host.parse::<Ipv6Addr>().is_ok() && fits(128)).then_some("ipv6-addr")
}

fn is_domain(value: &str) -> bool {
    let label = |label: &str| {
        !label.is_empty()
            && label.len() <= 63
            && label.chars().all(|letter| letter.is_alphanumeric() || matches!(letter, '-' | '_'))
    };
    value.len() <= 253 && value.contains('.') && value.trim_end_matches('.').split('.').all(label)
}

fn is_address(value: &str) -> bool {
    value
        .rsplit_once('@')
        .is_some_and(|(local, domain)| !local.is_empty() && !value.contains(char::is_whitespace) && is_domain(domain))
}

fn is_mac(value: &str) -> bool {
    let pairs: Vec<&str> = value.split(':').collect();
    pairs.len() == 6 && pairs.iter().all(|pair| pair.len() == 2 && pair.bytes().all(|byte| byte.is_ascii_hexdigit()))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test may stop where it stands")]
    use super::*;
    use crate::vocab::language::observable;

    fn stix(tag: &str, value: &str) -> Option<(String, String)> {
        observe(observable(tag).unwrap(), value)
            .ok()
            .map(|seen| (format!("{}:{}", seen.stix, seen.property), seen.value))
    }

    #[test]
    fn defanged_or_not_they_mean_the_same() {
        assert_eq!(stix("domain", "a[.]example"), stix("domain", "A.example"));
        assert_eq!(stix("url", "hxxps://x[.]y/z"), stix("url", "https://x.y/z"));
        assert_eq!(stix("ip", "203.0.113[.]7"), Some(("ipv4-addr:value".into(), "203.0.113.7".into())));
        assert_eq!(stix("ip", "2001:db8::/32"), Some(("ipv6-addr:value".into(), "2001:db8::/32".into())));
        assert_eq!(stix("email", "a[at]b[.]example"), Some(("email-addr:value".into(), "a@b.example".into())));
    }

    #[test]
    fn what_is_defanged_is_the_same() {
        for value in ["a.example", "https://a.example/x.y", "http://203.0.113.7:80/", "203.0.113.0/24", "a@b.example"] {
            assert_ne!(defang(value), value);
            assert_eq!(refang(&defang(value)), value);
        }
        assert_eq!(defang("https://a.b.example/x.y"), "hxxps://a.b[.]example/x.y");
    }

    #[test]
    fn other_values_are_refused() {
        for (tag, value) in [
            ("ip", "203.0.113.999"),
            ("ip", "1.2.3.4/33"),
            ("domain", "no domain"),
            ("hash", "12"),
            ("email", "a"),
            ("mac", "aa:bb"),
            ("url", "x.y"),
        ] {
            assert_eq!(stix(tag, value), None, "{tag} {value}");
        }
    }
}
