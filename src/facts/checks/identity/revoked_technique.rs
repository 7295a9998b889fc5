//! `revoked-technique`: an id that ATT&CK has revoked or deprecated.

use std::collections::BTreeSet;

use crate::diag::codes::identity::REVOKED_TECHNIQUE;
use crate::diag::{Diagnostic, Fix};
use crate::facts::checks::View;
use crate::facts::model::{EntityId, Form, Object, Origin, Value};
use crate::source::Location;
use crate::vocab::attack::{self, Entry, VERSION};

/// Reports each place where a withdrawn id stands, with its successor as a fix.
pub fn check(view: &View<'_>, found: &mut Vec<Diagnostic>) {
    let mut seen: BTreeSet<(Location, &str)> = BTreeSet::new();
    let mut meet = |entry: &'static Entry, origin: Origin| {
        if !entry.is_current() {
            seen.insert((view.at(origin), entry.id));
        }
    };
    let coded = |id: EntityId| Some(view.entity(id)).filter(|entity| entity.form == Form::Coded);
    for claim in &view.facts.claims {
        let object = match claim.object {
            Object::Entity(id) => Some(id),
            Object::Gap(_) => None,
        };
        for (id, origin) in [(Some(claim.subject), claim.places.subject), (object, claim.origin)] {
            if let Some(entry) = id.and_then(coded).and_then(|entity| attack::entry(&entity.name)) {
                meet(entry, origin);
            }
        }
    }
    for (_, entity) in view.entities() {
        for value in entity.values("attack") {
            if let Value::Code(code) = &value.value
                && let Some(entry) = attack::entry(code)
            {
                meet(entry, value.origin);
            }
        }
    }
    // Where the successor is named too, or another id leads to it, one statement would be made twice.
    let named = |id: &str| {
        let is_code = |value: &Value| matches!(value, Value::Code(code) if code == id);
        view.facts.entities.iter().any(|entity| {
            (entity.form == Form::Coded && entity.name == id)
                || entity.values("attack").any(|value| is_code(&value.value))
        })
    };
    let successors: Vec<&str> = seen.iter().filter_map(|(_, id)| Some(attack::entry(id)?.successor()?.id)).collect();
    for (place, entry) in seen.into_iter().filter_map(|(place, id)| Some((place, attack::entry(id)?))) {
        let next = entry.successor().map_or("", |successor| successor.id);
        let twice = successors.iter().filter(|other| **other == next).count() > 1;
        found.push(withdrawn(entry, place, twice || named(next)));
    }
}

fn withdrawn(entry: &Entry, place: Location, is_there_already: bool) -> Diagnostic {
    let Some(successor) = entry.successor() else {
        let message = format!("`{}`, {}, is deprecated in ATT&CK {VERSION}", entry.id, entry.name);
        return Diagnostic::new(&REVOKED_TECHNIQUE, place, message)
            .label("deprecated, without a successor")
            .help("say in words what was done, with an `attack-pattern` of its own");
    };
    let message = format!("`{}`, {}, was revoked in ATT&CK {VERSION} or before", entry.id, entry.name);
    let help = format!("its successor is `{}`, {}", successor.id, successor.name);
    // Whether an analyst who wrote one group means the one that took it in is an attribution of its own.
    let title = format!("write `{}`", successor.id);
    let fix = match (entry.stix, is_there_already) {
        ("attack-pattern", false) => Fix::safe(title, place, successor.id),
        _ => Fix::guess(title, place, successor.id),
    };
    Diagnostic::new(&REVOKED_TECHNIQUE, place, message).label("revoked").help(help).fix(fix)
}
