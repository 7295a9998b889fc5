//! Sending: envelope after envelope, each until it is known what became of it.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::time::Duration;

use jiff::Timestamp;

use super::envelope::{Limits, body, pack};
use super::look::look;
use super::report::{Fate, OVERSIZE};
use super::{Known, Packed, Parcel};
use crate::outputs::taxii::ledger::{Ledger, State as Sent};
use crate::outputs::taxii::{Collection, Fault, State, Status, StatusEntry, Trouble, Version};
use crate::world::World;

/// Sends, and remembers what became of each object.
pub(super) struct Sender<'a, 'l> {
    pub world: &'a dyn World,
    pub collection: &'a Collection<'a>,
    pub parcels: &'a [Parcel],
    pub ledger: Option<&'a mut Ledger<'l>>,
    /// Whether the manifest can be read.
    pub readable: bool,
    /// What the server takes at once, as far as is known by now.
    pub limits: Limits,
    /// What became of each object.
    pub fates: Vec<Fate>,
    /// Objects that the server counts as failed, and why: it also says so of what it has.
    pub suspects: BTreeMap<usize, String>,
    /// Objects that the server said it did not take, where nobody can look.
    pub(super) refused: BTreeSet<usize>,
    /// What else there is to know.
    pub notes: Vec<String>,
    /// Envelopes that wait, the next one last.
    pub(super) stack: Vec<Job>,
    pub(super) tally: super::bisect::Tally,
    /// How long may still be waited for envelopes that are pending, all together.
    pub(super) patience: Duration,
}

/// An envelope to be sent.
#[derive(Debug, Clone)]
pub(super) struct Job {
    pub envelope: Vec<usize>,
    /// How often it was sent already, with nothing known of it.
    pub tries: u32,
}

