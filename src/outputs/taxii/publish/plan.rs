//! The plan: what a collection lacks of a release. It knows no network.

use std::collections::HashMap;

use jiff::Timestamp;

use super::envelope::{Limits, Packed, pack};
use super::parcel::{Parcel, Unsendable};

/// What is to be done with an object.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// It is sent: the collection has no version of it.
    New,
    /// It is sent: the collection has other versions of it.
    Version,
    /// It is sent, and withdraws what was said before.
    Withdrawal,
    /// Nothing: it is there.
    There,
    /// Nothing: an object without versions is there, but with what it said before, and cannot be replaced.
    Stuck,
}

impl Step {
    /// Whether the object is sent.
    pub fn sends(self) -> bool {
        matches!(self, Self::New | Self::Version | Self::Withdrawal)
    }

    /// The word for it, as reports have it.
    pub fn word(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Version => "version",
            Self::Withdrawal => "withdrawal",
            Self::There => "there",
            Self::Stuck => "stuck",
        }
    }

    /// The sign of its line.
    pub fn sign(self) -> char {
        match self {
            Self::New => '+',
            Self::Version => '~',
            Self::Withdrawal => '-',
            Self::There => ' ',
            Self::Stuck => '!',
        }
    }
}

/// What is known of a collection, as far as it concerns a release: its memory is that of the release.
#[derive(Debug)]
pub struct Known<'p> {
    parcels: &'p [Parcel],
    by_id: HashMap<&'p str, Vec<usize>>,
    /// For each object, whether its version is there, and whether any is.
    seen: Vec<(bool, bool)>,
    /// For each object, the latest version that comes after its own.
    later: Vec<Option<Timestamp>>,
    /// How many versions of objects that are not in the release were seen.
    pub foreign: u64,
    /// Whether all of the collection was listed.
    pub listed: bool,
}

impl<'p> Known<'p> {
    /// Nothing yet, of some of the objects.
    pub fn new(parcels: &'p [Parcel], wanted: &[usize]) -> Self {
        let mut by_id: HashMap<&str, Vec<usize>> = HashMap::with_capacity(wanted.len());
        for (at, parcel) in wanted.iter().filter_map(|at| Some((*at, parcels.get(*at)?))) {
            by_id.entry(&parcel.id).or_default().push(at);
        }
        Self {
            parcels,
            by_id,
            seen: vec![(false, false); parcels.len()],
            later: vec![None; parcels.len()],
            foreign: 0,
            listed: false,
        }
    }

    /// A version of an object is there.
    pub fn see(&mut self, id: &str, version: Option<Timestamp>) {
        let Some(places) = self.by_id.get(id) else {
            self.foreign += 1;
            return;
        };
        for at in places {
            let (Some(parcel), Some(seen)) = (self.parcels.get(*at), self.seen.get_mut(*at)) else { continue };
            seen.1 = true;
            // What has no version has whichever one the server made up.
            seen.0 |= parcel.version.is_none() || parcel.version == version;
        }
        self.pass(id, version);
    }

    /// A version of an object was published, wherever it is now.
    pub fn pass(&mut self, id: &str, version: Option<Timestamp>) {
        for at in self.by_id.get(id).into_iter().flatten() {
            let (Some(parcel), Some(later)) = (self.parcels.get(*at), self.later.get_mut(*at)) else { continue };
            if parcel.version.is_some() && version > parcel.version {
                *later = version.max(*later);
            }
        }
    }

    /// Whether an object is there in its version.
    pub fn has(&self, at: usize) -> bool {
        self.seen.get(at).is_some_and(|seen| seen.0)
    }

    fn has_another(&self, at: usize) -> bool {
        self.seen.get(at).is_some_and(|seen| seen.1)
    }
}

/// What is to be done.
#[derive(Debug, Clone, Default)]
pub struct Plan {
    /// For each object of the release.
    pub steps: Vec<Step>,
    /// What goes in which envelope, and what fits into none.
    pub packed: Packed,
    /// Objects of which a later version was published than the release has, with that version: the lock was taken back.
    pub overtaken: Vec<(usize, Timestamp)>,
    /// Objects that cannot be sent.
    pub unsendable: Vec<Unsendable>,
    /// Versions of others in the collection, where all of it was listed.
    pub foreign: Option<u64>,
    /// What vanished from the release and cannot be withdrawn, in words.
    pub remains: Vec<String>,
}

