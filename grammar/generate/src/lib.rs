//! Interim.
pub mod language;
