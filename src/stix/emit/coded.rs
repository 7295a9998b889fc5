//! What a code alone tells of its object: `T1566.002`, `S0154` (mapping: technique).

use crate::facts::{Entity, Form};
use crate::stix::object::Object;
use crate::stix::value::{Map, Value};
use crate::vocab::attack;
use crate::vocab::standard::ObjectType;

/// Adds what ATT&CK says of an entry that nothing declares.
pub(super) fn describe(entity: &Entity, row: &ObjectType, object: &mut Object) {
    if entity.form != Form::Coded {
        return;
    }
    if row.name == "malware" {
        // What ATT&CK lists as malware are families.
        object.set("is_family", Value::Boolean(true));
    }
    tactics(entity, row, object);
}

/// The tactics of a technique that stands for itself (mapping: technique).
fn tactics(entity: &Entity, row: &ObjectType, object: &mut Object) {
    let entry = attack::entry(&entity.name).filter(|_| entity.form == Form::Coded && row.name == "attack-pattern");
    let phase = |tactic: &&'static str| {
        Value::from(Map::new().with("kill_chain_name", "mitre-attack").with("phase_name", *tactic))
    };
    object.push_list(
        "kill_chain_phases",
        entry.map(|entry| entry.tactics.iter().map(phase).collect()).unwrap_or_default(),
    );
}
