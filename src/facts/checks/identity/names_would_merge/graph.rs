//! Things of one sort, and what would join them.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use foldhash::HashMap;

use crate::facts::checks::View;
use crate::facts::checks::identity::naming::{Name, Sort, names, sort, titles};
use crate::facts::model::{ClaimId, EntityId, Object, Origin};
use crate::vocab::names::fold;

/// The verb by which somebody says that two things are one.
pub(super) const SAME: &str = "same-as";

/// Verbs that would join things.
const JOINING: [&str; 3] = [SAME, "renamed-to", "tracked-as"];

/// Why two things would be one.
#[derive(Clone, Copy)]
pub(super) enum Link<'v> {
    /// They share a name.
    Name(Name<'v>, Name<'v>),
    /// Somebody says so.
    Claim(ClaimId),
}

/// Two things that would be one.
#[derive(Clone, Copy)]
pub(super) struct Edge<'v> {
    from: EntityId,
    to: EntityId,
    pub link: Link<'v>,
}

/// All edges, and what hangs together by them.
pub(super) struct Graph<'v> {
    edges: Vec<Edge<'v>>,
    /// By thing: indices of its edges.
    by_end: BTreeMap<EntityId, Vec<usize>>,
    /// By thing: the first thing of its group.
    group: BTreeMap<EntityId, EntityId>,
}

impl<'v> Graph<'v> {
    pub fn new(view: &View<'v>) -> Self {
        let mut edges = Vec::new();
        let mut first: HashMap<(Sort, String), (EntityId, Name<'v>)> = HashMap::default();
        for (id, entity) in view.entities() {
            let Some(sort) = sort(entity) else { continue };
            for name in names(entity) {
                let (other, given) = *first.entry((sort, fold(name.text))).or_insert((id, name));
                if other != id {
                    edges.push(Edge { from: other, to: id, link: Link::Name(given, name) });
                }
            }
        }
        for (at, claim) in view.facts.claims.iter().enumerate() {
            let Object::Entity(object) = claim.object else { continue };
            let sorts = (sort(view.entity(claim.subject)), sort(view.entity(object)));
            if JOINING.contains(&claim.verb.word) && !claim.negated && claim.subject != object && sorts.0 == sorts.1 {
                edges.push(Edge { from: claim.subject, to: object, link: Link::Claim(ClaimId(at as u32)) });
            }
        }
        let mut graph = Self { edges, by_end: BTreeMap::new(), group: BTreeMap::new() };
        for (at, edge) in graph.edges.iter().enumerate() {
            graph.by_end.entry(edge.from).or_default().push(at);
            graph.by_end.entry(edge.to).or_default().push(at);
        }
        let ends: Vec<EntityId> = graph.by_end.keys().copied().collect();
        for end in ends {
            if !graph.group.contains_key(&end) {
                let members = graph.walk(end, None).into_iter().map(|(id, _)| id);
                graph.group.extend(members.map(|id| (id, end)));
            }
        }
        graph
    }

    /// The first thing of the group that a thing is in.
    pub fn group(&self, id: EntityId) -> Option<EntityId> {
        self.group.get(&id).copied()
    }

    /// All groups, each with its members in reading order.
    pub fn groups(&self) -> impl Iterator<Item = (EntityId, Vec<EntityId>)> {
        let mut groups: BTreeMap<EntityId, Vec<EntityId>> = BTreeMap::new();
        for (id, group) in &self.group {
            groups.entry(*group).or_default().push(*id);
        }
        groups.into_iter()
    }

    /// The shortest chain from one thing to another.
    pub fn chain(&self, from: EntityId, to: EntityId) -> Option<Vec<Edge<'v>>> {
        let before: BTreeMap<EntityId, Edge<'v>> =
            self.walk(from, Some(to)).into_iter().filter_map(|(id, edge)| Some((id, edge?))).collect();
        let mut chain = Vec::new();
        let mut at = to;
        while at != from {
            let edge = *before.get(&at)?;
            at = if edge.to == at { edge.from } else { edge.to };
            chain.push(edge);
        }
        chain.reverse();
        Some(chain)
    }

    /// The edges that join all members of a group, each once.
    pub fn tree(&self, members: &[EntityId]) -> Vec<Edge<'v>> {
        members
            .first()
            .map_or_else(Vec::new, |first| self.walk(*first, None).into_iter().filter_map(|step| step.1).collect())
    }

    /// All that hangs together with a thing, the nearest first, each with the edge that leads to it.
    fn walk(&self, start: EntityId, goal: Option<EntityId>) -> Vec<(EntityId, Option<Edge<'v>>)> {
        let mut seen = BTreeSet::from([start]);
        let mut queue = VecDeque::from([(start, None)]);
        let mut steps = Vec::new();
        while let Some((id, edge)) = queue.pop_front() {
            steps.push((id, edge));
            if goal == Some(id) {
                break;
            }
            for edge in self.by_end.get(&id).into_iter().flatten().filter_map(|at| self.edges.get(*at)) {
                let next = if edge.from == id { edge.to } else { edge.from };
                if seen.insert(next) {
                    queue.push_back((next, Some(*edge)));
                }
            }
        }
        steps
    }
}

impl Edge<'_> {
    /// Where it stands.
    pub fn place(&self, view: &View<'_>) -> Origin {
        match self.link {
            Link::Name(_, name) => name.origin,
            Link::Claim(id) => view.facts.claim(id).places.verb,
        }
    }

    /// Whether the giver of both names makes them one.
    pub fn is_owners(&self, view: &View<'_>) -> bool {
        matches!(self.link, Link::Claim(id) if view.facts.merges_own_names(view.facts.claim(id)))
    }

    /// What it rests on, by places.
    pub fn told(&self, view: &View<'_>) -> Vec<(Origin, String)> {
        match self.link {
            Link::Name(one, other) => [(self.from, one), (self.to, other)]
                .map(|(id, name)| {
                    let text = format!("“{}” of `{}`, {}", name.text, view.entity(id).name, name.provenance(view));
                    (name.origin, text)
                })
                .to_vec(),
            Link::Claim(id) => {
                let claim = view.facts.claim(id);
                let document = claim.voice.document.map(|id| format!(" in `{}`", view.entity(id).name));
                let text = format!(
                    "`{}` {} `{}`, by {}{}",
                    view.entity(self.from).name,
                    claim.verb.word,
                    view.entity(self.to).name,
                    titles(view, &claim.voice.speakers),
                    document.unwrap_or_default()
                );
                vec![(claim.places.verb, text)]
            }
        }
    }
}
