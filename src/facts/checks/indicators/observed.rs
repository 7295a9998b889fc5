//! What several rules ask of indicators: which claims make one, and what is known of its address.

use std::collections::BTreeSet;
use std::net::IpAddr;

use crate::facts::checks::View;
use crate::facts::model::{Claim, Entity, EntityId};
use crate::vocab::addresses::{self, Block, Class};

/// A claim that makes an indicator of its object.
pub(super) struct Indicator<'v> {
    pub claim: &'v Claim,
    pub id: EntityId,
    pub entity: &'v Entity,
}

impl<'v> View<'v> {
    /// The claims that make an indicator (language/mapping, observable of a hostile claim), in reading order.
    pub(super) fn indicators(&self) -> impl Iterator<Item = Indicator<'v>> + use<'v> {
        let facts = self.facts;
        facts.claims.iter().filter(|claim| claim.verb.means && claim.is_asserted()).filter_map(move |claim| {
            let id = claim.thing().filter(|id| facts.is_observable(*id))?;
            Some(Indicator { claim, id, entity: facts.entity(id) })
        })
    }

    /// The first indicator of each observable on a block of a class, with the block.
    pub(super) fn indicators_on(&self, class: Class) -> Vec<(Indicator<'v>, &'static Block)> {
        let mut seen = BTreeSet::new();
        let on = |indicator: Indicator<'v>| {
            let block = indicator.block().filter(|block| block.class == class)?;
            seen.insert(indicator.id).then_some((indicator, block))
        };
        self.indicators().filter_map(on).collect()
    }
}

impl Indicator<'_> {
    /// What is known of the block that its address or domain is in. Of a web address only what is nobody's is known: one
    /// page of a site that many use is still one page.
    pub(super) fn block(&self) -> Option<&'static Block> {
        let value = self.entity.text("value")?;
        match self.entity.kind.stix {
            "ipv4-addr" | "ipv6-addr" => of_network(value),
            "domain-name" => addresses::of_domain(value),
            "url" => of_host(value).filter(|block| matches!(block.class, Class::Reserved | Class::Example)),
            "email-addr" => {
                let domain = addresses::of_domain(value.rsplit_once('@')?.1);
                domain.filter(|block| matches!(block.class, Class::Reserved | Class::Example))
            }
            _ => None,
        }
    }

    /// "address 10.1.2.3", "domain a.test".
    pub(super) fn words(&self) -> String {
        let kind = match self.entity.kind.stix {
            "ipv4-addr" | "ipv6-addr" => "address",
            "domain-name" => "domain",
            "url" => "web address",
            "email-addr" => "e-mail address",
            other => other,
        };
        format!("the {kind} `{}`", crate::facts::defang(&self.entity.name))
    }
}

fn of_network(value: &str) -> Option<&'static Block> {
    let base = value.split_once('/').map_or(value, |(base, _)| base);
    addresses::of_address(base.parse().ok()?)
}

fn of_host(url: &str) -> Option<&'static Block> {
    let behind = url.split_once("://")?.1;
    let authority = behind.split(['/', '?', '#']).next()?;
    let host = authority.rsplit_once('@').map_or(authority, |(_, host)| host);
    let host = match host.strip_prefix('[') {
        Some(v6) => v6.split(']').next()?,
        None => host.split(':').next()?,
    };
    match host.parse::<IpAddr>() {
        Ok(address) => addresses::of_address(address),
        Err(_) => addresses::of_domain(host),
    }
}
