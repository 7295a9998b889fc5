//! Names and addresses of networks.

use std::net::{Ipv4Addr, Ipv6Addr};

use email_address::{EmailAddress, Options};

/// An IPv4 address, or a block of them (STIX 2.1, section 6.8).
pub(super) fn ipv4(text: &str) -> Result<(), &'static str> {
    address::<Ipv4Addr>(text, 32).ok_or("it is four numbers from 0 to 255, perhaps with `/` and 0 to 32 behind them")
}

/// An IPv6 address, or a block of them (STIX 2.1, section 6.9).
pub(super) fn ipv6(text: &str) -> Result<(), &'static str> {
    address::<Ipv6Addr>(text, 128)
        .ok_or("it is an address as in `2001:db8::1`, perhaps with `/` and 0 to 128 behind it")
}

fn address<A: std::str::FromStr>(text: &str, bits: u8) -> Option<()> {
    let (address, prefix) = match text.split_once('/') {
        Some((address, prefix)) => (address, Some(prefix)),
        None => (text, None),
    };
    let plain = |prefix: &str| {
        let digits = prefix.bytes().all(|byte| byte.is_ascii_digit()) && (prefix == "0" || !prefix.starts_with('0'));
        digits && prefix.parse::<u8>().is_ok_and(|length| length <= bits)
    };
    (address.parse::<A>().is_ok() && prefix.is_none_or(plain)).then_some(())
}

/// Six pairs of small hexadecimal digits (STIX 2.1, section 6.10.1).
pub(super) fn mac_address(text: &str) -> Result<(), &'static str> {
    let pair = |pair: &str| pair.len() == 2 && pair.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
    let good = text.split(':').count() == 6 && text.split(':').all(pair);
    if good { Ok(()) } else { Err("it is six pairs of small hexadecimal digits with colons between them") }
}

/// A domain name (RFC 1034, section 3.5; RFC 5890 for letters beyond ASCII).
pub(super) fn domain_name(text: &str) -> Result<(), &'static str> {
    let name = text.strip_suffix('.').unwrap_or(text);
    if name.is_empty() || name.len() > 253 {
        return Err("it has 1 to 253 characters");
    }
    if name.parse::<Ipv4Addr>().is_ok() {
        return Err("it is an IPv4 address: use an `ipv4-addr`");
    }
    for label in name.split('.') {
        if label.is_empty() || label.chars().count() > 63 {
            return Err("each part between its dots has 1 to 63 characters");
        }
        // U-labels hold letters, marks and digits of other scripts; marks are what is left of their non-ASCII.
        let fits = |letter: char| {
            letter.is_ascii_alphanumeric()
                || letter == '-'
                || (!letter.is_ascii() && !letter.is_whitespace() && !letter.is_control())
        };
        if !label.chars().all(fits) {
            return Err("its parts have letters, digits and hyphens only");
        }
        if label.starts_with('-') || label.ends_with('-') {
            return Err("no part of it begins or ends with a hyphen");
        }
    }
    Ok(())
}

/// An address without a display name (RFC 5322, section 3.4.1; RFC 6531).
pub(super) fn email_address(text: &str) -> Result<(), &'static str> {
    let options = Options::default().without_display_text();
    match EmailAddress::parse_with_options(text, options) {
        Ok(_) => Ok(()),
        Err(_) if text.contains('<') => Err("a display name stands in a property of its own"),
        Err(_) => Err("it is a name, `@` and a domain, as in `a@example.com`"),
    }
}

/// A URL with its scheme (RFC 3986, section 3).
pub(super) fn url(text: &str) -> Result<(), &'static str> {
    match fluent_uri::Uri::parse(text) {
        Ok(uri) if !uri.path().as_str().is_empty() || uri.authority().is_some() => Ok(()),
        Ok(_) => Err("nothing stands behind its scheme"),
        Err(_) if text.contains(char::is_whitespace) => Err("spaces are written as `%20`"),
        Err(_) => Err("it has a scheme, as in `https://a.example/b`, and other characters escaped by `%`"),
    }
}
