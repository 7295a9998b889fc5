//! Names: what is declared where, and what a file sees of it.

use foldhash::HashMap;

use super::model::EntityId;
use crate::diag::codes::names as codes;
use crate::diag::{Diagnostic, Edit, Fix, nearest};
use crate::project::{Project, relative};
use crate::source::{FileId, Location, Span};
use crate::syntax::literal::quote;
use crate::syntax::uses;

/// How many unknown names are compared with all that are declared: each costs a look at every name.
const MOST_SUGGESTIONS: usize = 100;

/// All declared names of a project.
pub struct Scope<'s> {
    /// Where a name is declared twice, all of its declarations: each file goes by what it sees.
    declared: HashMap<&'s str, Vec<Declared>>,
    /// For each file, the files whose names it sees, sorted.
    closures: Vec<Vec<FileId>>,
    suggestions: usize,
    /// The names that the file sees whose names were looked through last, sorted.
    visible: Option<(FileId, Vec<&'s str>)>,
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
        Self { declared: HashMap::default(), closures: project.closures(), suggestions: 0, visible: None }
    }

    /// Declares a name; a second declaration of it is an error that shows both places.
    pub fn declare(&mut self, name: &'s str, id: EntityId, place: Location) -> Option<Diagnostic> {
        let all = self.declared.entry(name).or_default();
        all.push(Declared { id, place });
        match all.as_slice() {
            [first, _, ..] => Some(
                Diagnostic::new(&codes::DUPLICATE_NAME, place, format!("`{name}` is declared twice"))
                    .label("declared again here")
                    .related(first.place, "first declared here")
                    .help("rename one of them; names are unique in a project"),
            ),
            _ => None,
        }
    }

    /// What a name means in a file.
    pub fn find(&self, file: FileId, name: &str) -> Option<Declared> {
        let all = self.declared.get(name)?;
        all.iter().copied().find(|declared| self.sees(file, declared.place.file))
    }

    /// Whether a file sees the names of another.
    pub fn sees(&self, file: FileId, other: FileId) -> bool {
        self.closures.get(file.0 as usize).is_some_and(|closure| closure.binary_search(&other).is_ok())
    }

    /// The names that a file sees, sorted. All names are declared before the first is looked for.
    fn visible(&mut self, file: FileId) -> &[&'s str] {
        if self.visible.as_ref().is_none_or(|(of, _)| *of != file) {
            let names = self.declared.keys().copied().filter(|name| self.find(file, name).is_some());
            let mut names: Vec<&str> = names.collect();
            names.sort_unstable();
            self.visible = Some((file, names));
        }
        self.visible.as_ref().map_or(&[], |(_, names)| names)
    }

    /// What to tell of a name that a file does not see; nothing where it may be declared in a file that is not there,
    /// which was reported.
    pub fn unknown(&mut self, project: &Project, place: Location, name: &str, likely: &str) -> Option<Diagnostic> {
        if let Some(elsewhere) = self.declared.get(name).and_then(|all| all.first()) {
            return Some(not_used(project, place, name, elsewhere));
        }
        let closure = self.closures.get(place.file.0 as usize).map_or(&[][..], Vec::as_slice);
        if closure.iter().any(|file| project.lacking.contains(file)) {
            return None;
        }
        self.suggestions += 1;
        let visible = if self.suggestions <= MOST_SUGGESTIONS { self.visible(place.file) } else { &[] };
        let plain =
            Diagnostic::new(&codes::UNKNOWN_NAME, place, format!("nothing declares `{name}`")).label("unknown name");
        Some(match nearest(name, visible.iter().copied()) {
            // A near name may be another actor: a person decides.
            Some(near) => {
                plain.help(format!("did you mean `{near}`?")).fix(Fix::guess(format!("write `{near}`"), place, near))
            }
            None => plain.help(format!("declare it, for example `{likely} {name} \"…\"`")),
        })
    }
}

/// The `use` line by which a file sees the names of another, by its path below the root, and the edit that adds it.
pub fn using(project: &Project, file: FileId, other: &str) -> (String, Edit) {
    let (content, path) = project.text(file).map_or(("", ""), |text| (&*text.content, text.path.as_str()));
    let (line, at, text) = use_line(path, other, content);
    (line, Edit { location: Location::new(file, Span::at(at)), text })
}

/// The `use` line by which one path sees the names of another, where it goes in the text of the first, and what stands there.
fn use_line(from: &str, to: &str, content: &str) -> (String, u32, String) {
    let line = format!("use {}", quote(&relative(from, to)));
    let (at, text) = insertion(content, &line);
    (line, at, text)
}

fn not_used(project: &Project, place: Location, name: &str, elsewhere: &Declared) -> Diagnostic {
    let other = project.text(elsewhere.place.file).map_or("", |text| text.path.as_str());
    let (line, Edit { location, text }) = using(project, place.file, other);
    Diagnostic::new(&codes::NAME_NOT_USED, place, format!("`{name}` is declared in a file that this one does not use"))
        .label("not in scope")
        .related(elsewhere.place, "declared here")
        .help(format!("add `{line}`"))
        .fix(Fix::safe(format!("add `{line}`"), location, text))
}

/// Where a `use` line goes and what stands there: behind the others, else before the first statement, and before the
/// comment that belongs to it.
fn insertion(text: &str, line: &str) -> (u32, String) {
    let ending = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let last = uses(text).last().map(|path| Span::of(text, path).hi as usize);
    if let Some(last) = last {
        let end = text.get(last..).and_then(|rest| rest.find('\n')).map_or(text.len(), |end| last + end);
        let end = end - usize::from(text.get(..end).is_some_and(|head| head.ends_with('\r')));
        return (end as u32, format!("{ending}{line}"));
    }
    let lines = text.split_inclusive('\n').scan(0, |at, line| {
        *at += line.len();
        Some((*at, line.trim()))
    });
    let head: Vec<(usize, &str)> = lines.take_while(|(_, line)| line.is_empty() || line.starts_with('#')).collect();
    let blank = head.iter().rev().find(|(_, line)| line.is_empty()).map(|(end, _)| *end as u32);
    (blank.unwrap_or_default(), format!("{line}{ending}{ending}"))
}
