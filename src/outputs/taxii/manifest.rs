//! What a collection has: ids and versions (TAXII 2.1, section 5.3).

use std::borrow::Cow;
use std::ops::ControlFlow;

use jiff::Timestamp;

use super::client::Client;
use super::paging::{Filters, Listing, list};
use super::trouble::Trouble;
use super::url::Url;
use crate::json::Node;

/// How many bytes of an address the ids may take: servers refuse request lines of more than 4,094 bytes.
const ADDRESS: usize = 4000;

/// What a collection has of an object.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry<'p> {
    /// The object.
    pub id: &'p str,
    /// Its version.
    pub version: Version,
}

/// A version of an object: its `modified`, else its `created`, else the time when it came.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Version {
    /// An instant, however it is spelled.
    At(Timestamp),
    /// What is no instant of at most six digits, as it is spelled: nobody agrees on what it is the same as.
    Text(String),
}

impl Version {
    /// Reads a version.
    pub fn read(text: &str) -> Self {
        let digits = text.split_once('.').map_or(0, |(_, rest)| rest.bytes().take_while(u8::is_ascii_digit).count());
        let is_instant = digits <= 6 && text.contains('T') && !text.contains(":60") && !text.contains('[');
        match text.parse().ok().filter(|_| is_instant) {
            Some(instant) => Self::At(instant),
            None => Self::Text(text.to_owned()),
        }
    }
}

/// Lists a manifest, page by page. After a fault in the middle it begins again, so that entries may come twice.
pub(super) fn whole(
    client: &Client<'_>,
    collection: &Url,
    filters: &Filters,
    each: &mut dyn FnMut(Entry<'_>),
) -> Result<(), Trouble> {
    list(client, &collection.below(&["manifest"]), Listing::Manifest, filters, &mut |item| {
        if let Some((id, version)) = read(item) {
            each(Entry { id: &id, version });
        }
        ControlFlow::Continue(())
    })
}

/// The same for some objects, so many in a request as an address holds.
pub(super) fn of_ids(
    client: &Client<'_>,
    collection: &Url,
    ids: &[&str],
    filters: &Filters,
    each: &mut dyn FnMut(Entry<'_>),
) -> Result<(), Trouble> {
    let room = ADDRESS.saturating_sub(collection.as_str().len() + 300);
    let mut rest = ids;
    while !rest.is_empty() {
        let mut length = 0;
        let fits = rest.iter().take_while(|id| {
            length += id.len() + 1;
            length <= room
        });
        let (some, others) = rest.split_at(fits.count().clamp(1, rest.len()));
        let filters = Filters { ids: some.iter().map(|id| (*id).to_owned()).collect(), ..filters.clone() };
        whole(client, collection, &filters, each)?;
        rest = others;
    }
    Ok(())
}

fn read(item: Node<'_>) -> Option<(Cow<'_, str>, Version)> {
    let id = item.get("id").and_then(Node::string)?;
    let version = item.get("version").and_then(Node::string)?;
    Some((id, Version::read(&version)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_an_instant_are_one_version() {
        let first = Version::read("2024-01-01T00:00:00Z");
        for text in ["2024-01-01T00:00:00.000Z", "2024-01-01T00:00:00.000000Z", "2024-01-01T01:00:00+01:00"] {
            assert_eq!(Version::read(text), first, "{text}");
        }
        assert_ne!(Version::read("2024-01-01T00:00:00.001Z"), first);
        for text in ["2024-01-01T00:00:00.0000001Z", "garbage", "", "2024-01-01", "2024-13-01T00:00:00Z"] {
            assert_eq!(Version::read(text), Version::Text(text.to_owned()));
        }
    }
}
