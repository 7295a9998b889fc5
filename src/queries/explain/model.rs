//! The shapes of explanations; their fields are the keys that scripts get.

use serde::Serialize;

use crate::queries::place::{Line, Passage};

/// What there is to say.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Explanation {
    /// Objects that follow from what stands below.
    pub objects: Vec<BuiltObject>,
    /// Claims.
    pub claims: Vec<ExplainedClaim>,
    /// Answers.
    pub responses: Vec<Answer>,
    /// Quotations that assert nothing.
    pub statements: Vec<Statement>,
    /// Declarations, inline objects, observables and codes.
    pub declarations: Vec<Declaration>,
}

/// Somebody or something.
#[derive(Debug, Clone, Serialize)]
pub struct Party {
    /// Its declared name.
    pub name: Option<String>,
    /// What it is called.
    pub title: String,
}

/// A document that words are read in.
#[derive(Debug, Clone, Serialize)]
pub struct Document {
    /// Its declared name.
    pub name: String,
    /// Its title.
    pub title: String,
    /// `source`, or the kind of the act.
    pub kind: &'static str,
    /// Who publishes it, or acts.
    pub publishers: Vec<String>,
    /// How close it is to the facts.
    pub tier: Option<String>,
    /// When it was published.
    pub date: Option<String>,
    /// All of that in a line.
    pub citation: String,
}

/// Words of a source.
#[derive(Debug, Clone, Serialize)]
pub struct Words {
    /// The words.
    pub text: String,
    /// Where they stand in its stored text, where they were found.
    pub found: Option<Passage>,
}

/// How sure a speaker is.
#[derive(Debug, Clone, Serialize)]
pub struct Hedge {
    /// The words of the text.
    pub words: String,
    /// The word of likelihood, with its band.
    pub likelihood: Option<Likelihood>,
    /// The level of analytic confidence.
    pub confidence: Option<&'static str>,
    /// The Admiralty grade.
    pub grade: Option<String>,
    /// A hedge of no scale.
    pub worded: Option<String>,
    /// `confidence` in STIX.
    pub number: Option<i64>,
}

/// A word of likelihood.
#[derive(Debug, Clone, Serialize)]
pub struct Likelihood {
    /// The word.
    pub word: &'static str,
    /// Its scale.
    pub scale: &'static str,
    /// The lower end of its band, per cent.
    pub from: u8,
    /// The upper end of its band, per cent.
    pub to: u8,
}

/// One who knows it for themselves, or several together.
#[derive(Debug, Clone, Serialize)]
pub struct Origin {
    /// Who.
    pub speakers: Vec<String>,
    /// Where they say so.
    pub sayings: Vec<Saying>,
}

/// Where something is said.
#[derive(Debug, Clone, Serialize)]
pub struct Saying {
    /// Who says it, and how.
    pub says: String,
    /// Where it is read.
    pub read_in: Option<String>,
    /// Where it stands.
    pub at: Option<Line>,
    /// Why it counts nothing, where it is an echo.
    pub reason: Option<String>,
}

/// An object of the bundle.
#[derive(Debug, Clone, Serialize)]
pub struct BuiltObject {
    /// Its type.
    #[serde(rename = "type")]
    pub kind: &'static str,
    /// Its id.
    pub id: String,
    /// What it says, in its own words.
    pub description: Option<String>,
}

/// A claim with all that stands behind it and against it.
#[derive(Debug, Clone, Serialize)]
pub struct ExplainedClaim {
    /// Who says it, and how: "Example Centre assesses".
    pub says: String,
    /// What is said.
    pub claim: String,
    /// Its labels.
    pub labels: Vec<String>,
    /// Where it stands.
    pub at: Option<Line>,
    /// The speakers.
    pub speakers: Vec<Party>,
    /// How they stand to it.
    pub stance: &'static str,
    /// What that stance means.
    pub stance_means: &'static str,
    /// Through whom, a level of hearsay each.
    pub via: Vec<Party>,
    /// For whom.
    #[serde(rename = "for")]
    pub on_behalf_of: Vec<Party>,
    /// When it was said, where that is told.
    pub dated: Option<String>,
    /// The subject.
    pub subject: Party,
    /// The verb.
    pub verb: &'static str,
    /// The object; absent where it is left open.
    pub object: Option<Party>,
    /// Whether the speaker says that it is not so.
    pub negated: bool,
    /// When, in words.
    pub time: Option<String>,
    /// How much, in words.
    pub quantity: Option<String>,
    /// The source's own words.
    pub quotation: Option<Words>,
    /// Where it is read.
    pub document: Option<Document>,
    /// How sure the speaker is.
    pub hedge: Option<Hedge>,
    /// Those who know it for themselves.
    pub origins: Vec<Origin>,
    /// What says it again and counts nothing.
    pub echoes: Vec<Saying>,
    /// What its own speakers took back, of this claim and of those that say the same.
    pub ended: Vec<Saying>,
    /// By what this very claim was ended.
    pub ended_by: Option<String>,
    /// The answers to it.
    pub answers: Vec<Answer>,
    /// The answers to claims of others that say the same.
    pub other_answers: Vec<Answer>,
    /// The answers to its document as a whole, which name none of its claims.
    pub document_answers: Vec<Answer>,
    /// Who claims the opposite.
    pub opposite: Vec<Saying>,
    /// What became of it.
    pub objects: Vec<BuiltObject>,
}

