//! Two things that became one, one that became two, and names that make platforms take two for one.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use super::{entry, names};
use crate::review::ledger::Ledger;
use crate::review::model::{Aspect, Entry, Sign};
use crate::review::pairs::Pairs;
use crate::review::side::{Side, Thing};
use crate::review::topics::Topic;
use crate::review::words::{kind, titled};
use crate::stix::words::{fold, list};

/// What is told here, so that it is not told again as something that came or went.
#[derive(Default)]
pub(super) struct Merged {
    removed: BTreeSet<String>,
    added: BTreeSet<String>,
}

impl Merged {
    /// Whether it was told that this thing went into another, or came out of one.
    pub(super) fn tells(&self, thing: &Thing<'_>, sign: Sign) -> bool {
        let told = if sign == Sign::Removed { &self.removed } else { &self.added };
        told.contains(thing.id.as_ref())
    }
}

/// Tells merges and splits: a split is a merge, seen from the other side.
pub(super) fn tell(old: &Side<'_>, new: &Side<'_>, pairs: &Pairs<'_, '_>, ledger: &mut Ledger) -> Merged {
    let mut merged = Merged::default();
    for group in absorbed(&pairs.removed, old, new) {
        let parts: Vec<String> = group.parts.iter().map(|thing| titled(thing)).collect();
        let sentence = match group.whole_was_there {
            true => format!("{} is {} now", list(parts.iter().map(String::as_str)), titled(group.whole)),
            false => format!("{} are one now: {}", list(parts.iter().map(String::as_str)), titled(group.whole)),
        };
        merged.removed.extend(group.parts.iter().map(|thing| thing.id.to_string()));
        merged.added.insert(group.whole.id.to_string());
        let told = entry(new, group.whole, Topic::Identities, Sign::Changed);
        let also = group.parts.iter().map(|thing| thing.id.to_string()).collect();
        ledger.tell(Entry { what: "merged".to_owned(), sentence, also, ..told });
    }
    for group in absorbed(&pairs.added, new, old) {
        let parts: Vec<String> = group.parts.iter().map(|thing| titled(thing)).collect();
        let sentence = match group.whole_was_there {
            true => format!("{} is told apart from {}", list(parts.iter().map(String::as_str)), titled(group.whole)),
            false => {
                format!("what was {} is {} now", titled(group.whole), list(parts.iter().map(String::as_str)))
            }
        };
        merged.added.extend(group.parts.iter().map(|thing| thing.id.to_string()));
        merged.removed.insert(group.whole.id.to_string());
        let Some(first) = group.parts.first() else { continue };
        let told = entry(new, first, Topic::Identities, Sign::Added);
        let also = group.parts.iter().skip(1).map(|thing| thing.id.to_string()).collect();
        ledger.tell(Entry { what: "split".to_owned(), sentence, also, ..told });
    }
    clashes(old, new, pairs, ledger);
    merged
}

/// Things that are one on the other side.
struct Group<'s, 'd> {
    parts: Vec<&'s Thing<'d>>,
    whole: &'s Thing<'d>,
    /// The whole was something of its own before.
    whole_was_there: bool,
}

/// The things of `alone`, which this side has and the other has not, whose title is a name of another thing there, and was no
/// name of that here.
fn absorbed<'s, 'd>(alone: &[&'s Thing<'d>], this: &'s Side<'d>, other: &'s Side<'d>) -> Vec<Group<'s, 'd>> {
    let owners = owners(other);
    let mut had: HashSet<(usize, String)> = HashSet::new();
    for thing in this.things.iter().filter(|thing| is_named(thing)) {
        had.extend(names::all(thing).iter().map(|name| (thing.at, fold(name))));
    }
    let mut groups: BTreeMap<usize, Group<'s, 'd>> = BTreeMap::new();
    for thing in alone.iter().filter(|thing| is_named(thing)) {
        let title = thing.text("name").map(|name| fold(&name)).unwrap_or_default();
        let Some(whole) = owners.get(&(family(thing), title.clone())).and_then(|at| other.things.get(*at)) else {
            continue;
        };
        let here = this.thing(&whole.id);
        let had_it = here.is_some_and(|here| had.contains(&(here.at, title)));
        if whole.id != thing.id && !had_it {
            let group = Group { parts: Vec::new(), whole, whole_was_there: here.is_some() };
            groups.entry(whole.at).or_insert(group).parts.push(thing);
        }
    }
    // One thing alone that is another now was declared anew: it is told as one that went and one that came.
    groups.into_values().filter(|group| group.whole_was_there || group.parts.len() > 1).collect()
}

