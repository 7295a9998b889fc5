//! The ways to many values of a document in one walk.

use super::document::{Document, Node};
use super::path::{Path, Step};

/// Tells the ways to values in the order of the text: where it stands it goes on, so that the ways to all values of a wide
/// object cost one walk over it and not one for each.
pub struct Ways<'d> {
    document: &'d Document<'d>,
    /// The objects and lists around the place that was found last, from the outside.
    open: Vec<Open>,
    last: u32,
}

/// An object or a list on the way.
struct Open {
    /// The step from it to the next one on the way.
    step: Option<Step>,
    /// Where its next child begins, a key or an item, and how many items stand before that.
    next: u32,
    count: usize,
    /// The index behind it.
    end: u32,
    is_object: bool,
}

impl<'d> Ways<'d> {
    /// Begins at the outermost value.
    pub fn new(document: &'d Document<'d>) -> Self {
        Self { document, open: Vec::new(), last: 0 }
    }

    /// The way to the node of an index; to a key it is the way to its value.
    pub fn to(&mut self, index: u32) -> Path {
        if index < self.last {
            self.open.clear();
        }
        self.last = index;
        while self.open.last().is_some_and(|open| open.end <= index) {
            self.open.pop();
        }
        if self.open.is_empty() {
            self.open.extend(self.document.root().map(Open::new));
        }
        while let Some(child) = self.open.last_mut().and_then(|open| open.find(self.document, index)) {
            self.open.push(Open::new(child));
        }
        let steps = self.open.iter_mut().filter_map(|open| open.step.clone());
        Path(steps.collect())
    }
}

impl Open {
    fn new(node: Node<'_>) -> Self {
        let is_object = node.members().next().is_some();
        Self { step: None, next: node.index() + 1, count: 0, end: node.after(), is_object }
    }

    /// Goes on to the child that an index lies in or is, and gives it back where the index lies deeper.
    fn find<'d>(&mut self, document: &'d Document<'d>, index: u32) -> Option<Node<'d>> {
        self.step = None;
        while self.next < self.end && self.next <= index {
            let value = document.node(self.next + u32::from(self.is_object))?;
            if index < value.after() {
                self.step = Some(match self.is_object {
                    true => Step::Key(document.node(self.next)?.string().unwrap_or_default().into_owned()),
                    false => Step::Index(self.count),
                });
                return (index > value.index()).then_some(value);
            }
            self.next = value.after();
            self.count += 1;
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::json::read;
    use crate::source::FileId;

    #[test]
    fn it_is_the_way_that_is_found_one_by_one() {
        let text = r#"{"a":[1,{"b":[],"c":{"d":[[2,3],{}]}},4],"e":{},"f":{"g":null}}"#;
        let (document, _) = read(FileId(0), text);
        let mut ways = Ways::new(&document);
        let last = document.len() as u32;
        for index in (0..last).chain((0..last).rev()).chain([3, 3, 5, 2, 9]) {
            assert_eq!(ways.to(index), document.path(index), "{index}");
        }
    }
}
