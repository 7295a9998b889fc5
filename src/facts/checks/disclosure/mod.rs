//! Rules on what should not reach a reader.

pub mod personal_data;
pub mod telling_name;
pub(super) mod texts;
pub mod told_withheld;

use super::Rule;

/// The rules of this subject.
pub(super) const RULES: &[Rule] = &[personal_data::check, telling_name::check, told_withheld::check];
