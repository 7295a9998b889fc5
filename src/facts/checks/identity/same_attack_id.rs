//! `same-attack-id`: two declarations that are one entry of ATT&CK.

use std::collections::HashMap;

use crate::diag::Diagnostic;
use crate::diag::codes::identity::SAME_ATTACK_ID;
use crate::facts::checks::View;
use crate::facts::model::{EntityId, Form, Value};

/// Reports the second declaration with an id, and each further one.
pub fn check(view: &View<'_>, found: &mut Vec<Diagnostic>) {
    let mut first = HashMap::new();
    for (id, entity) in view.entities().filter(|(_, entity)| entity.form == Form::Declared) {
        for value in entity.values("attack") {
            let Value::Code(code) = &value.value else { continue };
            let (other, origin): (EntityId, _) = *first.entry(code.as_str()).or_insert((id, value.origin));
            if other != id {
                let other = view.entity(other);
                let message = format!("`{}` and `{}` have one ATT&CK id, `{code}`", other.name, entity.name);
                found.push(
                    Diagnostic::new(&SAME_ATTACK_ID, view.at(value.origin), message)
                        .label("platforms would make them one")
                        .related(view.at(origin), format!("the id of `{}`", other.name))
                        .help("declare the thing once, or leave the id at the one that it fits exactly"),
                );
            }
        }
    }
}