/// Plans what a collection needs to have of a release; `stuck` are objects without versions that were sent with other content.
pub fn plan(parcels: &[Parcel], known: &Known<'_>, stuck: &dyn Fn(&Parcel) -> bool, limits: Limits) -> Plan {
    let step = |(at, parcel): (usize, &Parcel)| match (known.has(at), known.has_another(at)) {
        (true, _) if parcel.version.is_none() && stuck(parcel) => Step::Stuck,
        (true, _) => Step::There,
        (false, _) if parcel.revoked => Step::Withdrawal,
        (false, true) => Step::Version,
        (false, false) => Step::New,
    };
    let steps: Vec<Step> = parcels.iter().enumerate().map(step).collect();
    let sent: Vec<usize> = steps.iter().enumerate().filter(|(_, step)| step.sends()).map(|(at, _)| at).collect();
    let overtaken = known.later.iter().enumerate().filter_map(|(at, later)| Some((at, (*later)?))).collect();
    let packed = pack(parcels, &sent, limits);
    Plan { packed, steps, overtaken, unsendable: Vec::new(), foreign: None, remains: Vec::new() }
}

impl Plan {
    /// How many objects have a step.
    pub fn count(&self, step: Step) -> usize {
        self.steps.iter().filter(|other| **other == step).count()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parcel(id: &str, version: Option<i64>, revoked: bool) -> Parcel {
        let version = version.and_then(|second| Timestamp::from_second(second).ok());
        let (digest, title, refs) = (String::new(), String::new(), Vec::new());
        Parcel { id: id.to_owned(), version, body: b"{}".to_vec(), digest, revoked, rewritten: false, title, refs }
    }

    #[test]
    fn a_version_that_is_there_is_not_sent_however_it_is_spelled() {
        let parcels = [
            parcel("tool--1", Some(5), false),
            parcel("tool--2", Some(5), false),
            parcel("tool--3", Some(5), false),
            parcel("tool--4", Some(5), true),
            parcel("url--5", None, false),
            parcel("url--6", None, false),
        ];
        let mut known = Known::new(&parcels, &[0, 1, 2, 3, 4, 5]);
        let at = |text: &str| text.parse::<Timestamp>().ok();
        known.see("tool--1", at("1970-01-01T00:00:05.000000Z"));
        known.see("tool--2", at("1970-01-01T00:00:04Z"));
        known.see("tool--4", at("1970-01-01T00:00:04Z"));
        known.see("url--5", at("2026-01-01T00:00:00Z"));
        known.see("url--6", None);
        known.see("tool--9", None);
        let limits = Limits { bytes: None, objects: 500 };
        let plan = plan(&parcels, &known, &|parcel| parcel.id == "url--6", limits);
        assert_eq!(plan.steps, [Step::There, Step::Version, Step::New, Step::Withdrawal, Step::There, Step::Stuck]);
        assert_eq!(plan.packed.envelopes, [vec![1, 2, 3]]);
        assert_eq!(known.foreign, 1);
        assert_eq!(plan.overtaken, []);
    }

    #[test]
    fn what_was_published_later_overtakes_the_release() {
        let parcels =
            [parcel("tool--1", Some(5), false), parcel("tool--2", Some(5), false), parcel("url--3", None, false)];
        let mut known = Known::new(&parcels, &[0, 1, 2]);
        let at = |second| Timestamp::from_second(second).ok();
        known.see("tool--1", at(5));
        known.see("tool--1", at(9));
        known.pass("tool--1", at(7));
        known.see("tool--2", at(4));
        known.see("url--3", at(9));
        let plan = plan(&parcels, &known, &|_| false, Limits { bytes: None, objects: 500 });
        assert_eq!(plan.overtaken, [(0, at(9).unwrap_or_default())]);
    }
}
