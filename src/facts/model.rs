//! The shapes of facts.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

pub use super::reference::{LabelId, LabelRow, Labelled, Reference, Referent};
pub use super::value::{Bound, Bounds, ExtensionKey, Found, Gap, Precision, Quantity, Quotation, Time, Value};
use crate::source::Location;
use crate::vocab::language::{Grade, Hedge, Key, Kind, Response as ResponseRow, Scale, Stance, Verb};

/// Everything the files of a compilation say, in reading order (files by path, statements by position).
#[derive(Debug, Default)]
pub struct Facts {
    /// Declarations, inline objects, observables and coded objects (`T1566.002`, `CVE-2021-34473`, `CN`).
    pub entities: Vec<Entity>,
    /// Claims, one for each pair of subject and object.
    pub claims: Vec<Claim>,
    /// Speeches without a body: a quotation that asserts nothing.
    pub statements: Vec<Statement>,
    /// Denials and other answers.
    pub responses: Vec<Response>,
    /// SHA-256 of the stored text of each source that has one, lower-case hexadecimal.
    pub stored_texts: BTreeMap<EntityId, String>,
    /// Parties that a shared file declares: they belong to what is built where something needs them.
    pub lent: BTreeSet<EntityId>,
    /// Labels of claims, speeches and responses.
    pub labels: Vec<LabelRow>,
    /// What each name that is written names, declarations and labels too; not in order, and a place may occur twice.
    pub references: Vec<Reference>,
    /// Where each origin stands.
    pub origins: Vec<Location>,
}

/// Index of an entity in [`Facts::entities`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EntityId(pub u32);

/// Index of a claim in [`Facts::claims`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ClaimId(pub u32);

/// Index of a response in [`Facts::responses`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ResponseId(pub u32);

/// Number of a place, for reports from stages that know no files.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Origin(pub u32);

/// How an entity came into the facts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// `actor apt31 "APT31" { … }`
    Declared,
    /// `class "home routers"` in a claim: local to its document.
    Inline,
    /// `domain "a.example"` in a claim: the same wherever it stands.
    Observable,
    /// `T1566.002`, `CVE-2021-34473`, `CN` in a claim: the same wherever it stands.
    Coded,
    /// `identity apt1 "APT1" { … }` in a file with a `bundle`: exactly what is written.
    Verbatim,
    /// `author`: the project's own voice, declared by the manifest.
    Author,
}

/// Something that facts are about.
#[derive(Debug)]
pub struct Entity {
    /// The declared name; for an inline object its text, for an observable its refanged value, for a code the code.
    pub name: String,
    /// The name that its id is computed from, where `was` keeps an older one.
    pub was: Option<String>,
    /// What kind of thing it is. For an observable the raw kind of its STIX type (`domain-name`).
    pub kind: &'static Kind,
    /// The title, else the name.
    pub title: String,
    /// How it came into the facts.
    pub form: Form,
    /// For an inline object, the document it is local to; for `unnamed_in`, that document.
    pub scope: Option<EntityId>,
    /// The document whose `from` block introduces it.
    pub introduced_by: Option<EntityId>,
    /// Its properties, in the order of the text.
    pub properties: Vec<Property>,
    /// Where its name stands.
    pub origin: Origin,
}

/// A property of a declaration: a key with one or more values.
#[derive(Debug)]
pub struct Property {
    /// The key as written; for a raw kind a property of the standard.
    pub key: String,
    /// The row of the key; `None` for a property of the standard or a custom one.
    pub row: Option<&'static Key>,
    /// Its values.
    pub values: Vec<PropertyValue>,
    /// Where the key stands.
    pub origin: Origin,
}

