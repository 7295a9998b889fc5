//! `attrc diff`: what changed between two bundles, projects or revisions.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use jiff::Timestamp;

use super::Outcome;
use super::args::{Diff, DiffFormat, Format};
use super::console::Console;
use super::read::{name_of, read};
use super::session::{outcome, release_time};
use crate::diag::{Diagnostic, did_you_mean};
use crate::json::Document;
use crate::queries::lines;
use crate::review::render::{Shown, json as as_json, markdown, terminal};
use crate::review::{Place, Review, diff, misshapen};
use crate::source::{FileId, Text};
use crate::stix::Bundle;
use crate::world::{Memory, NoRevision, Revision, World};
use crate::{compile, json};

/// One side: the text of a bundle, and where its objects stand.
struct Side {
    bundle: Text,
    places: BTreeMap<String, Place>,
}

/// Runs the command; an `Err` is a run that ended early.
pub fn run(world: &dyn World, console: &mut Console, command: &Diff) -> Result<Outcome, Outcome> {
    if command.old == "-" && command.new == "-" {
        return Err(console.fail("standard input can be one side only", "name a file for the other"));
    }
    let at = release_time(world, &command.release).map_err(|(problem, help)| console.fail(&problem, help))?;
    let old = side(world, console, &command.old, at)?;
    let new = side(world, console, &command.new, at)?;
    let review = compared(console, &old, &new)?;
    let shown = Shown { old: &command.old, new: &command.new, all: command.all, width: console.width() };
    let out = match command.format {
        DiffFormat::Terminal => terminal(&review, &shown),
        DiffFormat::Json => as_json(&review, &shown),
        DiffFormat::Markdown => markdown(&review, &shown),
    };
    match console.data(out.as_bytes()) {
        Outcome::Done if command.exit_code && !review.is_empty() => Ok(Outcome::Findings),
        written => Ok(written),
    }
}

fn compared(console: &mut Console, old: &Side, new: &Side) -> Result<Review, Outcome> {
    let was = document(console, &old.bundle)?;
    let is = document(console, &new.bundle)?;
    let mut review = diff(&was, &is);
    review.locate(&old.places, &new.places);
    Ok(review)
}

/// The document that a text is; one that is none, or holds no objects, is no side.
fn document<'t>(console: &mut Console, text: &'t Text) -> Result<Document<'t>, Outcome> {
    let (document, mut found) = json::read(FileId(0), &text.content);
    if found.is_empty() {
        found = misshapen(FileId(0), &document);
    }
    ended(console, &found, std::slice::from_ref(text))?;
    Ok(document)
}

/// Reads one side from the disk, else from a revision.
fn side(world: &dyn World, console: &mut Console, named: &str, at: Option<Timestamp>) -> Result<Side, Outcome> {
    let path = Path::new(named);
    let Some((revision, below)) = named.split_once(':').filter(|_| named != "-" && world.is_folder(path).is_none())
    else {
        return content(world, world, console, path, at, None);
    };
    let here = Path::new(".");
    let past = Revision::open(world, here, revision).map_err(|why| no_revision(console, named, revision, &why))?;
    let below = below.trim_end_matches('/');
    // As git reads it: from the top, and from here where it says so.
    let from = match below == "." || below.starts_with("./") || below.starts_with("../") {
        true => world.canonical(here).unwrap_or_else(|_| past.top().to_owned()),
        false => past.top().to_owned(),
    };
    let path = from.join(below);
    if past.is_folder(&path).is_none() {
        return Err(no_path(console, &past, named, &path));
    }
    if past.is_submodule(&path) {
        let message = format!("`{named}` is a submodule, or lies in one");
        return Err(console.fail(&message, "run `attrc diff` in the submodule, which is a repository of its own"));
    }
    content(world, &past, console, &path, at, Some((revision, past.top())))
}

