//! Documents that repeat each other: `same_origin_as` joins them to one origin, through any number of steps.

use std::collections::BTreeMap;

use crate::facts::model::{EntityId, Facts};

/// Which documents come from which.
#[derive(Debug, Default)]
pub struct Lineage {
    groups: Vec<Group>,
    of: BTreeMap<EntityId, Place>,
}

/// Documents of one origin.
#[derive(Debug, PartialEq, Eq)]
struct Group {
    /// In reading order.
    documents: Vec<EntityId>,
    /// Those that are said to repeat each other in a circle; nobody can tell which was first.
    circle: Vec<EntityId>,
}

/// Where a document stands among those of its origin.
#[derive(Debug, Clone, Copy)]
struct Place {
    group: usize,
    /// How many steps it is from the document that repeats no other.
    steps: usize,
}

impl Lineage {
    /// Follows `same_origin_as` from each document.
    pub fn new(facts: &Facts) -> Self {
        let mut parents: BTreeMap<EntityId, EntityId> = BTreeMap::new();
        for id in facts.entity_ids() {
            let entity = facts.entity(id);
            if let Some(parent) = entity.named(SAME_ORIGIN).find(|parent| *parent != id) {
                parents.insert(id, parent);
            }
        }
        let circles = cut_circles(&mut parents);
        let steps = steps(&parents);
        let mut lineage = Self::default();
        let mut roots: BTreeMap<EntityId, usize> = BTreeMap::new();
        for (document, (root, steps)) in steps {
            let group = *roots.entry(root).or_insert_with(|| {
                let circle = circles.get(&root).cloned().unwrap_or_default();
                lineage.groups.push(Group { documents: Vec::new(), circle });
                lineage.groups.len() - 1
            });
            if let Some(group) = lineage.groups.get_mut(group) {
                group.documents.push(document);
            }
            lineage.of.insert(document, Place { group, steps });
        }
        lineage
    }

    /// The documents of the same origin, the document itself among them; none where it repeats none and none repeats it.
    pub fn group(&self, document: EntityId) -> &[EntityId] {
        self.of.get(&document).and_then(|place| self.groups.get(place.group)).map_or(&[], |group| &group.documents)
    }

    /// The document that all of the same origin go back to: the first of the circle, where they go round in one.
    pub fn original(&self, document: EntityId) -> EntityId {
        let group = self.group(document).iter().copied();
        group.min_by_key(|other| (self.steps(*other), *other)).unwrap_or(document)
    }

    /// How many steps a document is from the one that repeats no other.
    pub fn steps(&self, document: EntityId) -> usize {
        self.of.get(&document).map_or(0, |place| place.steps)
    }

    /// Whether two documents are of one origin.
    pub fn is_one(&self, document: EntityId, other: EntityId) -> bool {
        let group = |id: EntityId| self.of.get(&id).map(|place| place.group);
        document == other || group(document).is_some() && group(document) == group(other)
    }

    /// A number for the origin of a document, equal for all of one origin.
    pub(super) fn number(&self, document: EntityId) -> Option<usize> {
        self.of.get(&document).map(|place| place.group)
    }

    /// Documents that are said to repeat each other in a circle, in the order in which each names the next.
    pub fn circles(&self) -> impl Iterator<Item = &[EntityId]> {
        self.groups.iter().map(|group| group.circle.as_slice()).filter(|circle| !circle.is_empty())
    }
}

/// The key that says which document another one repeats.
pub(super) const SAME_ORIGIN: &str = "same_origin_as";

/// Takes the first document of each circle out of those that repeat another, so that all chains end; tells the circles
/// by that document.
fn cut_circles(parents: &mut BTreeMap<EntityId, EntityId>) -> BTreeMap<EntityId, Vec<EntityId>> {
    let mut circles = BTreeMap::new();
    let mut done: BTreeMap<EntityId, EntityId> = BTreeMap::new();
    let starts: Vec<EntityId> = parents.keys().copied().collect();
    for start in starts {
        let mut at = start;
        // Marked by where the walk began, so that what it meets again is its own circle and not an earlier walk.
        while !done.contains_key(&at) {
            done.insert(at, start);
            match parents.get(&at) {
                Some(parent) => at = *parent,
                None => break,
            }
        }
        if done.get(&at) != Some(&start) || !parents.contains_key(&at) {
            continue;
        }
        let mut circle = vec![at];
        let mut next = parents.get(&at).copied();
        while let Some(document) = next.filter(|document| *document != at) {
            circle.push(document);
            next = parents.get(&document).copied();
        }
        let first = circle.iter().copied().min().unwrap_or(at);
        let turn = circle.iter().position(|document| *document == first).unwrap_or(0);
        circle.rotate_left(turn);
        parents.remove(&first);
        circles.insert(first, circle);
    }
    circles
}

/// For each document that repeats another or is repeated: the one that all go back to, and how many steps that is.
fn steps(parents: &BTreeMap<EntityId, EntityId>) -> BTreeMap<EntityId, (EntityId, usize)> {
    let mut known: BTreeMap<EntityId, (EntityId, usize)> = BTreeMap::new();
    for start in parents.keys() {
        let mut way = Vec::new();
        let mut at = *start;
        let (root, mut count) = loop {
            match (known.get(&at), parents.get(&at)) {
                (Some(found), _) => break *found,
                (None, Some(parent)) => {
                    way.push(at);
                    at = *parent;
                }
                (None, None) => {
                    known.insert(at, (at, 0));
                    break (at, 0);
                }
            }
        };
        for document in way.into_iter().rev() {
            count += 1;
            known.insert(document, (root, count));
        }
    }
    known
}
