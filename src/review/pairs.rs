//! Which objects of the two sides belong together: by id; then those of one type and title; then claims by what they say, and
//! last those that say the same but for one part.

use std::borrow::Cow;
use std::collections::HashMap;
use std::hash::Hash;

use super::side::{Side, Thing, texts};
use super::words;
use crate::json::Node;
use crate::stix::words::{fold, list};
use crate::vocab::language::VERBS;

/// What became of the objects of both sides.
#[derive(Default)]
pub(super) struct Pairs<'s, 'd> {
    /// What both sides have.
    pub both: Vec<Pair<'s, 'd>>,
    /// What the old side alone has, in its order.
    pub removed: Vec<&'s Thing<'d>>,
    /// What the new side alone has, in its order.
    pub added: Vec<&'s Thing<'d>>,
    /// What was withdrawn before, and is in one side only.
    pub buried: Vec<&'s Thing<'d>>,
}

/// An object of both sides.
#[derive(Clone, Copy)]
pub(super) struct Pair<'s, 'd> {
    pub old: &'s Thing<'d>,
    pub new: &'s Thing<'d>,
    /// What it was found by, beside all else: a part of a claim that is another one.
    pub but: Option<Part>,
}

/// A part of a claim.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    Object,
    Subject,
    Verb,
    Speaker,
    Document,
    Negation,
}

/// The parts in the order in which they are tried.
const PARTS: &[Part] = &[Part::Object, Part::Subject, Part::Verb, Part::Speaker, Part::Document, Part::Negation];

/// A claim by its parts, as titles: ids follow from names, and those may have changed.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub(super) struct Parts {
    pub object: String,
    pub subject: String,
    pub verb: String,
    pub speaker: String,
    pub document: String,
    pub negated: bool,
    /// What tells apart what has no such parts: the words of notes and answers.
    rest: String,
}

/// Finds what belongs together. Both sides are looked at a fixed number of times.
pub(super) fn match_up<'s, 'd>(old: &'s Side<'d>, new: &'s Side<'d>) -> Pairs<'s, 'd> {
    let mut pairs = Pairs::default();
    for thing in &old.things {
        match new.thing(&thing.id) {
            Some(other) if thing.revoked == other.revoked => {
                pairs.both.push(Pair { old: thing, new: other, but: None })
            }
            Some(_) if thing.revoked => {}
            None if thing.revoked => pairs.buried.push(thing),
            _ => pairs.removed.push(thing),
        }
    }
    for thing in &new.things {
        match old.thing(&thing.id) {
            Some(other) if other.revoked && !thing.revoked => pairs.added.push(thing),
            None if thing.revoked => pairs.buried.push(thing),
            None => pairs.added.push(thing),
            Some(_) => {}
        }
    }
    pairs.found(None, |_, thing| titled(thing), old, new);
    let of = |side: &Side<'d>, thing: &Thing<'d>| Parts::of(side, thing);
    pairs.found(None, of, old, new);
    for part in PARTS {
        pairs.found(Some(*part), |side, thing| Parts::of(side, thing)?.without(*part), old, new);
    }
    pairs
}

impl<'s, 'd> Pairs<'s, 'd> {
    /// Pairs what has a key that one thing of either side has, and no other.
    fn found<K: Eq + Hash>(
        &mut self,
        but: Option<Part>,
        key: impl Fn(&Side<'d>, &Thing<'d>) -> Option<K>,
        old: &'s Side<'d>,
        new: &'s Side<'d>,
    ) {
        if self.removed.is_empty() || self.added.is_empty() {
            return;
        }
        let mut holders: HashMap<K, [Vec<usize>; 2]> = HashMap::new();
        let sides = [(old, &self.removed), (new, &self.added)];
        for (number, (side, things)) in sides.into_iter().enumerate() {
            for (at, thing) in things.iter().enumerate() {
                if let Some(holder) = key(side, thing).and_then(|key| holders.entry(key).or_default().get_mut(number)) {
                    holder.push(at);
                }
            }
        }
        // By their place on the old side, so that no order of a map is seen.
        let mut found: Vec<(usize, usize)> = holders
            .into_values()
            .filter_map(|[old, new]| match (old.as_slice(), new.as_slice()) {
                ([old], [new]) => Some((*old, *new)),
                _ => None,
            })
            .collect();
        found.sort_unstable();
        let (mut gone, mut come) = (vec![false; self.removed.len()], vec![false; self.added.len()]);
        for (at_old, at_new) in found {
            let (Some(old), Some(new)) = (self.removed.get(at_old), self.added.get(at_new)) else { continue };
            self.both.push(Pair { old, new, but });
            for (marks, at) in [(&mut gone, at_old), (&mut come, at_new)] {
                if let Some(mark) = marks.get_mut(at) {
                    *mark = true;
                }
            }
        }
        keep(&mut self.removed, &gone);
        keep(&mut self.added, &come);
    }
}

