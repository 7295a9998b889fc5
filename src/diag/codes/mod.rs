//! The table of all codes: one row a rule, with its stable id, its name, its default severity and what it means.
//!
//! Each stage has its own file. `E…` are errors of the language and have no level; `L…` are lints and have one. Ids are
//! never reused. The first two digits tell the stage: 00 reading, 01 words, 02 statements, 03 projects, 04 names,
//! 05 values, 06 claims and speeches, 07 quotations, 08 emission, 10 JSON, 11 layout, 12 import; of rules on facts
//! 13 evidence, 14 identity, 15 acts, 16 indicators and disclosure, 17 times and amounts; 18 losses of targets,
//! 19 allowances, 20 releases, 21 publishing. `R…` are requirements of the standard ([`standard`]).

macro_rules! codes {
    ($($constant:ident $id:literal $name:literal $severity:ident $title:literal $explanation:literal;)*) => {
        $(
            #[doc = concat!("`", $id, " ", $name, "`: ", $title, ".")]
            pub static $constant: $crate::diag::Code = $crate::diag::Code {
                id: $id,
                name: $name,
                severity: $crate::diag::Severity::$severity,
                title: $title,
                explanation: $explanation,
            };
        )*
        /// The rows of this stage.
        pub static ALL: &[&$crate::diag::Code] = &[$(&$constant),*];
    };
}
use codes;

pub mod acts;
pub mod allowances;
pub mod claims;
pub mod disclosure;
pub mod emission;
pub mod evidence;
pub mod identity;
pub mod imports;
pub mod indicators;
pub mod json;
pub mod layout;
pub mod measures;
pub mod names;
pub mod projects;
pub mod publishing;
pub mod quotations;
pub mod reading;
pub mod standard;
pub mod statements;
pub mod targets;
pub mod values;
pub mod versions;
pub mod words;

use super::Severity;

/// One rule.
#[derive(Debug, PartialEq, Eq)]
pub struct Code {
    /// Stable id, `E0201`.
    pub id: &'static str,
    /// Kebab-case name, as `-D` and the manifest take it.
    pub name: &'static str,
    /// Severity where the user sets none.
    pub severity: Severity,
    /// One line: what is wrong when this code appears.
    pub title: &'static str,
    /// Why it is wrong and what to do, for `attrc explain` and `docs/reference/diagnostics.md`.
    pub explanation: &'static str,
}

impl Code {
    /// Whether the user may set its level: lints, and what the standard asks for.
    pub fn is_lint(&self) -> bool {
        self.id.starts_with(['L', 'R'])
    }
}

/// The row of an id or a name, in any case of letters.
pub fn find(word: &str) -> Option<&'static Code> {
    all().find(|code| code.id.eq_ignore_ascii_case(word) || code.name == word)
}

/// All rows, in order of their stages.
pub fn all() -> impl Iterator<Item = &'static Code> {
    [
        reading::ALL,
        words::ALL,
        statements::ALL,
        projects::ALL,
        names::ALL,
        values::ALL,
        claims::ALL,
        quotations::ALL,
        emission::ALL,
        json::ALL,
        layout::ALL,
        imports::ALL,
        evidence::ALL,
        targets::ALL,
        versions::ALL,
        indicators::ALL,
        disclosure::ALL,
        measures::ALL,
        identity::ALL,
        acts::ALL,
        allowances::ALL,
        publishing::ALL,
    ]
    .into_iter()
    .flatten()
    .copied()
    .chain(standard::all())
}
