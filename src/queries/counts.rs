//! How much is said of things, and how much of documents is told: counts alone, as lists and explanations have them.
//!
//! An [`super::Index`] knows more, and costs more: ids of all that was built.

use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet};

use super::index::quoted;
use crate::Compilation;
use crate::facts::evidence::{Evidence, Support, coverage};
use crate::facts::{ClaimId, EntityId, Facts, Haystack, Quotation, ResponseId, stored_text};

/// A compilation, counted through once.
pub struct Counts<'c> {
    compilation: &'c Compilation,
    facts: &'c Facts,
    evidence: Evidence<'c>,
    about: BTreeMap<EntityId, Vec<ClaimId>>,
    stated: BTreeMap<EntityId, usize>,
    quoted: BTreeMap<EntityId, Vec<&'c Quotation>>,
    /// Who says each thing, found when it is first asked for.
    supports: OnceCell<Vec<Support>>,
}

/// How much is said of something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tally {
    /// The claims that it is the subject or the object of.
    pub claims: Vec<ClaimId>,
    /// How many speak in them.
    pub speakers: usize,
    /// The answers that stand against one of them.
    pub against: Vec<ResponseId>,
    /// How many know any of it for themselves.
    pub origins: usize,
}

/// How much of a document is told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reading {
    /// How many claims stand in it.
    pub claims: usize,
    /// How many quotations of it are written.
    pub quotations: usize,
    /// How many sentences its stored text has, and how many of them are quoted or were left out on purpose.
    pub sentences: Option<(usize, usize)>,
}

impl<'c> Counts<'c> {
    /// Looks through a compilation once.
    pub fn new(compilation: &'c Compilation) -> Self {
        let facts = &compilation.facts;
        let (mut about, mut stated) = (BTreeMap::<_, Vec<_>>::new(), BTreeMap::new());
        for (at, claim) in facts.claims.iter().enumerate() {
            let ends = [Some(claim.subject), claim.thing().filter(|object| *object != claim.subject)];
            for end in ends.into_iter().flatten() {
                about.entry(end).or_default().push(ClaimId(at as u32));
            }
            if let Some(document) = claim.voice.document {
                *stated.entry(document).or_default() += 1;
            }
        }
        let evidence = Evidence::new(facts);
        Self { compilation, facts, evidence, about, stated, quoted: quoted(facts), supports: OnceCell::new() }
    }

    /// What stands behind claims.
    pub fn evidence(&self) -> &Evidence<'c> {
        &self.evidence
    }

    /// How much is said of something; `None` where nothing is.
    pub fn said_of(&self, id: EntityId) -> Option<Tally> {
        let claims = self.about.get(&id)?.clone();
        let voices = claims.iter().map(|claim| &self.facts.claim(*claim).voice);
        let speakers: BTreeSet<EntityId> = voices.flat_map(|voice| voice.speakers.iter().copied()).collect();
        let against: BTreeSet<ResponseId> = claims.iter().flat_map(|claim| self.evidence.against(*claim)).collect();
        let things = &self.evidence.things;
        let numbers: BTreeSet<usize> = claims.iter().map(|claim| things.number(*claim)).collect();
        let supports =
            self.supports.get_or_init(|| things.all().iter().map(|thing| self.evidence.support_of(thing)).collect());
        let origins = self.evidence.origins_of(numbers.into_iter().filter_map(|number| supports.get(number))).len();
        Some(Tally { claims, speakers: speakers.len(), against: against.into_iter().collect(), origins })
    }

    /// How much of a document is told.
    pub fn read_in(&self, document: EntityId) -> Reading {
        let quotations = self.quoted.get(&document).map_or(&[][..], Vec::as_slice);
        let places: BTreeSet<_> = quotations.iter().map(|quotation| self.facts.location(quotation.origin)).collect();
        let covered = stored_text(self.facts, &self.compilation.stored, document)
            .map(|(_, text)| coverage(self.facts, document, &Haystack::new(text), quotations));
        Reading {
            claims: self.stated.get(&document).copied().unwrap_or(0),
            quotations: places.len(),
            sentences: covered.map(|coverage| (coverage.passages.len(), coverage.covered())),
        }
    }
}