/// Tells of names that a thing got and that are, or were, the title of another one: platforms merge on names.
fn clashes(old: &Side<'_>, new: &Side<'_>, pairs: &Pairs<'_, '_>, ledger: &mut Ledger) {
    let (bore, bear) = (titles(old), titles(new));
    let now: HashMap<&str, &Thing<'_>> = pairs.both.iter().map(|pair| (pair.old.id.as_ref(), pair.new)).collect();
    let before: HashMap<&str, &Thing<'_>> = pairs.both.iter().map(|pair| (pair.new.id.as_ref(), pair.old)).collect();
    let both = pairs.both.iter().map(|pair| (Some(pair.old), pair.new));
    let things = both.chain(pairs.added.iter().map(|thing| (None, *thing)));
    for (was, is) in things.filter(|(_, is)| is_named(is)) {
        let known: BTreeSet<String> =
            was.map(|was| names::all(was).iter().map(|name| fold(name)).collect()).unwrap_or_default();
        let mut told: BTreeSet<&str> = BTreeSet::new();
        for (number, name) in names::all(is).into_iter().enumerate().filter(|(_, name)| !known.contains(&fold(name))) {
            let is_title = number == 0;
            let key = (family(is), fold(&name));
            let is_another = |owner: &&Thing<'_>| owner.id != is.id && (!is_title || owner.kind == is.kind);
            let bearer = bear.get(&key).into_iter().flatten().copied().find(is_another);
            // Who is new itself has taken nothing from one that is as new.
            let bearer = bearer.filter(|owner| was.is_some() || before.contains_key(owner.id.as_ref()));
            let took = || {
                let others = bore.get(&key).into_iter().flatten().filter_map(|owner| now.get(owner.id.as_ref()));
                others.copied().find(is_another).filter(|_| is_title)
            };
            let called = match was {
                Some(was) => format!("what was {} is called “{name}” now", titled(was)),
                None => format!("one more {} is called “{name}” now", kind(is)),
            };
            let (owner, words) = match (bearer, took()) {
                (Some(owner), _) if is_title => (owner, format!("{called}, as another one is")),
                (Some(owner), _) => (owner, format!("{} bears the name of {} now", titled(is), titled(owner))),
                (None, Some(owner)) => (owner, format!("{called}, as another one was, which is {} now", titled(owner))),
                (None, None) => continue,
            };
            if !told.insert(owner.id.as_ref()) {
                continue;
            }
            let what = if is_title { "title" } else { "name added" };
            let aspect = Aspect {
                what: what.to_owned(),
                old: was.filter(|_| is_title).and_then(Thing::title),
                new: Some(if is_title { name } else { format!("“{name}”") }),
            };
            let sentence = format!("{words}: whoever merges by names makes one of the two");
            let entry = entry(new, is, Topic::Identities, Sign::Changed);
            let what = "name of another".to_owned();
            ledger.tell(Entry { what, sentence, aspects: vec![aspect], also: vec![owner.id.to_string()], ..entry });
        }
    }
}

/// The first things of a side that have a title, by it: two, for one of them may be the one that is asked for.
fn titles<'s, 'd>(side: &'s Side<'d>) -> HashMap<(&'static str, String), Vec<&'s Thing<'d>>> {
    let mut titles: HashMap<(&'static str, String), Vec<&Thing<'_>>> = HashMap::new();
    for thing in side.things.iter().filter(|thing| is_named(thing)) {
        if let Some(name) = thing.text("name") {
            let owners = titles.entry((family(thing), fold(&name))).or_default();
            // Of each type, so that one of another type hides none.
            if owners.iter().filter(|owner| owner.kind == thing.kind).count() < 2 {
                owners.push(thing);
            }
        }
    }
    titles
}

/// The things of a side by their family and each of their names; the first one of several, and titles before other names.
fn owners(side: &Side<'_>) -> HashMap<(&'static str, String), usize> {
    let mut owners = HashMap::new();
    let named = || side.things.iter().enumerate().filter(|(_, thing)| is_named(thing));
    for title in [true, false] {
        for (at, thing) in named() {
            for (number, name) in names::all(thing).into_iter().enumerate() {
                if (number == 0) == title {
                    owners.entry((family(thing), fold(&name))).or_insert(at);
                }
            }
        }
    }
    owners
}

/// Things that one may be taken for another of: clusters and actors are one family, and so are persons and organisations.
fn family(thing: &Thing<'_>) -> &'static str {
    const FAMILIES: &[(&str, &str)] = &[
        ("intrusion-set", "actor"),
        ("threat-actor", "actor"),
        ("campaign", "actor"),
        ("identity", "identity"),
        ("malware", "software"),
        ("tool", "software"),
        ("infrastructure", "infrastructure"),
    ];
    FAMILIES.iter().find(|(kind, _)| *kind == thing.kind).map_or("", |(_, family)| family)
}

/// What has names by which it could be another one: what is known from one document alone has none.
fn is_named(thing: &Thing<'_>) -> bool {
    !family(thing).is_empty() && !thing.follows() && !thing.revoked && thing.inside(&["unnamed"]).is_none()
}
