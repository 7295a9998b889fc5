//! STIX 2.1 as data: object types, their properties and constraints, vocabularies, relationships and markings.

mod custom;
mod generated;

use std::sync::LazyLock;

use foldhash::HashSet;

use super::by_word::{ByWord, by_word};
pub use custom::custom_type;
pub use generated::{
    COMMON_RELATIONSHIPS, CONFIDENCE_SCALES, CUSTOM_TYPES, EXTENSIONS, FORMATS, MARKINGS, OBJECT_TYPES, RELATIONSHIPS,
    RESERVED_NAMES, RULES, STRUCTURES, TLP1_MARKINGS, TLP2_EXTENSION, VOCABULARIES,
};

/// Which family of the standard a type belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
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
    /// For an SCO: whether all of these may be absent, which leaves its id to be random.
    pub id_all_optional: bool,
    /// For an SCO: of several hashes, the first of these goes into its id.
    pub id_hash_preference: &'static [&'static str],
    /// The extensions of [`EXTENSIONS`] that it may carry.
    pub predefined_extensions: &'static [&'static str],
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
    /// What its absence means, as JSON (`false`, `"en"`); empty where nothing.
    pub default: &'static str,
    /// Whether the standard calls it deprecated.
    pub deprecated: bool,
    /// Whether it is a time that is written with three digits of fraction at least.
    pub milliseconds: bool,
    /// How binding the bounds of its shape are.
    pub bounds: Level,
    /// The words that the standard suggests where no vocabulary has them.
    pub suggested: &'static [&'static str],
}

/// What a value is (STIX 2.1, section 2).
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Shape {
    /// Text.
    String,
    /// `true` or `false`.
    Boolean,
    /// Whole number; where the standard gives no bounds of its own, they are those of 54 bits.
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
    /// Id of an object of one of these types; `@any`, `@sdo`, `@sco` and `@sro` stand for sets.
    Identifier(&'static [&'static str]),
    /// At least one value of the inner shape.
    List(&'static Shape),
    /// A structure of [`STRUCTURES`] by name.
    Object(&'static str),
    /// One of several structures of [`STRUCTURES`].
    Choice(&'static [&'static str]),
    /// Keys and values; the words tell what the values may be: `string`, `integer`, `object`, `any`, `list of string`
    /// or `translations` (by language, then by property).
    Dictionary(&'static [&'static str]),
    /// A word of an open vocabulary; without a name, its words are in `Property::suggested`.
    OpenVocab(&'static str),
    /// A word of a closed vocabulary.
    Enum(&'static str),
    /// Base64.
    Binary,
    /// Hexadecimal text.
    Hex,
    /// Algorithm, a word of `hash-algorithm-ov`, to digest.
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
    /// Said without such a word.
    Prose,
}

/// A rule between the properties of one object. `rule` names the function that checks it; the lists are its arguments.
///
/// An argument stands more than once where it is a list of lists (`sets`) or has keys: then each list is a key and its
/// value, as `("when", ["is_family", "true"])`.
#[derive(Debug)]
pub struct Constraint {
    /// `time-order`, `requires`, `at-least-one-of` …: a name of [`RULES`].
    pub rule: &'static str,
    /// How binding it is.
    pub level: Level,
    /// Its arguments by name, each a list of words.
    pub arguments: &'static [(&'static str, &'static [&'static str])],
}

/// A rule of constraints, or a format of texts, and what it asks for.
#[derive(Debug)]
pub struct Rule {
    /// `time-order`; `country-code`.
    pub name: &'static str,
    /// What must hold, in one sentence.
    pub summary: &'static str,
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
    /// Whether that order rises.
    pub ordered: bool,
    /// What the standard counts its values as, one for each; mostly empty.
    pub numbers: &'static [u8],
    /// Those of its values that Errata 01 added: older readers do not know them.
    pub added: &'static [&'static str],
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

/// A relationship that the standard names for every domain object and cyber-observable object.
#[derive(Debug)]
pub struct CommonRelationship {
    /// `relationship_type`.
    pub relationship: &'static str,
    /// Whether source and target have to be of one type.
    pub same_type: bool,
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

/// A scale that the standard relates to `confidence`.
#[derive(Debug)]
pub struct ConfidenceScale {
    /// `admiralty`.
    pub name: &'static str,
    /// Its rows, in the order of the standard.
    pub rows: &'static [ConfidenceRow],
}

/// A label of a scale and the numbers that it stands for; without numbers, `confidence` is left out.
#[derive(Debug)]
pub struct ConfidenceRow {
    /// `2 - Probably True`.
    pub label: &'static str,
    /// The number to write.
    pub value: Option<u8>,
    /// The lowest and the highest number that read as the label.
    pub range: Option<(u8, u8)>,
}

/// The object type of a name.
pub fn object_type(name: &str) -> Option<&'static ObjectType> {
    static ROWS: ByWord<ObjectType> = ByWord::new(|| by_word(OBJECT_TYPES, |row| row.name));
    ROWS.get(name).copied()
}

/// The predefined extension (`pdf-ext`, `socket-ext` …) of a name.
pub fn extension(name: &str) -> Option<&'static ObjectType> {
    static ROWS: ByWord<ObjectType> = ByWord::new(|| by_word(EXTENSIONS, |row| row.name));
    ROWS.get(name).copied()
}

