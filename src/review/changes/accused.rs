//! Who is accused, by the claims of a side: what they are called and who belongs to them is part of the accusation.

use std::borrow::Cow;
use std::collections::{BTreeSet, HashMap};

use super::acts;
use crate::review::pairs::{Pair, Part, ends, verb};
use crate::review::side::{Side, Thing, texts};
use crate::review::words::{third_person, titled};
use crate::stix::words::{counted, list};

/// The claims and acts that accuse somebody, by whom they accuse.
pub(super) struct Accused<'s, 'd> {
    side: &'s Side<'d>,
    accusations: HashMap<String, Vec<Accusation<'s, 'd>>>,
}

/// A claim, and the part of it that names the accused; of an act that makes no claim, none.
struct Accusation<'s, 'd> {
    thing: &'s Thing<'d>,
    part: Option<Part>,
}

/// How many accusations are named before the others are only counted.
const NAMED: usize = 2;

impl<'s, 'd> Accused<'s, 'd> {
    pub(super) fn of(side: &'s Side<'d>) -> Self {
        let mut accusations: HashMap<String, Vec<Accusation<'s, 'd>>> = HashMap::new();
        let mut note = |id: String, thing, part| {
            accusations.entry(id).or_default().push(Accusation { thing, part });
        };
        let persons = persons(side);
        for thing in side.things.iter().filter(|thing| !thing.revoked) {
            if let Some((part, id)) = acts::accuses(side, thing) {
                note(persons.get(&*id).map_or(id, |person| person.to_string()), thing, Some(part));
            }
        }
        for thing in side.things.iter().filter(|thing| !thing.revoked) {
            for id in texts(thing.inside(&["act", "against_refs"])) {
                note(id.into_owned(), thing, None);
            }
        }
        Self { side, accusations }
    }

    /// Whether somebody accuses it.
    pub(super) fn has(&self, id: &str) -> bool {
        self.accusations.contains_key(id)
    }

    /// What is said of one who is accused and has another title.
    pub(super) fn renamed(&self, new: &Thing<'_>) -> Option<String> {
        let whom = self.whom(&new.id)?;
        let title = new.title().unwrap_or_else(|| new.id.to_string());
        Some(format!("the one {whom} is called “{title}” now"))
    }

    /// What is said of an accused group that others belong to than before.
    pub(super) fn joined(&self, pair: &Pair<'_, '_>) -> Option<String> {
        let members = |thing: &Thing<'_>| -> Vec<String> {
            texts(thing.inside(&["set", "member_refs"])).into_iter().map(|id| id.into_owned()).collect()
        };
        let whom = self.whom(&pair.new.id)?;
        let before: BTreeSet<String> = members(pair.old).into_iter().collect();
        let come: Vec<String> = members(pair.new).into_iter().filter(|id| !before.contains(id)).collect();
        let mut titles: Vec<String> = come.iter().take(NAMED).map(|id| self.side.title(id)).collect();
        if come.len() > NAMED {
            titles.push(counted(come.len() - NAMED, "more", "more"));
        }
        let verb = if come.len() == 1 { "is" } else { "are" };
        let titles = list(titles.iter().map(String::as_str));
        (!come.is_empty()).then(|| format!("{titles} {verb} of {} now, the one {whom}", titled(pair.new)))
    }

    /// "whom Prosecutors of Port Example charges".
    pub(super) fn whom(&self, id: &str) -> Option<String> {
        let all = self.accusations.get(id)?;
        // An act is named where no claim says what it does.
        let has_claims = all.iter().any(|one| one.part.is_some());
        let mut words: Vec<String> =
            all.iter().filter(|one| !has_claims || one.part.is_some()).map(|one| self.words(one)).collect();
        words.dedup();
        let more = words.len().saturating_sub(NAMED);
        words.truncate(NAMED);
        if more > 0 {
            words.push(format!("whom {} accuse", counted(more, "more claim", "more claims")));
        }
        Some(list(words.iter().map(String::as_str)))
    }

    fn words(&self, accusation: &Accusation<'_, '_>) -> String {
        let thing = accusation.thing;
        let [subject, object] =
            ends(thing).map(|id| id.map_or_else(|| "[nothing]".to_owned(), |id| self.side.title(&id)));
        let verb = verb(thing);
        match accusation.part {
            None => format!("against whom {} is", titled(thing)),
            Some(Part::Subject) => {
                let base = acts::row(thing).map_or(verb, |row| row.base.to_owned());
                format!("who is said to {base} {object}")
            }
            Some(_) => format!("whom {subject} {}", third_person(&verb)),
        }
    }
}

/// The persons behind the threat actors that stand for them in claims.
fn persons<'d>(side: &Side<'d>) -> HashMap<Cow<'d, str>, Cow<'d, str>> {
    let follows = side.things.iter().filter(|thing| thing.kind == "relationship" && thing.follows());
    let links = follows.filter(|thing| thing.text("relationship_type").is_some_and(|word| word == "attributed-to"));
    links.filter_map(|thing| thing.text("source_ref").zip(thing.text("target_ref"))).collect()
}
