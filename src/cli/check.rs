//! `attrc check`: every mistake, explained; with `--fix`, the safe fixes applied.

use super::Outcome;
use super::args::{Check, Format};
use super::console::{Console, levels, outcome, release_time, show_from_here, with_stdin};
use crate::compile;
use crate::diag::{Diagnostic, apply_fixes};
use crate::project::Project;
use crate::world::{World, plain};

/// How often fixes are applied: one fix may make place for another.
const ROUNDS: usize = 8;

/// Runs the command.
pub fn run(world: &dyn World, console: &mut Console, command: &Check) -> Outcome {
    let (overlay, paths) = match with_stdin(world, &command.input.paths) {
        Ok(read) => read,
        Err(error) => return console.fail(&format!("standard input cannot be read: {}", plain(&error)), ""),
    };
    let stdin = overlay.is_some();
    let world = overlay.as_ref().map_or(world, |overlay| overlay as &dyn World);
    let release_time = match release_time(world, &command.release) {
        Ok(time) => time,
        Err(problem) => return console.fail(&problem, "write `2024-03-26` or `2024-03-26T12:00:00Z`"),
    };
    let mut compilation = compile(world, &paths, release_time);
    let levels = match levels(&compilation.project.manifest, &command.findings) {
        Ok(levels) => levels,
        Err(unknown) => return console.fail(&format!("`{}` is no lint", unknown.word), &unknown.help),
    };
    if command.fix {
        if stdin {
            return console.fail("standard input cannot be fixed in place", "name the file");
        }
        let mut applied = 0;
        for _ in 0..ROUNDS {
            match fix(world, &compilation.project, &compilation.diagnostics) {
                Ok(0) => break,
                Ok(count) => applied += count,
                Err(problem) => return console.fail(&problem, ""),
            }
            compilation = compile(world, &paths, release_time);
        }
        console.say(&format!("attrc: {applied} {} applied", if applied == 1 { "fix" } else { "fixes" }));
    }
    let diagnostics = levels.apply(compilation.diagnostics);
    show_from_here(world, &mut compilation.project);
    if diagnostics.is_empty() && command.findings.format == Format::Terminal {
        let files = compilation.project.files.len();
        console.say(&format!("attrc: nothing to report in {files} {}", if files == 1 { "file" } else { "files" }));
    }
    match console.findings(&command.findings, &diagnostics, &compilation.project.texts, true) {
        Outcome::Done => outcome(&diagnostics),
        failed => failed,
    }
}

/// Applies the safe fixes of all files and tells how many there were.
fn fix(world: &dyn World, project: &Project, diagnostics: &[Diagnostic]) -> Result<usize, String> {
    let mut applied = 0;
    for file in &project.files {
        let Some(text) = project.text(*file) else { continue };
        let fixes = diagnostics.iter().filter_map(|diagnostic| diagnostic.fixes.first());
        let (fixed, count) = apply_fixes(*file, &text.content, fixes);
        if count > 0 {
            let path = project.root.join(&text.path);
            world
                .write(&path, fixed.as_bytes())
                .map_err(|error| format!("`{}` cannot be written: {}", text.path, plain(&error)))?;
            applied += count;
        }
    }
    Ok(applied)
}
