//! Envelopes that a server does not take: halved until it is known which object is to blame, so that the others get through.

use std::time::Duration;

use super::parcel::is_official;
use super::report::Fate;
use super::send::{Job, Sender};
use super::{Parcel, Sort};
use crate::outputs::taxii::{Fault, Trouble};

/// How often an envelope is sent of which nothing is known.
const TRIES: u32 = 3;

/// How many objects may be refused alone, one after the other with none taken, before the server is taken to refuse all.
const REFUSED: u32 = 64;

/// The same of objects without versions, which some servers refuse altogether.
const REFUSED_UNVERSIONED: u32 = 3;

/// How many objects may be lost alone, one after the other with none taken, before there is taken to be no connection.
const LOST: u32 = 2;

/// What was taken and refused so far.
#[derive(Debug, Default)]
pub(super) struct Tally {
    /// Whether a marking, or another object without a version, was taken.
    unversioned_taken: bool,
    /// How many of them were refused alone.
    unversioned_refused: u32,
    /// How many objects with versions were refused alone since one was taken.
    refused: u32,
    /// How many were lost alone since one was taken.
    lost: u32,
}

impl Tally {
    /// Something of a sort was taken.
    pub fn taken(&mut self, sort: Sort) {
        self.lost = 0;
        match sort {
            Sort::Versioned => self.refused = 0,
            Sort::Marking | Sort::Unversioned => self.unversioned_taken = true,
        }
    }

    /// Counts an object that was refused alone, and tells how many were.
    fn refuse(&mut self, sort: Sort) -> u32 {
        let count = if sort == Sort::Versioned { &mut self.refused } else { &mut self.unversioned_refused };
        *count += 1;
        *count
    }

    fn refuses_unversioned(&self) -> bool {
        !self.unversioned_taken && self.unversioned_refused >= REFUSED_UNVERSIONED
    }
}

impl Sender<'_, '_> {
    /// The server did not take an envelope, and may take parts of it.
    pub(super) fn refused(&mut self, job: Job, trouble: &Trouble) -> Result<(), Trouble> {
        let Some(sort) = job.envelope.first().and_then(|at| self.parcels.get(*at)).map(Sort::of) else { return Ok(()) };
        let why = words(trouble);
        if let [at] = job.envelope[..] {
            self.set(at, Fate::NotTaken(why));
            let count = self.tally.refuse(sort);
            return if sort == Sort::Versioned && count >= REFUSED { Err(trouble.clone()) } else { Ok(()) };
        }
        if sort == Sort::Versioned || self.tally.unversioned_taken {
            let (left, right) = job.envelope.split_at(job.envelope.len() / 2);
            for part in [right, left] {
                self.stack.push(Job { envelope: part.to_vec(), tries: 0 });
            }
        } else if self.tally.refuses_unversioned() {
            for at in job.envelope {
                self.set(at, Fate::NotTaken(format!("{why}; the server takes no objects without versions")));
            }
        } else {
            // One of them alone, from another place each time: is it this one, or all that have no version?
            let from = job.envelope.len() * self.tally.unversioned_refused as usize / REFUSED_UNVERSIONED as usize;
            let mut rest = job.envelope;
            let alone = rest.remove(from.min(rest.len() - 1));
            self.stack.push(Job { envelope: rest, tries: 0 });
            self.stack.push(Job { envelope: vec![alone], tries: 0 });
        }
        Ok(())
    }

    /// What is not there after a try of which nothing is known.
    pub(super) fn failed(&mut self, rest: Job, trouble: Trouble) -> Result<(), Trouble> {
        match trouble.fault {
            // A server that fails at one object fails at all of its envelope, and at others not.
            Fault::Failed(_) if rest.envelope.len() > 1 && (self.readable || rest.tries > 1) => {
                self.refused(rest, &trouble)
            }
            Fault::Failed(_) if rest.tries >= TRIES - 1 && self.readable => self.refused(rest, &trouble),
            Fault::Failed(_) if rest.tries >= TRIES - 1 => {
                let why = format!("{}, and nobody may read what it has", words(&trouble));
                rest.envelope.iter().for_each(|at| self.set(*at, Fate::Unknown(why.clone())));
                let sort = rest.envelope.first().and_then(|at| self.parcels.get(*at)).map_or(Sort::Versioned, Sort::of);
                let count = self.tally.refuse(sort);
                if count >= REFUSED { Err(trouble) } else { Ok(()) }
            }
            // Too much for its time, or an object that something on the way cuts off.
            Fault::TimedOut | Fault::Lost(_) if rest.tries >= TRIES && rest.envelope.len() > 1 => {
                let (left, right) = rest.envelope.split_at(rest.envelope.len() / 2);
                for part in [right, left] {
                    self.stack.push(Job { envelope: part.to_vec(), tries: 1 });
                }
                Ok(())
            }
            Fault::TimedOut | Fault::Lost(_) if rest.tries >= TRIES && self.tally.lost < LOST => {
                self.tally.lost += 1;
                Ok(())
            }
            _ if rest.tries >= TRIES => Err(trouble),
            _ => {
                self.world.pause(Duration::from_millis(250 << rest.tries.min(4)));
                self.stack.push(rest);
                Ok(())
            }
        }
    }

    /// Objects that were not taken, and that others refer to which are there: legal, and worth knowing.
    pub(super) fn dangling(&self) -> Vec<String> {
        let lost = |at: usize| matches!(self.fates.get(at), Some(Fate::NotTaken(_)));
        let lost: std::collections::HashMap<&str, &Parcel> = self
            .parcels
            .iter()
            .enumerate()
            .filter(|(at, _)| lost(*at))
            .map(|(_, parcel)| (parcel.id.as_str(), parcel))
            .collect();
        let mut counts: std::collections::BTreeMap<&str, usize> = std::collections::BTreeMap::new();
        if !lost.is_empty() {
            for (_, parcel) in self
                .parcels
                .iter()
                .enumerate()
                .filter(|(at, _)| matches!(self.fates.get(*at), Some(Fate::Arrived | Fate::WasThere | Fate::Left)))
            {
                let mut refs: Vec<&str> = parcel.refs.iter().map(String::as_str).collect();
                refs.sort_unstable();
                refs.dedup();
                for id in refs.into_iter().filter(|id| lost.contains_key(id)) {
                    *counts.entry(id).or_default() += 1;
                }
            }
        }
        let told = counts.into_iter().filter_map(|(id, count)| {
            let title = &lost.get(id)?.title;
            let objects = super::words::count(count, "object that is there refers", "objects that are there refer");
            Some(format!("{objects} to {title}, which was not taken."))
        });
        let mut notes: Vec<String> = told.take(TOLD).collect();
        if lost.keys().any(|id| is_official(id)) {
            notes.push(
                "With `leave_out_markings = true` the official markings stay at home: every consumer knows them."
                    .to_owned(),
            );
        }
        notes
    }
}

/// How many objects that are referred to and not there are told of.
const TOLD: usize = 10;

/// What the server says of one envelope; where it is, everybody knows.
fn words(trouble: &Trouble) -> String {
    let message = match trouble.fault {
        Fault::Failed(status) => format!("the server failed ({status})"),
        Fault::Rejected(status) => format!("the server does not take it ({status})"),
        _ => return trouble.message(),
    };
    match &trouble.told {
        Some(told) => format!("{message}: {told}"),
        None => message,
    }
}
