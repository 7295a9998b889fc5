//! Names: consumers make one of two objects that share one (mapping: aliases).

use std::collections::HashMap;

use jiff::Timestamp;

use super::draft::{Draft, text, time};
use super::words::describe;
use crate::diag::codes::targets::DROPPED_ALIAS;
use crate::facts::{Entity, Origin, Value as Fact};
use crate::stix::value::Value;
use crate::stix::words::{fold, list};
use crate::stix::{EXTENSION, Id, Object};
use crate::vocab::standard::Category;

/// Types whose names are those of documents and signs, not of things.
const PAPER: &[&str] = &["report", "grouping", "indicator", "note", "opinion", "observed-data"];

/// The keys of the language that give names.
const NAMES: &[&str] = &["aka", "native", "aliases"];

/// The names of all things of a build.
pub(super) struct Owners(HashMap<String, Owner>);

/// Who has a name: one object, or several.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Owner {
    One(Id),
    Several,
}

impl Owners {
    /// Reads them.
    pub fn of(draft: &Draft<'_>) -> Self {
        let mut owners: HashMap<String, Owner> = HashMap::new();
        let things = draft.objects().filter(|object| object.is(Category::Sdo) && !PAPER.contains(&object.kind()));
        for object in things {
            let Some(id) = object.id else { continue };
            for name in text(object, "name").into_iter().chain(aliases(object)) {
                let owner = owners.entry(fold(name)).or_insert(Owner::One(id));
                if *owner != Owner::One(id) {
                    *owner = Owner::Several;
                }
            }
        }
        Self(owners)
    }

    /// Whether nobody but this object has a name.
    fn only(&self, name: &str, id: Id) -> bool {
        self.0.get(&fold(name)).is_none_or(|owner| *owner == Owner::One(id))
    }
}

/// Takes aliases away that are names of others too.
pub(super) fn drop_shared(draft: &mut Draft<'_>, owners: &Owners) {
    let named: Vec<Id> =
        draft.objects().filter(|object| aliases(object).next().is_some()).filter_map(|object| object.id).collect();
    for id in named {
        let Some(object) = draft.edit(id) else { continue };
        let (kept, dropped): (Vec<String>, Vec<String>) =
            aliases(object).map(str::to_owned).partition(|alias| owners.only(alias, id));
        if dropped.is_empty() {
            continue;
        }
        match kept.is_empty() {
            true => {
                object.remove("aliases");
            }
            false => object.set("aliases", kept.into_iter().map(Value::from).collect::<Vec<_>>()),
        }
        describe(object, [format!("Other names: {}.", list(dropped.iter().map(String::as_str))).as_str()]);
        let origin = draft.entity(id).and_then(|entity| origin_of(entity, &dropped)).or_else(|| draft.origin(id));
        let names: Vec<String> = dropped.iter().map(|name| format!("“{name}”")).collect();
        let names = list(names.iter().map(String::as_str));
        let message = format!("{} would make one of the things that share {names}", draft.consumer.title);
        let help = format!("it is in the description of “{}” there, not in its aliases", draft.title(id));
        draft.tell_at(&DROPPED_ALIAS, id, origin, message, help);
    }
}

/// The uncontested names of an identity that are still in use, which the standard has no property for.
pub(super) fn of_identity(object: &Object, owners: &Owners, now: Option<Timestamp>) -> Vec<Value> {
    let Some(id) = object.id else { return Vec::new() };
    let extension = object.get("extensions").and_then(Value::as_object).and_then(|map| map.get(EXTENSION));
    let entries = extension.and_then(Value::as_object).and_then(|map| map.get("names"));
    let mut names: Vec<Value> = Vec::new();
    for entry in entries.map(Value::items).unwrap_or_default().iter().filter_map(Value::as_object) {
        let Some(name) = entry.get("value").filter(|name| !names.contains(name)) else { continue };
        let end = entry.get("until").and_then(Value::as_object).and_then(|until| until.get("latest"));
        let ended = matches!((end.map(Value::plain), now), (Some(Value::Time(end)), Some(now)) if *end < now);
        if !ended && name.as_text().is_some_and(|name| owners.only(name, id)) {
            names.push(name.clone());
        }
    }
    names
}

/// When the newest document of a build was written.
pub(super) fn newest(draft: &Draft<'_>) -> Option<Timestamp> {
    draft.objects().filter(|object| object.kind() == "report").filter_map(|object| time(object, "published")).max()
}

fn aliases(object: &Object) -> impl Iterator<Item = &str> {
    object.get("aliases").map(Value::items).unwrap_or_default().iter().filter_map(Value::as_text)
}

fn origin_of(entity: &Entity, names: &[String]) -> Option<Origin> {
    let values = NAMES.iter().flat_map(|key| entity.values(key));
    let is_one = |value: &Fact| matches!(value, Fact::Text(text) if names.contains(text));
    values.filter(|value| is_one(&value.value)).map(|value| value.origin).next()
}
