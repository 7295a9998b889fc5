//! One version of an object with two contents, which no server may be given (STIX 2.1, section 3.6).

use std::collections::HashMap;

use super::Parcel;
use crate::outputs::taxii::ledger::Ledger;

/// Where the other content of a version is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Other {
    /// In the release itself, at this place.
    Release(usize),
    /// In what was published before, by the ledger.
    Published,
}

/// The objects of a release, by their places, that share id and version with another content. What has no version is not
/// among them: it has nothing that could be shared.
pub fn shared(parcels: &[Parcel], ledger: Option<&Ledger<'_>>) -> Vec<(usize, Other)> {
    let mut first: HashMap<(&str, jiff::Timestamp), usize> = HashMap::new();
    let mut found = Vec::new();
    for (at, parcel) in parcels.iter().enumerate() {
        let Some(version) = parcel.version else { continue };
        let before = *first.entry((&parcel.id, version)).or_insert(at);
        if parcels.get(before).is_some_and(|other| other.digest != parcel.digest) {
            found.push((at, Other::Release(before)));
        } else if ledger.and_then(|ledger| ledger.of(parcel)).is_some_and(|(digest, _)| digest != parcel.digest) {
            found.push((at, Other::Published));
        }
    }
    found
}
