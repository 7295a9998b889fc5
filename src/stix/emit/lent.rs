//! What shared files lend: an agency that a case never names is no part of its bundle, or a line in a shared file would
//! change the bundles of all cases (mapping: "every identity, location and technique referred to").

use std::collections::{HashMap, HashSet};

use super::Emission;
use super::context::Context;
use crate::facts::Form;
use crate::stix::ids::Id;
use crate::stix::object::Object;
use crate::stix::value::Value;

/// Empties the emissions, one an entity, of what is lent and nothing refers to: parties of shared files, and what only they
/// name, such as their places.
pub(super) fn leave_out(context: &Context<'_>, declared: &mut [Emission], said: &Emission) {
    let facts = context.facts;
    if facts.lent.is_empty() {
        return;
    }
    let lent: Vec<bool> =
        facts.entity_ids().map(|id| facts.lent.contains(&id) || facts.entity(id).form == Form::Coded).collect();
    let is_lent = |at: usize| lent.get(at).copied().unwrap_or(false);
    let needed = needed(declared, said, is_lent);
    for (at, emission) in declared.iter_mut().enumerate().filter(|(at, _)| is_lent(*at)) {
        if !needed.contains(&at) {
            emission.objects.clear();
        }
    }
}

/// Which of the lent entities something refers to, directly or through others of them.
fn needed(declared: &[Emission], said: &Emission, is_lent: impl Fn(usize) -> bool) -> HashSet<usize> {
    let mut owners: HashMap<Id, usize> = HashMap::new();
    for (at, emission) in declared.iter().enumerate().filter(|(at, _)| is_lent(*at)) {
        owners.extend(emission.objects.iter().filter_map(|object| Some((object.id?, at))));
    }
    let mut needed = HashSet::new();
    let mut queue: Vec<usize> = Vec::new();
    let mut look = |objects: &[Object], queue: &mut Vec<usize>| {
        let properties = objects.iter().flat_map(|object| object.properties().iter());
        for (_, value) in properties.filter(|(key, _)| *key != "id") {
            refer(value, &mut |id| queue.extend(owners.get(&id).filter(|at| needed.insert(**at))));
        }
    };
    look(&said.objects, &mut queue);
    let own = declared.iter().enumerate().filter(|(at, _)| !is_lent(*at));
    own.for_each(|(_, emission)| look(&emission.objects, &mut queue));
    while let Some(at) = queue.pop() {
        let Some(emission) = declared.get(at) else { continue };
        look(&emission.objects, &mut queue);
    }
    needed
}

/// Calls a function with each id that a value refers to.
fn refer(value: &Value, found: &mut impl FnMut(Id)) {
    match value.plain() {
        Value::Id(id) => found(*id),
        Value::List(items) => items.iter().for_each(|item| refer(item, found)),
        Value::Object(members) => members.iter().for_each(|(_, value)| refer(value, found)),
        _ => {}
    }
}
