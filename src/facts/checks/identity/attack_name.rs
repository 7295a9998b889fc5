//! `attack-name`: a declaration with the id of one entry of ATT&CK and the name of another.

use super::naming::sort_of_type;
use crate::diag::codes::identity::ATTACK_NAME;
use crate::diag::{Diagnostic, Fix};
use crate::facts::checks::View;
use crate::facts::model::{Entity, Form, Value};
use crate::vocab::attack::{self, Entry};
use crate::vocab::names::{fold, known};

/// Reports titles that are the name of another entry of the same type than the declared id.
pub fn check(view: &View<'_>, found: &mut Vec<Diagnostic>) {
    for (_, entity) in view.entities().filter(|(_, entity)| entity.form == Form::Declared) {
        found.extend(mismatch(view, entity));
    }
}

fn mismatch(view: &View<'_>, entity: &Entity) -> Option<Diagnostic> {
    let given: Vec<_> = entity.values("attack").collect();
    let entries: Vec<&Entry> = given
        .iter()
        .filter_map(|value| match &value.value {
            Value::Code(code) => attack::entry(code),
            _ => None,
        })
        .collect();
    // Of what ATT&CK has withdrawn, the successor has the name.
    let (value, entry) = (given.first()?, entries.first().filter(|entry| entry.is_current())?);
    let title = fold(&entity.title);
    if entries.iter().flat_map(|entry| entry.names()).any(|name| fold(name) == title) {
        return None;
    }
    let alike = |stix: &str| {
        stix == entry.stix || (sort_of_type(stix).is_some() && sort_of_type(stix) == sort_of_type(entry.stix))
    };
    let other = known(&entity.title).find(|known| known.catalogue == "ATT&CK" && alike(known.stix))?;
    let message = format!("“{}” is the name of `{}` in ATT&CK, not of `{}`", entity.title, other.attack, entry.id);
    let place = view.at(value.origin);
    Some(
        Diagnostic::new(&ATTACK_NAME, place, message)
            .label(format!("{} is {}", entry.id, entry.name))
            .related(view.at(entity.origin), "declared here")
            .help("check which of the two is meant")
            .fix(Fix::guess(format!("write `{}`", other.attack), place, other.attack)),
    )
}
