//! Objects of both sides: which of their parts are others, and what of that is told or counted.

use super::accused::Accused;
use super::areas::Area;
use super::markings::Markings;
use super::parts::{COUNTED, RESTATED, ROWS, Row};
use super::{acts, documents, entry, hedges, indicators, names};
use crate::json::Node;
use crate::review::ledger::{Class, Ledger};
use crate::review::model::{Aspect, Entry, Sign};
use crate::review::pairs::{Pair, Part, Parts};
use crate::review::side::{Side, Thing};
use crate::review::topics::Topic;
use crate::review::words::{clipped, sentence, short, titled, value};
use crate::stix::compare::{Mode, instant, values};
use crate::stix::words::spaced;

/// What is told of one object.
struct Told {
    topic: Topic,
    what: String,
    aspects: Vec<Aspect>,
}

/// Tells what is another in an object of both sides.
pub(super) fn tell(
    old: &Side<'_>,
    new: &Side<'_>,
    pair: &Pair<'_, '_>,
    accused: &Accused<'_, '_>,
    markings: &mut Markings,
    ledger: &mut Ledger,
) {
    if pair.old.id != pair.new.id && pair.but.is_none() {
        ledger.count(Class::Renamed, &pair.new.id, format!("was {}", pair.old.id));
    }
    let mut areas: Vec<Area<'_>> =
        values(pair.old.node, pair.new.node, Mode::Meaning).into_iter().map(Area::of).collect();
    if areas.is_empty() {
        let respelled = values(pair.old.node, pair.new.node, Mode::Spelling);
        respelled.iter().for_each(|change| ledger.count(Class::Spelling, &pair.new.id, clipped(&change.to_string())));
        return;
    }
    if pair.new.revoked {
        ledger.count(Class::Withdrawn, &pair.new.id, "is written anew");
        return;
    }
    if pair.new.follows() && pair.new.kind != "indicator" {
        areas.iter().for_each(|area| ledger.count(Class::Follows, &pair.new.id, clipped(&area.change.to_string())));
        return;
    }
    let mut told = Told { topic: Topic::Others, what: String::new(), aspects: Vec::new() };
    redirected(old, new, pair, &mut told);
    mark(old, new, pair, markings, &mut areas);
    rows(old, new, pair, &mut areas, &mut told);
    named(old, new, pair, &mut areas, &mut told);
    rest(pair, &mut areas, &mut told, ledger);
    if told.aspects.is_empty() {
        return;
    }
    let of_accused = told.of_accused(pair, accused);
    let said = match pair.new.kind.as_ref() {
        "indicator" => indicators::sentence(pair.new),
        _ if pair.new.is_said() => sentence(new, pair.new),
        _ if pair.new.is_document() => documents::sentence(pair.new),
        _ => titled(pair.new),
    };
    let old_id = (pair.old.id != pair.new.id).then(|| pair.old.id.to_string());
    let about = entry(new, pair.new, told.topic, Sign::Changed);
    ledger.tell(Entry {
        what: told.what,
        sentence: of_accused.unwrap_or(said),
        aspects: told.aspects,
        old_id,
        ..about
    });
}

impl Told {
    /// Adds a part; what matters most says what happened.
    fn add(&mut self, topic: Topic, what: String, aspect: Aspect) {
        if self.aspects.is_empty() || topic < self.topic {
            self.topic = topic;
            self.what = what;
        }
        self.aspects.push(aspect);
    }

    /// What it means for an accusation that the accused is called otherwise, or that others are of them.
    fn of_accused(&mut self, pair: &Pair<'_, '_>, accused: &Accused<'_, '_>) -> Option<String> {
        let has = |what: &str| self.aspects.iter().any(|aspect| aspect.what == what);
        let renamed = has("title").then(|| accused.renamed(pair.new)).flatten();
        let joined = has("members").then(|| accused.joined(pair)).flatten();
        let (what, sentence) = match (renamed, joined) {
            (Some(renamed), None) => ("accused party has another title", renamed),
            (None, Some(joined)) => ("accused group has others in it", joined),
            (Some(renamed), Some(joined)) => ("accused group has another title", format!("{renamed}; {joined}")),
            (None, None) => return None,
        };
        self.topic = Topic::Accusations;
        self.what = what.to_owned();
        Some(sentence)
    }
}

