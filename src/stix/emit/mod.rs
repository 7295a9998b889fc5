//! From facts to objects, by the rows of `language/mapping.md`.
//!
//! [`Context`] first gives every entity, claim and response its id, for each may refer to any other. After that the
//! rows are independent of each other: an entity is emitted by [`declaration`], [`document`] or [`act`], a claim by
//! [`claim`] and [`observable`], an answer by [`response`]. [`order`] puts the objects where references point back.

mod act;
mod alias;
mod citation;
mod claim;
mod coded;
mod conjugate;
mod contents;
mod context;
mod dates;
mod declaration;
mod describe;
mod document;
mod extension;
mod frame;
mod lent;
mod marking;
mod observable;
mod order;
mod place;
mod response;
mod sentence;
mod translation;
mod typed;
mod verbatim;
pub mod words;

use std::collections::HashMap;
use std::sync::Arc;

use jiff::Timestamp;
use rayon::prelude::*;
use uuid::Uuid;

use self::contents::Contents;
use self::context::Context;
use super::catalogue::Catalogue;
use super::ids::{Id, Withdrawn};
use super::object::Object;
use super::value::Map;
use crate::diag::Code;
use crate::facts::{ClaimId, Facts, Origin};
use crate::vocab::standard::Marking;

pub use citation::undated;
pub use context::author_id;
pub use frame::{ATTRC_IDENTITY, EXTENSION, official_ids};
pub use order::arrange;

/// What a build gives beside the facts.
#[derive(Debug, Clone)]
pub struct Settings {
    /// Who makes the objects.
    pub author: Author,
    /// The namespace of their ids.
    pub namespace: Uuid,
    /// The marking of every object that has none of its own.
    pub marking: Option<&'static Marking>,
    /// The language of the objects' texts, where the manifest declares one.
    pub lang: Option<String>,
    /// The release time, for what has no date of its own.
    pub release_time: Option<Timestamp>,
    /// The official objects of what is named by a code, where the project has them.
    pub catalogue: Arc<Catalogue>,
    /// What was withdrawn, where the project has a lock: then it says when objects were made, and no release time does.
    pub withdrawn: Option<Withdrawn>,
    /// When objects were made first, where the project has a lock, and when those are that it does not have: this dates what
    /// no document dates, and no later release dates it anew.
    pub made: Option<Made>,
    /// Whether the fact that each object comes from is kept, for reports of later steps.
    pub traced: bool,
}

/// When objects were made first.
#[derive(Debug, Clone, Default)]
pub struct Made {
    /// Those that were released.
    pub known: Arc<HashMap<Id, Timestamp>>,
    /// The release time, for all others.
    pub at: Option<Timestamp>,
}

/// The author of a project: `created_by_ref` of all that it makes (mapping: every object).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Author {
    /// Its name.
    pub name: String,
    /// A value of `identity-class-ov`; `unknown` where there is no manifest.
    pub identity_class: String,
    /// Its id, where it has one elsewhere already.
    pub id: Option<Id>,
}

/// Objects, and what is wrong with the facts that they come from.
#[derive(Debug, Default)]
pub struct Emission {
    /// The objects; from [`emit`] in the order of the bundle.
    pub objects: Vec<Object>,
    /// The properties of the bundle, where the facts are those of one bundle that was received.
    pub bundle: Option<Map>,
    /// What is wrong. Where one of them is an error, the objects are not fit to leave the house.
    pub findings: Vec<Finding>,
    /// The id of each entity's object, in the order of the facts.
    pub ids: Vec<Id>,
    /// The fact that each object comes from, where the settings ask for it.
    pub origins: HashMap<Id, Origin>,
}

/// Something wrong with a fact.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// Which rule speaks.
    pub code: &'static Code,
    /// The fact.
    pub origin: Origin,
    /// The earlier fact, where two do not go together.
    pub first: Option<Origin>,
    /// What is wrong, one line.
    pub message: String,
    /// What to do.
    pub help: Option<String>,
}

