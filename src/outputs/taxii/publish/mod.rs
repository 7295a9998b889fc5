//! Publishing: a collection gets what it lacks of a release, and whoever asks is told of every object what became of it.
//!
//! [`parcels`] are the objects as they are sent, [`above`] and [`shared`] find what may not be sent; none of them knows a
//! network. A [`Publisher`] looks what the collection has, makes a [`Plan`], carries it out, and looks again. It keeps no state
//! of its own: whoever runs it next, wherever, goes by what the collection has.

mod bisect;
mod ceiling;
mod envelope;
mod look;
mod parcel;
mod plan;
mod render;
mod report;
mod send;
mod sharing;
mod verify;
mod words;

use std::collections::{BTreeMap, BTreeSet};

use super::ledger::{Ledger, State};
use super::{Collection, Fault, Trouble};
use crate::world::World;
use look::{is_closed, look};
use send::Sender;

pub use ceiling::{Above, above};
pub use envelope::{Limits, Packed, Sort, body, pack, size};
pub use parcel::{AtHome, Parcel, Unsendable, parcels};
pub use plan::{Known, Plan, Step, plan};
pub use render::{json, markdown, terminal};
pub use report::{Ending, Fate, OVERSIZE, Report};
pub use sharing::{Other, shared};

/// Who publishes to one collection.
pub struct Publisher<'a> {
    /// The outside.
    pub world: &'a dyn World,
    /// The collection.
    pub collection: &'a Collection<'a>,
    /// What was sent before, where that is written down.
    pub ledger: Option<Ledger<'a>>,
    /// How many objects go in one envelope.
    pub batch: usize,
    /// Whether it is looked afterwards what arrived.
    pub verify: bool,
}

/// What came of a plan.
#[derive(Debug, Default)]
pub struct Carried {
    /// What became of each object.
    pub fates: Vec<Fate>,
    /// What ended the work early.
    pub trouble: Option<Trouble>,
    /// What else there is to know.
    pub notes: Vec<String>,
}

impl Publisher<'_> {
    /// Looks what the collection has, and plans what it needs; whether it may be read is found out by the way. It takes the right to read
    /// only: who reviews a change need not have the right to publish it.
    pub fn plan(&self, parcels: &[Parcel]) -> Result<(Plan, bool), Trouble> {
        let all: Vec<usize> = (0..parcels.len()).collect();
        let about = &self.collection.about;
        let known = match about.can_read {
            Some(false) => None,
            can_read => match look(self.collection, parcels, &all) {
                Ok(known) => Some(known),
                Err(trouble) if can_read.is_none() && is_closed(&trouble) => None,
                Err(trouble) => return Err(trouble),
            },
        };
        let limits = Limits { bytes: about.max_content_length, objects: self.batch };
        let Some(known) = known else {
            let mut known = Known::new(parcels, &all);
            let sent = parcels.iter().filter(|parcel| self.ledger.as_ref().is_some_and(|ledger| ledger.has(parcel)));
            sent.for_each(|parcel| known.see(&parcel.id, parcel.version));
            self.ledger.iter().flat_map(Ledger::sent).for_each(|(id, version)| known.pass(id, version));
            return Ok((plan(parcels, &known, &|_| false, limits), false));
        };
        let stuck = |parcel: &Parcel| {
            let before = self.ledger.as_ref().and_then(|ledger| ledger.of(parcel));
            parcel.rewritten || before.is_some_and(|(digest, state)| state == State::Sent && digest != parcel.digest)
        };
        let mut plan = plan(parcels, &known, &stuck, limits);
        plan.foreign = known.listed.then_some(known.foreign);
        Ok((plan, true))
    }

    /// Carries a plan out. It never fails: what became of each object is what there is to know. `watch` is told how many
    /// objects are still to be sent.
    pub fn publish(
        &mut self,
        parcels: &[Parcel],
        plan: &Plan,
        readable: bool,
        watch: &mut dyn FnMut(usize),
    ) -> Carried {
        let was_tried: Vec<bool> = parcels
            .iter()
            .map(|parcel| {
                let before = self.ledger.as_ref().and_then(|ledger| ledger.of(parcel));
                before == Some((parcel.digest.as_str(), State::Tried))
            })
            .collect();
        let notes = self.blindness(readable).into_iter().collect();
        let mut sender = Sender {
            world: self.world,
            collection: self.collection,
            parcels,
            ledger: self.ledger.as_mut(),
            readable,
            limits: Limits { bytes: self.collection.about.max_content_length, objects: self.batch },
            fates: vec![Fate::Left; parcels.len()],
            suspects: BTreeMap::new(),
            refused: BTreeSet::new(),
            notes,
            stack: Vec::new(),
            tally: bisect::Tally::default(),
            patience: self.collection.patience(),
        };
        let sent = sender.send(&plan.packed, watch);
        let tried = |at: usize| was_tried.get(at) == Some(&true);
        // Where the connection is gone, another look would only wait in vain.
        let verified = match &sent {
            Ok(()) => sender.verify(self.verify && !plan.packed.envelopes.is_empty(), &tried),
            Err(_) => Ok(()),
        };
        sender.record_refusals();
        let dangling = sender.dangling();
        sender.notes.extend(dangling);
        Carried { trouble: sent.err().or(verified.err()), fates: sender.fates, notes: sender.notes }
    }

    /// What there is to know where nobody knows what the collection has.
    pub fn blindness(&self, readable: bool) -> Option<String> {
        let note = "Nobody may read this collection and there is no `ledger`, so that everything is sent each time.";
        (!readable && self.ledger.is_none()).then(|| note.to_owned())
    }

    /// Whether the collection says of itself that it takes what is sent (TAXII 2.1, section 5.2.1).
    pub fn may_add(&self) -> Result<(), Trouble> {
        let about = &self.collection.about;
        let closed = |why: &str| Trouble::new(Fault::Closed(why.to_owned()), self.collection.url.shown());
        if about.can_write == Some(false) {
            return Err(closed("it says that who asks may add nothing to it (`can_write`)"));
        }
        let is_stix = |media_type: &String| media_type.to_ascii_lowercase().starts_with("application/stix+json");
        if !about.media_types.is_empty() && !about.media_types.iter().any(is_stix) {
            return Err(closed("it says that it takes no STIX (`media_types`)"));
        }
        Ok(())
    }
}