/// A claim that says the same but for one part, and so is another object.
fn redirected(old: &Side<'_>, new: &Side<'_>, pair: &Pair<'_, '_>, told: &mut Told) {
    let Some(part) = pair.but else { return };
    let (Some(before), Some(after)) = (Parts::of(old, pair.old), Parts::of(new, pair.new)) else { return };
    let (name, what, topic) = match part {
        part if acts::accused(pair.new) == Some(part) => ("accused", "changes whom it accuses", Topic::Accusations),
        Part::Subject => ("subject", "changes whom it is about", Topic::Parts),
        Part::Object => ("object", "changes what it concerns", Topic::Parts),
        Part::Verb => ("verb", "changes what is said to be so", Topic::Parts),
        Part::Speaker => ("speaker", "changes who says it", Topic::Speakers),
        Part::Document => ("document", "changes where it is read", Topic::Speakers),
        Part::Negation => ("claim", "says the opposite", Topic::Accusations),
    };
    let aspect = Aspect { what: name.to_owned(), old: Some(before.words(part)), new: Some(after.words(part)) };
    told.add(topic, what.to_owned(), aspect);
}

fn mark(old: &Side<'_>, new: &Side<'_>, pair: &Pair<'_, '_>, markings: &mut Markings, areas: &mut [Area<'_>]) {
    let mut of_markings: Vec<&mut Area<'_>> = areas
        .iter_mut()
        .filter(|area| matches!(area.name.as_str(), "object_marking_refs" | "granular_markings"))
        .collect();
    if !of_markings.is_empty() && markings.note(old, new, pair) {
        of_markings.iter_mut().for_each(|area| area.told = true);
    }
}

fn rows(old: &Side<'_>, new: &Side<'_>, pair: &Pair<'_, '_>, areas: &mut [Area<'_>], told: &mut Told) {
    for row in ROWS.iter().filter(|row| (row.of)(pair.new)) {
        let touched = |area: &Area<'_>| row.areas.iter().any(|name| area.touches(name));
        if !areas.iter().any(|area| !area.told && touched(area)) || is_said_already(row, told) {
            take(row, areas);
            continue;
        }
        let (before, after) = ((row.words)(old, pair.old), (row.words)(new, pair.new));
        if before == after {
            continue;
        }
        take(row, areas);
        let (topic, what) = happened(row, old, new, pair, before.is_none(), after.is_none());
        told.add(topic, what, Aspect { what: row.what.to_owned(), old: before, new: after });
    }
}

/// Of a claim that is another one, its part is told already.
fn is_said_already(row: &Row, told: &Told) -> bool {
    told.aspects
        .iter()
        .any(|aspect| aspect.what == row.what || aspect.what == "accused" && matches!(row.what, "subject" | "object"))
}

fn take(row: &Row, areas: &mut [Area<'_>]) {
    for area in areas.iter_mut().filter(|area| row.areas.iter().any(|name| area.is_in(name))) {
        area.told = true;
    }
}

/// What a changed part means, and which topic it belongs to.
fn happened(row: &Row, old: &Side<'_>, new: &Side<'_>, pair: &Pair<'_, '_>, came: bool, went: bool) -> (Topic, String) {
    let is_part = matches!(row.what, "subject" | "object" | "verb");
    if let Some(what) = is_part.then(|| alone_otherwise(old, new, pair)).flatten() {
        return (Topic::Accusations, what);
    }
    let accused = acts::accused(pair.new);
    match row.what {
        "subject" if accused == Some(Part::Subject) => (Topic::Accusations, "changes whom it accuses".to_owned()),
        "object" if accused == Some(Part::Object) => (Topic::Accusations, "changes whom it accuses".to_owned()),
        "hedge" => {
            let (what, raised) = hedges::direction(pair.old, pair.new);
            (if raised { Topic::Raised } else { Topic::Lowered }, what.to_owned())
        }
        "end of the measure" if came => (row.topic, "measure ended".to_owned()),
        "valid until" if pair.new.text("valid_until").is_some_and(|until| instant(&until) <= new.now) => {
            (row.topic, "indicator expired".to_owned())
        }
        "title" if pair.new.is_document() => (Topic::Documents, "title changed".to_owned()),
        "title" if pair.new.kind == "indicator" => (Topic::Indicators, "title changed".to_owned()),
        what if came => (row.topic, format!("{what} added")),
        what if went => (row.topic, format!("{what} taken away")),
        what => (row.topic, format!("{what} changed")),
    }
}

/// What a claim means for persons, where the same object did not mean that before.
fn alone_otherwise(old: &Side<'_>, new: &Side<'_>, pair: &Pair<'_, '_>) -> Option<String> {
    let (before, after) = (acts::alone(old, pair.old, Sign::Added), acts::alone(new, pair.new, Sign::Added));
    after.filter(|after| before.as_ref() != Some(after))
}

fn named(old: &Side<'_>, new: &Side<'_>, pair: &Pair<'_, '_>, areas: &mut [Area<'_>], told: &mut Told) {
    const AREAS: &[&str] = &["@names", "aliases", "@declared.keys.aka", "@declared.keys.native"];
    if !areas.iter().any(|area| AREAS.iter().any(|name| area.touches(name))) {
        return;
    }
    let aspects = names::aspects(old, new, pair.old, pair.new);
    if !aspects.is_empty() {
        for area in areas.iter_mut().filter(|area| AREAS.iter().any(|name| area.is_in(name))) {
            area.told = true;
        }
    }
    let several = aspects.len() > 1;
    for (what, aspect) in aspects {
        told.add(Topic::Names, if several { "names changed" } else { what }.to_owned(), aspect);
    }
}

/// What no row tells: counted where it is formal or restates what was told, else told as the value of its property.
fn rest(pair: &Pair<'_, '_>, areas: &mut [Area<'_>], told: &mut Told, ledger: &mut Ledger) {
    let others = topic_of(pair.new);
    let has_told = areas.iter().any(|area| area.told);
    for area in areas.iter().filter(|area| !area.told) {
        let counted = COUNTED.iter().find(|(name, _)| area.is_in(name)).map(|(_, class)| *class);
        match counted.or_else(|| restates(area, pair, has_told).then_some(Class::Restated)) {
            Some(class) => ledger.count(class, &pair.new.id, clipped(&area.change.to_string())),
            None => {
                let what = short(&spaced(area.name.trim_start_matches('@').rsplit('.').next().unwrap_or_default()));
                let (old, new) = (area.change.left.map(value), area.change.right.map(value));
                let aspect = Aspect { what: what.clone(), old, new };
                told.add(others, format!("{what} changed"), aspect);
            }
        }
    }
}

/// Whether a part of what attrc wrote says again what other parts or objects say.
fn restates(area: &Area<'_>, pair: &Pair<'_, '_>, has_told: bool) -> bool {
    let new = pair.new;
    if new.extension.is_none() {
        return false;
    }
    let is_claim = new.inside(&["claim"]).is_some();
    // A sentence has the date of its document, too, and the names of all whom it names.
    let follows = match area.name.as_str() {
        "description" => is_claim || new.follows() || !has_own_lines(area),
        "content" | "abstract" | "explanation" | "external_references" => is_claim || new.follows(),
        "name" => new.follows() || new.inside(&["unnamed"]).is_some(),
        _ => false,
    };
    // A claim that is a note now has other properties for the same parts.
    follows || pair.old.kind != new.kind || has_told && RESTATED.iter().any(|name| area.is_in(name))
}

/// Whether a description is another one but for the lines that attrc writes into it.
fn has_own_lines(area: &Area<'_>) -> bool {
    const WRITTEN: &[&str] = &["Other names:", "A set "];
    let own = |node: Option<Node<'_>>| -> Vec<String> {
        let text = node.and_then(Node::string).unwrap_or_default();
        let own = text.lines().filter(|line| !WRITTEN.iter().any(|start| line.starts_with(start)));
        own.map(str::to_owned).collect()
    };
    own(area.change.left) != own(area.change.right)
}

/// Under which heading the properties of an object are told that no row knows.
fn topic_of(thing: &Thing<'_>) -> Topic {
    match thing.kind.as_ref() {
        "indicator" => Topic::Indicators,
        "attack-pattern" => Topic::Techniques,
        "relationship" | "note" | "sighting" => Topic::Wording,
        "opinion" => Topic::Answers,
        _ if thing.is_document() => Topic::Documents,
        _ => super::things::alone(thing, Sign::Changed).0,
    }
}
