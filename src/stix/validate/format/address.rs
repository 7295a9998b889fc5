//! Addresses of networks: IPv4, IPv6, MAC.

use std::net::{Ipv4Addr, Ipv6Addr};
use std::str::FromStr;

use super::Misfit;

/// An IPv4 address, or a block of them (STIX 2.1, section 6.8; RFC 4632).
pub(super) fn ipv4(text: &str) -> Result<(), Misfit> {
    block::<Ipv4Addr>(text, 32, "it is four numbers from 0 to 255 without leading zeros, as in `198.51.100.3`")
}

/// An IPv6 address, or a block of them (STIX 2.1, section 6.9; RFC 5952).
pub(super) fn ipv6(text: &str) -> Result<(), Misfit> {
    let bare = text.strip_prefix('[').and_then(|rest| rest.strip_suffix(']'));
    if let Some(bare) = bare.filter(|bare| bare.parse::<Ipv6Addr>().is_ok()) {
        return Err(Misfit::whole(text, "brackets stand around addresses in URLs only").surely(Some(bare)));
    }
    if let Some(at) = text.find('%').filter(|at| text.get(..*at).is_some_and(|head| head.parse::<Ipv6Addr>().is_ok())) {
        return Err(Misfit::at(at..text.len(), "a zone has a meaning on its own machine only: leave it away"));
    }
    block::<Ipv6Addr>(text, 128, "it is eight groups of hexadecimal digits, or fewer with `::`, as in `2001:db8::1`")
}

fn block<A: FromStr>(text: &str, bits: u8, form: &'static str) -> Result<(), Misfit> {
    let (address, prefix) = match text.split_once('/') {
        Some((address, prefix)) => (address, Some(prefix)),
        None => (text, None),
    };
    if address.parse::<A>().is_err() {
        return Err(Misfit::at(0..address.len(), form));
    }
    let fits = |prefix: &str| {
        let plain = prefix.bytes().all(|byte| byte.is_ascii_digit()) && (prefix == "0" || !prefix.starts_with('0'));
        plain && prefix.parse::<u8>().is_ok_and(|length| length <= bits)
    };
    match prefix.is_none_or(fits) {
        true => Ok(()),
        false => Err(Misfit::at(address.len() + 1..text.len(), format!("behind `/` stands a number from 0 to {bits}"))),
    }
}

/// Six pairs of small hexadecimal digits (STIX 2.1, section 6.10.1).
pub(super) fn mac_address(text: &str) -> Result<(), Misfit> {
    let pair = |pair: &str| pair.len() == 2 && pair.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
    if text.split(':').count() == 6 && text.split(':').all(pair) {
        return Ok(());
    }
    let reason = "it is six pairs of small hexadecimal digits with colons between them";
    Err(Misfit::whole(text, reason).surely(plain_mac(text)))
}

/// The same address in the form of STIX: `D2-FB-49-24-37-18`, `d2fb.4924.3718` and `0:1:2:3:4:5` are such too.
fn plain_mac(text: &str) -> Option<String> {
    let groups: Vec<&str> = text.trim().split([':', '-', '.']).collect();
    let width = match groups.len() {
        6 => 2,
        3 => 4,
        1 => 12,
        _ => return None,
    };
    let digits = |group: &&str| {
        // Of a group of its own, leading zeros may have been left away.
        let length = if width == 2 { (1..=2).contains(&group.len()) } else { group.len() == width };
        length && group.bytes().all(|byte| byte.is_ascii_hexdigit())
    };
    let digits: String =
        groups.iter().all(digits).then(|| groups.iter().map(|group| format!("{group:0>width$}")).collect())?;
    let digits = digits.to_ascii_lowercase();
    let pairs = digits.as_bytes().chunks(2).map(|pair| String::from_utf8_lossy(pair));
    Some(pairs.collect::<Vec<_>>().join(":"))
}
