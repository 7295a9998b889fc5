//! Rules on names: what is no name of what, and what names would merge.

pub mod alias_of_another_kind;
pub mod attack_kind;
pub mod attack_name;
pub mod duplicate_name_variant;
pub mod empty_name;
pub mod giverless_name;
pub mod letters;
pub mod misspelt_name;
pub mod names_would_merge;
pub(super) mod naming;
pub mod placeholder_across_documents;
pub mod renamed_without_date;
pub mod revoked_technique;
pub mod same_attack_id;
pub mod variant_collision;

use super::Rule;

/// The rules of this subject.
pub(super) const RULES: &[Rule] = &[
    alias_of_another_kind::check,
    attack_name::check,
    duplicate_name_variant::check,
    giverless_name::check,
    letters::check,
    letters::check_pairs,
    misspelt_name::check,
    names_would_merge::check,
    placeholder_across_documents::check,
    renamed_without_date::check,
    revoked_technique::check,
    same_attack_id::check,
    variant_collision::check,
    empty_name::check,
    attack_kind::check,
];
