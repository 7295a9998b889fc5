//! Where a value stands in its document, in words: `$.objects[3].hashes['SHA-256']` (RFC 9535).

use std::fmt;

use super::document::{Document, Kind, Node};
use super::scan::quoted_key;

/// The way from the outermost value to another one.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Path(pub Vec<Step>);

/// One step on the way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Step {
    /// Into the value of a key.
    Key(String),
    /// Into a value of a list, from 0.
    Index(usize),
}

/// The ways to many nodes of a document. Asked in the order of the text, it walks the document once, however many they are.
#[derive(Debug)]
pub struct Ways<'d> {
    document: &'d Document<'d>,
    open: Vec<Open<'d>>,
}

/// An object or a list on the way, and which of its children is looked at.
#[derive(Debug)]
struct Open<'d> {
    node: Node<'d>,
    /// The index of the child: an item, or the key of a member.
    at: u32,
    /// How many children come before.
    count: usize,
}

impl<'d> Ways<'d> {
    /// The ways through a document.
    pub fn through(document: &'d Document<'d>) -> Self {
        Self { document, open: Vec::new() }
    }

    /// The way to a node; to a key it is the way to its value.
    ///
    /// It is found from the outside, so that reading need not keep it: only what is reported has to be named.
    pub fn to(&mut self, index: u32) -> Path {
        // What was passed is found anew from the outermost value.
        if self.open.iter().any(|open| index < open.at) {
            self.open.clear();
        }
        while self.open.last().is_some_and(|open| index >= open.node.after()) {
            self.open.pop();
        }
        if self.open.is_empty() {
            self.enter(self.document.root().filter(|root| root.index() != index));
        }
        while let Some(next) = self.advance(index) {
            self.enter(Some(next));
        }
        Path(self.open.iter().filter_map(|open| open.step(self.document)).collect())
    }

    fn enter(&mut self, node: Option<Node<'d>>) {
        self.open.extend(node.map(|node| Open { node, at: node.index() + 1, count: 0 }));
    }

    /// Goes to the child that a node is or lies in, and hands it out where the node lies in it.
    fn advance(&mut self, index: u32) -> Option<Node<'d>> {
        let open = self.open.last_mut()?;
        let width = match open.node.kind() {
            Kind::Object => 1,
            Kind::List => 0,
            _ => return None,
        };
        loop {
            let child = self.document.node(open.at + width)?;
            if index < child.after() {
                return (child.index() < index).then_some(child);
            }
            open.at = child.after();
            open.count += 1;
        }
    }
}

impl Open<'_> {
    fn step(&self, document: &Document<'_>) -> Option<Step> {
        match self.node.kind() {
            Kind::Object => Some(Step::Key(document.node(self.at)?.string()?.into_owned())),
            Kind::List => Some(Step::Index(self.count)),
            _ => None,
        }
    }
}

impl Document<'_> {
    /// The way to a node.
    pub fn path(&self, index: u32) -> Path {
        Ways::through(self).to(index)
    }

    /// The value at the end of a way.
    pub fn find(&self, path: &Path) -> Option<Node<'_>> {
        path.0.iter().try_fold(self.root()?, |node, step| match step {
            Step::Key(key) => node.get(key),
            Step::Index(at) => node.items().nth(*at),
        })
    }
}

impl fmt::Display for Path {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("$")?;
        self.0.iter().try_for_each(|step| match step {
            Step::Index(at) => write!(out, "[{at}]"),
            Step::Key(key) if is_plain(key) => write!(out, ".{key}"),
            Step::Key(key) => write!(out, "[{}]", quoted_key(key)),
        })
    }
}

/// Whether a key needs no quotes in a path (RFC 9535, member-name-shorthand; we keep to ASCII).
fn is_plain(key: &str) -> bool {
    key.starts_with(|letter: char| letter.is_ascii_alphabetic() || letter == '_')
        && key.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::json::read;
    use crate::source::FileId;

    #[test]
    fn every_node_is_found_by_its_path() {
        let (document, _) = read(FileId(0), r#"{"a":[1,{"SHA-256":"x","b":[]}],"c":{"d":null}}"#);
        let shown = |raw: &str| {
            let index = (0..document.len() as u32).find(|at| document.node(*at).is_some_and(|node| node.raw() == raw));
            index.map(|index| document.path(index).to_string()).unwrap_or_default()
        };
        assert_eq!(shown("\"x\""), "$.a[1]['SHA-256']");
        assert_eq!(shown("\"SHA-256\""), "$.a[1]['SHA-256']");
        assert_eq!(shown("[]"), "$.a[1].b");
        assert_eq!(shown("null"), "$.c.d");
        let mut ways = Ways::through(&document);
        for index in 0..document.len() as u32 {
            let path = document.path(index);
            assert_eq!(ways.to(index), path, "one after the other as each alone");
            let found = document.find(&path).map(Node::index);
            assert!(found == Some(index) || found == Some(index + 1), "{path}: the value, or the value of the key");
        }
        assert_eq!(ways.to(2), document.path(2), "backwards it goes too");
    }
}
