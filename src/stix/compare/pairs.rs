//! Which objects of two documents belong together.

use std::borrow::Cow;

use super::value::{same_time, values};
use super::{Mode, ObjectChange, What};
use crate::json::Node;

/// An object with what it is found by.
struct Row<'d> {
    id: Cow<'d, str>,
    modified: Cow<'d, str>,
    /// Its place among the objects of its document.
    at: usize,
    node: Node<'d>,
}

/// Where the objects of two documents differ.
pub(super) fn objects<'d>(left: Vec<Node<'d>>, right: Vec<Node<'d>>, mode: Mode) -> Vec<ObjectChange<'d>> {
    let (left, right) = (rows(left, mode), rows(right, mode));
    let mut pairs: Vec<(Option<Row<'d>>, Option<Row<'d>>)> = Vec::with_capacity(left.len().max(right.len()));
    // First those with id and `modified` in common, then the rest by id alone.
    let (left, right) = match_up(left, right, &mut pairs, |row| (row.id.clone(), key(&row.modified, mode)));
    let (left, right) = match_up(left, right, &mut pairs, |row| row.id.clone());
    pairs.extend(left.into_iter().map(|row| (Some(row), None)));
    pairs.extend(right.into_iter().map(|row| (None, Some(row))));
    let place = |row: &Option<Row<'_>>| row.as_ref().map_or(usize::MAX, |row| row.at);
    pairs.sort_by_key(|pair| (place(&pair.0), place(&pair.1)));

    let mut changes = Vec::new();
    let mut moved = match mode {
        Mode::Spelling => displaced(pairs.iter().filter_map(|pair| Some(pair.0.as_ref().zip(pair.1.as_ref())?.1.at))),
        Mode::Meaning => Vec::new(),
    }
    .into_iter()
    .peekable();
    for pair in pairs {
        match pair {
            (Some(left), Some(right)) => {
                let changed = values(left.node, right.node, mode);
                if !changed.is_empty() {
                    changes.push(left.change(What::Changed(changed)));
                }
                if moved.next_if_eq(&right.at).is_some() {
                    changes.push(left.change(What::Moved { from: left.at, to: right.at }));
                }
            }
            (Some(left), None) => changes.push(left.change(What::Removed(left.node))),
            (None, Some(right)) => changes.push(right.change(What::Added(right.node))),
            (None, None) => {}
        }
    }
    changes
}

impl<'d> Row<'d> {
    fn change(&self, what: What<'d>) -> ObjectChange<'d> {
        ObjectChange { id: self.id.clone(), modified: self.modified.clone(), what }
    }
}

/// The objects sorted by id and `modified`, those of one version in their order.
fn rows(objects: Vec<Node<'_>>, mode: Mode) -> Vec<Row<'_>> {
    let rows = objects.into_iter().enumerate();
    let mut rows: Vec<Row<'_>> =
        rows.map(|(at, node)| Row { id: text(node, "id"), modified: text(node, "modified"), at, node }).collect();
    rows.sort_by_cached_key(|row| (row.id.clone(), key(&row.modified, mode)));
    if mode == Mode::Meaning {
        // What is said twice is said once.
        rows.dedup_by(|later, earlier| {
            later.id == earlier.id
                && !later.id.is_empty()
                && same_time(&later.modified, &earlier.modified)
                && values(earlier.node, later.node, mode).is_empty()
        });
    }
    rows
}

fn text<'d>(object: Node<'d>, name: &str) -> Cow<'d, str> {
    object.get(name).and_then(Node::string).unwrap_or_default()
}

/// By what versions of one object are told apart.
fn key(modified: &str, mode: Mode) -> String {
    match mode {
        Mode::Meaning => super::value::instant(modified),
        Mode::Spelling => modified.to_owned(),
    }
}

/// Pairs rows of one key in their order, and gives back what has no partner. Both sides are sorted by the key.
fn match_up<'d, K: Ord>(
    left: Vec<Row<'d>>,
    right: Vec<Row<'d>>,
    pairs: &mut Vec<(Option<Row<'d>>, Option<Row<'d>>)>,
    key: impl Fn(&Row<'d>) -> K,
) -> (Vec<Row<'d>>, Vec<Row<'d>>) {
    let (mut alone_left, mut alone_right) = (Vec::new(), Vec::new());
    let mut right = right.into_iter().peekable();
    for row in left {
        let own = key(&row);
        while let Some(smaller) = right.next_if(|other| key(other) < own) {
            alone_right.push(smaller);
        }
        match right.next_if(|other| key(other) == own) {
            Some(partner) => pairs.push((Some(row), Some(partner))),
            None => alone_left.push(row),
        }
    }
    alone_right.extend(right);
    (alone_left, alone_right)
}

/// The numbers that stand outside of a longest rising row of them: the fewest that have to move.
pub fn displaced(places: impl Iterator<Item = usize>) -> Vec<usize> {
    let places: Vec<usize> = places.collect();
    // For each length, the index of the smallest number that ends such a row; for each number, the one before it.
    let mut ends: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = Vec::with_capacity(places.len());
    let number = |at: &usize| places.get(*at).copied().unwrap_or_default();
    for (at, place) in places.iter().enumerate() {
        let length = ends.partition_point(|end| number(end) < *place);
        before.push(length.checked_sub(1).and_then(|last| ends.get(last).copied()));
        match ends.get_mut(length) {
            Some(end) => *end = at,
            None => ends.push(at),
        }
    }
    let mut stays = vec![false; places.len()];
    let mut at = ends.last().copied();
    while let Some(index) = at {
        if let Some(slot) = stays.get_mut(index) {
            *slot = true;
        }
        at = before.get(index).copied().flatten();
    }
    places.iter().zip(stays).filter(|(_, stays)| !stays).map(|(place, _)| *place).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn as_few_as_possible_have_moved() {
        let displaced = |places: &[usize]| displaced(places.iter().copied());
        assert_eq!(displaced(&[0, 1, 2]), [0; 0]);
        assert_eq!(displaced(&[3, 0, 1, 2]), [3]);
        assert_eq!(displaced(&[1, 2, 3, 0]), [0]);
        assert_eq!(displaced(&[2, 1, 0]).len(), 2);
    }
}
