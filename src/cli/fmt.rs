//! `attrc fmt`: files in their form.

use std::io::{self, Read};
use std::path::{Path, PathBuf};

use similar::TextDiff;

use super::Outcome;
use super::args::{Fmt, Format};
use super::console::Console;
use super::session::outcome;
use crate::diag::Diagnostic;
use crate::diag::codes::layout::UNPROVED_LAYOUT;
use crate::diag::codes::reading;
use crate::format::format;
use crate::source::{FileId, Text, decode};
use crate::world::{World, plain};

/// Folders that hold nothing that somebody wrote.
const SKIPPED: [&str; 2] = ["target", "node_modules"];

/// Lines around a change that `--check` shows.
const CONTEXT: usize = 2;

/// Runs the command; an `Err` is a run that ended early.
pub fn run(world: &dyn World, console: &mut Console, command: &Fmt) -> Result<Outcome, Outcome> {
    let mut paths = Vec::new();
    for path in &command.paths {
        match path == Path::new("-") || world.is_folder(path) != Some(true) {
            true => paths.push(path.clone()),
            false => below(world, path, &mut paths),
        }
    }
    if paths.is_empty() {
        return Err(console.fail("there is no `.attr` file to lay out", "name a file, or a folder that holds some"));
    }
    let (mut texts, mut found, mut changed) = (Vec::new(), Vec::new(), 0_usize);
    for (at, path) in paths.iter().enumerate() {
        let file = FileId(at as u32);
        let is_stdin = path == Path::new("-");
        let name = if is_stdin { "standard input".to_owned() } else { shown(path) };
        let text = match read(world, path, is_stdin) {
            Ok(text) => text,
            Err(why) => {
                let message = format!("`{name}` cannot be read: {why}");
                found.push(Diagnostic::nowhere(&reading::UNREADABLE, message).help("check the path"));
                texts.push(Text::new(name, ""));
                continue;
            }
        };
        let formatted = format(file, &text);
        if formatted.unproved {
            let message = format!("`{name}` stays as it is: its layout could not be proved to say the same");
            found.push(Diagnostic::nowhere(&UNPROVED_LAYOUT, message));
        }
        found.extend(formatted.diagnostics);
        let is_new = formatted.text != text;
        changed += usize::from(is_new);
        if is_stdin && !command.check {
            let written = console.data(formatted.text.as_bytes());
            if written != Outcome::Done {
                return Err(written);
            }
        } else if is_new && command.check {
            let diff = TextDiff::from_lines(&text, &formatted.text);
            let diff = diff.unified_diff().context_radius(CONTEXT).header(&name, "laid out").to_string();
            console.data(diff.as_bytes());
        } else if is_new {
            world
                .write(path, formatted.text.as_bytes())
                .map_err(|error| console.fail(&format!("`{name}` cannot be written: {}", plain(&error)), ""))?;
            console.say(&format!("attrc: {name} laid out"));
        }
        texts.push(Text::new(name, text));
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

/// The `.attr` files below a folder, in order.
fn below(world: &dyn World, folder: &Path, found: &mut Vec<PathBuf>) {
    for path in world.list(folder).unwrap_or_default() {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if name.starts_with('.') || SKIPPED.contains(&name.as_str()) {
            continue;
        }
        if world.is_folder(&path) == Some(true) {
            below(world, &path, found);
        } else if name.ends_with(".attr") {
            found.push(path);
        }
    }
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
