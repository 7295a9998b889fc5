//! placeholder until the generator has run
use super::*;
pub static OBJECT_TYPES: &[ObjectType] = &[];
pub static EXTENSIONS: &[ObjectType] = &[];
pub static STRUCTURES: &[ObjectType] = &[];
pub static VOCABULARIES: &[Vocabulary] = &[];
pub static RELATIONSHIPS: &[Relationship] = &[];
pub static MARKINGS: &[Marking] = &[];
