//! Markings that mark each other around a circle (STIX 2.1, section 3.2; one that marks itself is told with the object).

use crate::diag::codes::standard as codes;
use crate::json::Node;
use crate::stix::validate::judge::{Judge, Tell};

/// How far the walk has come with a marking.
#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    New,
    OnTheWay,
    Done,
}

impl<'d> Judge<'d> {
    /// Walks from marking to marking by what marks them, and reports each reference that leads back to the way.
    pub(super) fn marking_circles(&mut self) {
        let rows = self.index.rows();
        let from = rows.partition_point(|row| *row.0 < *"marking-definition--");
        let markings: Vec<Node<'d>> = rows
            .iter()
            .skip(from)
            .take_while(|row| row.0.starts_with("marking-definition--"))
            .map(|row| row.1)
            .collect();
        let place_of = |text: &str| {
            let at = rows.partition_point(|row| *row.0 < *text);
            rows.get(at)
                .filter(|row| row.0 == text)
                .and_then(|_| at.checked_sub(from))
                .filter(|at| *at < markings.len())
        };
        // Each way is walked once: a stack of markings, each with the references that are still to follow.
        let mut states = vec![State::New; markings.len()];
        for start in 0..markings.len() {
            let mut way = vec![(start, references(&markings, start))];
            if !enter(&mut states, start) {
                continue;
            }
            while let Some((at, left)) = way.last_mut() {
                let Some(reference) = left.pop() else {
                    if let Some(state) = states.get_mut(*at) {
                        *state = State::Done;
                    }
                    way.pop();
                    continue;
                };
                let target = reference.string().and_then(|text| place_of(&text)).filter(|target| target != at);
                let Some(target) = target else { continue };
                if states.get(target) == Some(&State::OnTheWay) {
                    self.say(codes::MARKING_OF_ITSELF, reference, "the marking marks itself, by way of others")
                        .helped("take one of the references of the circle away");
                } else if enter(&mut states, target) {
                    way.push((target, references(&markings, target)));
                }
            }
        }
    }
}

/// Steps on a marking; `false` where it was walked before.
fn enter(states: &mut [State], at: usize) -> bool {
    match states.get_mut(at) {
        Some(state) if *state == State::New => {
            *state = State::OnTheWay;
            true
        }
        _ => false,
    }
}

/// The references by which a marking is marked, the last one first.
fn references<'d>(markings: &[Node<'d>], at: usize) -> Vec<Node<'d>> {
    let Some(marking) = markings.get(at) else { return Vec::new() };
    let whole = marking.get("object_marking_refs").into_iter().flat_map(Node::items);
    let parts = marking.get("granular_markings").into_iter().flat_map(Node::items);
    let mut found: Vec<Node<'d>> = whole.chain(parts.filter_map(|part| part.get("marking_ref"))).collect();
    found.reverse();
    found
}
