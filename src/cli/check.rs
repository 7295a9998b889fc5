//! `attrc check`: every mistake, explained; with `--fix`, the safe fixes applied.

use super::Outcome;
use super::args::{Check, Format};
use super::console::Console;
use super::session::{Session, levels, outcome};
use crate::diag::{Diagnostic, apply_fixes};
use crate::project::Project;
use crate::world::{World, plain};

/// How often fixes are applied: one fix may make place for another.
const ROUNDS: usize = 8;

/// Runs the command; an `Err` is a run that ended early.
pub fn run(world: &dyn World, console: &mut Console, command: &Check) -> Result<Outcome, Outcome> {
    let session = Session::open(world, console, &command.input, &command.release)?;
    if command.fix && session.reads_stdin() {
        return Err(console.fail("standard input cannot be fixed in place", "name the file"));
    }
    let mut compilation = session.compile_for(command.target);
    let levels = levels(console, Some(&compilation.project.manifest), &command.findings)?;
    let mut diagnostics = levels.apply(compilation.diagnostics);
    if command.fix {
        let mut applied = 0;
        for _ in 0..ROUNDS {
            // What the user allows is not mended either.
            match fix(session.world(), &compilation.project, &diagnostics) {
                Ok(0) => break,
                Ok(count) => applied += count,
                Err(problem) => return Err(console.fail(&problem, "")),
            }
            compilation = session.compile_for(command.target);
            diagnostics = levels.apply(compilation.diagnostics);
        }
        console.say(&format!("attrc: {applied} {} applied", if applied == 1 { "fix" } else { "fixes" }));
    }
    session.show_from_here(&mut compilation.project);
    if diagnostics.is_empty() && command.findings.format == Format::Terminal {
        let files = compilation.project.files.len();
        console.say(&format!("attrc: nothing to report in {files} {}", if files == 1 { "file" } else { "files" }));
    }
    match console.findings(&command.findings, &diagnostics, &compilation.project.texts, true) {
        Outcome::Done => Ok(outcome(&diagnostics)),
        failed => Err(failed),
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
