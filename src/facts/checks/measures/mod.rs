//! Rules on times, amounts and grades of success.

pub mod circular_order;
pub mod contradictory_order;
pub mod duration_mismatch;
pub mod early_retrieval;
pub mod future_time;
pub mod grade_overtaken;
pub(super) mod order;
pub mod self_contradiction;
pub mod southern_season;
pub mod speech_after_document;
pub mod unit_mismatch;

use super::Rule;

/// The rules of this subject.
pub(super) const RULES: &[Rule] = &[
    circular_order::check,
    contradictory_order::check,
    duration_mismatch::check,
    early_retrieval::check,
    future_time::check,
    grade_overtaken::check,
    self_contradiction::check,
    southern_season::check,
    speech_after_document::check,
    unit_mismatch::check,
];
