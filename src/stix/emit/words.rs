//! The words that sentences are made of, for all who tell people what facts say.

pub use super::alias::{Contested, contested, fold};
pub use super::claim::confidence;
pub use super::conjugate::{conjugate, plural};
pub use super::dates::date_words;
pub use super::sentence::{bracket, dated, gap, list, push_certainty, spaced, spoken, title};
