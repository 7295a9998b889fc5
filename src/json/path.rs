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

impl Node<'_> {
    /// The way from this node to one inside of it; to a key it is the way to its value.
    ///
    /// It is found from the outside, so that reading need not keep it: only what is reported has to be named.
    pub fn way_to(self, index: u32) -> Path {
        let mut path = Path::default();
        let mut at = Some(self);
        while let Some(node) = at.filter(|node| node.index() != index) {
            at = match node.kind() {
                Kind::Object => {
                    let member = node.members().find(|member| index < member.value.after());
                    path.0.extend(member.and_then(|member| member.key.string()).map(|key| Step::Key(key.into_owned())));
                    member.filter(|member| member.key.index() != index).map(|member| member.value)
                }
                Kind::List => {
                    let item = node.items().enumerate().find(|(_, item)| index < item.after());
                    path.0.extend(item.map(|(at, _)| Step::Index(at)));
                    item.map(|(_, item)| item)
                }
                _ => None,
            };
        }
        path
    }
}

impl Document<'_> {
    /// The way to a node.
    pub fn path(&self, index: u32) -> Path {
        self.root().map_or_else(Path::default, |root| root.way_to(index))
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
        for index in 0..document.len() as u32 {
            let path = document.path(index);
            let found = document.find(&path).map(Node::index);
            assert!(found == Some(index) || found == Some(index + 1), "{path}: the value, or the value of the key");
        }
    }
}
