//! Rules on what speakers, sources and quotations bear.

pub mod answers_itself;
pub mod circular_origin;
pub mod denied_negation;
pub mod double_negation;
pub mod early_response;
pub mod echo_as_corroboration;
pub mod foreign_retraction;
pub mod hedge_changed;
pub mod hedge_not_quoted;
pub(super) mod hedging;
pub mod looser_marking;
pub mod narrowed_actor;
pub mod negated_quotation;
pub mod not_named;
pub mod number_not_quoted;
mod numbers;
pub(super) mod passage;
pub mod repeated_passage;
pub(super) mod same;
pub mod stored_hash;
pub mod stronger_verb;
pub mod unhedged_claim;
pub mod worded_not_quoted;
pub(super) mod wording;

use super::Rule;

/// The rules of this subject.
pub(super) const RULES: &[Rule] = &[
    answers_itself::check,
    circular_origin::check,
    denied_negation::check,
    double_negation::check,
    early_response::check,
    echo_as_corroboration::check,
    foreign_retraction::check,
    hedge_changed::check,
    hedge_not_quoted::check,
    looser_marking::check,
    narrowed_actor::check,
    negated_quotation::check,
    not_named::check,
    number_not_quoted::check,
    repeated_passage::check,
    stored_hash::check,
    stronger_verb::check,
    unhedged_claim::check,
    worded_not_quoted::check,
];
