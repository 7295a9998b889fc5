//! Which verbs go between which kinds, by their rows or by the standard.

use crate::vocab::language::{Kind, Verb};
use crate::vocab::standard::{COMMON_RELATIONSHIPS, RELATIONSHIPS, is_standard_relationship};

/// Whether a verb goes between two kinds: its row says so, or the standard names the relationship for their types.
pub fn fits(verb: &Verb, subject: &Kind, object: &Kind) -> bool {
    let (source, target) = if verb.turned { (object.stix, subject.stix) } else { (subject.stix, object.stix) };
    fits_subject(verb, subject) && fits_object(verb, object)
        || is_standard_relationship(source, verb.relationship, target)
}

/// Whether the row of a verb takes a kind as its subject.
pub fn fits_subject(verb: &Verb, kind: &Kind) -> bool {
    accepts(verb.from, kind.class)
}

/// Whether the row of a verb takes a kind as its object.
pub fn fits_object(verb: &Verb, kind: &Kind) -> bool {
    accepts(verb.to, kind.class)
}

/// Whether a verb takes a kind as its subject before some object, by its row or by the standard.
pub fn may_begin(verb: &Verb, kind: &Kind) -> bool {
    let pairs = RELATIONSHIPS.iter().filter(|row| row.relationship == verb.relationship);
    let ends = pairs.map(|row| if verb.turned { row.target } else { row.source });
    let common = COMMON_RELATIONSHIPS.iter().any(|row| row.relationship == verb.relationship);
    fits_subject(verb, kind) || common || ends.into_iter().any(|end| end == kind.stix)
}

fn accepts(classes: &[&str], class: &str) -> bool {
    classes.is_empty() || class.is_empty() || classes.contains(&class)
}
