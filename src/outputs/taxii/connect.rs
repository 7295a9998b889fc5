//! From a destination to a client: its secrets, whom to trust, and where to sign on.

use std::path::Path;

use super::access::Access;
use super::client::{Client, Rules};
use super::url::Url;
use crate::project::{Address, Credentials, Trust};
use crate::world::{Internet, Network, Tls, World, plain};

/// The network of this machine with the certificates of a destination, files from a folder on; an `Err` says what is wrong
/// with which.
pub fn internet(world: &dyn World, folder: &Path, trust: &Trust) -> Result<Internet, String> {
    let read = |path: &Path| {
        world
            .read(&folder.join(path))
            .map_err(|error| format!("`{}` cannot be read: {}", path.display(), plain(&error)))
    };
    let authorities = trust.ca.as_deref().map(read).transpose()?;
    let identity = match &trust.identity {
        Some((certificate, key)) => Some((read(certificate)?, read(key)?)),
        None => None,
    };
    Internet::new(&Tls { authorities, identity, insecure: trust.insecure })
        .map_err(|why| format!("the certificates cannot be used: {why}"))
}

/// A client for an address, which signs on at the hosts that the address names; an `Err` says which secret or address is none.
pub fn client<'w>(
    world: &'w dyn World,
    network: &'w dyn Network,
    folder: &Path,
    address: &Address,
    credentials: &Credentials,
    rules: Rules,
) -> Result<Client<'w>, String> {
    let access = Access::read(world, folder, credentials)?;
    let named = match address {
        Address::Collection(url) => vec![url],
        Address::Discovered { discovery, api_root, .. } => {
            std::iter::once(discovery).chain(api_root.iter().filter(|root| root.contains("://"))).collect()
        }
    };
    let homes = named
        .into_iter()
        .map(|url| Url::parse(url).map_err(|why| format!("`{}` is no address: {why}", Url::masked(url))));
    let homes: Vec<Url> = homes.collect::<Result<_, _>>()?;
    Ok(Client::new(world, network, access, rules, &homes.iter().collect::<Vec<_>>()))
}
