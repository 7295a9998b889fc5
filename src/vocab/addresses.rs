//! Blocks of addresses and domains that are nobody's own means, as `grammar/registers/addresses.tsv` has them.

use std::collections::{BTreeSet, HashMap};
use std::net::IpAddr;
use std::sync::LazyLock;

/// What is known of a block.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Block {
    /// The block as the table spells it: `10.0.0.0/8`, `.test`, `pastebin.com`.
    pub block: &'static str,
    /// Why it indicates nobody.
    pub class: Class,
    /// What it is for, or what it is: "private use", "a public resolver of Google".
    pub what: &'static str,
    /// Where that is written.
    pub source: &'static str,
}

/// Why a block indicates nobody.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Class {
    /// It means something else in every network, or nothing at all.
    Reserved,
    /// Examples are written with it.
    Example,
    /// Many people use it at the same time.
    Shared,
    /// Defenders hold it.
    Sinkhole,
}

/// The smallest block that an address is in.
pub fn of_address(address: IpAddr) -> Option<&'static Block> {
    let (bits, is_v6) = bits(address);
    let lengths = if is_v6 { &TABLE.v6_lengths } else { &TABLE.v4_lengths };
    lengths.iter().rev().find_map(|length| TABLE.networks.get(&(is_v6, *length, masked(bits, *length))))
}

/// What is known of a domain: itself, or for a special-use name what it ends in.
pub fn of_domain(domain: &str) -> Option<&'static Block> {
    let domain = domain.trim_end_matches('.').to_ascii_lowercase();
    let own = domain.strip_prefix("www.").unwrap_or(&domain);
    if let Some(block) = TABLE.domains.get(own) {
        return Some(block);
    }
    let mut rest = domain.as_str();
    loop {
        if let Some(block) = TABLE.suffixes.get(rest) {
            return Some(block);
        }
        rest = rest.split_once('.')?.1;
    }
}

struct Table {
    networks: HashMap<(bool, u8, u128), Block>,
    v4_lengths: BTreeSet<u8>,
    v6_lengths: BTreeSet<u8>,
    domains: HashMap<&'static str, Block>,
    suffixes: HashMap<&'static str, Block>,
}

static TABLE: LazyLock<Table> = LazyLock::new(|| {
    let mut table = Table {
        networks: HashMap::new(),
        v4_lengths: BTreeSet::new(),
        v6_lengths: BTreeSet::new(),
        domains: HashMap::new(),
        suffixes: HashMap::new(),
    };
    for block in rows() {
        match network(block.block) {
            Some((is_v6, length, bits)) => {
                let lengths = if is_v6 { &mut table.v6_lengths } else { &mut table.v4_lengths };
                lengths.insert(length);
                table.networks.insert((is_v6, length, bits), block);
            }
            None => {
                match block.block.strip_prefix('.') {
                    Some(suffix) => table.suffixes.insert(suffix, block),
                    None => table.domains.insert(block.block, block),
                };
            }
        }
    }
    table
});

fn rows() -> impl Iterator<Item = Block> {
    include_str!("../../grammar/registers/addresses.tsv").lines().skip(1).filter_map(row)
}

fn row(line: &'static str) -> Option<Block> {
    let mut cells = line.split('\t');
    let (block, class) = (cells.next()?, cells.next()?);
    let class = match class {
        "reserved" => Class::Reserved,
        "example" => Class::Example,
        "shared" => Class::Shared,
        "sinkhole" => Class::Sinkhole,
        _ => return None,
    };
    Some(Block { block, class, what: cells.next()?, source: cells.next()? })
}

fn network(text: &str) -> Option<(bool, u8, u128)> {
    let (base, length) = text.split_once('/')?;
    let (bits, is_v6) = bits(base.parse().ok()?);
    let length = length.parse().ok()?;
    Some((is_v6, length, masked(bits, length)))
}

/// The bits of an address, from the left, and whether there are 128 of them.
fn bits(address: IpAddr) -> (u128, bool) {
    match address {
        IpAddr::V4(address) => (u128::from(address.to_bits()) << 96, false),
        IpAddr::V6(address) => (address.to_bits(), true),
    }
}

fn masked(bits: u128, length: u8) -> u128 {
    bits & u128::MAX.checked_shl(128 - u32::from(length.min(128))).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test may stop where it stands")]
    use super::*;

    #[test]
    fn every_line_is_a_block_of_its_own() {
        let lines = include_str!("../../grammar/registers/addresses.tsv").lines().count() - 1;
        assert_eq!(rows().count(), lines);
        assert_eq!(TABLE.networks.len() + TABLE.domains.len() + TABLE.suffixes.len(), lines);
        for block in rows().filter(|block| block.block.contains('/')) {
            let (is_v6, length, masked) = network(block.block).unwrap();
            let (base, _) = bits(block.block.split_once('/').unwrap().0.parse().unwrap());
            assert_eq!(base, masked, "{} has bits behind its length", block.block);
            assert!(length <= if is_v6 { 128 } else { 32 }, "{}", block.block);
        }
    }

    #[test]
    fn the_smallest_block_tells() {
        let class = |address: &str| of_address(address.parse().unwrap()).map(|block| block.class);
        assert_eq!(class("10.20.30.40"), Some(Class::Reserved));
        assert_eq!(class("172.32.0.1"), None);
        assert_eq!(class("203.0.113.7"), Some(Class::Example));
        assert_eq!(class("255.255.255.255"), Some(Class::Reserved));
        assert_eq!(class("8.8.8.8"), Some(Class::Shared));
        assert_eq!(class("8.8.8.9"), None);
        assert_eq!(class("184.105.192.2"), Some(Class::Sinkhole));
        assert_eq!(class("2001:db8::1"), Some(Class::Example));
        assert_eq!(class("fe80::1"), Some(Class::Reserved));
        assert_eq!(class("2001:4860::1"), None);
    }

    #[test]
    fn names_below_a_service_are_their_users() {
        let class = |domain: &str| of_domain(domain).map(|block| block.class);
        assert_eq!(class("duckdns.org"), Some(Class::Shared));
        assert_eq!(class("tides.duckdns.org"), None);
        assert_eq!(class("WWW.pastebin.com"), Some(Class::Shared));
        assert_eq!(class("tides.example"), Some(Class::Example));
        assert_eq!(class("a.tides.test."), Some(Class::Reserved));
        assert_eq!(class("test.tides.freedonia"), None);
    }
}
