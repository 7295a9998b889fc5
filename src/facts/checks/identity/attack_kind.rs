//! `attack-kind`: a declaration with the ATT&CK id of another kind of thing.

use crate::diag::Diagnostic;
use crate::diag::codes::identity::ATTACK_KIND;
use crate::facts::checks::View;
use crate::facts::model::{Form, Value};
use crate::vocab::attack::{self, Entry};

/// What may be equated with an entry of a type: what ATT&CK calls a group may be a cluster or those who act in it.
const EQUALS: &[(&str, &[&str])] = &[
    ("attack-pattern", &["attack-pattern"]),
    ("malware", &["malware", "tool"]),
    ("tool", &["malware", "tool"]),
    ("intrusion-set", &["intrusion-set", "threat-actor", "identity"]),
    ("campaign", &["campaign", "incident"]),
];

/// Reports ids of entries that the kind of the declaration cannot be.
pub fn check(view: &View<'_>, found: &mut Vec<Diagnostic>) {
    for (_, entity) in view.entities().filter(|(_, entity)| entity.form == Form::Declared) {
        for value in entity.values("attack") {
            let Value::Code(code) = &value.value else { continue };
            let Some(entry) = attack::entry(code).filter(|entry| !fits(entry, entity.kind.stix)) else { continue };
            let message = format!("`{code}`, {}, is {} of ATT&CK", entry.name, described(entry));
            found.push(
                Diagnostic::new(&ATTACK_KIND, view.at(value.origin), message)
                    .label(format!("`{}` is declared as `{}`", entity.name, entity.kind.word))
                    .help(format!("say in a claim what joins them, such as `{} uses {code}`", entity.name)),
            );
        }
    }
}

fn fits(entry: &Entry, stix: &str) -> bool {
    EQUALS.iter().find(|(of, _)| *of == entry.stix).is_none_or(|(_, equals)| equals.contains(&stix))
}

fn described(entry: &Entry) -> &'static str {
    match entry.stix {
        "attack-pattern" => "a technique",
        "intrusion-set" => "a group",
        "campaign" => "a campaign",
        _ => "a piece of software",
    }
}
