//! Which objects are marked above what a destination may receive.

use std::collections::HashMap;

use super::parcel::word;
use crate::stix::Object;
use crate::stix::value::Value;
use crate::vocab::standard::{MARKINGS, Marking, TLP1_MARKINGS, TLP2_EXTENSION};

/// Why an object may not go there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Above {
    /// It is marked with a stricter level, which is named.
    Level(&'static str),
    /// It has a marking that no level is known of, by its id.
    Unknown(String),
}

/// How strict a marking is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Strictness {
    /// A statement, which says nothing of who may see the object.
    Silent,
    /// A level, by its place in the table of the levels.
    Level(usize),
}

/// The objects, by their place in the release, that are marked above a level: as a whole or in a part (STIX 2.1,
/// section 7.2). What is not marked at all may go everywhere.
pub fn above(objects: &[Object], ceiling: &Marking) -> Vec<(usize, Above)> {
    let most = MARKINGS.iter().position(|row| row.word == ceiling.word).unwrap_or(0);
    let known = strictness(objects);
    let mut found = Vec::new();
    for (at, object) in objects.iter().enumerate() {
        let mut worst: Option<Above> = None;
        let mut level = most;
        for marking in markings(object) {
            match known.get(&marking) {
                Some(Strictness::Silent) => {}
                Some(Strictness::Level(of)) if *of <= level => {}
                Some(Strictness::Level(of)) => {
                    level = *of;
                    worst = MARKINGS.get(*of).map(|row| Above::Level(row.name));
                }
                None => worst = worst.or(Some(Above::Unknown(marking))),
            }
        }
        found.extend(worst.map(|why| (at, why)));
    }
    found
}

/// The markings of an object and of its parts.
fn markings(object: &Object) -> Vec<String> {
    let whole = object.get("object_marking_refs").map(Value::items).unwrap_or_default();
    let parts = object.get("granular_markings").map(Value::items).unwrap_or_default();
    let parts = parts.iter().filter_map(|part| part.as_object()?.get("marking_ref"));
    whole.iter().chain(parts).filter_map(word).collect()
}

/// What the markings of the standard, and those of the release, say.
fn strictness(objects: &[Object]) -> HashMap<String, Strictness> {
    let official = MARKINGS.iter().chain(TLP1_MARKINGS);
    let mut known: HashMap<String, Strictness> =
        official.filter_map(|row| Some((row.id.to_owned(), level(row.word)?))).collect();
    for object in objects {
        if object.get("type").and_then(Value::as_text) != Some("marking-definition") {
            continue;
        }
        if let (Some(id), Some(said)) = (object.get("id").and_then(word), said(object)) {
            known.entry(id).or_insert(said);
        }
    }
    known
}

/// What a marking says of itself.
fn said(definition: &Object) -> Option<Strictness> {
    let extension = || definition.get("extensions")?.as_object()?.get(TLP2_EXTENSION)?.as_object()?.get("tlp_2_0");
    if let Some(word) = extension().and_then(Value::as_text) {
        return level(word);
    }
    match definition.get("definition_type").and_then(Value::as_text)? {
        "statement" => Some(Strictness::Silent),
        "tlp" => level(definition.get("definition")?.as_object()?.get("tlp")?.as_text()?),
        _ => None,
    }
}

/// A level of the Traffic Light Protocol; white of version 1 is what version 2 calls clear.
fn level(word: &str) -> Option<Strictness> {
    let at = MARKINGS.iter().position(|row| row.word == word);
    at.or((word == "white").then_some(0)).map(Strictness::Level)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::stix::Id;
    use crate::stix::value::Map;
    use crate::vocab::standard::marking;
    use uuid::Uuid;

    fn row(word: &str) -> &'static Marking {
        MARKINGS.iter().chain(TLP1_MARKINGS).find(|row| row.word == word).unwrap_or_else(|| unreachable!())
    }

    fn marked(words: &[&'static str]) -> Object {
        let ids = words.iter().map(|word| Value::from(if word.contains("--") { word } else { row(word).id }));
        Object::new(Id::new("tool", Uuid::nil())).with("object_marking_refs", ids.collect::<Vec<_>>())
    }

    fn judged(object: Object, ceiling: &str) -> Option<Above> {
        let statement = Object::new(Id::new("marking-definition", Uuid::from_u128(7)))
            .with("definition_type", "statement")
            .with("definition", Map::new().with("statement", "Copyright"));
        let found = above(&[statement, object], marking(ceiling).unwrap_or_else(|| unreachable!()));
        found.into_iter().next().map(|(at, why)| {
            assert_eq!(at, 1);
            why
        })
    }

    #[test]
    fn the_strictest_marking_holds_also_that_of_a_part() {
        assert_eq!(judged(marked(&["green", "clear"]), "green"), None);
        assert_eq!(
            judged(marked(&["green", "amber+strict", "amber"]), "green"),
            Some(Above::Level("TLP:AMBER+STRICT"))
        );
        assert_eq!(judged(marked(&["white"]), "clear"), None);
        let part = Map::new().with("marking_ref", row("red").id).with("selectors", vec![Value::from("name")]);
        let lang = Map::new().with("lang", "de").with("selectors", vec![Value::from("name")]);
        let object = marked(&["green"]).with("granular_markings", vec![lang.into(), part.into()]);
        assert_eq!(judged(object, "amber"), Some(Above::Level("TLP:RED")));
        assert_eq!(judged(marked(&[]), "clear"), None);
    }

    #[test]
    fn a_statement_says_nothing_and_what_is_unknown_is_above_all() {
        let statement = "marking-definition--00000000-0000-0000-0000-000000000007";
        assert_eq!(judged(marked(&[statement]), "clear"), None);
        let other = "marking-definition--00000000-0000-0000-0000-000000000009";
        assert_eq!(judged(marked(&[other]), "red"), Some(Above::Unknown(other.to_owned())));
    }
}
