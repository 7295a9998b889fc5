//! Names: what is declared where, and what a file sees of it.

use std::collections::HashMap;

use super::model::EntityId;
use crate::diag::codes::names as codes;
use crate::diag::{Diagnostic, Edit, Fix, nearest};
use crate::project::Project;
use crate::source::{FileId, Location, Span};
use crate::syntax::literal::quote;

/// All declared names of a project.
pub struct Scope<'s> {
    declared: HashMap<&'s str, Declared>,
    /// For each file, the files whose names it sees, sorted.
    closures: Vec<Vec<FileId>>,
}

/// A declared name.
#[derive(Debug, Clone, Copy)]
pub struct Declared {
    /// What it names.
    pub id: EntityId,
    /// Where its name stands.
    pub place: Location,
}

impl<'s> Scope<'s> {
    /// Nothing declared yet.
    pub fn new(project: &Project) -> Self {
        Self { declared: HashMap::new(), closures: project.closures() }
    }

    /// Declares a name. Where it is taken, the earlier declaration stays, and the answer shows both places.
    pub fn declare(&mut self, name: &'s str, id: EntityId, place: Location) -> Option<Diagnostic> {
        match self.declared.get(name) {
            None => {
                self.declared.insert(name, Declared { id, place });
                None
            }
            Some(first) => Some(
                Diagnostic::new(&codes::DUPLICATE_NAME, place, format!("`{name}` is declared twice"))
                    .label("declared again here")
                    .related(first.place, "first declared here")
                    .help("rename one of them; names are unique in a project"),
            ),
        }
    }

    /// What a name means in a file.
    pub fn find(&self, file: FileId, name: &str) -> Option<Declared> {
        self.declared.get(name).copied().filter(|declared| self.sees(file, declared.place.file))
    }

    /// Whether a file sees the names of another.
    pub fn sees(&self, file: FileId, other: FileId) -> bool {
        self.closures.get(file.0 as usize).is_some_and(|closure| closure.binary_search(&other).is_ok())
    }

    /// What to tell of a name that a file does not see.
    pub fn unknown(&self, project: &Project, place: Location, name: &str) -> Diagnostic {
        if let Some(elsewhere) = self.declared.get(name) {
            return self.not_used(project, place, name, elsewhere);
        }
        let mut visible: Vec<&str> =
            self.declared.keys().copied().filter(|name| self.find(place.file, name).is_some()).collect();
        visible.sort_unstable();
        let plain =
            Diagnostic::new(&codes::UNKNOWN_NAME, place, format!("nothing declares `{name}`")).label("unknown name");
        match nearest(name, visible) {
            // A near name may be another actor: a person decides.
            Some(near) => {
                plain.help(format!("did you mean `{near}`?")).fix(Fix::guess(format!("write `{near}`"), place, near))
            }
            None => plain.help(format!("declare it, for example `organization {name} \"…\"`")),
        }
    }

    fn not_used(&self, project: &Project, place: Location, name: &str, elsewhere: &Declared) -> Diagnostic {
        let path = |file: FileId| project.text(file).map_or("", |text| text.path.as_str());
        let relative = relative(path(place.file), path(elsewhere.place.file));
        let line = format!("use {}\n", quote(&relative));
        let start = Location::new(place.file, Span::at(insertion(project, place.file)));
        Diagnostic::new(
            &codes::NAME_NOT_USED,
            place,
            format!("`{name}` is declared in a file that this one does not use"),
        )
        .label("not in scope")
        .related(elsewhere.place, "declared here")
        .help(format!("add `use {}`", quote(&relative)))
        .fix(Fix {
            title: format!("add `use {}`", quote(&relative)),
            edits: vec![Edit { location: start, text: line }],
            applicability: crate::diag::Applicability::Safe,
        })
    }
}

/// Where a `use` goes: before the first line that is no comment.
fn insertion(project: &Project, file: FileId) -> u32 {
    let text = project.text(file).map_or("", |text| text.content.as_str());
    let head: usize = text
        .split_inclusive('\n')
        .take_while(|line| line.starts_with('#') || line.trim().is_empty())
        .map(str::len)
        .sum();
    head as u32
}

/// The path from one file to another, as `use` writes it.
pub fn relative(from: &str, to: &str) -> String {
    let mut from: Vec<&str> = from.split('/').collect();
    from.pop();
    let to: Vec<&str> = to.split('/').collect();
    let common = from.iter().zip(&to).take_while(|(a, b)| a == b).count();
    let up = std::iter::repeat_n("..", from.len() - common);
    up.chain(to.into_iter().skip(common)).collect::<Vec<_>>().join("/")
}
