//! What a publication was to do, and what came of it, object by object.

use super::envelope::size;
use super::{Parcel, Plan, Step};
use crate::outputs::taxii::Trouble;

/// What became of an object.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Fate {
    /// Nothing was to be done.
    #[default]
    Left,
    /// It was not sent, because the work ended before.
    Unsent,
    /// It is there now.
    Arrived,
    /// It was there, by somebody else or an earlier run.
    WasThere,
    /// The server works on it.
    Pending,
    /// The server did not take it, in its words or ours.
    NotTaken(String),
    /// Whether it arrived cannot be told, and why not.
    Unknown(String),
}

impl Fate {
    /// The word for it, as reports have it.
    pub fn word(&self) -> &'static str {
        match self {
            Self::Left => "left",
            Self::Unsent => "unsent",
            Self::Arrived => "arrived",
            Self::WasThere => "was-there",
            Self::Pending => "pending",
            Self::NotTaken(_) => "not-taken",
            Self::Unknown(_) => "unknown",
        }
    }

    /// Whether there is more to be done.
    pub fn is_open(&self) -> bool {
        matches!(self, Self::Unsent | Self::Pending | Self::NotTaken(_) | Self::Unknown(_))
    }

    /// Why it is as it is.
    pub fn why(&self) -> Option<&str> {
        match self {
            Self::NotTaken(why) | Self::Unknown(why) => Some(why),
            Self::Pending => Some("the server has not done yet"),
            Self::Unsent => Some("it was not sent"),
            Self::Left | Self::Arrived | Self::WasThere => None,
        }
    }
}

/// How a publication ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ending {
    /// The collection has all of the release.
    Complete,
    /// The other side failed before anything was done.
    Failed,
    /// Part of it is there, or is not known to be.
    Partial,
}

/// A plan, and what came of it where it was carried out.
#[derive(Debug)]
pub struct Report<'p> {
    /// The name of the destination.
    pub destination: String,
    /// The address of the collection.
    pub collection: String,
    /// The objects of the release.
    pub parcels: &'p [Parcel],
    /// What was to be done with them.
    pub plan: Plan,
    /// What became of each; `None` for a plan alone.
    pub fates: Option<Vec<Fate>>,
    /// What ended the work early.
    pub trouble: Option<(String, String)>,
    /// What else there is to know.
    pub notes: Vec<String>,
}

/// What is told of one object.
pub struct Line<'r> {
    /// Its sign: `+` new, `~` new version, `-` withdrawal, `!` a problem.
    pub sign: char,
    /// In words.
    pub title: &'r str,
    /// Its id.
    pub id: &'r str,
    /// What is wrong with it.
    pub why: Option<String>,
}

impl Report<'_> {
    /// What there is to tell where the collection could not be looked at: nothing of any object.
    pub fn failed(destination: &str, collection: String, trouble: &Trouble) -> Self {
        Self {
            destination: destination.to_owned(),
            collection,
            parcels: &[],
            plan: Plan::default(),
            fates: None,
            trouble: Some((trouble.message(), trouble.help())),
            notes: Vec::new(),
        }
    }

    /// How it ended.
    pub fn ending(&self) -> Ending {
        let fates = self.fates.as_deref().unwrap_or_default();
        let open = fates.iter().any(Fate::is_open) || !self.plan.unsendable.is_empty();
        match &self.trouble {
            Some(_) if !fates.contains(&Fate::Arrived) => Ending::Failed,
            Some(_) => Ending::Partial,
            None if open && self.fates.is_some() => Ending::Partial,
            None => Ending::Complete,
        }
    }

    /// How many objects have such a fate.
    pub fn count(&self, is: impl Fn(&Fate) -> bool) -> usize {
        self.fates.iter().flatten().filter(|fate| is(fate)).count()
    }

    /// How many bytes the envelopes of the plan have.
    pub fn bytes(&self) -> usize {
        self.plan.packed.envelopes.iter().map(|envelope| size(self.parcels, envelope)).sum()
    }

    /// What is told of the objects that are sent or have a problem, in the order of the release.
    pub fn lines(&self) -> Vec<Line<'_>> {
        let mut lines = Vec::new();
        for (at, parcel) in self.parcels.iter().enumerate() {
            let step = self.plan.steps.get(at).copied().unwrap_or(Step::There);
            let fate = self.fates.as_ref().and_then(|fates| fates.get(at));
            let why = match fate.and_then(Fate::why) {
                Some(why) => Some(why.to_owned()),
                None if step == Step::Stuck => Some(
                    "it is there with what it said before, and no server replaces it: it has no versions".to_owned(),
                ),
                None if fate.is_none() && self.plan.packed.oversize.contains(&at) => Some(OVERSIZE.to_owned()),
                None => None,
            };
            let sign = if why.is_some() { '!' } else { step.sign() };
            if step != Step::There {
                lines.push(Line { sign, title: &parcel.title, id: &parcel.id, why });
            }
        }
        lines.extend(self.plan.unsendable.iter().map(|one| Line {
            sign: '!',
            title: &one.title,
            id: &one.id,
            why: Some(one.why.clone()),
        }));
        lines
    }
}

/// What is wrong with an object that fits into no envelope.
pub const OVERSIZE: &str = "it alone is larger than what the server takes at once";