/// An answer.
#[derive(Debug, Clone, Serialize)]
pub struct Answer {
    /// Who answers, and how: "an envoy, for Freedonia, denies".
    pub says: String,
    /// `denies`, `supports` …
    pub word: &'static str,
    /// What that word means.
    pub means: &'static str,
    /// The speakers.
    pub speakers: Vec<Party>,
    /// For whom.
    #[serde(rename = "for")]
    pub on_behalf_of: Vec<Party>,
    /// When it was said, where that is told.
    pub dated: Option<String>,
    /// What is answered.
    pub targets: Vec<String>,
    /// The words.
    pub quotation: Option<Words>,
    /// Where it is read.
    pub document: Option<Document>,
    /// Where it stands.
    pub at: Option<Line>,
    /// The answers to it.
    pub answers: Vec<Answer>,
    /// What became of it.
    pub objects: Vec<BuiltObject>,
}

/// A quotation that asserts nothing.
#[derive(Debug, Clone, Serialize)]
pub struct Statement {
    /// Who says it, and how.
    pub says: String,
    /// The words.
    pub quotation: Words,
    /// Where it is read.
    pub document: Option<Document>,
    /// Where it stands.
    pub at: Option<Line>,
    /// What became of it.
    pub objects: Vec<BuiltObject>,
}

/// Something declared, or named in a claim.
#[derive(Debug, Clone, Serialize)]
pub struct Declaration {
    /// Its name; that of an inline object is its text.
    pub name: String,
    /// What it is called.
    pub title: String,
    /// Its kind.
    pub kind: &'static str,
    /// Where it stands.
    pub at: Option<Line>,
    /// The document that introduces it.
    pub introduced_by: Option<Document>,
    /// What else it is called, with givers.
    pub names: Vec<String>,
    /// What the author declares of it, a line a key.
    pub declared: Vec<String>,
    /// What is said of it.
    pub said_of_it: Vec<Brief>,
    /// How many claims it makes.
    pub claims: usize,
    /// How many answers it gives.
    pub responses: usize,
    /// The acts that name it.
    pub acts: Vec<Saying>,
    /// Where it is a document, what is made of it.
    pub contents: Option<Contents>,
    /// What became of it.
    pub objects: Vec<BuiltObject>,
}

/// A claim in a line.
#[derive(Debug, Clone, Serialize)]
pub struct Brief {
    /// Who says it, and how, with the hedge.
    pub says: String,
    /// What is said.
    pub claim: String,
    /// Where it is read.
    pub read_in: Option<String>,
    /// How many know it for themselves.
    pub origins: usize,
    /// Who answers.
    pub answers: Vec<String>,
    /// Where it stands.
    pub at: Option<Line>,
    /// The id of its object.
    pub id: Option<String>,
}

/// What is made of a document.
#[derive(Debug, Clone, Serialize)]
pub struct Contents {
    /// Who published it, when, how close it is to the facts.
    pub citation: String,
    /// Of an act: by whom it is, against whom, how far it has come.
    pub act: Option<String>,
    /// How many claims stand in it.
    pub claims: usize,
    /// How many answers.
    pub responses: usize,
    /// Who speaks in it.
    pub speakers: Vec<String>,
    /// The documents of the same origin.
    pub one_origin_with: Vec<String>,
    /// How many sentences its stored text has.
    pub sentences: Option<usize>,
    /// How many of them are quoted or left out on purpose.
    pub covered: Option<usize>,
    /// The answers to it as a whole.
    pub answers: Vec<Answer>,
}
