//! `attrc build`: files to a bundle, whole or not at all.

use super::Outcome;
use super::args::Build;
use super::console::{Console, levels, outcome, release_time, show_from_here, with_stdin};
use crate::compile;
use crate::stix::Bundle;
use crate::world::{World, plain};

/// Runs the command.
pub fn run(world: &dyn World, console: &mut Console, command: &Build) -> Outcome {
    let (overlay, paths) = match with_stdin(world, &command.input.paths) {
        Ok(read) => read,
        Err(error) => return console.fail(&format!("standard input cannot be read: {}", plain(&error)), ""),
    };
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
    let diagnostics = levels.apply(compilation.diagnostics);
    show_from_here(world, &mut compilation.project);
    if let failed @ Outcome::CannotRun =
        console.findings(&command.findings, &diagnostics, &compilation.project.texts, false)
    {
        return failed;
    }
    match outcome(&diagnostics) {
        Outcome::Done => {}
        failed => return failed,
    }
    // What the bundle is made of is freed before its text is: that is the most memory a build takes.
    drop((compilation.facts, compilation.project));
    let bundle = Bundle::new(compilation.objects);
    match &command.output {
        None => console.stream(|out| bundle.write(out)),
        Some(path) => match world.write_with(path, &mut |out| bundle.write(out)) {
            Ok(()) => Outcome::Done,
            Err(error) => console.fail(&format!("`{}` cannot be written: {}", path.display(), plain(&error)), ""),
        },
    }
}
