//! From a destination to a client: its secrets, whom to trust, and where to sign on.

use std::path::Path;

use super::access::Access;
use super::client::{Client, Rules};
use super::url::Url;
use crate::project::{Address, Credentials, Trust};
use crate::world::{BadTls, Internet, Network, Tls, World, check_proxy, plain};

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
    // Without it, secrets would go past the proxy that was asked for.
    check_proxy(world).map_err(|why| format!("{why}: write it as `http://host:port`, or unset it"))?;
    let ca = || trust.ca.as_deref().unwrap_or(Path::new("")).display();
    let (certificate, key) = trust.identity.as_ref().map(|(one, other)| (one.as_path(), other.as_path())).unzip();
    let (certificate, key) = (certificate.unwrap_or(Path::new("")).display(), key.unwrap_or(Path::new("")).display());
    Internet::new(&Tls { authorities, identity, insecure: trust.insecure }).map_err(|bad| match bad {
        BadTls::Authorities(why) => format!("`{}` cannot be used: {why}", ca()),
        BadTls::Certificate(why) => format!("`{certificate}` cannot be used: {why}"),
        BadTls::Key(why) => format!("`{key}` cannot be used: {why}"),
        BadTls::Pair(why) => format!("`{certificate}` and `{key}` cannot be used: {why}"),
    })
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
