//! Envelopes: which objects are sent together (TAXII 2.1, section 3.7).

use super::parcel::Parcel;

const OPENING: &[u8] = b"{\"objects\":[";
const CLOSING: &[u8] = b"]}";

/// What a server takes at once.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// How many bytes the whole body may have; exactly that many are allowed.
    pub bytes: Option<u64>,
    /// How many objects.
    pub objects: usize,
}

/// Objects in envelopes.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Packed {
    /// The objects of each envelope, by their places.
    pub envelopes: Vec<Vec<usize>>,
    /// Objects that fit into none.
    pub oversize: Vec<usize>,
}

/// Puts objects into envelopes, in their order. Markings, and what else has no version, come first and in envelopes of their
/// own, for some servers refuse the whole envelope of such an object.
pub fn pack(parcels: &[Parcel], wanted: &[usize], limits: Limits) -> Packed {
    let mut packed = Packed::default();
    for sort in [Sort::Marking, Sort::Unversioned, Sort::Versioned] {
        let mut open: Vec<usize> = Vec::new();
        let mut size = 0;
        let of_sort =
            wanted.iter().filter_map(|at| Some((*at, parcels.get(*at)?))).filter(|(_, p)| Sort::of(p) == sort);
        for (at, parcel) in of_sort {
            let alone = OPENING.len() + parcel.body.len() + CLOSING.len();
            let fits = |bytes: usize| limits.bytes.is_none_or(|most| bytes as u64 <= most);
            if !fits(alone) {
                packed.oversize.push(at);
                continue;
            }
            if open.is_empty() || open.len() >= limits.objects || !fits(size + 1 + parcel.body.len()) {
                if !open.is_empty() {
                    packed.envelopes.push(std::mem::take(&mut open));
                }
                size = alone;
            } else {
                size += 1 + parcel.body.len();
            }
            open.push(at);
        }
        if !open.is_empty() {
            packed.envelopes.push(open);
        }
    }
    packed
}

/// The body of an envelope.
pub fn body(parcels: &[Parcel], envelope: &[usize]) -> Vec<u8> {
    let mut body = Vec::with_capacity(size(parcels, envelope));
    body.extend_from_slice(OPENING);
    for (at, parcel) in envelope.iter().filter_map(|at| parcels.get(*at)).enumerate() {
        if at > 0 {
            body.push(b',');
        }
        body.extend_from_slice(&parcel.body);
    }
    body.extend_from_slice(CLOSING);
    body
}

/// How many bytes it has.
pub fn size(parcels: &[Parcel], envelope: &[usize]) -> usize {
    let objects: usize = envelope.iter().filter_map(|at| parcels.get(*at)).map(|parcel| parcel.body.len()).sum();
    OPENING.len() + objects + envelope.len().saturating_sub(1) + CLOSING.len()
}

/// What goes in envelopes of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sort {
    /// Marking definitions.
    Marking,
    /// Cyber-observables, and what else has no version.
    Unversioned,
    /// All others.
    Versioned,
}

impl Sort {
    /// That of an object.
    pub fn of(parcel: &Parcel) -> Self {
        match parcel.version {
            Some(_) => Self::Versioned,
            None if parcel.id.starts_with("marking-definition--") => Self::Marking,
            None => Self::Unversioned,
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::indexing_slicing, reason = "a test fails by panicking")]

    use super::*;
    use jiff::Timestamp;
    use proptest::prelude::*;

    fn parcel((length, sort): (usize, u8)) -> Parcel {
        let id = if sort == 0 { "marking-definition--1" } else { "tool--1" };
        let version = (sort == 2).then_some(Timestamp::UNIX_EPOCH);
        let body = format!("\"{}\"", "x".repeat(length)).into_bytes();
        let (digest, title, refs) = (String::new(), String::new(), Vec::new());
        Parcel { id: id.to_owned(), version, body, digest, revoked: false, rewritten: false, title, refs }
    }

    proptest! {
        #[test]
        fn envelopes_keep_the_order_and_every_object_once(
            parcels in prop::collection::vec((0usize..60, 0u8..3), 0..80),
            most in prop::option::of(14u64..200),
            objects in 1usize..9,
        ) {
            let parcels: Vec<Parcel> = parcels.into_iter().map(parcel).collect();
            let wanted: Vec<usize> = (0..parcels.len()).collect();
            let packed = pack(&parcels, &wanted, Limits { bytes: most, objects });
            let mut all: Vec<usize> = packed.envelopes.iter().flatten().chain(&packed.oversize).copied().collect();
            for envelope in &packed.envelopes {
                let body = body(&parcels, envelope);
                prop_assert_eq!(body.len(), size(&parcels, envelope));
                prop_assert!(most.is_none_or(|most| body.len() as u64 <= most) && envelope.len() <= objects);
                prop_assert!(serde_json::from_slice::<serde_json::Value>(&body).is_ok());
                prop_assert!(envelope.iter().all(|at| Sort::of(&parcels[*at]) == Sort::of(&parcels[envelope[0]])));
            }
            for sort in [Sort::Marking, Sort::Unversioned, Sort::Versioned] {
                let sent = packed.envelopes.iter().flatten().filter(|at| Sort::of(&parcels[**at]) == sort);
                prop_assert!(sent.is_sorted());
            }
            for at in &packed.oversize {
                prop_assert!(most.is_some_and(|most| size(&parcels, &[*at]) as u64 > most));
            }
            all.sort_unstable();
            prop_assert_eq!(all, wanted);
        }
    }

    #[test]
    fn exactly_the_limit_is_allowed() {
        let parcels: Vec<Parcel> = [(10, 2), (10, 2)].map(parcel).into();
        let both = size(&parcels, &[0, 1]) as u64;
        let packed = |bytes| pack(&parcels, &[0, 1], Limits { bytes: Some(bytes), objects: 500 }).envelopes;
        assert_eq!(packed(both), [vec![0, 1]]);
        assert_eq!(packed(both - 1), [vec![0], vec![1]]);
    }
}
