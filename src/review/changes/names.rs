//! Names: which came, which went, which were given by others than before.

use std::borrow::Cow;
use std::collections::BTreeMap;

use crate::json::Node;
use crate::review::model::Aspect;
use crate::review::side::{Side, Thing, texts};
use crate::review::words::short;
use crate::stix::words::list;

/// The names of a thing, each with who gave it and when, in words.
type Given = BTreeMap<String, Vec<String>>;

/// What is different between the names of two versions, each with what happened.
pub(super) fn aspects(old: &Side<'_>, new: &Side<'_>, was: &Thing<'_>, is: &Thing<'_>) -> Vec<(&'static str, Aspect)> {
    let (before, after) = (given(old, was), given(new, is));
    let aspect = |old: Option<String>, new: Option<String>| Aspect { what: "name".to_owned(), old, new };
    let mut out = Vec::new();
    for (name, givers) in &before {
        match after.get(name) {
            None => out.push(("name taken away", aspect(Some(with(name, givers)), None))),
            Some(others) if others != givers => {
                out.push(("name re-attributed", aspect(Some(with(name, givers)), Some(with(name, others)))));
            }
            Some(_) => {}
        }
    }
    let added = after.iter().filter(|(name, _)| !before.contains_key(*name));
    out.extend(added.map(|(name, givers)| ("name added", aspect(None, Some(with(name, givers))))));
    out
}

/// All that a thing is called, its title first.
pub(super) fn all(thing: &Thing<'_>) -> Vec<String> {
    let mut names: Vec<String> = thing.text("name").map(Cow::into_owned).into_iter().collect();
    names.extend(values(thing));
    names
}

fn values(thing: &Thing<'_>) -> Vec<String> {
    let entries = thing.inside(&["names"]).into_iter().flat_map(Node::items);
    let told = entries.filter_map(|entry| entry.get("value")?.string()).map(Cow::into_owned);
    let listed = ["aliases", "x_mitre_aliases", "x_opencti_aliases"];
    let listed = listed.iter().flat_map(|key| texts(thing.node.get(key))).map(Cow::into_owned);
    told.chain(listed).collect()
}

fn given(side: &Side<'_>, thing: &Thing<'_>) -> Given {
    let mut names = Given::new();
    for entry in thing.inside(&["names"]).into_iter().flat_map(Node::items) {
        let Some(name) = entry.get("value").and_then(Node::string) else { continue };
        let text = |key: &str| entry.get(key).and_then(Node::string);
        let words = |key: &str| entry.get(key).and_then(|date| date.get("words")?.string());
        let mut said: Vec<String> = text("giver_ref").map(|id| format!("by {}", side.title(&id))).into_iter().collect();
        // Both ends of one time have the same words.
        let (since, until) = (words("since"), words("until"));
        said.extend(since.iter().chain(until.iter().filter(|_| since != until)).map(|words| short(words)));
        names.entry(name.into_owned()).or_default().push(said.join(" "));
    }
    // An alias is a name too, where nothing more is said of it; a title among its own aliases is none.
    let title = thing.text("name");
    for name in values(thing).into_iter().filter(|name| title.as_ref().is_none_or(|title| title != name)) {
        names.entry(name).or_default();
    }
    names.values_mut().for_each(|givers| givers.sort());
    names
}

fn with(name: &str, givers: &[String]) -> String {
    let givers: Vec<&str> = givers.iter().map(String::as_str).filter(|giver| !giver.is_empty()).collect();
    if givers.is_empty() { format!("“{name}”") } else { format!("“{name}” {}", list(givers)) }
}
