//! `attrc fmt`: files in their form.

use std::collections::BTreeSet;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use similar::TextDiff;

use super::Outcome;
use super::args::{Fmt, Format};
use super::console::Console;
use super::fmt_edits;
use super::session::outcome;
use crate::diag::codes::layout::UNPROVED_LAYOUT;
use crate::diag::codes::reading;
use crate::diag::{Diagnostic, Edit, apply_edits};
use crate::format;
use crate::source::{FileId, Span, Text, decode};
use crate::world::{World, plain};

/// Folders that hold nothing that somebody wrote.
const SKIPPED: [&str; 2] = ["target", "node_modules"];

/// Lines around a change that `--check` shows.
const CONTEXT: usize = 2;

/// Runs the command; an `Err` is a run that ended early.
pub fn run(world: &dyn World, console: &mut Console, command: &Fmt) -> Result<Outcome, Outcome> {
    let mut found = Vec::new();
    let paths = files(world, &command.paths, &mut found);
    if paths.is_empty() && found.is_empty() {
        return Err(console.fail("there is no `.attr` file to lay out", "name a file, or a folder that holds some"));
    }
    if command.range.is_some() && paths.len() != 1 {
        return Err(console.fail("lines of which file?", "name the one file that `--range` is for"));
    }
    let (mut texts, mut all_edits, mut changed) = (Vec::new(), Vec::new(), 0_usize);
    for (at, path) in paths.iter().enumerate() {
        let file = FileId(at as u32);
        let is_stdin = path == Path::new("-");
        let name = if is_stdin { "standard input".to_owned() } else { shown(path) };
        let text = match read(world, path, is_stdin) {
            Ok(text) => Text::new(name, text),
            Err(why) => {
                found.push(unreadable(&name, &why));
                texts.push(Text::new(name, ""));
                all_edits.push(Vec::new());
                continue;
            }
        };
        let edits = match command.range {
            Some(lines) => format::range(file, &text.content, span(console, &text, lines)?),
            None => whole(file, &text, &mut found),
        };
        let new = apply_edits(&text.content, &edits);
        let is_new = !edits.is_empty();
        changed += usize::from(is_new);
        if command.edits {
            all_edits.push(edits);
        } else if is_stdin && !command.check {
            let written = console.data(new.as_bytes());
            if written != Outcome::Done {
                return Err(written);
            }
        } else if is_new && command.check {
            let diff = TextDiff::from_lines(&*text.content, &new);
            let diff = diff.unified_diff().context_radius(CONTEXT).header(&text.path, "laid out").to_string();
            console.data(diff.as_bytes());
        } else if is_new {
            world
                .write(path, new.as_bytes())
                .map_err(|error| console.fail(&format!("`{}` cannot be written: {}", text.path, plain(&error)), ""))?;
            console.say(&format!("attrc: {} laid out", text.path));
        }
        texts.push(text);
    }
    if command.edits {
        let files: Vec<_> = texts.iter().zip(all_edits.iter().map(Vec::as_slice)).collect();
        let written = match fmt_edits::json(&files) {
            Ok(bytes) => console.data(&bytes),
            Err(error) => console.fail(&format!("the edits cannot be written: {error}"), ""),
        };
        if written != Outcome::Done {
            return Err(written);
        }
    }
    console.never_mends();
    match console.found(command.format, &found, &texts, false) {
        Outcome::Done => {}
        failed => return Err(failed),
    }
    if command.format == Format::Terminal && command.check && changed > 0 {
        console.say(&format!("attrc: {changed} of {} files would change", paths.len()));
    }
    Ok(match outcome(&found) {
        Outcome::Done if command.check && changed > 0 => Outcome::Findings,
        outcome => outcome,
    })
}

/// The edits that lay all of a text out, and what is wrong with it.
fn whole(file: FileId, text: &Text, found: &mut Vec<Diagnostic>) -> Vec<Edit> {
    let formatted = format::format(file, &text.content);
    if formatted.unproved {
        let message = format!("`{}` stays as it is: its layout could not be proved to say the same", text.path);
        found.push(Diagnostic::nowhere(&UNPROVED_LAYOUT, message));
    }
    let edits = formatted.edits(file, &text.content);
    found.extend(formatted.diagnostics);
    edits
}

/// The span of some lines.
fn span(console: &mut Console, text: &Text, (from, to): (u32, u32)) -> Result<Span, Outcome> {
    let count = text.lines.count();
    let (Some(start), true) = (text.lines.start(from - 1), to <= count) else {
        let message = format!("`{}` has no line {}", text.path, if from > count { from } else { to });
        return Err(console.fail(&message, &format!("its last line is {count}")));
    };
    let end = text.lines.start(to).unwrap_or(text.content.len() as u32);
    Ok(Span::new(start, end))
}

/// The files that paths name, each once: of a folder, the `.attr` files below it, in order.
fn files(world: &dyn World, paths: &[PathBuf], problems: &mut Vec<Diagnostic>) -> Vec<PathBuf> {
    let mut found = Vec::new();
    // By their real paths: a link may lead to a folder that it stands in.
    let mut seen = BTreeSet::new();
    let mut left: Vec<(PathBuf, bool)> = paths.iter().rev().map(|path| (path.clone(), true)).collect();
    while let Some((path, is_named)) = left.pop() {
        let is_folder = path != Path::new("-") && world.is_folder(&path) == Some(true);
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let is_skipped = name.starts_with('.') || SKIPPED.contains(&&*name) || !is_folder && !name.ends_with(".attr");
        if !is_named && is_skipped || !seen.insert(world.canonical(&path).unwrap_or_else(|_| path.clone())) {
            continue;
        }
        if !is_folder {
            found.push(path);
            continue;
        }
        match world.list(&path) {
            Ok(entries) => left.extend(entries.into_iter().rev().map(|entry| (entry, false))),
            Err(error) => problems.push(unreadable(&shown(&path), &plain(&error))),
        }
    }
    found
}

fn unreadable(name: &str, why: &str) -> Diagnostic {
    Diagnostic::nowhere(&reading::UNREADABLE, format!("`{name}` cannot be read: {why}")).help("check the path")
}

fn shown(path: &Path) -> String {
    path.strip_prefix(".").unwrap_or(path).display().to_string()
}

fn read(world: &dyn World, path: &Path, is_stdin: bool) -> Result<String, String> {
    let bytes = match is_stdin {
        true => {
            let mut bytes = Vec::new();
            io::stdin().lock().read_to_end(&mut bytes).map(|_| bytes)
        }
        false => world.read(path),
    };
    decode(bytes.map_err(|error| plain(&error))?).map_err(|_| "it is not UTF-8 text".to_owned())
}
