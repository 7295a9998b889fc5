//! placeholder until the generator has run
use super::*;
pub static VERSION: &str = "";
pub static ENTRIES: &[Entry] = &[];