/// A value of a property with what qualifies it.
#[derive(Debug, Clone)]
pub struct PropertyValue {
    /// The value.
    pub value: Value,
    /// `by`: who gave the name.
    pub by: Vec<EntityId>,
    /// `according-to`, else the document of the `from` block.
    pub according_to: Option<EntityId>,
    /// `quoting`.
    pub quotation: Option<Quotation>,
    /// `since` and `until`, as one interval.
    pub time: Option<Time>,
    /// `under`: statute or programme.
    pub under: Option<String>,
    /// `as-to`: the persons a charge is about.
    pub as_to: Vec<EntityId>,
    /// `counts`: numbers of the counts.
    pub counts: Vec<i64>,
    /// `maximum-penalty`: the most that the law provides for a charge.
    pub maximum_penalty: Option<String>,
    /// `in`: the country of a place, the list of a number.
    pub within: Option<String>,
    /// Where the value stands.
    pub origin: Origin,
}

impl PropertyValue {
    /// A value that nothing qualifies.
    pub fn bare(value: Value, according_to: Option<EntityId>, origin: Origin) -> Self {
        Self {
            value,
            by: Vec::new(),
            according_to,
            quotation: None,
            time: None,
            under: None,
            as_to: Vec::new(),
            counts: Vec::new(),
            maximum_penalty: None,
            within: None,
            origin,
        }
    }
}

/// How sure a speaker is. The three axes never mix.
#[derive(Debug, Clone, Default)]
pub struct Certainty {
    /// A word of likelihood and its scale.
    pub likelihood: Option<(&'static Scale, &'static Hedge)>,
    /// Analytic confidence.
    pub confidence: Option<&'static Grade>,
    /// Admiralty grade: the code as written (`B2`) and the row of its digit.
    pub grade: Option<(String, &'static Grade)>,
    /// A hedge of no scale, in the source's words.
    pub worded: Option<String>,
    /// Where the word of likelihood stands, else the hedge of no scale: at the claim or at its speech.
    pub origin: Option<Origin>,
}

/// Who says it, where, and how: shared by claims, statements and responses.
#[derive(Debug, Clone)]
pub struct Voice {
    /// The speakers; the first leads. More than one is a joint statement: one origin.
    pub speakers: Vec<EntityId>,
    /// The source or act; `None` for a speech outside `from`.
    pub document: Option<EntityId>,
    /// `via`: mouthpieces and witnesses.
    pub via: Vec<EntityId>,
    /// `for`: on whose behalf.
    pub on_behalf_of: Vec<EntityId>,
    /// `dated`: when it was said.
    pub dated: Option<Time>,
}

/// What a claim is about, where it is not a thing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Object {
    /// Something declared, inline, coded or observed.
    Entity(EntityId),
    /// `unstated`, `unknown` …: the source leaves it open.
    Gap(Gap),
}

/// One subject, one verb, one object, as somebody says.
///
/// What several claims of a line or a speech have in common they share; and the smaller a claim, the sooner all are looked at.
#[derive(Debug)]
pub struct Claim {
    /// Who says it.
    pub voice: Arc<Voice>,
    /// How the speaker stands to it.
    pub stance: &'static Stance,
    /// Its own label and that of its speech.
    pub labels: Vec<String>,
    /// Who or what does it.
    pub subject: EntityId,
    /// What is said.
    pub verb: &'static Verb,
    /// What it is done to.
    pub object: Object,
    /// Whether the speaker says that it is not so.
    pub negated: bool,
    /// `as`
    pub role: Option<String>,
    /// `under`: the statute or programme.
    pub under: Option<String>,
    /// `since`, `until`, `on` … as one interval; `lasting` in its words.
    pub time: Option<Arc<Time>>,
    /// `after [label]` and the like: words for the sentence, the claims meant.
    pub relative: Vec<(&'static str, Vec<ClaimId>)>,
    /// `lasting`, where it is a number of something.
    pub lasting: Option<Arc<Quantity>>,
    /// `quantity`
    pub quantity: Option<Arc<Quantity>>,
    /// `quoting`
    pub quotation: Option<Arc<Quotation>>,
    /// How sure the speaker is.
    pub certainty: Certainty,
    /// Where it stands: its object.
    pub origin: Origin,
    /// Where its other parts stand.
    pub places: Places,
}

/// Where the parts of a claim stand, for findings about one of them.
#[derive(Debug, Clone, Copy, Default)]
pub struct Places {
    /// The subject.
    pub subject: Origin,
    /// The verb.
    pub verb: Origin,
    /// The time, where it has one.
    pub time: Option<Origin>,
    /// The quantity, where it has one.
    pub quantity: Option<Origin>,
    /// The source's own words for the time, where it has them.
    pub in_words: Option<Origin>,
}

/// A quotation that asserts nothing: a speech without a body.
#[derive(Debug)]
pub struct Statement {
    /// Who says it.
    pub voice: Voice,
    /// How.
    pub stance: &'static Stance,
    /// Its label.
    pub labels: Vec<String>,
    /// The words.
    pub quotation: Quotation,
    /// Where it stands.
    pub origin: Origin,
}

/// What a response answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    /// The claims under a label.
    Claims {
        /// As written: `mails`, `time/mails`.
        label: String,
        /// The claims that bear it.
        claims: Vec<ClaimId>,
    },
    /// A whole source or act.
    Document(EntityId),
    /// Another response, by its label.
    Response {
        /// As written.
        label: String,
        /// Which.
        response: ResponseId,
    },
}

