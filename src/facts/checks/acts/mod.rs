//! Rules on acts of law and their life cycle.

pub mod act_misnamed;
pub mod act_without_authority;
pub mod before_it_existed;
pub mod charge_as_to;
pub mod charge_without_statute;
pub mod charged_after_end;
pub mod counts;
pub mod finding_of_no_court;
pub mod group_size;
pub mod guilt_without_conviction;
pub mod impossible_order;
pub mod joint_lists_unequal;
pub mod listing_details;
pub(super) mod phrases;
pub mod removal_without_listing;
pub mod reported_arrested;
pub mod totals_differ;

use super::Rule;

/// The rules of this subject.
pub(super) const RULES: &[Rule] = &[
    act_misnamed::check,
    before_it_existed::check,
    charge_as_to::check,
    charge_without_statute::check,
    charged_after_end::check,
    counts::check,
    finding_of_no_court::check,
    group_size::check,
    guilt_without_conviction::check,
    impossible_order::check,
    joint_lists_unequal::check,
    listing_details::check,
    removal_without_listing::check,
    reported_arrested::check,
    totals_differ::check,
    act_without_authority::check,
];