fn no_revision(console: &mut Console, named: &str, revision: &str, why: &NoRevision) -> Outcome {
    match why {
        NoRevision::NoGit => {
            let message = format!("there is no `{named}`, and no `git` that could know it as a revision");
            console.fail(&message, "check the path, or install git")
        }
        NoRevision::NoRepository(words) => {
            let message = format!("there is no `{named}`, and no revision can be read here: {words}");
            console.fail(&message, "check the path, or run this in a repository")
        }
        NoRevision::Unknown(known) => {
            let help = did_you_mean(revision, known.iter().map(String::as_str)).unwrap_or_else(|| {
                "`git log --oneline --all` shows what there is; a shallow clone lacks the past".to_owned()
            });
            console.fail(&format!("there is no file `{named}`, and no revision `{revision}`"), &help)
        }
        NoRevision::Unreadable(words) => console.fail(&format!("`{named}` cannot be read: {words}"), ""),
    }
}

fn no_path(console: &mut Console, past: &Revision<'_>, named: &str, path: &Path) -> Outcome {
    let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let beside = path.parent().map(|folder| past.names_in(folder)).unwrap_or_default();
    let help = did_you_mean(&name, beside.iter().map(String::as_str))
        .unwrap_or_else(|| "paths of a revision begin at the top of the repository, or with `./`".to_owned());
    console.fail(&format!("the revision has nothing at `{named}`"), &help)
}

/// What a path means: a bundle, or what a project becomes.
fn content(
    outside: &dyn World,
    world: &dyn World,
    console: &mut Console,
    path: &Path,
    at: Option<Timestamp>,
    revision: Option<(&str, &Path)>,
) -> Result<Side, Outcome> {
    let is_text = path.extension().is_some_and(|end| end == "attr");
    if is_text || path != Path::new("-") && world.is_folder(path) != Some(false) {
        return compiled(outside, world, console, path, at, revision);
    }
    let text = read(world, path).map_err(|found| {
        console.found(Format::Terminal, &[*found], &[Text::new(name_of(path), "")], false);
        Outcome::CannotRun
    })?;
    // A command that failed before the pipe leaves nothing behind, which is no side without objects.
    if path == Path::new("-") && text.content.trim().is_empty() {
        return Err(console.fail("standard input is empty", "look at what the command before the pipe says"));
    }
    // What comes over a pipe has no name that would tell what it is; nothing of the language begins so.
    if path == Path::new("-") && !text.content.trim_start().starts_with(['{', '[']) {
        let here = outside.canonical(Path::new(".")).unwrap_or_default();
        let file = here.join("stdin.attr");
        let stdin = Memory::over(outside, file.clone(), text.content.as_bytes().to_vec());
        return compiled(outside, &stdin, console, &file, at, None);
    }
    Ok(Side { bundle: text, places: BTreeMap::new() })
}

fn compiled(
    outside: &dyn World,
    world: &dyn World,
    console: &mut Console,
    path: &Path,
    at: Option<Timestamp>,
    revision: Option<(&str, &Path)>,
) -> Result<Side, Outcome> {
    let mut compilation = compile(world, &[PathBuf::from(path)], at);
    match revision {
        Some((name, top)) => {
            compilation.project.show_from(top);
            compilation.project.texts.iter_mut().for_each(|text| text.path = format!("{name}:{}", text.path));
        }
        None => compilation.project.show_from(&outside.canonical(Path::new(".")).unwrap_or_default()),
    }
    let errors: Vec<Diagnostic> = compilation
        .diagnostics
        .iter()
        .filter(|found| found.severity == crate::diag::Severity::Error)
        .cloned()
        .collect();
    ended(console, &errors, &compilation.project.texts)?;
    let places = lines(&compilation).into_iter().map(|(id, line)| (id, Place { file: line.file, line: line.line }));
    let places = places.collect();
    let bundle = Bundle::new(compilation.objects).received(compilation.bundle.unwrap_or_default());
    let mut bytes = Vec::new();
    // Writing to memory cannot fail.
    let _ = bundle.write(&mut bytes);
    let content = String::from_utf8(bytes).unwrap_or_default();
    Ok(Side { bundle: Text::new(path.display().to_string(), content), places })
}

/// Shows what is wrong with a side, and ends the run: never as if something were another.
fn ended(console: &mut Console, found: &[Diagnostic], texts: &[Text]) -> Result<(), Outcome> {
    if found.is_empty() {
        return Ok(());
    }
    console.found(Format::Terminal, found, texts, false);
    match outcome(found) {
        Outcome::Done => Ok(()),
        _ => Err(Outcome::CannotRun),
    }
}