/// The structure (`external-reference`, `kill-chain-phase` …) of a name.
pub fn structure(name: &str) -> Option<&'static ObjectType> {
    static ROWS: ByWord<ObjectType> = ByWord::new(|| by_word(STRUCTURES, |row| row.name));
    ROWS.get(name).copied()
}

/// The vocabulary of a name.
pub fn vocabulary(name: &str) -> Option<&'static Vocabulary> {
    static ROWS: ByWord<Vocabulary> = ByWord::new(|| by_word(VOCABULARIES, |row| row.name));
    ROWS.get(name).copied()
}

/// Whether the standard names this relationship for these types.
pub fn is_standard_relationship(source: &str, relationship: &str, target: &str) -> bool {
    static ROWS: LazyLock<HashSet<(&str, &str, &str)>> =
        LazyLock::new(|| RELATIONSHIPS.iter().map(|row| (row.source, row.relationship, row.target)).collect());
    ROWS.contains(&(source, relationship, target)) || is_common_relationship(source, relationship, target)
}

fn is_common_relationship(source: &str, relationship: &str, target: &str) -> bool {
    let linkable = |name| object_type(name).is_some_and(|row| matches!(row.category, Category::Sdo | Category::Sco));
    let named =
        COMMON_RELATIONSHIPS.iter().any(|row| row.relationship == relationship && (!row.same_type || source == target));
    named && linkable(source) && linkable(target)
}

/// The TLP 2.0 marking of a word; as a word of the language has no `+`, `amber-strict` is `amber+strict`.
pub fn marking(word: &str) -> Option<&'static Marking> {
    let plain = |byte: u8| if byte == b'+' { b'-' } else { byte };
    MARKINGS.iter().find(|row| row.word.bytes().map(plain).eq(word.bytes().map(plain)))
}

impl ObjectType {
    /// The property of a name.
    pub fn property(&self, name: &str) -> Option<&'static Property> {
        self.properties.iter().find(|property| property.name == name)
    }

    /// The shape of a property. A text that is a word by its format is written as one: `relationship_type uses`.
    pub fn spelling(&self, property: &Property) -> Shape {
        const WORDS: &[&str] = &["relationship-type", "lowercase-hyphen", "language-tag"];
        const WORD: Shape = Shape::OpenVocab("");
        let is_word = || {
            let formats = self.constraints.iter().filter(|constraint| constraint.rule == "format");
            let mut own = formats.filter(|constraint| {
                constraint.argument("property").iter().any(|name| name.trim_end_matches("[]") == property.name)
            });
            own.any(|constraint| constraint.argument("format").iter().any(|format| WORDS.contains(format)))
        };
        match property.shape {
            Shape::String if is_word() => WORD,
            Shape::List(Shape::String) if is_word() => Shape::List(&WORD),
            shape => shape,
        }
    }
}

impl Constraint {
    /// The argument of a name; the first of several, and nothing where it is left out.
    pub fn argument(&self, name: &str) -> &'static [&'static str] {
        self.arguments.iter().find(|argument| argument.0 == name).map_or(&[], |argument| argument.1)
    }
}

/// How the generated table spells a property: its name and shape, then whatever is not as usual.
impl Property {
    const fn new(name: &'static str, shape: Shape) -> Self {
        Self {
            name,
            shape,
            required: false,
            common: false,
            fixed: "",
            default: "",
            deprecated: false,
            milliseconds: false,
            bounds: Level::Must,
            suggested: &[],
        }
    }

    const fn required(mut self) -> Self {
        self.required = true;
        self
    }

    const fn common(mut self) -> Self {
        self.common = true;
        self
    }

    const fn fixed(mut self, value: &'static str) -> Self {
        self.fixed = value;
        self
    }

    const fn default(mut self, value: &'static str) -> Self {
        self.default = value;
        self
    }

    const fn deprecated(mut self) -> Self {
        self.deprecated = true;
        self
    }

    const fn milliseconds(mut self) -> Self {
        self.milliseconds = true;
        self
    }

    const fn bounds(mut self, level: Level) -> Self {
        self.bounds = level;
        self
    }

    const fn suggested(mut self, words: &'static [&'static str]) -> Self {
        self.suggested = words;
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_found_by_name() {
        assert!(OBJECT_TYPES.iter().all(|row| object_type(row.name).is_some()));
        assert!(EXTENSIONS.iter().all(|row| extension(row.name).is_some()));
        assert!(STRUCTURES.iter().all(|row| structure(row.name).is_some()));
        assert!(VOCABULARIES.iter().all(|row| vocabulary(row.name).is_some()));
        assert!(RELATIONSHIPS.iter().all(|row| is_standard_relationship(row.source, row.relationship, row.target)));
    }

    #[test]
    fn common_relationships_hold_between_objects_that_can_be_linked() {
        assert!(is_standard_relationship("malware", "derived-from", "malware"));
        assert!(!is_standard_relationship("malware", "derived-from", "tool"));
        assert!(is_standard_relationship("malware", "related-to", "ipv4-addr"));
        assert!(!is_standard_relationship("malware", "related-to", "sighting"));
    }

    #[test]
    fn an_argument_with_keys_is_a_key_and_its_value() {
        let malware = object_type("malware").map(|row| row.constraints).unwrap_or_default();
        let rule = malware.iter().find(|constraint| constraint.rule == "requires-when");
        assert_eq!(rule.map(|rule| rule.argument("when")), Some(&["is_family", "true"][..]));
        assert_eq!(rule.map(|rule| rule.argument("then")), Some(&["name"][..]));
    }
}