/// All objects of the facts, in the order of the bundle (mapping: every object). A function of its arguments alone.
pub fn emit(facts: &Facts, settings: &Settings) -> Emission {
    let mut all = Emission::default();
    let context = Context::new(facts, settings, &mut all.findings);
    let mut received = verbatim::emit(&context);
    if verbatim::is_all(facts) {
        received.ids = facts.entity_ids().map(|id| context.party(id).id).collect();
        return received;
    }

    let mut declared: Vec<Emission> =
        (0..facts.entities.len()).into_par_iter().map(|at| declaration::emit(&context, at)).collect();
    if settings.traced {
        trace(&mut all.origins, &declared, facts.entities.iter().map(|entity| entity.origin));
    }
    alias::report_contested(&context, &mut all.findings);
    alias::report_same_titles(&context, &mut all.findings);

    let claims: Vec<Emission> =
        (0..facts.claims.len() as u32).into_par_iter().map(|at| claim::emit(&context, ClaimId(at))).collect();
    let acts: Vec<Emission> = (0..facts.entities.len()).into_par_iter().map(|at| act::emit(&context, at)).collect();
    let responses: Vec<Emission> =
        (0..facts.responses.len()).into_par_iter().map(|at| response::emit(&context, at)).collect();
    let statements: Vec<Emission> =
        (0..facts.statements.len()).into_par_iter().map(|at| response::emit_statement(&context, at)).collect();
    let contents = Contents::new(&context, &claims, &acts, &responses);
    if settings.traced {
        trace(&mut all.origins, &claims, facts.claims.iter().map(|claim| claim.origin));
        trace(&mut all.origins, &acts, facts.entities.iter().map(|entity| entity.origin));
        trace(&mut all.origins, &responses, facts.responses.iter().map(|response| response.origin));
        trace(&mut all.origins, &statements, facts.statements.iter().map(|statement| statement.origin));
    }
    let mut said = Emission::default();
    said.extend(claims);
    said.extend(acts);
    said.extend(responses);
    said.extend(statements);
    said.extend((0..facts.entities.len()).map(|at| document::emit(&context, at, &contents)));
    lent::leave_out(&context, &mut declared, &said);
    all.extend(declared);
    all.append(said);

    frame::add(&context, &mut all);
    all.objects = arrange(all.objects);
    verbatim::join_official(&context, &mut all);
    verbatim::join(&context, received, &mut all);
    all.ids = facts.entity_ids().map(|id| context.party(id).id).collect();
    all
}

/// The objects that facts become, by their ids.
#[derive(Debug, Clone, Default)]
pub struct Named {
    /// By entity.
    pub entities: Vec<Id>,
    /// By claim: a relationship, or a note.
    pub claims: Vec<Id>,
    /// By response: an opinion; `None` for one that repeats another.
    pub responses: Vec<Option<Id>>,
    /// By statement: a note.
    pub statements: Vec<Id>,
}

/// What facts are called in STIX, without their objects.
pub fn name(facts: &Facts, settings: &Settings) -> Named {
    let context = Context::new(facts, settings, &mut Vec::new());
    let statements = facts.statements.iter().map(|statement| response::statement_id(&context, statement)).collect();
    Named {
        entities: facts.entity_ids().map(|id| context.object_id(id)).collect(),
        claims: context.claims.iter().map(|key| key.id).collect(),
        responses: context.responses.clone(),
        statements,
    }
}

/// Notes the facts that objects come from.
fn trace(origins: &mut HashMap<Id, Origin>, emitted: &[Emission], facts: impl Iterator<Item = Origin>) {
    for (emission, origin) in emitted.iter().zip(facts) {
        origins.extend(emission.objects.iter().filter_map(|object| Some((object.id?, origin))));
    }
}

impl Settings {
    /// When something was made that no document dates.
    fn made(&self, id: Id) -> Option<Timestamp> {
        match &self.made {
            Some(made) => made.known.get(&id).copied().or(made.at),
            None => self.release_time,
        }
    }

    /// The time of this release, for what is there for the first time.
    fn released(&self) -> Option<Timestamp> {
        self.made.as_ref().and_then(|made| made.at).or(self.release_time)
    }
}

impl Emission {
    fn object(object: Object) -> Self {
        Self { objects: vec![object], ..Self::default() }
    }

    fn push(&mut self, object: Object) {
        self.objects.push(object);
    }

    fn append(&mut self, other: Emission) {
        self.objects.extend(other.objects);
        self.findings.extend(other.findings);
    }

    fn extend(&mut self, others: impl IntoIterator<Item = Emission>) {
        others.into_iter().for_each(|other| self.append(other));
    }
}
