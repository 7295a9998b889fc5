//! What attrc itself emitted, told again: declarations by their kinds, sources, acts, and who says what.
//!
//! The extension carries what STIX has no place for (`schemas/attribution.schema.json`): [`index`] looks it up, [`parties`]
//! says who is meant, [`declared`] writes declarations, [`claims`] and [`answers`] what speakers say, and [`order`] puts
//! both where the report of their document lists them. What attrc derives (indicators, threat-actors of identities,
//! places, descriptions) is left out: building makes it again, which `crate::roundtrip` proves.

mod answers;
mod claims;
mod declared;
mod index;
mod order;
mod parties;
mod project;

use self::index::Index;
use super::outline::Outline;

/// The text of a bundle that attrc emitted; `None` for any other.
pub fn tell(outline: &Outline<'_>, title: &str) -> Option<String> {
    let index = Index::new(outline, title)?;
    let mut out = String::new();
    project::header(&index, title, &mut out);
    declared::sources(&index, &mut out);
    declared::data(&index, &mut out);
    let open = declared::parties(&index, &mut out);
    order::speeches(&index, open, &mut out);
    Some(out)
}
