//! A compilation with what questions look up in it, found once.

use std::cell::OnceCell;
use std::collections::{BTreeMap, HashMap};

use super::place::Places;
use crate::Compilation;
use crate::facts::evidence::{Coverage, Evidence, Support, coverage};
use crate::facts::lifecycle::{Ends, Lifecycle};
use crate::facts::{ClaimId, EntityId, Facts, Quotation, ResponseId, Texts, texts};
use crate::stix::value::Map;
use crate::stix::{EXTENSION, Id, Named, Object, name, words};

/// A compilation, ready for questions.
pub struct Index<'c> {
    pub(super) compilation: &'c Compilation,
    pub(super) facts: &'c Facts,
    pub(super) evidence: Evidence<'c>,
    pub(super) texts: Texts<'c>,
    pub(super) places: Places<'c>,
    /// What facts are called in STIX.
    pub(super) named: Named,
    /// Where each object stands in the bundle.
    pub(super) objects: HashMap<Id, usize>,
    /// The objects that follow from a claim, by its id; those of an act, by that of its report.
    pub(super) derived: HashMap<Id, Vec<Id>>,
    /// The claims that stand in a document.
    pub(super) stated: BTreeMap<EntityId, Vec<ClaimId>>,
    /// The responses that stand in a document.
    pub(super) answered: BTreeMap<EntityId, Vec<ResponseId>>,
    /// How much of each stored text is quoted.
    pub(super) coverage: BTreeMap<EntityId, Coverage>,
    /// Who says each thing, found when it is first asked for.
    supports: OnceCell<Vec<Support>>,
    /// The acts that take the place of an act.
    pub(super) superseding: BTreeMap<EntityId, Vec<EntityId>>,
    /// When what acts did ended, for whom.
    pub(super) ends: Ends,
    /// Names that are given to two things, folded.
    pub(super) contested: words::Contested,
}

impl<'c> Index<'c> {
    /// Looks through a compilation once.
    pub fn new(compilation: &'c Compilation) -> Self {
        let facts = &compilation.facts;
        let texts = texts(facts, &compilation.stored);
        let (mut stated, mut answered) = (BTreeMap::<_, Vec<_>>::new(), BTreeMap::<_, Vec<_>>::new());
        for (at, claim) in facts.claims.iter().enumerate() {
            if let Some(document) = claim.voice.document {
                stated.entry(document).or_default().push(ClaimId(at as u32));
            }
        }
        for (at, response) in facts.responses.iter().enumerate() {
            if let Some(document) = response.voice.document {
                answered.entry(document).or_default().push(ResponseId(at as u32));
            }
        }
        let quoted = quoted(facts);
        let covered = texts.iter().map(|(document, text)| {
            let quotations = quoted.get(document).map_or(&[][..], Vec::as_slice);
            (*document, coverage(facts, *document, text, quotations))
        });
        let mut superseding = BTreeMap::<_, Vec<_>>::new();
        for id in facts.entity_ids() {
            for other in facts.entity(id).named("supersedes") {
                superseding.entry(other).or_default().push(id);
            }
        }
        let (objects, derived) = objects(&compilation.objects);
        Self {
            compilation,
            facts,
            evidence: Evidence::new(facts),
            coverage: covered.collect(),
            places: Places::new(&compilation.project, &texts),
            texts,
            named: name(facts, &compilation.settings),
            objects,
            derived,
            stated,
            answered,
            superseding,
            ends: Ends::new(&Lifecycle::new(facts), |id| facts.entity(id).dated().and_then(|(_, time)| time.outset())),
            supports: OnceCell::new(),
            contested: words::contested(facts),
        }
    }

    /// How many know for themselves what a claim says.
    pub(super) fn origins(&self, claim: ClaimId) -> usize {
        let things = &self.evidence.things;
        let supports =
            self.supports.get_or_init(|| things.all().iter().map(|thing| self.evidence.support_of(thing)).collect());
        supports.get(things.number(claim)).map_or(0, |support| support.origins.len())
    }

    /// The id of a claim's object, where it was built.
    pub(super) fn claim_id(&self, claim: ClaimId) -> Option<Id> {
        self.named.claims.get(claim.0 as usize).copied().filter(|id| self.objects.contains_key(id))
    }

    /// The id of a response's opinion, where it was built.
    pub(super) fn response_id(&self, response: ResponseId) -> Option<Id> {
        self.named.responses.get(response.0 as usize).copied().flatten().filter(|id| self.objects.contains_key(id))
    }

    /// The id of the object that stands for something, where it was built.
    pub(super) fn entity_id(&self, entity: EntityId) -> Option<Id> {
        self.named.entities.get(entity.0 as usize).copied().filter(|id| self.objects.contains_key(id))
    }

    /// What follows from a claim or an act, by its id.
    pub(super) fn derived_from(&self, id: Option<Id>) -> &[Id] {
        id.and_then(|id| self.derived.get(&id)).map_or(&[], Vec::as_slice)
    }

    /// An object of the bundle.
    pub(super) fn object(&self, id: Id) -> Option<&'c Object> {
        self.compilation.objects.get(*self.objects.get(&id)?)
    }
}

/// The members of attrc's extension of an object.
pub(super) fn extension(object: &Object) -> Option<&Map> {
    object.get("extensions")?.as_object()?.get(EXTENSION)?.as_object()
}

fn objects(all: &[Object]) -> (HashMap<Id, usize>, HashMap<Id, Vec<Id>>) {
    let mut places = HashMap::with_capacity(all.len());
    let mut derived: HashMap<Id, Vec<Id>> = HashMap::new();
    for (at, object) in all.iter().enumerate() {
        let Some(id) = object.id else { continue };
        places.entry(id).or_insert(at);
        if let Some(reason) = reason(object) {
            derived.entry(reason).or_default().push(id);
        }
    }
    (places, derived)
}

/// The id of the claim or of the act that an object follows from.
pub(super) fn reason(object: &Object) -> Option<Id> {
    let members = extension(object)?;
    let act = || members.get("claim")?.as_object()?.get("act_ref")?.as_id();
    members.get("claim_ref").and_then(|reference| reference.as_id()).or_else(act)
}

/// The quotations of each document, wherever they are written.
pub(super) fn quoted(facts: &Facts) -> BTreeMap<EntityId, Vec<&Quotation>> {
    let claims = facts.claims.iter().map(|claim| (claim.voice.document, claim.quotation.as_deref()));
    let responses = facts.responses.iter().map(|response| (response.voice.document, response.quotation.as_ref()));
    let statements = facts.statements.iter().map(|statement| (statement.voice.document, Some(&statement.quotation)));
    let properties = facts.entities.iter().flat_map(|entity| &entity.properties);
    let values = properties.flat_map(|property| &property.values);
    let values = values.map(|value| (value.according_to, value.quotation.as_ref()));
    let mut quoted: BTreeMap<EntityId, Vec<&Quotation>> = BTreeMap::new();
    for (document, quotation) in claims.chain(responses).chain(statements).chain(values) {
        if let Some((document, quotation)) = document.zip(quotation) {
            quoted.entry(document).or_default().push(quotation);
        }
    }
    quoted
}
