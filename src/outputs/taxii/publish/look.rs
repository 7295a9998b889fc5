//! What a collection has of a release, by its manifest.

use super::{Known, Parcel};
use crate::outputs::taxii::{Collection, Fault, Filters, Trouble, Version, Versions};

/// Up to how many objects are asked for by their ids: some ten requests. For more, the whole collection is listed.
const BY_ID: usize = 600;

/// What the manifest has of some of the objects; with `every`, all of it is listed where there are many, so that others are
/// counted too.
pub(super) fn look<'p>(
    collection: &Collection<'_>,
    parcels: &'p [Parcel],
    wanted: &[usize],
) -> Result<Known<'p>, Trouble> {
    let mut known = Known::new(parcels, wanted);
    let filters = Filters { versions: Versions::All, ..Filters::default() };
    let mut see = |id: &str, version: Version| match version {
        Version::At(at) => known.see(id, Some(at)),
        Version::Text(_) => known.see(id, None),
    };
    if wanted.len() > BY_ID {
        collection.manifest(&filters, &mut |entry| see(entry.id, entry.version))?;
        known.listed = true;
        return Ok(known);
    }
    let mut ids: Vec<&str> = wanted.iter().filter_map(|at| parcels.get(*at)).map(|parcel| parcel.id.as_str()).collect();
    ids.sort_unstable();
    ids.dedup();
    if !ids.is_empty() {
        collection.manifest_of(&ids, &filters, &mut |entry| see(entry.id, entry.version))?;
    }
    Ok(known)
}

/// Whether a manifest that cannot be read is one of a collection that takes objects and shows none.
pub(super) fn is_closed(trouble: &Trouble) -> bool {
    matches!(trouble.fault, Fault::Refused(403) | Fault::NotFound)
}