impl<'a> Sender<'a, '_> {
    /// Sends all envelopes. An `Err` ended the work; the fates say how far it came. `watch` is told how many objects are
    /// through.
    pub fn send(&mut self, packed: &Packed, watch: &mut dyn FnMut(usize)) -> Result<(), Trouble> {
        for at in packed.envelopes.iter().flatten() {
            self.set(*at, Fate::Unsent);
        }
        for at in &packed.oversize {
            self.set(*at, Fate::NotTaken(OVERSIZE.to_owned()));
        }
        let jobs = packed.envelopes.iter().rev().cloned().map(|envelope| Job { envelope, tries: 0 });
        self.stack = jobs.collect();
        while let Some(job) = self.stack.pop() {
            if let Some(job) = self.fitted(job) {
                self.send_one(job)?;
            }
            let open: usize = self.stack.iter().map(|job| job.envelope.len()).sum();
            watch(open);
        }
        Ok(())
    }

    pub(super) fn set(&mut self, at: usize, fate: Fate) {
        if let Some(slot) = self.fates.get_mut(at) {
            *slot = fate;
        }
    }

    /// The envelope where it still fits; else its parts wait, for the server was found to take less than it says.
    fn fitted(&mut self, job: Job) -> Option<Job> {
        let packed = pack(self.parcels, &job.envelope, self.limits);
        if job.envelope.len() == 1 || (packed.envelopes.len() == 1 && packed.oversize.is_empty()) {
            return Some(job);
        }
        // What was found out is a guess, so an object that is larger gets its try alone.
        let parts = packed.envelopes.into_iter().chain(packed.oversize.into_iter().map(|at| vec![at]));
        let parts: Vec<Job> = parts.map(|envelope| Job { envelope, tries: 0 }).collect();
        self.stack.extend(parts.into_iter().rev());
        None
    }

    fn send_one(&mut self, job: Job) -> Result<(), Trouble> {
        let body = body(self.parcels, &job.envelope);
        // Written down first: who finds it in the ledger after a crash knows that it may have arrived.
        self.record(&job.envelope, Sent::Tried);
        match self.collection.add(&body) {
            Ok(status) => {
                self.settle(&job, status);
                Ok(())
            }
            Err(trouble) if trouble.may_have_arrived => self.uncertain(job, trouble),
            Err(trouble) => match trouble.fault {
                Fault::TooLarge => {
                    self.too_large(job, body.len());
                    Ok(())
                }
                Fault::Rejected(_) => self.refused(job, &trouble),
                _ => Err(trouble),
            },
        }
    }

    /// It was too large, whatever the server said that it takes: half of it is tried, and never so much again.
    fn too_large(&mut self, job: Job, size: usize) {
        if let [at] = job.envelope[..] {
            self.set(at, Fate::NotTaken(OVERSIZE.to_owned()));
            return;
        }
        let half = (size / 2) as u64;
        self.limits.bytes = Some(self.limits.bytes.map_or(half, |known| known.min(half)));
        self.stack.push(Job { tries: 0, ..job });
    }

    /// Nobody knows whether it arrived: the manifest is asked, and what it lacks is sent again.
    fn uncertain(&mut self, job: Job, trouble: Trouble) -> Result<(), Trouble> {
        for at in &job.envelope {
            self.set(*at, Fate::Unknown(trouble.message()));
        }
        let mut missing = job.envelope.clone();
        if self.readable {
            let known = look(self.collection, self.parcels, &job.envelope)?;
            missing = self.arrived(&known, &job.envelope);
        }
        if missing.is_empty() {
            return Ok(());
        }
        let rest = Job { envelope: missing, tries: job.tries + 1 };
        self.failed(rest, trouble)
    }

    /// Notes what of an envelope is there, and returns what is not.
    pub(super) fn arrived(&mut self, known: &Known<'_>, envelope: &[usize]) -> Vec<usize> {
        let (there, missing): (Vec<usize>, Vec<usize>) = envelope.iter().partition(|at| known.has(**at));
        for at in &there {
            self.set(*at, Fate::Arrived);
            self.suspects.remove(at);
        }
        self.took(&there);
        missing
    }

    /// What the server says became of an envelope (TAXII 2.1, section 4.3). What it leaves open is left to the manifest.
    fn settle(&mut self, job: &Job, status: Status) {
        let status = self.waited(status);
        let mut places: HashMap<&str, Vec<usize>> = HashMap::with_capacity(job.envelope.len());
        for (at, parcel) in job.envelope.iter().filter_map(|at| Some((*at, self.parcels.get(at.to_owned())?))) {
            places.entry(&parcel.id).or_default().push(at);
        }
        let parcels = self.parcels;
        let find = |entry: &StatusEntry| {
            let same = |at: &usize| {
                let version = parcels.get(*at).and_then(|parcel| parcel.version);
                is_version(version, entry.version.as_ref())
            };
            let all = places.get(entry.id.as_str()).map_or(&[][..], Vec::as_slice);
            let exact: Vec<usize> = all.iter().copied().filter(same).collect();
            if exact.is_empty() && all.len() == 1 { all.to_vec() } else { exact }
        };
        let unnamed = status.counts.failure.unwrap_or(0).saturating_sub(status.failures.len() as u64);
        for at in &job.envelope {
            match status.state {
                State::Complete if unnamed > 0 => {
                    self.set(*at, Fate::Unknown(String::new()));
                    self.suspects.insert(*at, format!("the server counts {unnamed} failures and does not name them"));
                }
                State::Complete => self.set(*at, Fate::Arrived),
                State::Pending | State::Other(_) => self.set(*at, Fate::Pending),
            }
        }
        for entry in &status.pendings {
            find(entry).into_iter().for_each(|at| self.set(at, Fate::Pending));
        }
        for entry in &status.failures {
            for at in find(entry) {
                let why = entry.message.clone().unwrap_or_else(|| "the server does not say why".to_owned());
                self.set(at, Fate::Unknown(why.clone()));
                self.suspects.insert(at, why);
            }
        }
        // Last, for an object that is in an envelope twice comes once as a success and once as a failure.
        for entry in &status.successes {
            for at in find(entry) {
                self.set(at, Fate::Arrived);
                self.suspects.remove(&at);
            }
        }
        let taken = |at: &usize| matches!(self.fates.get(*at), Some(Fate::Arrived));
        let taken: Vec<usize> = job.envelope.iter().copied().filter(taken).collect();
        self.took(&taken);
    }

    /// The status when the server is through, or when the patience is at its end: that of the whole run, for a server that has
    /// stopped working leaves every envelope pending.
    fn waited(&mut self, status: Status) -> Status {
        let (State::Pending, Some(id)) = (&status.state, &status.id) else { return status };
        let began = self.world.now();
        let answer = self.collection.wait_for(id, self.patience);
        let passed = Duration::try_from(self.world.now().duration_since(began)).unwrap_or_default();
        self.patience = self.patience.saturating_sub(passed);
        match answer {
            Ok(Some(later)) => later,
            // It has forgotten it, or cannot be asked: only the manifest can tell.
            Ok(None) | Err(_) => status,
        }
    }

    /// Writes down what the server has.
    pub(super) fn took(&mut self, taken: &[usize]) {
        if let Some(sort) = taken.first().and_then(|at| self.parcels.get(*at)).map(super::Sort::of) {
            self.tally.taken(sort);
        }
        self.record(taken, Sent::Sent);
    }

    /// A ledger that cannot be written stops nothing: what it does not know is sent again.
    pub(super) fn record(&mut self, places: &[usize], state: Sent) {
        let Some(ledger) = &mut self.ledger else { return };
        let parcels = places.iter().filter_map(|at| self.parcels.get(*at));
        if let Err(error) = ledger.record(parcels, state) {
            self.notes.push(format!("The ledger cannot be written: {}.", crate::world::plain(&error)));
            self.ledger = None;
        }
    }
}

fn is_version(ours: Option<Timestamp>, theirs: Option<&Version>) -> bool {
    match (ours, theirs) {
        (Some(ours), Some(Version::At(theirs))) => ours == *theirs,
        // The server made it up, or says none.
        (None, _) | (_, None) => true,
        (Some(_), Some(Version::Text(_))) => false,
    }
}
