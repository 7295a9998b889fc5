//! What is only counted: order, spelling, older versions, what stands around the objects; and what has no id.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use crate::json::{Kind, Node};
use crate::review::ledger::{Class, Ledger};
use crate::review::model::{Entry, Sign};
use crate::review::pairs::Pairs;
use crate::review::side::{Side, is_container};
use crate::review::topics::Topic;
use crate::review::words::{clipped, short};
use crate::stix::compare::displaced;

/// Counts it.
pub(super) fn tell(old: &Side<'_>, new: &Side<'_>, pairs: &Pairs<'_, '_>, ledger: &mut Ledger) {
    for thing in &pairs.buried {
        ledger.count(Class::Withdrawn, &thing.id, "is on one side only");
    }
    order(pairs, ledger);
    older(old, new, ledger);
    loose(old, new, ledger);
    around(old.root, new.root, ledger);
}

/// The fewest objects that have to move, among those that both sides have.
fn order(pairs: &Pairs<'_, '_>, ledger: &mut Ledger) {
    let mut places: Vec<(usize, usize, &str)> =
        pairs.both.iter().map(|pair| (pair.old.at, pair.new.at, pair.new.id.as_ref())).collect();
    places.sort_unstable();
    let mut moved = displaced(places.iter().map(|(_, new, _)| *new)).into_iter().peekable();
    for (old, new, id) in places {
        if moved.next_if_eq(&new).is_some() {
            ledger.count(Class::Order, id, format!("from place {old} to place {new}"));
        }
    }
}

fn older(old: &Side<'_>, new: &Side<'_>, ledger: &mut Ledger) {
    let key = |(id, node): &(Cow<'_, str>, Node<'_>)| (id.to_string(), node.raw().to_owned());
    for ((id, _), sign) in unlike(old.older.iter().map(key), new.older.iter().map(key)) {
        ledger.count(Class::Older, &id, format!("{} a version before the newest, or a double", sign.word()));
    }
}

fn loose(old: &Side<'_>, new: &Side<'_>, ledger: &mut Ledger) {
    let key = |node: &Node<'_>| node.raw().to_owned();
    for (raw, sign) in unlike(old.loose.iter().map(key), new.loose.iter().map(key)) {
        ledger.tell(Entry {
            topic: Topic::Others,
            sign,
            what: format!("an object without an id {}", sign.word()),
            sentence: raw,
            aspects: Vec::new(),
            source: None,
            id: String::new(),
            old_id: None,
            also: Vec::new(),
            place: None,
        });
    }
}

/// What one side has more often than the other.
fn unlike<T: Ord>(old: impl Iterator<Item = T>, new: impl Iterator<Item = T>) -> Vec<(T, Sign)> {
    let mut counts: BTreeMap<T, i64> = BTreeMap::new();
    old.for_each(|one| *counts.entry(one).or_default() -= 1);
    new.for_each(|one| *counts.entry(one).or_default() += 1);
    let sign = |count: i64| if count < 0 { Sign::Removed } else { Sign::Added };
    counts.into_iter().filter(|(_, count)| *count != 0).map(|(one, count)| (one, sign(count))).collect()
}

/// What stands around the objects: the bundle's own properties, its form.
fn around(old: Option<Node<'_>>, new: Option<Node<'_>>, ledger: &mut Ledger) {
    let form = |root: Option<Node<'_>>| match root {
        None => "nothing",
        Some(root) if root.kind() == Kind::List => "a list",
        Some(root) if is_container(root) => "a bundle",
        Some(_) => "one value",
    };
    if form(old) != form(new) {
        ledger.count(Class::Bundle, "", format!("{} -> {}", form(old), form(new)));
    }
    if form(old) != "a bundle" || form(new) != "a bundle" {
        return;
    }
    let (old, new) = (members(old), members(new));
    let shown = |value: Option<&&str>| value.map_or_else(|| "nothing".to_owned(), |raw| clipped(raw));
    let keys: BTreeSet<&Cow<'_, str>> = old.keys().chain(new.keys()).collect();
    for key in keys {
        let (left, right) = (old.get(key), new.get(key));
        if left != right {
            ledger.count(Class::Bundle, "", format!("{}: {} -> {}", short(key), shown(left), shown(right)));
        }
    }
}

/// The properties of a bundle, its objects aside.
fn members<'d>(root: Option<Node<'d>>) -> BTreeMap<Cow<'d, str>, &'d str> {
    let members = root.into_iter().flat_map(Node::members).filter(|member| !member.key.is("objects"));
    members.map(|member| (member.key.string().unwrap_or_default(), member.value.raw())).collect()
}
