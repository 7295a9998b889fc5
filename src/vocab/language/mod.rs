//! The words of the language: kinds and their keys, verbs, stances, responses, qualifiers, scales, time and quantity
//! words, observables, and which of them are reserved.

mod generated;
mod kind;
mod scale;

use super::by_word::{ByWord, by_word};
use super::standard::ObjectType;
pub use generated::{
    ABSENCES, AMOUNT_WORDS, COMMON_KEYS, CONFIDENCES, DEFAULT_SCALE, GAPS, GRADES, KINDS, NEGATIONS, NO_HEDGE,
    NO_NEGATIONS, OBSERVABLES, OFF_SCALE, QUALIFIERS, RELIABILITIES, RESERVED, RESPONSES, SCALES, STANCES, VERB_ORDER,
    VERBS,
};
pub use kind::{Act, Role, custom_kind};
pub use scale::{Grade, Hedge, Scale, scale};

/// What a kind of declaration is, in the language and in STIX.
#[derive(Debug)]
pub struct Kind {
    /// The word: `person`, `indictment`, `malware`.
    pub word: &'static str,
    /// The STIX type that a declaration of it becomes.
    pub stix: &'static str,
    /// What part it plays.
    pub role: Role,
    /// The class by which verbs accept it; for most kinds its own word.
    pub class: &'static str,
    /// Properties that every object of the kind has, as `("identity_class", "individual")`, where its declaration gives
    /// no others. One value of a list stands for the list.
    pub fixed: &'static [(&'static str, &'static str)],
    /// The keys of its own, before those common to all kinds.
    pub keys: &'static [Key],
    /// For an act: the stance that its document gives (`alleges`), the verb it emits (`charges`) and the key that dates it.
    pub act: Option<Act>,
    /// The type's row, where no table has it: `x-example-thing`.
    pub custom: Option<&'static ObjectType>,
    /// One line for reference pages and editors.
    pub doc: &'static str,
}

/// A property key of a declaration.
#[derive(Debug)]
pub struct Key {
    /// The word.
    pub word: &'static str,
    /// What its value may be.
    pub value: ValueType,
    /// Whether it may stand more than once or take several values.
    pub many: bool,
    /// Which qualifiers its values take beyond those that every property takes.
    pub qualifiers: &'static [&'static str],
    /// One line for reference pages and editors.
    pub doc: &'static str,
}

/// What a value may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ValueType {
    /// A quoted text.
    Text,
    /// Words of the document that is declared, checked against its stored text.
    Passage,
    /// A word of a closed list.
    OneOf(&'static [&'static str]),
    /// A word of a vocabulary of the standard, open or closed as the standard says.
    Vocabulary(&'static str),
    /// A date or an interval.
    Time,
    /// A number with what is counted.
    Quantity,
    /// The name of something declared whose kind is in the list; an empty list takes all kinds.
    Name(&'static [&'static str]),
    /// An ISO 3166 country or subdivision code, or a quoted place name with `in CODE`.
    Place,
    /// A capital-letter code of the named form: `country`, `attack`, `reliability`, `language`.
    Code(&'static str),
    /// The name of a source or an act.
    Document,
    /// The name of a scale of likelihood.
    Scale,
    /// The name that the thing had before.
    FormerName,
    /// A path of a stored text below the project's root.
    Path,
    /// `true` or `false`.
    Boolean,
    /// Digests by their algorithms.
    Hashes,
    /// Texts by their languages.
    Translations,
    /// Anything: checked by the standard's tables where the key is one of its properties.
    Any,
}

/// A verb of claims.
#[derive(Debug)]
pub struct Verb {
    /// The word: `front-for`.
    pub word: &'static str,
    /// The plain form that sentences are made of: "be a front for", "exfiltrate data from".
    pub base: &'static str,
    /// Classes of kinds that may be its subject; empty takes all.
    pub from: &'static [&'static str],
    /// Classes of kinds that may be its object; empty takes all.
    pub to: &'static [&'static str],
    /// `relationship_type` in STIX.
    pub relationship: &'static str,
    /// Whether the relationship runs from object to subject.
    pub turned: bool,
    /// Whether it is a hostile act: its subject acts against somebody.
    pub hostile: bool,
    /// Whether its object is the subject's own means, so that an observable one yields an indicator.
    pub means: bool,
    /// `state-link`, `company`, `name`, `operation`, `standard`.
    pub group: &'static str,
    /// Its place among the links to a state, or the grades of success, from 1, the weakest; 0 where it is neither.
    pub strength: u8,
    /// Which end stands behind the other, as who directs, owns or employs it; `None` where neither does.
    pub behind: Option<End>,
    /// Phrases that carry it in the text of a source; `stem*` stands for every word that begins so.
    pub words: &'static [&'static str],
    /// One line for reference pages and editors.
    pub doc: &'static str,
}

