//! placeholder until the generator has run
use super::*;
pub static KINDS: &[Kind] = &[];
pub static COMMON_KEYS: &[Key] = &[];
pub static VERBS: &[Verb] = &[];
pub static STANCES: &[Stance] = &[];
pub static RESPONSES: &[Response] = &[];
pub static QUALIFIERS: &[Qualifier] = &[];
pub static SCALES: &[Scale] = &[];
pub static CONFIDENCES: &[Grade] = &[];
pub static GRADES: &[Grade] = &[];
pub static AMOUNT_WORDS: &[AmountWord] = &[];
pub static GAPS: &[Gap] = &[];
pub static OBSERVABLES: &[Observable] = &[];
pub static RESERVED: &[(&str, Class)] = &[];
