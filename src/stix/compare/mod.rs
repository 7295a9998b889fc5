//! Whether two documents say the same, and where they differ.
//!
//! A document is a bundle, a list of objects or one object. Objects belong together by their `id` and `modified`, else by
//! their `id` alone; their order, and how much of their spelling counts, depends on the [`Mode`].
//!
//! ```
//! use attrc::stix::compare::{self, Mode};
//! use attrc::{json, source::FileId};
//!
//! let old = r#"[{"type": "mutex", "id": "mutex--1", "name": "a", "defanged": false}]"#;
//! let new = r#"{"id": "mutex--1", "type": "mutex", "name": "b"}"#;
//! let ((old, _), (new, _)) = (json::read(FileId(0), old), json::read(FileId(1), new));
//! let difference = compare::documents(&old, &new, Mode::Meaning);
//! assert_eq!(difference.to_string(), "changed mutex--1\n    name: \"a\" -> \"b\"\n");
//! ```

mod difference;
mod pairs;
mod value;

pub use difference::{Difference, ObjectChange, ValueChange, What};
pub use pairs::displaced;
pub use value::{instant, values};

use crate::json::{Document, Kind, Node};

/// What counts as the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    /// The same values, numbers and times spelled the same, the same order of objects, the same bundle around them. Only
    /// white space, escapes and the order of keys are free, which JSON gives no meaning (RFC 8259, section 4).
    Spelling,
    /// The same statements: times by the instant and numbers by the value, a property that has its default or is left out,
    /// objects in any order or twice, whatever is around them (STIX 2.1, section 8: a bundle means nothing by itself).
    Meaning,
}

/// Where two documents differ.
pub fn documents<'d>(left: &'d Document<'d>, right: &'d Document<'d>, mode: Mode) -> Difference<'d> {
    let (left, right) = (Contents::of(left), Contents::of(right));
    let bundle = match mode {
        Mode::Spelling => value::containers(left.root, right.root),
        Mode::Meaning => Vec::new(),
    };
    Difference { bundle, objects: pairs::objects(left.objects, right.objects, mode) }
}

/// The objects of a document, and what holds them.
struct Contents<'d> {
    root: Option<Node<'d>>,
    objects: Vec<Node<'d>>,
}

impl<'d> Contents<'d> {
    fn of(document: &'d Document<'d>) -> Self {
        let root = document.root();
        let objects = match root {
            None => Vec::new(),
            Some(root) if root.kind() == Kind::List => root.items().collect(),
            Some(root) if is_bundle(root) => root.get("objects").into_iter().flat_map(Node::items).collect(),
            Some(root) => vec![root],
        };
        Self { root, objects }
    }
}

fn is_bundle(node: Node<'_>) -> bool {
    node.get("type").is_some_and(|kind| kind.is("bundle"))
}
