//! The order that one speaker puts events in, by `after`, `before` and `since` with a label.
//!
//! Speakers who contradict each other are a dispute; so are documents, for a speaker may learn. So only what one speaker
//! says in one document is put in order.

use std::collections::BTreeMap;

use crate::facts::checks::View;
use crate::facts::model::{Claim, ClaimId, EntityId};

/// Who speaks, and where.
type Voice<'v> = (&'v [EntityId], Option<EntityId>);

/// The speakers of a claim and its document.
pub(super) fn voice(claim: &Claim) -> Voice<'_> {
    (&claim.voice.speakers, claim.voice.document)
}

/// The claims that name others in time, by their voice.
pub(super) fn ordered<'v>(view: &View<'v>) -> BTreeMap<Voice<'v>, Vec<ClaimId>> {
    let mut voices: BTreeMap<Voice<'v>, Vec<ClaimId>> = BTreeMap::new();
    for (at, claim) in view.facts.claims.iter().enumerate().filter(|(_, claim)| !claim.relative.is_empty()) {
        voices.entry(voice(claim)).or_default().push(ClaimId(at as u32));
    }
    voices
}

/// Claims that stand under one label follow each other, so the first and their number tell which.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct Group {
    first: ClaimId,
    count: usize,
}

impl Group {
    /// The group that a list of claims is.
    pub(super) fn of(claims: &[ClaimId]) -> Option<Self> {
        claims.first().map(|first| Self { first: *first, count: claims.len() })
    }
}

/// What is not later than what; the nodes are numbers.
#[derive(Default)]
pub(super) struct Order {
    /// For each node, what is not later than it, and whether it is strictly earlier.
    edges: Vec<Vec<(usize, bool)>>,
}

impl Order {
    /// A new node.
    pub(super) fn node(&mut self) -> usize {
        self.edges.push(Vec::new());
        self.edges.len() - 1
    }

    /// Says that `earlier` is not later than `node`, or strictly earlier.
    pub(super) fn add(&mut self, node: usize, earlier: usize, strictly: bool) {
        if let Some(edges) = self.edges.get_mut(node) {
            edges.push((earlier, strictly));
        }
    }

    /// For each node that comes before itself, the circle it is in: the strongly connected components that hold a strict
    /// edge.
    pub(super) fn circles(&self) -> Vec<Option<usize>> {
        let component = self.components();
        let of = |node: usize| component.get(node).copied();
        let mut strict = vec![false; self.edges.len()];
        for (node, edges) in self.edges.iter().enumerate() {
            if edges.iter().any(|(earlier, strictly)| *strictly && of(*earlier) == of(node))
                && let Some(flag) = of(node).and_then(|component| strict.get_mut(component))
            {
                *flag = true;
            }
        }
        component.iter().map(|component| Some(*component).filter(|at| strict.get(*at) == Some(&true))).collect()
    }

    /// The strongly connected component of each node (Tarjan 1972), without recursion.
    fn components(&self) -> Vec<usize> {
        const NONE: usize = usize::MAX;
        let count = self.edges.len();
        let (mut index, mut low, mut component) = (vec![NONE; count], vec![NONE; count], vec![NONE; count]);
        let (mut stack, mut next, mut components) = (Vec::new(), 0, 0);
        for root in 0..count {
            // Each entry: a node and how many of its edges were followed.
            let mut path: Vec<(usize, usize)> = vec![(root, 0)];
            while let Some((node, followed)) = path.pop() {
                if followed == 0 {
                    if index.get(node) != Some(&NONE) {
                        continue;
                    }
                    set(&mut index, node, next);
                    set(&mut low, node, next);
                    next += 1;
                    stack.push(node);
                }
                let edges = self.edges.get(node).map_or(&[][..], Vec::as_slice);
                if let Some((child, _)) = followed.checked_sub(1).and_then(|last| edges.get(last)) {
                    lower(&mut low, node, *child, &component);
                }
                if let Some((child, _)) = edges.get(followed) {
                    path.push((node, followed + 1));
                    if index.get(*child) == Some(&NONE) {
                        path.push((*child, 0));
                    }
                    continue;
                }
                if low.get(node) == index.get(node) {
                    while let Some(member) = stack.pop() {
                        set(&mut component, member, components);
                        if member == node {
                            break;
                        }
                    }
                    components += 1;
                }
            }
        }
        component
    }
}

fn set(list: &mut [usize], at: usize, value: usize) {
    if let Some(slot) = list.get_mut(at) {
        *slot = value;
    }
}

/// A child that is still on the stack lowers its parent.
fn lower(low: &mut [usize], node: usize, child: usize, component: &[usize]) {
    if component.get(child) == Some(&usize::MAX)
        && let (Some(own), Some(other)) = (low.get(node).copied(), low.get(child).copied())
    {
        set(low, node, own.min(other));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn circles(nodes: usize, edges: &[(usize, usize, bool)]) -> Vec<bool> {
        let mut order = Order::default();
        (0..nodes).for_each(|_| {
            order.node();
        });
        edges.iter().for_each(|(node, earlier, strictly)| order.add(*node, *earlier, *strictly));
        order.circles().iter().map(Option::is_some).collect()
    }

    #[test]
    fn only_what_leads_back_is_a_circle() {
        assert_eq!(circles(3, &[(0, 1, true), (1, 2, true)]), [false; 3]);
        assert_eq!(circles(3, &[(0, 1, true), (1, 2, true), (2, 0, true)]), [true; 3]);
        assert_eq!(circles(4, &[(3, 0, true), (0, 1, true), (1, 0, false), (1, 2, true)]), [true, true, false, false]);
        // Two that began together are no contradiction.
        assert_eq!(circles(2, &[(0, 1, false), (1, 0, false)]), [false; 2]);
        assert_eq!(circles(1, &[(0, 0, true)]), [true]);
        let long: Vec<_> = (0..100_000).map(|at| (at, (at + 1) % 100_000, at == 0)).collect();
        assert!(circles(100_000, &long).iter().all(|circle| *circle), "a long way round needs no recursion");
    }
}
