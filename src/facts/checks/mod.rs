//! Checks on whole projects, one rule a file.

pub mod unused_use;
