//! Markings: how far something may be passed on. A project's marking is on every object, so one change is told once for all.

use std::collections::BTreeMap;

use crate::review::ledger::Ledger;
use crate::review::model::{Aspect, Entry, Sign};
use crate::review::pairs::Pair;
use crate::review::side::{Side, Thing, texts};
use crate::review::topics::Topic;
use crate::review::words::{sentence, titled};
use crate::stix::words::{counted, list};
use crate::vocab::standard::{MARKINGS, TLP1_MARKINGS};

/// The changes of markings, by what they were and are.
#[derive(Default)]
pub(super) struct Markings(BTreeMap<Change, Vec<(String, String)>>);

/// What a marking was and is, in words; and how strict it was and is.
type Change = (String, String, Option<(usize, usize)>);

impl Markings {
    /// Notes a change of a pair; says whether it is one in words.
    pub(super) fn note(&mut self, old: &Side<'_>, new: &Side<'_>, pair: &Pair<'_, '_>) -> bool {
        let of = |names: fn(&str) -> String| (words(old, pair.old, names), words(new, pair.new, names));
        // The same colour of another version of TLP is another marking.
        let (was, is) = Some(of(plain)).filter(|(was, is)| was != is).unwrap_or_else(|| of(versioned));
        if was == is {
            return false;
        }
        let key = (was, is, rank(pair.old).zip(rank(pair.new)));
        let said = if pair.new.is_said() { sentence(new, pair.new) } else { titled(pair.new) };
        self.0.entry(key).or_default().push((pair.new.id.to_string(), said));
        true
    }

    /// Tells them, each once.
    pub(super) fn tell(self, ledger: &mut Ledger) {
        for ((old, new, ranks), objects) in self.0 {
            let what = match ranks {
                Some((old, new)) if old < new => "marking raised",
                Some((old, new)) if old > new => "marking lowered",
                _ => "marking changed",
            };
            let count = objects.len();
            let mut objects = objects.into_iter();
            let Some((id, first)) = objects.next() else { continue };
            let said = if count == 1 { first } else { counted(count, "object", "objects") };
            ledger.tell(Entry {
                topic: Topic::Markings,
                sign: Sign::Changed,
                what: what.to_owned(),
                sentence: said,
                aspects: vec![Aspect { what: "marking".to_owned(), old: Some(old), new: Some(new) }],
                source: None,
                id,
                old_id: None,
                also: objects.map(|(id, _)| id).collect(),
                place: None,
            });
        }
    }
}

/// "TLP:AMBER", or several; parts that are marked otherwise are mentioned.
fn words(side: &Side<'_>, thing: &Thing<'_>, official: fn(&str) -> String) -> String {
    let named = |id: &str| Some(official(id)).filter(|name| !name.is_empty()).unwrap_or_else(|| side.title(id));
    let mut names: Vec<String> = texts(thing.node.get("object_marking_refs")).iter().map(|id| named(id)).collect();
    names.sort();
    let mut out = if names.is_empty() { NONE.to_owned() } else { list(names.iter().map(String::as_str)) };
    if let Some(parts) = thing.node.get("granular_markings") {
        let refs = parts.items().filter_map(|part| part.get("marking_ref")?.string());
        let mut refs: Vec<String> = refs.map(|id| named(&id)).collect();
        refs.sort();
        out += &format!(", parts {}", list(refs.iter().map(String::as_str)));
    }
    out
}

const NONE: &str = "no marking";

/// The name of a marking of TLP: "TLP:RED"; of all others, none.
fn plain(id: &str) -> String {
    let row = MARKINGS.iter().chain(TLP1_MARKINGS).find(|row| row.id == id);
    row.map(|row| row.name.to_owned()).unwrap_or_default()
}

/// The same with its version, where that is the first.
fn versioned(id: &str) -> String {
    let version = if TLP1_MARKINGS.iter().any(|row| row.id == id) { " (TLP 1.0)" } else { "" };
    plain(id) + version
}

/// Whether it is a marking of TLP, as everybody has to use it (STIX 2.1, section 7.2.1.4).
pub(super) fn is_official(id: &str) -> bool {
    !plain(id).is_empty()
}

/// How strict the strictest marking of TLP is that an object bears: those of version 1 are as strict as their namesakes of
/// version 2, and white is clear. `None` where others may be stricter.
fn rank(thing: &Thing<'_>) -> Option<usize> {
    let refs = texts(thing.node.get("object_marking_refs"));
    let of = |id: &str| {
        let name = plain(id);
        let name = if name == "TLP:WHITE" { "TLP:CLEAR" } else { &name };
        MARKINGS.iter().position(|row| row.name == name).map(|at| at + 1)
    };
    let ranks: Vec<usize> = refs.iter().filter_map(|id| of(id)).collect();
    match ranks.iter().max() {
        Some(strictest) => Some(*strictest),
        None => refs.is_empty().then_some(0),
    }
}
