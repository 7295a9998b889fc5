//! What the lines of one id come to: a merge may leave several.

use std::sync::Arc;

use jiff::Timestamp;

use super::Entry;

/// The lines of one id, as one.
#[derive(Debug)]
pub(in crate::versions) struct Settled<'e> {
    /// The earliest.
    pub created: Option<Timestamp>,
    /// The latest: whatever comes next is later.
    pub modified: Option<Timestamp>,
    /// What the latest version says, or of what is withdrawn the last one that says so. `None` where two lines of one
    /// version do not say the same.
    pub content: Option<&'e Arc<str>>,
    /// Any content, to tell what changed.
    pub last: &'e Arc<str>,
    /// Whether it is withdrawn: nothing takes that back (STIX 2.1, section 3.6).
    pub revoked: bool,
}

/// Settles the lines of one id, which stand in their order; `None` where there are none.
///
/// A merge by union brings back old lines beside new ones where branches changed neighbours. They are older than what took
/// their place, so the newest version stands for all; only where two branches made different ones of the same moment, or
/// one of them withdrew what the other changed, none of the lines is right.
pub(in crate::versions) fn settled(entries: &[Entry]) -> Option<Settled<'_>> {
    let latest = entries.last()?;
    let newest = |entry: &&Entry| entry.modified == latest.modified;
    let revoked = entries.iter().rfind(|entry| entry.revoked);
    let agreed = entries.iter().filter(newest).all(|entry| entry.content == latest.content);
    let stands = agreed && revoked.is_none_or(|entry| newest(&entry));
    Some(Settled {
        created: entries.iter().filter_map(|entry| entry.created).min(),
        modified: latest.modified,
        content: stands.then_some(&latest.content),
        last: revoked.map_or(&latest.content, |entry| &entry.content),
        revoked: revoked.is_some(),
    })
}
