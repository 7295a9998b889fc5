//! Kinds and their keys.

use crate::reference::phrase::{code, listed, value};
use crate::reference::{Entry, Table};
use crate::vocab::language::{COMMON_KEYS, KINDS, Key, Kind, Role, ValueType, kind};
use crate::vocab::lifecycle::course_of;
use crate::vocab::standard::object_type;

use super::standard;

/// A kind, a key of kinds, or a word that a key takes.
pub fn explain(word: &str) -> Vec<Entry> {
    // A type that begins with `x-` is an object of a type of one's own.
    let custom = || word.strip_prefix("x-").filter(|rest| !rest.is_empty()).and_then(|_| kind("object"));
    let mut found: Vec<Entry> = kind(word).or_else(custom).map(entry).into_iter().collect();
    found.extend(keys(word));
    found.extend(values(word));
    found
}

/// A key of a kind; of a type of the standard, its property.
pub fn key(kind: &'static Kind, word: &str) -> Option<Entry> {
    let own = kind.key(word).map(|key| {
        Entry::new(word, format!("a key of `{}`", kind.word), key.doc)
            .detail("value", value(key))
            .detail("takes also", listed(key.qualifiers.iter().copied()))
    });
    own.or_else(|| standard::property_of(kind.object_type()?, word))
}

/// Kinds, keys and the words that keys take.
pub fn words() -> Vec<&'static str> {
    let kinds = KINDS.iter().map(|kind| kind.word);
    let keys = all_keys().map(|(_, key)| key.word);
    kinds.chain(keys).chain(all_keys().flat_map(|(_, key)| one_of(key).iter().copied())).collect()
}

/// A kind as an entry.
pub fn entry(kind: &'static Kind) -> Entry {
    let object = object_type(kind.stix).filter(|_| kind.role == Role::Raw);
    let what = match kind.role {
        Role::Party => "a kind",
        Role::Source => "a kind: a document",
        Role::Act => "a kind: an act, which is a document too",
        Role::Raw => "a kind: a type of STIX 2.1",
        Role::Project => "the head of a file that stands alone",
        Role::Received => "a kind: of what is received",
    };
    let entry =
        Entry::new(kind.word, what, object.map_or(kind.doc, |object| object.summary)).detail("in STIX", in_stix(kind));
    let entry = match &kind.act {
        Some(act) => entry
            .detail("its stance", code(act.stance))
            .detail(
                "emits",
                if act.verb.is_empty() {
                    String::new()
                } else {
                    format!("`{}`, from its authority to {}", act.verb, listed(act.targets.iter().copied()))
                },
            )
            .detail("dated by", listed(act.dated.iter().copied()))
            .detail("caution", act.caution),
        None => entry,
    };
    match object {
        Some(object) => standard::details(entry, object).table(standard::properties(object)),
        None if kind.role == Role::Received => entry.table(key_table(kind.keys).titled("its keys")),
        None => entry
            .table(key_table(kind.keys).titled("its own keys; the common ones stand beside them"))
            .table(step_table(kind).titled(steps_title(kind))),
    }
}

/// The steps of the course that an act is a part of, with the keys of this act that date them.
fn step_table(kind: &Kind) -> Table {
    let steps = course_of(kind.word).map_or(&[][..], |course| course.steps);
    let rows = steps.iter().map(|step| {
        let own = step.by.iter().filter(|(act, _)| *act == kind.word).map(|(_, key)| code(key));
        let others = step.by.iter().filter(|(act, _)| *act != kind.word).map(|(act, key)| format!("`{act}`: `{key}`"));
        let by: Vec<String> = own.chain(others).collect();
        let after: Vec<String> = step.after.iter().map(|any| any.join(" or ")).collect();
        [step.word.replace('-', " "), by.join(", "), after.join(", ").replace('-', " "), step.doc.to_owned()]
    });
    Table::new(["step", "dated by", "not before", "meaning"], rows)
}

fn steps_title(kind: &Kind) -> String {
    let course = course_of(kind.word).map_or("", |course| course.doc);
    format!("its course: {course}, step by step")
}

fn in_stix(kind: &Kind) -> String {
    let fixed: Vec<String> = kind.fixed.iter().map(|(key, value)| format!("`{key}` is `{value}`")).collect();
    match (kind.role, fixed.is_empty()) {
        (Role::Raw, _) => String::new(),
        (Role::Received, _) if kind.stix.is_empty() => "any type".to_owned(),
        (_, true) => format!("`{}`", kind.stix),
        (_, false) => format!("`{}`; {}", kind.stix, fixed.join(", ")),
    }
}

/// Keys as a table.
pub fn key_table(keys: &[Key]) -> Table {
    let rows = keys.iter().map(|key| {
        let also = if key.qualifiers.is_empty() {
            String::new()
        } else {
            format!("; takes {}", listed(key.qualifiers.iter().copied()))
        };
        [code(key.word), value(key), format!("{}{also}", key.doc)]
    });
    Table::new(["key", "value", "meaning"], rows)
}

/// All kinds.
pub fn table() -> Table {
    let rows = KINDS.iter().map(|kind| {
        let doc = object_type(kind.stix).filter(|_| kind.role == Role::Raw).map_or(kind.doc, |object| object.summary);
        let part = match kind.role {
            Role::Party => "party",
            Role::Source => "document",
            Role::Act => "act",
            Role::Raw => "standard",
            Role::Project => "project",
            Role::Received => "received",
        };
        [code(kind.word), part.to_owned(), code(kind.stix), doc.to_owned()]
    });
    Table::new(["kind", "part", "in STIX", "meaning"], rows)
}

/// The meanings of a key: kinds that mean the same by it share an entry.
fn keys(word: &str) -> Vec<Entry> {
    let mut meanings: Vec<(&Key, Vec<&str>)> = Vec::new();
    for (kind, key) in all_keys().filter(|(_, key)| key.word == word) {
        match meanings.iter_mut().find(|(known, _)| known.value == key.value && known.doc == key.doc) {
            Some((_, kinds)) => kinds.push(kind),
            None => meanings.push((key, vec![kind])),
        }
    }
    let entries = meanings.into_iter().map(|(key, kinds)| {
        let kinds = if kinds.contains(&"") { "every kind".to_owned() } else { listed(kinds) };
        Entry::new(word, "a key", key.doc)
            .detail("of", kinds)
            .detail("value", value(key))
            .detail("takes also", listed(key.qualifiers.iter().copied()))
    });
    entries.collect()
}

/// The keys that take a word from their own closed list.
fn values(word: &str) -> Vec<Entry> {
    let mut takers: Vec<&str> =
        all_keys().filter(|(_, key)| one_of(key).contains(&word)).map(|(_, key)| key.word).collect();
    takers.dedup();
    takers.sort_unstable();
    takers.dedup();
    let entries = takers.into_iter().map(|key| {
        Entry::new(word, format!("a word of the key `{key}`"), format!("`attrc explain {key}` shows all of them"))
    });
    entries.collect()
}

fn one_of(key: &Key) -> &'static [&'static str] {
    match key.value {
        ValueType::OneOf(words) => words,
        _ => &[],
    }
}

/// Every key with its kind; the common ones with the kind "".
fn all_keys() -> impl Iterator<Item = (&'static str, &'static Key)> {
    let own = KINDS.iter().flat_map(|kind| kind.keys.iter().map(move |key| (kind.word, key)));
    own.chain(COMMON_KEYS.iter().map(|key| ("", key)))
}
