//! STIX patterns (STIX 2.1, section 9): text → tree → text, and what is wrong with either.
//!
//! [`parse`] reads the whole grammar and never fails: it returns what it understood and every finding, with the bytes of
//! the pattern that it is about. [`check`] judges what the grammar cannot say: whether the paths exist, the constants fit
//! them, the qualifiers make sense. A [`Pattern`] prints in one canonical form, which reads back as the same tree.
//!
//! ```
//! use attrc::stix::pattern::{Context, check, parse};
//!
//! let (pattern, findings) = parse("[ipv4-addr:value=='203.0.113.7'] REPEATS 5 TIMES");
//! assert!(findings.is_empty());
//! assert_eq!(pattern.map(|pattern| pattern.to_string()).as_deref(), Some("[ipv4-addr:value = '203.0.113.7'] REPEATS 5 TIMES"));
//!
//! let (pattern, _) = parse("[file:nmae = 'a.exe']");
//! let findings: Vec<_> = pattern.iter().flat_map(|pattern| check(pattern, &Context::default())).collect();
//! assert_eq!(findings.first().and_then(|finding| finding.help.as_deref()), Some("did you mean `name`?"));
//! ```
//!
//! Reading and judging cover all three levels of conformance of section 12.7; nothing here matches patterns against data.

mod check;
mod comparison;
mod constant;
mod finding;
mod grammar;
mod path;
mod print;
mod recover;
mod regex;
mod token;
mod tree;

pub use check::{Context, check};
pub use constant::quote;
pub use finding::{Finding, Mend};
pub use grammar::{DEPTH, parse};
pub use print::key;
pub use tree::{
    Comparison, ComparisonJoint, Constant, Literal, Observation, ObservationJoint, Operand, Operator, Path, Pattern,
    Place, Qualifier, Step, Test,
};
