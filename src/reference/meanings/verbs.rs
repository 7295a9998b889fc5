//! Verbs of claims, and those that acts emit.

use crate::reference::phrase::{code, kinds_of, listed};
use crate::reference::{Entry, Table};
use crate::vocab::language::{VERB_ORDER, Verb, verb};
use crate::vocab::standard::{COMMON_RELATIONSHIPS, RELATIONSHIPS};

/// The groups of verbs, and what is common to each.
pub const GROUPS: &[(&str, &str)] = &[
    ("state-link", "links to a state: graded in strength, never synonyms"),
    ("event", "campaigns and incidents"),
    ("company", "companies and people"),
    ("name", "relations between names: none merges anything but what the giver says of its own names"),
    ("operation", "operations: graded in success, from aiming at something to destroying it"),
    ("standard", "relationships of STIX 2.1, with the pairs that it lacks"),
    ("act", "what acts emit: nobody writes these in a claim"),
];

/// A verb.
pub fn explain(word: &str) -> Vec<Entry> {
    verb(word).map(entry).into_iter().collect()
}

/// All verbs.
pub fn words() -> Vec<&'static str> {
    VERB_ORDER.to_vec()
}

/// A verb as an entry.
fn entry(verb: &'static Verb) -> Entry {
    let what = if verb.group == "act" { "a verb that only acts emit" } else { "a verb" };
    let group = GROUPS.iter().find(|(group, _)| *group == verb.group).map_or("", |(_, doc)| doc);
    let common = COMMON_RELATIONSHIPS.iter().any(|row| row.relationship == verb.relationship);
    Entry::new(verb.word, what, verb.doc)
        .detail("reads", format!("to {}", verb.base))
        .detail("group", group)
        .detail("subject", kinds_of(verb.from))
        .detail("object", kinds_of(verb.to))
        .detail("carried by", listed(verb.words.iter().copied()))
        .detail("in STIX", in_stix(verb))
        .detail("hostile", if verb.hostile { "its subject acts against somebody" } else { "" })
        .detail("also", if common { "between any two objects, as the standard allows" } else { "" })
        .table(pairs(verb.relationship))
}

fn in_stix(verb: &Verb) -> String {
    let turned = if verb.turned { ", from object to subject" } else { "" };
    format!("a relationship of type `{}`{turned}", verb.relationship)
}

/// The pairs of types that the standard names for a relationship, one row a source.
fn pairs(relationship: &str) -> Table {
    let mut rows: Vec<(&str, Vec<&str>)> = Vec::new();
    for row in RELATIONSHIPS.iter().filter(|row| row.relationship == relationship) {
        match rows.last_mut() {
            Some((source, targets)) if *source == row.source => targets.push(row.target),
            _ => rows.push((row.source, vec![row.target])),
        }
    }
    let rows = rows.into_iter().map(|(source, targets)| [code(source), listed(targets)]);
    Table::new(["from", "to"], rows).titled("between types, as the standard has it")
}

/// All verbs that may be written.
pub fn table() -> Table {
    let rows = GROUPS.iter().flat_map(|(group, _)| of_group(group).map(|verb| row(verb, group)));
    Table::new(["verb", "group", "subject", "object", "meaning"], rows)
}

/// The verbs of a group, by strength where the group has one.
pub fn group_table(group: &str) -> Table {
    let rows = of_group(group).map(|verb| {
        let relationship = match (verb.relationship == verb.word, verb.turned) {
            (true, _) => String::new(),
            (false, false) => code(verb.relationship),
            (false, true) => format!("`{}`, turned round", verb.relationship),
        };
        [code(verb.word), verb.doc.to_owned(), kinds_of(verb.from), kinds_of(verb.to), relationship]
    });
    Table::new(["verb", "meaning", "subject", "object", "in STIX, where it is another word"], rows)
}

fn of_group(group: &str) -> impl Iterator<Item = &'static Verb> {
    VERB_ORDER.iter().filter_map(|word| verb(word)).filter(move |verb| verb.group == group)
}

fn row(verb: &Verb, group: &str) -> [String; 5] {
    [code(verb.word), group.to_owned(), kinds_of(verb.from), kinds_of(verb.to), verb.doc.to_owned()]
}
