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
    found.extend(seen.into_iter().filter_map(|(place, id)| attack::entry(id).map(|entry| withdrawn(entry, place))));
}

fn withdrawn(entry: &Entry, place: Location) -> Diagnostic {
    let Some(successor) = entry.successor() else {
        let message = format!("`{}`, {}, is deprecated in ATT&CK {VERSION}", entry.id, entry.name);
        return Diagnostic::new(&REVOKED_TECHNIQUE, place, message)
            .label("deprecated, without a successor")
            .help("say in words what was done, with an `attack-pattern` of its own");
    };
    let message = format!("`{}`, {}, was revoked in ATT&CK {VERSION} or before", entry.id, entry.name);
    let help = format!("its successor is `{}`, {}", successor.id, successor.name);
    let fix = Fix::safe(format!("write `{}`", successor.id), place, successor.id);
    Diagnostic::new(&REVOKED_TECHNIQUE, place, message).label("revoked").help(help).fix(fix)
}
