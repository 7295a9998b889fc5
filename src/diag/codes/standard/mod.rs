//! `R…`: what STIX 2.1 asks for, one code a requirement. A MUST is an error, a SHOULD a warning; `validate` lets users set
//! the level of both.

#[expect(clippy::indexing_slicing, reason = "the generator counts the rows that it writes")]
mod generated;

pub use generated::*;

use super::Code;
use crate::diag::Severity;

/// A requirement of the standard.
#[derive(Debug)]
pub struct Requirement {
    /// Its code.
    pub code: Code,
    /// Section of the standard.
    pub section: &'static str,
    /// `MUST`, `SHOULD NOT`, or `prose` where the standard says it without such a word.
    pub level: &'static str,
    /// Where stix2-validator looks at it: `schema`, its codes, its functions; empty where nowhere.
    pub peers: &'static str,
    /// What judges it, or `no: ` and why no file can show it (grammar/README.md).
    pub judged: &'static str,
}

impl Requirement {
    /// Whether attrc judges it.
    pub fn is_judged(&self) -> bool {
        !self.judged.starts_with("no: ")
    }
}

/// The codes of all that attrc judges.
pub fn all() -> impl Iterator<Item = &'static Code> {
    REQUIREMENTS.iter().filter(|row| row.is_judged()).map(|row| &row.code)
}

/// The requirement of a code.
pub fn requirement(code: &Code) -> Option<&'static Requirement> {
    REQUIREMENTS.iter().find(|row| row.code.id == code.id)
}

/// The code behind a constraint or a shape: `rule:campaign/time-order`, `ref:process.image_ref`.
pub fn selected(selector: &str) -> Option<&'static Code> {
    let at = SELECTORS.binary_search_by(|row| row.0.cmp(selector)).ok()?;
    SELECTORS.get(at).and_then(|row| REQUIREMENTS.get(row.1)).map(|row| &row.code)
}
