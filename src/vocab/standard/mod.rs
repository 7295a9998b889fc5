//! STIX 2.1 as data: object types, their properties and constraints, vocabularies, relationships and markings.

mod generated;

pub use generated::{EXTENSIONS, MARKINGS, OBJECT_TYPES, RELATIONSHIPS, STRUCTURES, VOCABULARIES};

/// Which family of the standard a type belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Category {
    /// STIX Domain Object.
    Sdo,
    /// STIX Cyber-observable Object.
    Sco,
    /// STIX Relationship Object.
    Sro,
    /// STIX Meta Object.
    Meta,
    /// `bundle`.
    Container,
}

/// An object type, a predefined extension or a structure inside objects.
#[derive(Debug)]
pub struct ObjectType {
    /// `intrusion-set`.
    pub name: &'static str,
    /// Its family; structures and extensions count as `Container`.
    pub category: Category,
    /// Section of the standard.
    pub section: &'static str,
    /// What it is, in one sentence of our own.
    pub summary: &'static str,
    /// Whether it has `created` and `modified` versions.
    pub versioned: bool,
    /// Its properties in emission order.
    pub properties: &'static [Property],
    /// What must hold between its properties.
    pub constraints: &'static [Constraint],
    /// For an SCO: the properties that its id is computed from.
    pub id_contributing: &'static [&'static str],
    /// For an extension: the object type that may carry it.
    pub host: &'static str,
}

/// A property of an object type.
#[derive(Debug)]
pub struct Property {
    /// `first_seen`.
    pub name: &'static str,
    /// What its value is.
    pub shape: Shape,
    /// Whether it must be present.
    pub required: bool,
    /// Whether it is one of the properties common to all objects.
    pub common: bool,
    /// The only value that it may have; empty where any.
    pub fixed: &'static str,
    /// Whether the standard calls it deprecated.
    pub deprecated: bool,
}

/// What a value is (STIX 2.1, section 2).
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Shape {
    /// Text.
    String,
    /// `true` or `false`.
    Boolean,
    /// Whole number with bounds, where the standard gives them.
    Integer {
        /// Smallest value.
        min: Option<i64>,
        /// Largest value.
        max: Option<i64>,
    },
    /// Number with bounds, where the standard gives them.
    Float {
        /// Smallest value.
        min: Option<f64>,
        /// Largest value.
        max: Option<f64>,
    },
    /// RFC 3339 instant in UTC.
    Timestamp,
    /// Id of an object of one of these types; `@any`, `@sdo`, `@sco`, `@sro` and `@self` stand for sets.
    Identifier(&'static [&'static str]),
    /// At least one value of the inner shape.
    List(&'static Shape),
    /// A structure of [`STRUCTURES`] by name.
    Object(&'static str),
    /// Keys and values; the words tell what the values may be.
    Dictionary(&'static [&'static str]),
    /// A word of an open vocabulary.
    OpenVocab(&'static str),
    /// A word of a closed vocabulary.
    Enum(&'static str),
    /// Base64.
    Binary,
    /// Hexadecimal text.
    Hex,
    /// Algorithm to digest.
    Hashes,
    /// The deprecated container of observed-data.
    ObservableContainer,
    /// Any STIX object.
    StixObject,
    /// Reserved by the standard: must not be used.
    Reserved,
}

/// How binding a rule is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Level {
    /// MUST or MUST NOT.
    Must,
    /// SHOULD or SHOULD NOT.
    Should,
}

/// A rule between the properties of one object. `rule` names the function that checks it; the lists are its arguments.
#[derive(Debug)]
pub struct Constraint {
    /// `time-order`, `requires`, `at-least-one-of` …
    pub rule: &'static str,
    /// How binding it is.
    pub level: Level,
    /// Its arguments by name, each a list of words.
    pub arguments: &'static [(&'static str, &'static [&'static str])],
}

/// A vocabulary of the standard.
#[derive(Debug)]
pub struct Vocabulary {
    /// `industry-sector-ov`.
    pub name: &'static str,
    /// Section of the standard.
    pub section: &'static str,
    /// Whether other values are allowed.
    pub open: bool,
    /// Its values, in the order of the standard.
    pub values: &'static [&'static str],
}

/// A relationship that the standard names: source type, relationship type, target type.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Relationship {
    /// Type of the source.
    pub source: &'static str,
    /// `relationship_type`.
    pub relationship: &'static str,
    /// Type of the target.
    pub target: &'static str,
}

/// A marking that the standard fixes, as an official object.
#[derive(Debug)]
pub struct Marking {
    /// `clear`, `amber+strict`.
    pub word: &'static str,
    /// `marking-definition--…`.
    pub id: &'static str,
    /// `TLP:CLEAR`.
    pub name: &'static str,
    /// `created` of the official object.
    pub created: &'static str,
}

/// The object type of a name.
pub fn object_type(name: &str) -> Option<&'static ObjectType> {
    OBJECT_TYPES.binary_search_by(|row| row.name.cmp(name)).ok().and_then(|at| OBJECT_TYPES.get(at))
}

/// The structure (`external-reference`, `kill-chain-phase` …) of a name.
pub fn structure(name: &str) -> Option<&'static ObjectType> {
    STRUCTURES.iter().find(|row| row.name == name)
}

/// The vocabulary of a name.
pub fn vocabulary(name: &str) -> Option<&'static Vocabulary> {
    VOCABULARIES.iter().find(|row| row.name == name)
}

/// Whether the standard names this relationship for these types.
pub fn is_standard_relationship(source: &str, relationship: &str, target: &str) -> bool {
    RELATIONSHIPS
        .binary_search_by(|row| (row.source, row.relationship, row.target).cmp(&(source, relationship, target)))
        .is_ok()
}

/// The TLP 2.0 marking of a word.
pub fn marking(word: &str) -> Option<&'static Marking> {
    MARKINGS.iter().find(|row| row.word == word)
}

impl ObjectType {
    /// The property of a name.
    pub fn property(&self, name: &str) -> Option<&'static Property> {
        self.properties.iter().find(|property| property.name == name)
    }
}
