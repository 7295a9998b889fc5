//! `unused-use`: a file that nothing needs is used. A file that states something is needed for what it states.

use std::collections::BTreeSet;

use crate::diag::codes::projects::UNUSED_USE;
use crate::diag::{Diagnostic, Fix};
use crate::facts::scope::Scope;
use crate::project::{Project, relative};
use crate::source::{FileId, Location, Span};
use crate::syntax::literal::unquote;
use crate::syntax::tree::{Item, Tree};
use crate::vocab::language::kind;

/// Reports the `use` lines through which no name is reached.
pub fn check(
    project: &Project,
    trees: &[&Tree<'_>],
    used: &BTreeSet<(FileId, FileId)>,
    scope: &Scope<'_>,
    found: &mut Vec<Diagnostic>,
) {
    for (file, tree) in project.files.iter().copied().zip(trees) {
        let Some(text) = project.text(file) else { continue };
        let reached: Vec<FileId> =
            used.iter().filter(|(by, other)| *by == file && *other != file).map(|(_, reached)| *reached).collect();
        let lines = tree.items.iter().filter_map(|item| match item {
            Item::Use(line) => Some(line.path),
            _ => None,
        });
        for path in lines {
            let written = unquote(path);
            let target = project.uses.get(file.0 as usize).into_iter().flatten().find(|target| {
                let there = project.text(**target).map_or("", |text| text.path.as_str());
                relative(&text.path, there) == written.trim_start_matches("./")
            });
            let Some(target) = target else { continue };
            let states = |file: FileId| trees.get(file.0 as usize).is_some_and(|tree| states_something(&tree.items));
            if reached.iter().any(|reached| scope.sees(*target, *reached))
                || project.files.iter().any(|other| scope.sees(*target, *other) && *other != file && states(*other))
            {
                continue;
            }
            let place = Location::new(file, Span::of(&text.content, path));
            let line = Location::new(file, whole_line(&text.content, place.span));
            found.push(
                Diagnostic::new(&UNUSED_USE, place, format!("nothing of `{written}` is used here"))
                    .label("not needed")
                    .help("remove the line")
                    .fix(Fix::safe("remove the line", line, "")),
            );
        }
    }
}

/// Whether there is more than declarations of parties.
fn states_something(items: &[Item<'_>]) -> bool {
    items.iter().any(|item| match item {
        Item::From(from) => !from.items.is_empty(),
        Item::Speech(_) | Item::Response(_) => true,
        Item::Declaration(declaration) => kind(declaration.kind).is_some_and(|kind| kind.act.is_some()),
        Item::Use(_) => false,
    })
}

/// From the word `use` to the end of the line, with the line end if nothing else stands on the line.
fn whole_line(text: &str, path: Span) -> Span {
    let before = text.get(..path.lo as usize).unwrap_or_default();
    let start = before.rfind("use").unwrap_or(path.lo as usize) as u32;
    let behind = text.get(path.hi as usize..).unwrap_or_default();
    let rest = behind.trim_start_matches([' ', '\t']);
    let rest = rest.strip_prefix("\r\n").or_else(|| rest.strip_prefix('\n')).unwrap_or(rest);
    Span::new(start, path.hi + (behind.len() - rest.len()) as u32)
}
