//! `circular-order`: events that one speaker puts before themselves.

use std::collections::HashMap;

use super::order::{Group, Order, ordered};
use crate::diag::Diagnostic;
use crate::diag::codes::measures::CIRCULAR_ORDER;
use crate::facts::checks::View;
use crate::facts::model::ClaimId;

/// Reports each circle once, at its first claim.
pub fn check(view: &View<'_>, found: &mut Vec<Diagnostic>) {
    ordered(view).into_values().for_each(|claims| circular(view, &claims, found));
}

fn circular(view: &View<'_>, claims: &[ClaimId], found: &mut Vec<Diagnostic>) {
    let facts = view.facts;
    let mut order = Order::default();
    let nodes: HashMap<ClaimId, usize> = claims.iter().map(|id| (*id, order.node())).collect();
    // A label stands for its claims, so that naming it a thousand times costs no more than its claims. It stands twice:
    // as what others come after, and as what they come before.
    let mut labels: HashMap<(Group, bool), usize> = HashMap::new();
    for id in claims {
        let Some(own) = nodes.get(id).copied() else { continue };
        for (word, others) in &facts.claim(*id).relative {
            let Some(group) = Group::of(others) else { continue };
            let is_before = matches!(*word, "before" | "until");
            let label = *labels.entry((group, is_before)).or_insert_with(|| {
                let label = order.node();
                for node in others.iter().filter_map(|other| nodes.get(other).copied()) {
                    if is_before { order.add(node, label, false) } else { order.add(label, node, false) }
                }
                label
            });
            if is_before { order.add(label, own, *word == "before") } else { order.add(own, label, *word == "after") }
        }
    }
    let circles = order.circles();
    let mut members: Vec<(usize, Vec<ClaimId>)> = Vec::new();
    let mut known: HashMap<usize, usize> = HashMap::new();
    for id in claims {
        let Some(circle) = nodes.get(id).and_then(|node| circles.get(*node).copied().flatten()) else { continue };
        let at = *known.entry(circle).or_insert_with(|| {
            members.push((circle, Vec::new()));
            members.len() - 1
        });
        if let Some((_, claims)) = members.get_mut(at) {
            claims.push(*id);
        }
    }
    for (_, claims) in members {
        let Some((first, others)) = claims.split_first() else { continue };
        let circle = Diagnostic::new(
            &CIRCULAR_ORDER,
            view.at(facts.claim(*first).origin),
            "by what one speaker says, this comes after itself",
        )
        .label("leads back to itself")
        .help("check the labels behind `after`, `before`, `since` and `until`: one of them means another event");
        let by_way = others.iter().take(3).map(|other| view.at(facts.claim(*other).origin));
        found.push(by_way.fold(circle, |circle, place| circle.related(place, "by way of this")));
    }
}