/// An end of a claim.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum End {
    /// Who or what does it.
    Subject,
    /// What it is done to.
    Object,
}

/// A stance of a speaker to claims.
#[derive(Debug)]
pub struct Stance {
    /// The word: `alleges`.
    pub word: &'static str,
    /// Who takes it.
    pub who: &'static str,
    /// Whether claims under it may carry a likelihood.
    pub hedged: bool,
    /// Hedges of no scale that it says already.
    pub covers: &'static [&'static str],
    /// What readers are told first where it asserts nothing: "Not alleged"; empty where it asserts something.
    pub left_open: &'static str,
    /// One line: the standard of proof behind it.
    pub doc: &'static str,
}

/// A response of a speaker to labels, acts or documents.
#[derive(Debug)]
pub struct Response {
    /// The word: `denies`.
    pub word: &'static str,
    /// `opinion` in STIX (opinion-enum).
    pub opinion: &'static str,
    /// What it does to the evidence for what it answers.
    pub effect: Effect,
    /// What stands before a claim in a sentence: `that`, `the claim that`.
    pub claim: &'static str,
    /// The answer itself: `denial`.
    pub noun: &'static str,
    /// What is answered is so: `denied`.
    pub past: &'static str,
    /// One line.
    pub doc: &'static str,
}

/// What a response does to the evidence for what it answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Effect {
    /// It stands against it: `denies`.
    Against,
    /// It stands with it without a finding of its own, and counts nothing: `supports`.
    Support,
    /// It says it again, and counts nothing: `repeats`.
    Echo,
    /// It has evidence of its own, and counts as an origin: `corroborates`.
    Evidence,
    /// It ends what its speaker said before and puts something in its place: `corrects`.
    Replacement,
    /// It ends what its speaker said before: `retracts`.
    Withdrawal,
}

/// A qualifier word.
#[derive(Debug)]
pub struct Qualifier {
    /// The word: `since`.
    pub word: &'static str,
    /// Where it may stand.
    pub places: Places,
    /// What its one argument may be.
    pub argument: Argument,
    /// One line.
    pub doc: &'static str,
}

/// Where a qualifier may stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Places {
    /// After a claim's object.
    pub claim: bool,
    /// After a stance.
    pub speech: bool,
    /// After a response's targets.
    pub response: bool,
    /// After a property's value.
    pub property: bool,
}

/// What a qualifier's argument may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Argument {
    /// A time, or a label (`after [mails]`).
    Time,
    /// A duration: a quantity of time units or a quoted text.
    Duration,
    /// A quantity.
    Quantity,
    /// A quoted text.
    Text,
    /// A quotation, checked against the source's stored text.
    Quotation,
    /// A name, or a list of names.
    Names,
    /// The name of a source or act.
    Document,
    /// A name, a country code or a quoted text: what a value is in.
    Scope,
    /// A list of numbers, or one.
    Counts,
    /// `none`, `low`, `moderate` or `high`.
    Confidence,
    /// An Admiralty grade, `B2`.
    Grade,
}

/// A word before a number or a date, or in their place.
#[derive(Debug)]
pub struct AmountWord {
    /// The word: `more-than`, `early`, `dozens`.
    pub word: &'static str,
    /// Before a number: which bound it is (`at-least`); empty where it does not modify numbers.
    pub quantity: &'static str,
    /// Before a date: what it does; empty where it does not modify dates.
    pub time: &'static str,
    /// Whether it stands alone, without a number.
    pub alone: bool,
    /// Whether it is a noun: "dozens of hosts", as against "several hosts".
    pub noun: bool,
    /// One line.
    pub doc: &'static str,
}

