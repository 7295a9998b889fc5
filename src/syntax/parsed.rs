//! A text that keeps its tree, for whoever reads it more than once.

use std::fmt;
use std::sync::Arc;

use self_cell::self_cell;

use super::{Tree, parse, parse_edited};
use crate::diag::Diagnostic;
use crate::source::FileId;

/// What was read of a text: its leaves are slices of it.
struct Read<'s> {
    tree: Tree<'s>,
    /// As of the first file of a project: what number a file has is not known here.
    problems: Vec<Diagnostic>,
}

self_cell!(
    struct Cell {
        owner: Arc<str>,
        #[covariant]
        dependent: Read,
    }
);

/// A text with its tree and the mistakes in it.
pub struct Parsed {
    cell: Cell,
}

impl Parsed {
    /// Reads a text.
    pub fn new(content: Arc<str>) -> Self {
        let cell = Cell::new(content, |content| {
            let (tree, problems) = parse(FileId::default(), content);
            Read { tree, problems }
        });
        Self { cell }
    }

    /// The same as [`Parsed::new`] of an edited text: what the edit did not touch is moved over, and not read again.
    pub fn edited(&self, content: Arc<str>) -> Self {
        let cell = Cell::new(content, |content| {
            let before = self.cell.borrow_dependent();
            let (tree, problems) = parse_edited(content, self.content(), &before.tree, &before.problems);
            Read { tree, problems }
        });
        Self { cell }
    }

    /// The text.
    pub fn content(&self) -> &Arc<str> {
        self.cell.borrow_owner()
    }

    /// What it says.
    pub fn tree(&self) -> &Tree<'_> {
        &self.cell.borrow_dependent().tree
    }

    /// What is wrong with it, as the file of a number.
    pub fn problems(&self, file: FileId) -> impl Iterator<Item = Diagnostic> + '_ {
        self.cell.borrow_dependent().problems.iter().map(move |problem| problem.clone().in_file(file))
    }
}

impl fmt::Debug for Parsed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Parsed").field("bytes", &self.content().len()).finish_non_exhaustive()
    }
}
