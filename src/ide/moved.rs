//! What files say of each other by their paths, when files or folders move.

use std::path::{Path, PathBuf};

use super::Analysis;
use crate::diag::Edit;
use crate::project::relative;
use crate::source::{FileId, Location, Span};
use crate::syntax::literal::{quote, unquote};
use crate::syntax::tree::Item;

/// Something that moves: a file, or a folder with all that is in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Move {
    /// The whole path before.
    pub from: PathBuf,
    /// The whole path after.
    pub to: PathBuf,
}

/// The paths in `use` lines and of stored texts that have to be written otherwise; the files still stand where they stood. What
/// leaves the project is not followed: no path may lead there.
pub fn moved(analysis: &Analysis, moves: &[Move]) -> Vec<Edit> {
    let root = &analysis.compilation.project.root;
    let after = |path: &str| -> Option<String> {
        let whole = root.join(path);
        let at = moves.iter().find_map(|step| Some(step.to.join(whole.strip_prefix(&step.from).ok()?)));
        // Joining nothing leaves a `/` behind the name of a file.
        let at: PathBuf = at.unwrap_or(whole).components().collect();
        shown(at.strip_prefix(root).ok()?)
    };
    let mut edits = Vec::new();
    for (file, text) in analysis.files() {
        let Some(tree) = analysis.tree(file) else { continue };
        let uses = tree.items.iter().filter_map(|item| match item {
            Item::Use(item) => Some((Location::new(file, Span::of(&text.content, item.path)), None)),
            _ => None,
        });
        let here = Location::new(file, Span::default())..Location::new(FileId(file.0 + 1), Span::default());
        let stored = analysis.compilation.stored.range(here).map(|(place, text)| (*place, Some(text.path.clone())));
        for (place, target) in uses.chain(stored) {
            let written = unquote(analysis.written(place));
            let target = target.or_else(|| joined(&text.path, &written));
            let paths = target.and_then(|target| Some((after(&text.path)?, after(&target)?, target)));
            let Some((from, to, target)) = paths else { continue };
            // Where neither moves, the path stays as somebody wrote it.
            if from != text.path || to != target {
                let path = relative(&from, &to);
                if joined(&from, &written).as_deref() != Some(&*to) {
                    edits.push(Edit { location: place, text: quote(&path) });
                }
            }
        }
    }
    edits
}

/// A path below the root that another names by a relative path; `None` where it leads out.
fn joined(file: &str, written: &str) -> Option<String> {
    let mut parts: Vec<&str> = file.split('/').collect();
    parts.pop();
    for part in written.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

fn shown(path: &Path) -> Option<String> {
    let parts: Option<Vec<&str>> = path.components().map(|part| part.as_os_str().to_str()).collect();
    Some(parts?.join("/"))
}
