//! What befalls those whom acts are against, step by step, and what acts are called.

mod generated;

pub use generated::{ACT_WORDS, COURSES, COURT_WORDS, DENIALS, GUILT_WORDS};

/// A course: steps that follow each other, such as those of a person in a case.
#[derive(Debug, PartialEq, Eq)]
pub struct Course {
    /// Its name: `prosecution`.
    pub word: &'static str,
    /// What its steps have in common, beside whom they befall.
    pub per: Per,
    /// Its steps, in the usual order.
    pub steps: &'static [Step],
    /// One line.
    pub doc: &'static str,
}

/// What the steps of a course have in common.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Per {
    /// A case: acts of one docket, or that name each other.
    Case,
    /// The authority that acts.
    Authority,
}

/// A step of a course.
#[derive(Debug, PartialEq, Eq)]
pub struct Step {
    /// Its name: `unsealed`.
    pub word: &'static str,
    /// Kinds of acts and their keys that date it.
    pub by: &'static [(&'static str, &'static str)],
    /// Kinds of acts that are this step, whether or not it is dated.
    pub always: &'static [&'static str],
    /// The steps that it cannot come before: of each group, one or another.
    pub after: &'static [&'static [&'static str]],
    /// Whether it is of one document, and compared with the dates of that alone.
    pub single: bool,
    /// Whether somebody is charged or listed by it.
    pub begins: bool,
    /// Whether nothing that is charged or listed stays so after it.
    pub ends: bool,
    /// One line.
    pub doc: &'static str,
}

/// What acts of a kind are called.
#[derive(Debug)]
pub struct ActWords {
    /// The kind: `complaint`.
    pub kind: &'static str,
    /// Words for it.
    pub own: &'static [&'static str],
    /// Words for another that says more than it.
    pub more: &'static [&'static str],
    /// Words for another that says less.
    pub less: &'static [&'static str],
}

/// A word that holds somebody guilty.
#[derive(Debug)]
pub struct GuiltWord {
    /// The word, in small letters.
    pub word: &'static str,
    /// What makes another thing of it right behind: "criminal complaint".
    pub after: &'static [&'static str],
}

/// The course that acts of a kind belong to.
pub fn course_of(kind: &str) -> Option<&'static Course> {
    let is = |step: &Step| step.always.contains(&kind) || step.by.iter().any(|(act, _)| *act == kind);
    COURSES.iter().find(|course| course.steps.iter().any(is))
}

/// What acts of a kind are called, where they are mistaken for others.
pub fn act_words(kind: &str) -> Option<&'static ActWords> {
    ACT_WORDS.iter().find(|row| row.kind == kind)
}

/// The word that holds somebody guilty.
pub fn guilt_word(word: &str) -> Option<&'static GuiltWord> {
    GUILT_WORDS.iter().find(|row| row.word == word)
}
