//! What can be done at a place: fixes of findings, and other changes of a text.
//!
//! | file | what |
//! |---|---|
//! | `fixes.rs` | what findings propose, what allows them |
//! | `declare.rs` | declarations and `use` lines for names that nothing here declares |
//! | `extract.rs` | inline objects that get a declaration, documents that get a file |
//! | `rewrite.rs` | the same said otherwise |
//! | `place.rs` | where new lines go |

mod declare;
mod extract;
mod fixes;
mod place;
mod rewrite;

use std::path::PathBuf;

use super::Analysis;
use super::node::{Node, path};
use crate::diag::{Diagnostic, Edit, fitting};
use crate::source::{FileId, Location, Span};
use crate::syntax::Tree;

/// What sort of change an action is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ActionKind {
    /// It mends a finding.
    Fix,
    /// It mends all that can be mended without asking.
    FixAll,
    /// It takes something out into a declaration of its own.
    Extract,
    /// It writes the same otherwise: what is said stays what it is.
    Rewrite,
}

/// A change that is offered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Action {
    /// What it does: "write `actor`".
    pub title: String,
    /// What sort it is.
    pub kind: ActionKind,
    /// Which finding it mends: its index among the diagnostics of the compilation.
    pub mends: Option<usize>,
    /// Whether it is the one that is plainly meant.
    pub preferred: bool,
    /// The change. Edits of one file do not overlap; several at one place follow each other as they stand here.
    pub edits: Vec<Edit>,
    /// Files that come into being with it.
    pub creates: Vec<NewFile>,
}

/// A file that an action makes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewFile {
    /// Its whole path; nothing stands there yet, as far as is known.
    pub path: PathBuf,
    /// What it says.
    pub content: String,
}

/// What can be done within a span. `whole` is the last analysis of the whole project, which may be of an older text.
pub fn actions(analysis: &Analysis, whole: Option<&Analysis>, file: FileId, within: Span) -> Vec<Action> {
    let (Some(text), Some(tree)) = (analysis.text(file), analysis.tree(file)) else { return Vec::new() };
    let content = &*text.content;
    let nodes = path(content, tree, within.lo);
    let ask = Ask { analysis, whole, file, within, content, tree, nodes };
    let mut found = fixes::proposed(&ask);
    found.extend(declare::uses(&ask));
    found.extend(declare::declarations(&ask));
    found.extend(extract::declaration(&ask));
    found.extend(extract::document(&ask));
    found.extend(rewrite::all(&ask));
    found.extend(fixes::allowed(&ask));
    let all = fix_all(analysis, file);
    if !all.is_empty() {
        found.push(ask.action("mend all that is safe to mend", ActionKind::FixAll, all));
    }
    found
}

/// All safe fixes of a file that fit together, in the order of the text; empty where there is none.
pub fn fix_all(analysis: &Analysis, file: FileId) -> Vec<Edit> {
    let fixes = analysis.compilation.diagnostics.iter().flat_map(|found| &found.fixes);
    fitting(file, fixes).0.into_iter().cloned().collect()
}

/// What is asked.
struct Ask<'a> {
    analysis: &'a Analysis,
    whole: Option<&'a Analysis>,
    file: FileId,
    within: Span,
    content: &'a str,
    tree: &'a Tree<'a>,
    /// The parts that the start of the span stands in.
    nodes: Vec<Node<'a, 'a>>,
}

impl<'a> Ask<'a> {
    fn action(&self, title: impl Into<String>, kind: ActionKind, edits: Vec<Edit>) -> Action {
        Action { title: title.into(), kind, mends: None, preferred: false, edits, creates: Vec::new() }
    }

    fn span(&self, part: &str) -> Span {
        Span::of(self.content, part)
    }

    fn slice(&self, span: Span) -> &'a str {
        self.content.get(span.range()).unwrap_or_default()
    }

    fn edit(&self, span: Span, text: impl Into<String>) -> Edit {
        Edit { location: Location::new(self.file, span), text: text.into() }
    }

    /// Whether the span that is asked about touches another one.
    fn touches(&self, span: Span) -> bool {
        span.lo <= self.within.hi && self.within.lo <= span.hi
    }

    /// The findings of this file that the span touches, by their index.
    fn findings(&self) -> impl Iterator<Item = (usize, &'a Diagnostic, Span)> {
        let here = |found: &Diagnostic| found.primary.filter(|place| place.file == self.file).map(|place| place.span);
        let all = self.analysis.compilation.diagnostics.iter().enumerate();
        all.filter_map(move |(index, found)| Some((index, found, here(found)?)))
            .filter(|(_, _, span)| self.touches(*span))
    }
}
