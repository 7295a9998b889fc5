//! Rules on indicators: whose they are, and whether they hold.

pub mod empty_hash;
pub mod expired_indicator;
pub mod not_defanged;
pub(super) mod observed;
pub mod reserved_address;
pub mod shared_address;
pub mod sinkhole_address;
pub mod unmarked_victim;

use super::Rule;

/// The rules of this subject.
pub(super) const RULES: &[Rule] = &[
    empty_hash::check,
    expired_indicator::check,
    not_defanged::check,
    reserved_address::check,
    shared_address::check,
    sinkhole_address::check,
    unmarked_victim::check,
];