/// A word that may stand for any value.
#[derive(Debug)]
pub struct Gap {
    /// The word: `unstated`.
    pub word: &'static str,
    /// One line.
    pub doc: &'static str,
}

/// A tag of an observable: `domain "a.example"`.
#[derive(Debug)]
pub struct Observable {
    /// The word: `domain`.
    pub word: &'static str,
    /// The STIX cyber-observable type; empty where the value decides (`ip`).
    pub stix: &'static str,
    /// The property that holds the value.
    pub property: &'static str,
    /// One line.
    pub doc: &'static str,
}

/// Which closed set a reserved word belongs to; every reserved word is in exactly one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Class {
    /// `alleges`
    Stance,
    /// `denies`
    Response,
    /// `almost-certain`, `unhedged`
    Hedge,
    /// `since`
    Qualifier,
    /// `more-than`, `early`
    Modifier,
    /// `dozens`
    Vague,
    /// `unknown`
    Gap,
    /// `domain`
    Observable,
    /// `uses`: a verb of one segment
    Verb,
    /// `use`, `from`, `not`, `withheld`, `null`
    Keyword,
}

impl Argument {
    /// What it may be, in words.
    pub fn words(self) -> &'static str {
        match self {
            Self::Time => "a date or a period",
            Self::Duration => "a duration, quoted or as a quantity",
            Self::Quantity => "a quantity",
            Self::Text | Self::Quotation => "a text in quotes",
            Self::Names => "a name, or names in brackets",
            Self::Document => "the name of a source or an act",
            Self::Scope => "a code, or a text in quotes",
            Self::Counts => "a number, or numbers in brackets",
            Self::Confidence => "`none`, `low`, `moderate` or `high`",
            Self::Grade => "a grade such as `B2`",
        }
    }
}

/// The kind of a word.
pub fn kind(word: &str) -> Option<&'static Kind> {
    static ROWS: ByWord<Kind> = ByWord::new(|| by_word(KINDS, |row| row.word));
    ROWS.get(word).copied()
}

/// The verb of a word.
pub fn verb(word: &str) -> Option<&'static Verb> {
    static ROWS: ByWord<Verb> = ByWord::new(|| by_word(VERBS, |row| row.word));
    ROWS.get(word).copied()
}

/// The stance of a word.
pub fn stance(word: &str) -> Option<&'static Stance> {
    static ROWS: ByWord<Stance> = ByWord::new(|| by_word(STANCES, |row| row.word));
    ROWS.get(word).copied()
}

/// The response of a word.
pub fn response(word: &str) -> Option<&'static Response> {
    static ROWS: ByWord<Response> = ByWord::new(|| by_word(RESPONSES, |row| row.word));
    ROWS.get(word).copied()
}

/// The qualifier of a word.
pub fn qualifier(word: &str) -> Option<&'static Qualifier> {
    static ROWS: ByWord<Qualifier> = ByWord::new(|| by_word(QUALIFIERS, |row| row.word));
    ROWS.get(word).copied()
}

/// The amount word of a word.
pub fn amount_word(word: &str) -> Option<&'static AmountWord> {
    static ROWS: ByWord<AmountWord> = ByWord::new(|| by_word(AMOUNT_WORDS, |row| row.word));
    ROWS.get(word).copied()
}

/// The observable of a tag.
pub fn observable(word: &str) -> Option<&'static Observable> {
    static ROWS: ByWord<Observable> = ByWord::new(|| by_word(OBSERVABLES, |row| row.word));
    ROWS.get(word).copied()
}

/// The words of a time as the language spells them: "no later than 2020-11" is `no-later-than 2020-11`,
/// "2018 to 2019" is `2018..2019`.
pub fn spelled_time(words: &str) -> String {
    let joined = QUALIFIERS.iter().map(|row| row.word).chain(AMOUNT_WORDS.iter().map(|row| row.word));
    joined
        .filter(|word| word.contains('-'))
        .fold(words.replace(" to ", ".."), |words, word| words.replace(&word.replace('-', " "), word))
}

/// The class of a reserved word; `None` for a word that may be a name, a kind or a key.
pub fn reserved(word: &str) -> Option<Class> {
    static ROWS: ByWord<(&str, Class)> = ByWord::new(|| by_word(RESERVED, |row| row.0));
    ROWS.get(word).map(|row| row.1)
}
