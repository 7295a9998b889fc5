//! Where the objects of a build stand: the line of the fact that each comes from.

use std::collections::BTreeMap;

use super::index::reason;
use super::place::{Line, line};
use crate::Compilation;
use crate::stix::{Id, name};

/// The line of each object that stands for a fact, or follows from one.
pub fn lines(compilation: &Compilation) -> BTreeMap<String, Line> {
    let (facts, project) = (&compilation.facts, &compilation.project);
    let named = name(facts, &compilation.settings);
    let entities = named.entities.iter().copied().zip(facts.entities.iter().map(|entity| entity.origin));
    let claims = named.claims.iter().copied().zip(facts.claims.iter().map(|claim| claim.origin));
    let statements = named.statements.iter().copied().zip(facts.statements.iter().map(|statement| statement.origin));
    let responses = named.responses.iter().zip(facts.responses.iter().map(|response| response.origin));
    let responses = responses.filter_map(|(id, origin)| Some(((*id)?, origin)));
    let mut lines: BTreeMap<Id, Line> = BTreeMap::new();
    for (id, origin) in entities.chain(claims).chain(statements).chain(responses) {
        if let Some(line) = line(project, facts.location(origin)) {
            lines.entry(id).or_insert(line);
        }
    }
    for object in &compilation.objects {
        let line = reason(object).and_then(|reason| lines.get(&reason)).cloned();
        if let Some((id, line)) = object.id.zip(line) {
            lines.entry(id).or_insert(line);
        }
    }
    lines.into_iter().map(|(id, line)| (id.to_string(), line)).collect()
}
