//! Afterwards: what the manifest says arrived, and not what the server said it would.

use std::time::Duration;

use super::look::look;
use super::report::Fate;
use super::send::Sender;
use super::words::count;
use crate::outputs::taxii::Trouble;
use crate::outputs::taxii::ledger::State;

/// How often it is looked for what the server said that it took: some list it only a while later.
const LOOKS: u32 = 4;

impl Sender<'_, '_> {
    /// Looks for all that was sent; `tried` are objects that the ledger knew of before, with nothing more known.
    pub(super) fn verify(&mut self, asked: bool, tried: &dyn Fn(usize) -> bool) -> Result<(), Trouble> {
        if !self.readable {
            self.guess(tried);
            return Ok(());
        }
        let open = |fate: &Fate| matches!(fate, Fate::Pending | Fate::Unknown(_));
        if !asked && !self.fates.iter().any(open) {
            return Ok(());
        }
        let sent = |fate: &Fate| matches!(fate, Fate::Arrived | Fate::Pending | Fate::Unknown(_) | Fate::NotTaken(_));
        let mut missing: Vec<usize> =
            self.fates.iter().enumerate().filter(|(_, fate)| sent(fate)).map(|(at, _)| at).collect();
        for again in 0..LOOKS {
            if missing.is_empty() {
                break;
            }
            let known = look(self.collection, self.parcels, &missing)?;
            let (there, absent): (Vec<usize>, Vec<usize>) = missing.iter().partition(|at| known.has(**at));
            for at in &there {
                // What the server failed to add, and has all the same, it had before.
                let fate = if self.suspects.contains_key(at) { Fate::WasThere } else { Fate::Arrived };
                self.set(*at, fate);
            }
            self.took(&there);
            missing = absent;
            // Only what is promised can still come.
            let promised = |at: &usize| matches!(self.fates.get(*at), Some(Fate::Arrived));
            if again + 1 == LOOKS || !missing.iter().any(promised) {
                break;
            }
            self.world.pause(Duration::from_millis(500 << again));
        }
        for at in missing {
            let fate = match (self.fates.get(at), self.suspects.get(&at)) {
                (_, Some(why)) => Fate::NotTaken(why.clone()),
                (Some(Fate::Arrived), None) => {
                    Fate::Unknown("the server said that it took it, but its manifest does not have it".to_owned())
                }
                _ => continue,
            };
            self.set(at, fate);
        }
        Ok(())
    }

    /// The same for a collection that nobody may read.
    fn guess(&mut self, tried: &dyn Fn(usize) -> bool) {
        let suspects = std::mem::take(&mut self.suspects);
        let mut there = Vec::new();
        for (at, why) in suspects {
            // An earlier run sent it, and did not live to hear what became of it.
            if tried(at) {
                self.set(at, Fate::WasThere);
                there.push(at);
            } else {
                let why =
                    format!("{why}; servers also say so of what they have, and nobody may read what this one has");
                self.set(at, Fate::Unknown(why));
                self.refused.insert(at);
            }
        }
        if !there.is_empty() {
            let objects = count(there.len(), "object", "objects");
            self.notes.push(format!(
                "{objects} that an earlier run sent without hearing the end: the server counts them as failed, as it does with \
                 what it has, so they are taken to be there."
            ));
        }
        self.took(&there);
    }

    /// Writes down what the server said that it did not take: if it says so again, that is no sign that it has it.
    pub(super) fn record_refusals(&mut self) {
        let refused = |at: &usize| {
            matches!(self.fates.get(*at), Some(Fate::NotTaken(_)))
                || (self.refused.contains(at) && matches!(self.fates.get(*at), Some(Fate::Unknown(_))))
        };
        let refused: Vec<usize> = (0..self.fates.len()).filter(refused).collect();
        self.record(&refused, State::Failed);
    }
}
