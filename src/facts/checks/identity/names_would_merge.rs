//! `names-would-merge` and `distinct-names-would-merge`: what would become one thing if names were taken for identity.
//!
//! Things of one sort are the nodes of a graph; a shared name, `same-as`, `renamed-to` and `tracked-as` are its edges. What
//! hangs together there would merge, and a chain of edges says why. Two things that share a name are told by `contested-name`.

mod graph;

use std::collections::BTreeMap;

use self::graph::{Edge, Graph, Link};
use super::naming::{joined, titles};
use crate::diag::Diagnostic;
use crate::diag::codes::identity::{DISTINCT_NAMES_WOULD_MERGE, NAMES_WOULD_MERGE};
use crate::facts::checks::View;
use crate::facts::model::{Claim, ClaimId, EntityId, Object};

/// Verbs by which somebody says that two things are not simply one.
const APART: [&str; 3] = ["distinct-from", "overlaps-with", "subset-of"];

/// How many things, and links of a chain, a finding shows.
const SHOWN: usize = 6;

/// How many findings there are about what one thing is called distinct from.
const MOST: usize = 16;

/// Reports the closure over names, and the chains in it that join what a source keeps apart.
pub fn check(view: &View<'_>, found: &mut Vec<Diagnostic>) {
    let graph = Graph::new(view);
    let mut told: BTreeMap<EntityId, usize> = BTreeMap::new();
    for (at, claim) in view.facts.claims.iter().enumerate() {
        let Some((subject, object)) = apart(claim) else { continue };
        let Some(group) = graph.group(subject).filter(|group| graph.group(object) == Some(*group)) else { continue };
        let count = told.entry(group).or_default();
        if *count < MOST {
            *count += 1;
            found.extend(joined_though_apart(view, &graph, ClaimId(at as u32), subject, object));
        }
    }
    for (group, members) in graph.groups().filter(|(_, members)| members.len() > 2) {
        if !told.contains_key(&group) {
            found.extend(would_merge(view, &graph, &members));
        }
    }
}

/// What a claim keeps apart.
fn apart(claim: &Claim) -> Option<(EntityId, EntityId)> {
    let Object::Entity(object) = claim.object else { return None };
    let says_so = match claim.negated {
        true => claim.verb.word == graph::SAME,
        false => APART.contains(&claim.verb.word),
    };
    (says_so && object != claim.subject).then_some((claim.subject, object))
}

fn joined_though_apart(
    view: &View<'_>,
    graph: &Graph<'_>,
    id: ClaimId,
    subject: EntityId,
    object: EntityId,
) -> Option<Diagnostic> {
    let chain = graph.chain(subject, object)?;
    // One claim against another is a dispute, which readers see as such.
    if let [Edge { link: Link::Claim(_), .. }] = chain.as_slice() {
        return None;
    }
    let claim = view.facts.claim(id);
    let speakers = titles(view, &claim.voice.speakers);
    let (one, other) = (&view.entity(subject).name, &view.entity(object).name);
    let message = format!("names would make `{one}` and `{other}` one, which {speakers} keeps apart");
    let not = if claim.negated { "not " } else { "" };
    let diagnostic = Diagnostic::new(&DISTINCT_NAMES_WOULD_MERGE, view.at(claim.places.verb), message)
        .label(format!("{not}{}", claim.verb.word))
        .help("attrc keeps them apart; check who gives the shared name, and until when");
    Some(with_chain(view, diagnostic, &chain))
}

fn would_merge(view: &View<'_>, graph: &Graph<'_>, members: &[EntityId]) -> Option<Diagnostic> {
    let chain = graph.tree(members);
    let bad = chain.iter().find(|edge| !edge.is_owners(view))?;
    let mut listed: Vec<String> = members.iter().take(SHOWN).map(|id| format!("`{}`", view.entity(*id).name)).collect();
    if members.len() > SHOWN {
        listed.push(format!("{} more", members.len() - SHOWN));
    }
    let message = format!("by their names, {} would become one", joined(listed));
    let diagnostic = Diagnostic::new(&NAMES_WOULD_MERGE, view.at(bad.place(view)), message)
        .help("attrc keeps them apart; platforms that merge by names may not");
    Some(with_chain(view, diagnostic, &chain))
}

fn with_chain(view: &View<'_>, mut diagnostic: Diagnostic, chain: &[Edge<'_>]) -> Diagnostic {
    for edge in chain.iter().take(SHOWN) {
        for (origin, text) in edge.told(view) {
            let place = view.at(origin);
            diagnostic = match diagnostic.primary == Some(place) {
                true => diagnostic.label(text),
                false => diagnostic.related(place, text),
            };
        }
    }
    diagnostic
}