/// A denial or another answer.
#[derive(Debug)]
pub struct Response {
    /// Who answers.
    pub voice: Voice,
    /// `denies`, `disputes` …
    pub word: &'static ResponseRow,
    /// Its own label.
    pub labels: Vec<String>,
    /// What is answered.
    pub targets: Vec<Target>,
    /// `quoting`
    pub quotation: Option<Quotation>,
    /// Where it stands.
    pub origin: Origin,
}

impl Claim {
    /// What it is done to, where that is a thing.
    pub fn thing(&self) -> Option<EntityId> {
        match self.object {
            Object::Entity(id) => Some(id),
            Object::Gap(_) => None,
        }
    }

    /// Whether its speaker holds that it is so, rather than not so or less likely than not.
    pub fn is_asserted(&self) -> bool {
        let doubted = match (self.certainty.likelihood, &self.certainty.grade) {
            (Some((_, hedge)), _) => hedge.below_even,
            (None, Some((_, grade))) => grade.below_even,
            (None, None) => false,
        };
        !self.negated && !doubted && self.stance.left_open.is_empty()
    }
}

impl Facts {
    /// The entity of an id.
    #[expect(clippy::indexing_slicing, reason = "ids are made by pushing to this very list, which never shrinks")]
    pub fn entity(&self, id: EntityId) -> &Entity {
        &self.entities[id.0 as usize]
    }

    /// The claim of an id.
    #[expect(clippy::indexing_slicing, reason = "ids are made by pushing to this very list, which never shrinks")]
    pub fn claim(&self, id: ClaimId) -> &Claim {
        &self.claims[id.0 as usize]
    }

    /// The response of an id.
    #[expect(clippy::indexing_slicing, reason = "ids are made by pushing to this very list, which never shrinks")]
    pub fn response(&self, id: ResponseId) -> &Response {
        &self.responses[id.0 as usize]
    }

    /// The label of an id.
    #[expect(clippy::indexing_slicing, reason = "ids are made by pushing to this very list, which never shrinks")]
    pub fn label(&self, id: LabelId) -> &LabelRow {
        &self.labels[id.0 as usize]
    }

    /// Where an origin stands.
    pub fn location(&self, origin: Origin) -> Location {
        self.origins.get(origin.0 as usize).copied().unwrap_or_default()
    }

    /// Where an origin comes in reading order: files by path, then by position.
    pub fn reading_order(&self, origin: Origin) -> impl Ord + Copy + use<> {
        self.location(origin)
    }

    /// All ids of entities, in reading order.
    pub fn entity_ids(&self) -> impl Iterator<Item = EntityId> + use<> {
        (0..self.entities.len() as u32).map(EntityId)
    }
}
