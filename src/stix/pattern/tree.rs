//! The tree of a pattern. Places mean nothing when trees are compared.

use std::ops::Range;

/// Bytes of a pattern. Two places are always equal, so that trees compare by what they say.
#[derive(Debug, Clone, Copy, Default)]
pub struct Place {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

/// A pattern.
#[derive(Debug, Clone, PartialEq)]
pub struct Pattern {
    /// Its outermost expression.
    pub root: Observation,
}

/// An expression over observations.
#[derive(Debug, Clone, PartialEq)]
pub enum Observation {
    /// `[…]`
    Single {
        /// What stands between the brackets.
        comparison: Comparison,
        /// From bracket to bracket.
        place: Place,
    },
    /// Two or more, joined by one word.
    Chain {
        /// The word.
        joint: ObservationJoint,
        /// What it joins.
        items: Vec<Observation>,
    },
    /// One with qualifiers behind it. Where the inner one has qualifiers too, it stands in parentheses.
    Qualified {
        /// What is qualified.
        inner: Box<Observation>,
        /// One qualifier or more, each with its place.
        qualifiers: Vec<(Qualifier, Place)>,
    },
}

/// A word between observations, from the loosest to the tightest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum ObservationJoint {
    /// `FOLLOWEDBY`
    FollowedBy,
    /// `OR`
    Or,
    /// `AND`
    And,
}

/// What limits an observation in time and number.
#[derive(Debug, Clone, PartialEq)]
pub enum Qualifier {
    /// `START t'…' STOP t'…'`
    Window {
        /// The first instant.
        start: Constant,
        /// The instant behind the last.
        stop: Constant,
    },
    /// `WITHIN 5 SECONDS`
    Within {
        /// How many, as spelled.
        seconds: String,
    },
    /// `REPEATS 5 TIMES`
    Repeats {
        /// How many, as spelled.
        times: String,
    },
}

/// An expression over one observed object.
#[derive(Debug, Clone, PartialEq)]
pub enum Comparison {
    /// One test.
    Test(Test),
    /// Two or more, joined by one word.
    Chain {
        /// The word.
        joint: ComparisonJoint,
        /// What it joins.
        items: Vec<Comparison>,
    },
}

/// A word between comparisons, from the loosest to the tightest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum ComparisonJoint {
    /// `OR`
    Or,
    /// `AND`
    And,
}

/// A property against a constant.
#[derive(Debug, Clone, PartialEq)]
pub struct Test {
    /// Whether `NOT` stands before its operator.
    pub negated: bool,
    /// The property.
    pub path: Path,
    /// How they are compared.
    pub operator: Operator,
    /// With what; `EXISTS` has nothing.
    pub operand: Operand,
    /// All of it.
    pub place: Place,
}

/// How a property is compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Operator {
    /// `=`
    Equal,
    /// `!=`
    NotEqual,
    /// `<`
    Less,
    /// `<=`
    LessOrEqual,
    /// `>`
    Greater,
    /// `>=`
    GreaterOrEqual,
    /// `IN`
    In,
    /// `LIKE`
    Like,
    /// `MATCHES`
    Matches,
    /// `ISSUBSET`
    IsSubset,
    /// `ISSUPERSET`
    IsSuperset,
    /// `EXISTS`
    Exists,
}

/// The right side of a test.
#[derive(Debug, Clone, PartialEq)]
pub enum Operand {
    /// A constant.
    One(Constant),
    /// `(a, b)`
    Set(Vec<Constant>, Place),
    /// Nothing: `EXISTS`.
    Nothing,
}

/// A constant.
#[derive(Debug, Clone, PartialEq)]
pub struct Constant {
    /// What it is.
    pub literal: Literal,
    /// Where it stands.
    pub place: Place,
}

/// The kinds of constants.
#[derive(Debug, Clone, PartialEq)]
pub enum Literal {
    /// `17`, as spelled.
    Integer(String),
    /// `1.5`, as spelled.
    Float(String),
    /// `'text'`, its escapes resolved.
    String(String),
    /// `h'ffd8'`
    Hex(String),
    /// `b'Zm9v'`
    Binary(String),
    /// `t'2024-03-26T12:00:00Z'`
    Time(String),
    /// `true`, `false`
    Boolean(bool),
}

/// `file:hashes.'SHA-256'`
#[derive(Debug, Clone, PartialEq)]
pub struct Path {
    /// The type of the object.
    pub object: String,
    /// Where the type stands.
    pub object_place: Place,
    /// The way into it.
    pub steps: Vec<(Step, Place)>,
    /// All of it.
    pub place: Place,
}

/// One step of a path.
#[derive(Debug, Clone, PartialEq)]
pub enum Step {
    /// `.name`, `.'SHA-256'`
    Key(String),
    /// `[0]`; a negative index is an error, and kept.
    Index(i64),
    /// `[*]`
    Any,
}

impl Place {
    /// A place from two offsets.
    pub fn new(start: usize, end: usize) -> Self {
        Self { start: start as u32, end: end.max(start) as u32 }
    }

    /// From the start of this one to the end of the other.
    pub fn to(self, other: Place) -> Self {
        Self { start: self.start, end: other.end.max(self.start) }
    }

    /// As a range for slicing.
    pub fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }
}

impl PartialEq for Place {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl Operator {
    /// The word or sign in its canonical form.
    pub fn sign(self) -> &'static str {
        match self {
            Self::Equal => "=",
            Self::NotEqual => "!=",
            Self::Less => "<",
            Self::LessOrEqual => "<=",
            Self::Greater => ">",
            Self::GreaterOrEqual => ">=",
            Self::In => "IN",
            Self::Like => "LIKE",
            Self::Matches => "MATCHES",
            Self::IsSubset => "ISSUBSET",
            Self::IsSuperset => "ISSUPERSET",
            Self::Exists => "EXISTS",
        }
    }
}

impl Observation {
    /// Where it stands.
    pub fn place(&self) -> Place {
        match self {
            Self::Single { place, .. } => *place,
            Self::Chain { items, .. } => match (items.first(), items.last()) {
                (Some(first), Some(last)) => first.place().to(last.place()),
                _ => Place::default(),
            },
            Self::Qualified { inner, qualifiers } => {
                qualifiers.last().map_or(inner.place(), |(_, last)| inner.place().to(*last))
            }
        }
    }
}
