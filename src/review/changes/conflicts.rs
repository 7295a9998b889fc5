//! Two contents of one version: an id and a `modified` may stand for one content alone (STIX 2.1, section 3.6), and whoever
//! reads both keeps either.

use std::collections::BTreeMap;

use super::entry;
use crate::json::{Node, Path, Step};
use crate::review::ledger::Ledger;
use crate::review::model::{Aspect, Entry, Sign};
use crate::review::side::Side;
use crate::review::topics::Topic;
use crate::review::words::{clipped, titled, value};
use crate::stix::compare::{Mode, instant, values};

/// The contents of versions that have several, by id and `modified`.
type Conflicts<'d> = BTreeMap<(String, String), Vec<Node<'d>>>;

/// How many properties are named in which the two differ.
const NAMED: usize = 3;

/// Tells the conflicts that one side has and the other has not, or has otherwise.
pub(super) fn tell(old: &Side<'_>, new: &Side<'_>, ledger: &mut Ledger) {
    let (before, after) = (conflicts(old), conflicts(new));
    for (key, contents) in &before {
        if !after.contains_key(key) {
            told(old, key, contents, Sign::Removed, ledger);
        }
    }
    for (key, contents) in &after {
        match before.get(key) {
            None => told(new, key, contents, Sign::Added, ledger),
            Some(others) if are_same(others, contents) => {}
            Some(_) => told(new, key, contents, Sign::Changed, ledger),
        }
    }
}

fn told(side: &Side<'_>, (id, _): &(String, String), contents: &[Node<'_>], sign: Sign, ledger: &mut Ledger) {
    let (Some(thing), [first, others @ ..]) = (side.thing(id), contents) else { return };
    let Some(other) = others.iter().find(|other| !values(*first, **other, Mode::Meaning).is_empty()) else { return };
    let changes = values(*first, *other, Mode::Meaning);
    let aspects = changes.iter().take(NAMED).flat_map(|change| {
        let what = property(&change.path);
        let shown = |node: Option<Node<'_>>| Some(node.map_or_else(|| "nothing".to_owned(), value));
        [
            Aspect { what: format!("{what} in the first"), old: None, new: shown(change.left) },
            Aspect { what: format!("{what} in the other"), old: None, new: shown(change.right) },
        ]
    });
    let which = match first.get("modified").and_then(Node::string) {
        None => "one id".to_owned(),
        Some(modified) => format!("one id and one `modified`, {}", clipped(&modified)),
    };
    let name = titled(thing);
    let (what, sentence) = match sign {
        Sign::Removed => ("no more two contents of one version", format!("{name} had two contents under {which}")),
        Sign::Added | Sign::Changed => (
            "two contents of one version",
            format!(
                "{name} has two contents under {which}: which of them a reader keeps is chance; the first is compared"
            ),
        ),
    };
    let about = entry(side, thing, Topic::Identities, sign);
    ledger.tell(Entry { what: what.to_owned(), sentence, aspects: aspects.collect(), ..about });
}

fn conflicts<'d>(side: &Side<'d>) -> Conflicts<'d> {
    let mut contents = Conflicts::new();
    let key = |id: &str, node: Node<'_>| {
        let modified = node.get("modified").and_then(Node::string).unwrap_or_default();
        (id.to_owned(), instant(&modified))
    };
    // What stands once has no double, so the newest of those alone is looked at that have older ones.
    for (id, _) in &side.older {
        if let Some(thing) = side.thing(id) {
            contents.entry(key(id, thing.node)).or_insert_with(|| vec![thing.node]);
        }
    }
    for (id, node) in &side.older {
        contents.entry(key(id, *node)).or_default().push(*node);
    }
    contents.retain(|_, nodes| match nodes.as_slice() {
        [first, others @ ..] => others.iter().any(|other| !values(*first, *other, Mode::Meaning).is_empty()),
        [] => false,
    });
    contents
}

fn are_same(old: &[Node<'_>], new: &[Node<'_>]) -> bool {
    old.len() == new.len() && old.iter().zip(new).all(|(old, new)| values(*old, *new, Mode::Meaning).is_empty())
}

fn property(path: &Path) -> String {
    let keys = path.0.iter().filter_map(|step| match step {
        Step::Key(key) => Some(key.as_str()),
        Step::Index(_) => None,
    });
    clipped(&keys.collect::<Vec<_>>().join("."))
}
