//! Markings: how far something may be passed on. A project's marking is on every object, so one change is told once for all.

use std::collections::BTreeMap;

use crate::review::ledger::Ledger;
use crate::review::model::{Aspect, Entry, Sign};
use crate::review::pairs::Pair;
use crate::review::side::{Side, Thing, texts};
use crate::review::topics::Topic;
use crate::review::words::{sentence, titled};
use crate::stix::words::{counted, list};
use crate::vocab::standard::MARKINGS;

/// The changes of markings, by what they were and are.
#[derive(Default)]
pub(super) struct Markings(BTreeMap<(String, String), Vec<(String, String)>>);

impl Markings {
    /// Notes a change of a pair; says whether it is one in words.
    pub(super) fn note(&mut self, old: &Side<'_>, new: &Side<'_>, pair: &Pair<'_, '_>) -> bool {
        let key = (words(old, pair.old), words(new, pair.new));
        if key.0 == key.1 {
            return false;
        }
        let said = if pair.new.is_said() { sentence(new, pair.new) } else { titled(pair.new) };
        self.0.entry(key).or_default().push((pair.new.id.to_string(), said));
        true
    }

    /// Tells them, each once.
    pub(super) fn tell(self, ledger: &mut Ledger) {
        for ((old, new), objects) in self.0 {
            let what = match rank(&old).zip(rank(&new)) {
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
fn words(side: &Side<'_>, thing: &Thing<'_>) -> String {
    let named = |id: &str| match MARKINGS.iter().find(|row| row.id == id) {
        Some(row) => row.name.to_owned(),
        None => side.title(id),
    };
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

/// How strict a marking is, where it is one of TLP; none at all is the loosest.
fn rank(words: &str) -> Option<usize> {
    let row = MARKINGS.iter().position(|row| row.name == words);
    row.map(|at| at + 1).or((words == NONE).then_some(0))
}
