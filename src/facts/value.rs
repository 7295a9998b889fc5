//! Values of facts: texts, times, quantities, quotations.

use jiff::Timestamp;

use super::model::{EntityId, Origin};

/// A value, typed by its key.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// Quoted text, without quotes and escapes.
    Text(String),
    /// A word of a vocabulary.
    Word(String),
    /// A capital-letter code.
    Code(String),
    /// A whole number.
    Integer(i64),
    /// Any other number.
    Decimal(f64),
    /// A number of a verbatim object, as JSON spells it.
    Number(String),
    /// `true` or `false`.
    Boolean(bool),
    /// A date or an interval.
    Time(Time),
    /// An amount.
    Quantity(Quantity),
    /// Something declared.
    Entity(EntityId),
    /// `[a, b]`
    List(Vec<Value>),
    /// `{ k v }`, in the order of the text.
    Dictionary(Vec<(String, Value)>),
    /// `unknown`, `unstated`, `none`, `redacted`, or withheld: nothing of it reaches the output.
    Gap(Gap),
    /// `extensions { … }`, in the order of the text.
    Extensions(Vec<(ExtensionKey, Value)>),
    /// `null` inside lists and dictionaries.
    Null,
}

/// What an extension stands under.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ExtensionKey {
    /// `pdf-ext`, or the id of a definition.
    Text(String),
    /// The name of its definition.
    Definition(EntityId),
}

/// Why there is no value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Gap {
    /// Nobody knows.
    Unknown,
    /// The source does not say.
    Unstated,
    /// There is none.
    None,
    /// The issuer blacked it out.
    Redacted,
    /// The author keeps it back.
    Withheld,
}

/// How exact a time is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Precision {
    /// An instant.
    Instant,
    /// A day.
    Day,
    /// A month, or a third of one.
    Month,
    /// A season, or a third of a year.
    Season,
    /// A quarter.
    Quarter,
    /// A year.
    Year,
}

/// A point in time known to lie between two instants, both included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Bounds {
    /// Not before this.
    pub earliest: Option<Timestamp>,
    /// Not after this.
    pub latest: Option<Timestamp>,
}

/// An interval whose ends are themselves uncertain, and the words for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Time {
    /// The words as written, without line ends: "since about 2020-05".
    pub words: String,
    /// `about`, `at-least`, `by`, `before`, `after`, where one was said.
    pub qualifier: Option<&'static str>,
    /// The coarsest precision among its parts.
    pub precision: Precision,
    /// When it starts.
    pub start: Bounds,
    /// When it stops.
    pub stop: Bounds,
    /// Said to go on when the document was published.
    pub ongoing: bool,
}

/// Which kind of bound a quantity is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bound {
    /// `7`
    Exact,
    /// `some 40`
    About,
    /// `at-least 40`
    AtLeast,
    /// `more-than 40`
    Over,
    /// `up-to 40`
    UpTo,
    /// `fewer-than 40`, `nearly 40`
    Under,
    /// `40..50`
    Range,
    /// `dozens`, `several`
    Vague,
}

/// An amount and what is counted.
#[derive(Debug, Clone, PartialEq)]
pub struct Quantity {
    /// The words as written: `more-than 10_000 "malicious emails"` is "more than 10,000 malicious emails".
    pub words: String,
    /// As the language spells it: `more-than 10_000 "malicious emails"`.
    pub written: String,
    /// Which kind of bound.
    pub bound: Bound,
    /// Smallest value, included.
    pub min: Option<f64>,
    /// Largest value, included.
    pub max: Option<f64>,
    /// What is counted.
    pub counted: Option<String>,
    /// ISO 4217 code.
    pub currency: Option<String>,
}

/// Words of a source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quotation {
    /// The words as the author wrote them.
    pub text: String,
    /// Where they stand in the stored text; `None` where there is none.
    pub found: Option<Found>,
    /// Where the author wrote them.
    pub origin: Origin,
}

/// Where a quotation stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// First byte in the stored text.
    pub start: u64,
    /// One past its last byte.
    pub end: u64,
    /// SHA-256 of the stored text, lower-case hexadecimal.
    pub text_sha256: String,
}
