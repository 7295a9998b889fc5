//! Which analyses are there, and which are to be made.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use super::snapshot::Snapshot;
use super::workspace::Unit;
use crate::ide::Analysis;

/// An analysis with what was open when it was made.
#[derive(Clone)]
pub struct Made {
    /// What was open.
    pub snapshot: Arc<Snapshot>,
    /// What it says; `None` where it could not be made.
    pub analysis: Option<Arc<Analysis>>,
}

impl Made {
    /// The revision of the text of a file that was analysed; 0 for what is not open.
    pub fn text_of(&self, path: &Path) -> u64 {
        self.snapshot.documents.get(path).map_or(0, |document| document.revision)
    }
}

/// How long nothing may have been written before a whole project is compiled.
pub const PAUSE: Duration = Duration::from_millis(150);

/// The analyses of single files, and what they use.
#[derive(Default)]
pub struct Near {
    pub made: BTreeMap<PathBuf, Made>,
    /// Files whose findings are to be told, the last one first.
    wanted: Vec<PathBuf>,
    /// What is being made.
    pub busy: Option<PathBuf>,
}

impl Near {
    /// Asks for an analysis.
    pub fn want(&mut self, path: &Path) {
        self.wanted.retain(|wanted| wanted != path);
        self.wanted.push(path.to_owned());
    }

    /// What is to be made next, if nothing is being made.
    pub fn next(&mut self) -> Option<PathBuf> {
        if self.busy.is_some() {
            return None;
        }
        self.busy = self.wanted.pop();
        self.busy.clone()
    }
}

/// The analyses of whole projects.
#[derive(Default)]
pub struct Whole {
    pub made: BTreeMap<Unit, Made>,
    /// What has changed since its analysis was begun, and at which revision.
    dirty: BTreeMap<Unit, u64>,
    /// What somebody waits for: it is made without a pause.
    urgent: BTreeSet<Unit>,
    /// When the pause ends.
    due: Option<Instant>,
    /// What is being made.
    pub busy: Option<Unit>,
}

impl Whole {
    /// A unit has changed.
    pub fn soil(&mut self, unit: Unit, revision: u64, now: Instant) {
        self.dirty.insert(unit, revision);
        self.due = Some(now + PAUSE);
    }

    /// The units that are known.
    pub fn units(&self) -> Vec<Unit> {
        self.made.keys().cloned().collect()
    }

    /// Everything that is known has changed.
    pub fn soil_all(&mut self, revision: u64, now: Instant) {
        self.units().into_iter().for_each(|unit| self.soil(unit, revision, now));
    }

    /// The analysis of a unit as it is now; `None` where it is to be made, which is begun at once.
    pub fn fresh(&mut self, unit: &Unit, revision: u64) -> Option<&Made> {
        let is_fresh =
            self.made.contains_key(unit) && !self.dirty.contains_key(unit) && self.busy.as_ref() != Some(unit);
        if !is_fresh {
            if self.busy.as_ref() != Some(unit) {
                self.dirty.entry(unit.clone()).or_insert(revision);
            }
            self.urgent.insert(unit.clone());
            return None;
        }
        self.made.get(unit)
    }

    /// What is to be made next, if nothing is being made.
    pub fn next(&mut self, now: Instant) -> Option<Unit> {
        if self.busy.is_some() {
            return None;
        }
        let is_over = self.due.is_none_or(|due| due <= now);
        let unit = self.dirty.keys().find(|unit| is_over || self.urgent.contains(unit)).cloned()?;
        self.dirty.remove(&unit);
        self.urgent.remove(&unit);
        self.busy = Some(unit.clone());
        Some(unit)
    }

    /// A unit is compiled.
    pub fn finish(&mut self, unit: &Unit, made: Made) {
        self.busy = None;
        self.urgent.remove(unit);
        self.made.insert(unit.clone(), made);
    }

    /// How long to wait before there may be something to make.
    pub fn wait(&self, now: Instant) -> Option<Duration> {
        match self.busy.is_none() && !self.dirty.is_empty() {
            true => self.due.map(|due| due.saturating_duration_since(now)),
            false => None,
        }
    }

    /// Whether an analysis that was made is already of an older text.
    pub fn is_dirty(&self, unit: &Unit) -> bool {
        self.dirty.contains_key(unit)
    }

    /// A unit is gone.
    pub fn forget(&mut self, unit: &Unit) -> Option<Made> {
        self.dirty.remove(unit);
        self.urgent.remove(unit);
        self.made.remove(unit)
    }
}