fn keep<T>(list: &mut Vec<T>, paired: &[bool]) {
    let mut paired = paired.iter();
    list.retain(|_| !paired.next().copied().unwrap_or_default());
}

/// What has a title and says nothing, by its type and title; what is known in one document alone is told by its words.
fn titled(thing: &Thing<'_>) -> Option<(String, String)> {
    let title = thing.title().filter(|_| !thing.is_said())?;
    // A title that was cut is no whole title.
    Some((thing.kind.to_string(), fold(&title))).filter(|(_, title)| !title.ends_with('…'))
}

impl Parts {
    /// The parts of what says something.
    pub(super) fn of(side: &Side<'_>, thing: &Thing<'_>) -> Option<Self> {
        if !thing.is_said() || thing.follows() {
            return None;
        }
        let claim = |key: &str| thing.inside(&["claim", key]);
        let speakers = side.titles(claim("speaker_refs"));
        let mut parts = Self {
            speaker: list(speakers.iter().map(String::as_str)),
            document: side.source(thing).unwrap_or_default(),
            negated: claim("negated").is_some(),
            ..Self::default()
        };
        let verb = verb(thing);
        match thing.kind.as_ref() {
            "relationship" => {
                [parts.subject, parts.object] = ends(thing).map(|id| side.title(&id.unwrap_or_default()));
            }
            "note" if claim("verb").is_some() => {
                let [subject, object] = ends(thing);
                parts.subject = side.title(&subject.unwrap_or_default());
                let gap = claim("gap").and_then(Node::string).map(|gap| format!("[{gap}]"));
                parts.object = gap.or_else(|| Some(side.title(&object?))).unwrap_or_else(|| parts.subject.clone());
            }
            kind => {
                let labels = texts(claim("labels")).join(" ");
                let words = if labels.is_empty() { words::sentence(side, thing) } else { labels };
                parts.rest = format!("{kind} {words}");
            }
        }
        parts.verb = verb;
        Some(parts)
    }

    /// The words of a part.
    pub(super) fn words(&self, part: Part) -> String {
        match part {
            Part::Object => self.object.clone(),
            Part::Subject => self.subject.clone(),
            Part::Verb => words::third_person(&self.verb),
            Part::Speaker => self.speaker.clone(),
            Part::Document => self.document.clone(),
            Part::Negation => if self.negated { "is not so" } else { "is so" }.to_owned(),
        }
    }

    /// The same whatever a part is; `None` where it says too little without it.
    fn without(mut self, part: Part) -> Option<Self> {
        // What another party says in answer is another answer.
        if part != Part::Document && (self.subject.is_empty() || !self.rest.is_empty()) {
            return None;
        }
        match part {
            Part::Object => self.object.clear(),
            Part::Subject => self.subject.clear(),
            Part::Verb => self.verb.clear(),
            Part::Speaker => self.speaker.clear(),
            Part::Document => self.document.clear(),
            Part::Negation => self.negated = false,
        }
        Some(self)
    }
}

/// Whom a claim or a relationship is about, and what it says of it: relationships may run the other way than the verb, and
/// a claim that is a note has both among its references.
pub(super) fn ends<'d>(thing: &Thing<'d>) -> [Option<Cow<'d, str>>; 2] {
    if thing.kind == "note" {
        let mut ends = texts(thing.node.get("object_refs")).into_iter();
        return [ends.next(), ends.next()];
    }
    let verb = verb(thing);
    let (source, target) = (thing.text("source_ref"), thing.text("target_ref"));
    match VERBS.iter().any(|row| row.word == verb && row.turned) {
        true => [target, source],
        false => [source, target],
    }
}

/// The verb of a claim as it was written, else the type of a relationship, else the word of an answer.
pub(super) fn verb(thing: &Thing<'_>) -> String {
    let written = thing.told(&["claim", "verb"]).or_else(|| thing.text("relationship_type"));
    let answer = || thing.told(&["claim", "stance"]).or_else(|| thing.text("opinion"));
    written.or_else(answer).unwrap_or_default().into_owned()
}
