//! `# allow: rule-name reason`: a lint is not reported of the item that follows the comment, or of the line that it ends.

use std::collections::BTreeMap;

use crate::diag::codes::{allowances as codes, targets};
use crate::diag::{Code, Diagnostic, Fix, codes as all_codes, did_you_mean, nearest};
use crate::project::Project;
use crate::source::{FileId, Location, Span};
use crate::syntax::tree::{Item, Tree};
use crate::syntax::{Extent, comments};

/// The word that a comment begins with which allows something.
const WORD: &str = "allow:";

/// What comments allow, by file.
#[derive(Default)]
pub(super) struct Allowances {
    rows: BTreeMap<FileId, Vec<Allowance>>,
    found: Vec<Diagnostic>,
}

struct Allowance {
    code: &'static Code,
    /// What it holds for.
    range: Span,
    /// The name of the lint in the comment.
    place: Location,
    used: bool,
}

/// Reads the allowances of all files.
pub(super) fn allowances(project: &Project, trees: &[&Tree<'_>]) -> Allowances {
    let mut all = Allowances::default();
    for (file, tree) in project.files.iter().copied().zip(trees) {
        let text = project.text(file).map_or("", |text| &*text.content);
        if memchr::memmem::find(text.as_bytes(), WORD.as_bytes()).is_none() {
            continue;
        }
        let starts = starts(tree, text);
        let allowing = comments(text).into_iter().filter_map(|comment| {
            let words = comment.strip_prefix('#')?.trim_start().strip_prefix(WORD)?;
            Some((Span::of(text, comment), words.trim()))
        });
        for (comment, words) in allowing {
            all.read(file, text, &starts, comment, words);
        }
    }
    all
}

impl Allowances {
    /// Drops what is allowed, and reports the allowances that are of no use.
    pub fn apply(mut self, diagnostics: &mut Vec<Diagnostic>) {
        diagnostics.retain(|diagnostic| {
            let Some(place) = diagnostic.primary.filter(|_| diagnostic.code.is_lint()) else { return true };
            let rows = self.rows.get_mut(&place.file).into_iter().flatten();
            let mut holding = rows.filter(|row| {
                row.code.id == diagnostic.code.id && row.range.lo <= place.span.lo && place.span.lo < row.range.hi
            });
            match holding.next() {
                Some(row) => {
                    row.used = true;
                    false
                }
                None => true,
            }
        });
        // While there are errors, many a lint is not looked for yet.
        let judged = diagnostics.iter().all(|diagnostic| diagnostic.severity != crate::diag::Severity::Error);
        // What is lost for a consumer is looked for in builds for that one alone.
        let looked_for = |row: &Allowance| judged && !targets::ALL.contains(&row.code);
        let unused = self.rows.into_values().flatten().filter(|row| looked_for(row) && !row.used).map(|row| {
            Diagnostic::new(
                &codes::UNUSED_ALLOWANCE,
                row.place,
                format!("nothing here is a case of `{}`", row.code.name),
            )
            .label("allows nothing")
            .help("remove the comment, or move it before what it is about")
        });
        diagnostics.extend(self.found.into_iter().chain(unused));
    }

    fn read(&mut self, file: FileId, text: &str, starts: &[(usize, usize)], comment: Span, words: &str) {
        let (name, reason) = words.split_once(char::is_whitespace).unwrap_or((words, ""));
        let place = Location::new(file, if name.is_empty() { comment } else { Span::of(text, name) });
        match all_codes::find(name).filter(|code| code.is_lint()) {
            Some(code) => {
                let range = range(text, starts, comment);
                self.rows.entry(file).or_default().push(Allowance { code, range, place, used: false });
            }
            None => self.found.push(unknown(name, place)),
        }
        if reason.trim().is_empty() {
            let bare = Diagnostic::new(&codes::UNREASONED_ALLOWANCE, place, "this allowance has no reason")
                .label("why?")
                .help("write it behind the name: `# allow: rule-name reason`");
            self.found.push(bare);
        }
    }
}

fn unknown(name: &str, place: Location) -> Diagnostic {
    if let Some(code) = all_codes::find(name) {
        let message = format!("`{}` is an error of the language, which nothing allows", code.name);
        return Diagnostic::new(&codes::UNKNOWN_ALLOWANCE, place, message)
            .label("not a lint")
            .help("mend what it speaks of, and remove the comment");
    }
    let message = format!("`{name}` is no lint");
    let lints = || all_codes::all().filter(|code| code.is_lint()).map(|code| code.name);
    Diagnostic::new(&codes::UNKNOWN_ALLOWANCE, place, message)
        .label("not a lint")
        .help(did_you_mean(name, lints()).unwrap_or_else(|| "`attrc list lints` shows them all".to_owned()))
        .fix_if(nearest(name, lints()).map(|near| Fix::respell(place, name, near)))
}

/// What a comment holds for: its line where it ends one, else the next item with all that is in it.
fn range(text: &str, starts: &[(usize, usize)], comment: Span) -> Span {
    let at = comment.lo as usize;
    let line = text.get(..at).and_then(|head| head.rfind('\n')).map_or(0, |end| end + 1);
    if text.get(line..at).is_some_and(|before| !before.trim().is_empty()) {
        return Span::new(line as u32, comment.hi);
    }
    let next = starts.partition_point(|(start, _)| *start < at);
    let Some((start, depth)) = starts.get(next) else { return Span::at(comment.hi) };
    let behind = starts.get(next + 1..).unwrap_or_default().iter().find(|(_, other)| other <= depth);
    Span::new(*start as u32, behind.map_or(text.len(), |(end, _)| *end) as u32)
}

/// Where each item, claim and property begins, and how deep it stands, in the order of the text.
fn starts(tree: &Tree<'_>, text: &str) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    items(&tree.items, 0, text, &mut found);
    found.sort_unstable();
    found
}

fn items<'s>(all: &[Item<'s>], depth: usize, text: &str, found: &mut Vec<(usize, usize)>) {
    let mut add = |first: Option<&'s str>, depth| {
        found.extend(first.map(|first| (Span::of(text, first).lo as usize, depth)));
    };
    for item in all {
        add(item.first(), depth);
        match item {
            Item::Declaration(declaration) => {
                declaration.properties.iter().for_each(|property| add(property.first(), depth + 1));
            }
            Item::Speech(speech) => {
                speech.claims.iter().flatten().for_each(|claim| add(claim.first(), depth + 1));
            }
            Item::From(_) | Item::Use(_) | Item::Response(_) => {}
        }
    }
    // A `from` block holds items itself; blocks do not nest deeper.
    for item in all {
        if let Item::From(from) = item {
            items(&from.items, depth + 1, text, found);
        }
    }
}
