//! `attrc build`: files to a bundle, whole or not at all.

use std::path::Path;

use super::Outcome;
use super::args::Build;
use super::console::Console;
use super::releasing::{draft, released, write_lock};
use super::session::{Session, levels, outcome};
use crate::Compilation;
use crate::diag::Diagnostic;
use crate::diag::codes::projects::SCRATCH_NAMESPACE;
use crate::diag::codes::versions::{NO_LOCK, OUTDATED_LOCK, UNLOCKED_PART};
use crate::project::MANIFEST;
use crate::stix::Bundle;
use crate::stix::value::Map;
use crate::versions::{LOCK, Lock, borrow, section};
use crate::world::{World, plain};

/// Runs the command; an `Err` is a run that ended early.
pub fn run(world: &dyn World, console: &mut Console, command: &Build) -> Result<Outcome, Outcome> {
    let session = Session::open(world, console, &command.input, &command.release)?;
    let mut compilation = session.compile_for(command.target);
    if let Some(path) = &command.output {
        refuse_own(world, console, &compilation, path)?;
    }
    let makes_ids = compilation.bundle.is_none() && !compilation.objects.is_empty();
    if compilation.project.manifest.scratch && makes_ids {
        let message = "there is no `attr.toml`: the ids are made in a namespace that everybody shares";
        let note = Diagnostic::nowhere(&SCRATCH_NAMESPACE, message).help("`attrc new DIR` writes one");
        compilation.diagnostics.push(note);
    }
    let levels = levels(console, Some(&compilation.project.manifest), &command.findings)?;
    let old = compilation.lock.take();
    let lock = match &old {
        Some(lock) if !compilation.has_errors() => settle(&session, &mut compilation, lock, command),
        None if command.locked => {
            let (message, help) = match compilation.project.manifest.scratch {
                true => ("there is no `attr.toml`, and only a project has a lock", "`attrc new DIR` starts a project"),
                false => ("there is no `attr.lock` beside the manifest", "`attrc lock` makes one"),
            };
            compilation.diagnostics.push(Diagnostic::nowhere(&NO_LOCK, message).help(help));
            None
        }
        _ => None,
    };
    let diagnostics = levels.apply(std::mem::take(&mut compilation.diagnostics));
    session.show_from_here(&mut compilation.project);
    let shown = console.findings(&command.findings, &diagnostics, &compilation.project.texts, false);
    for ended in [shown, outcome(&diagnostics)] {
        if ended != Outcome::Done {
            return Err(ended);
        }
    }
    if let Some(lock) = lock.filter(|_| !command.locked) {
        // First the lock: what is in it is built again by the next run, whatever becomes of this one.
        write_lock(world, console, &compilation, old.as_ref(), &lock)?;
    }
    drop(old);
    let author = compilation.project.manifest.author.name.clone();
    // What the bundle is made of is freed before its text is: that is the most memory a build takes.
    drop((compilation.facts, compilation.stored, compilation.project));
    let bundle = Bundle::new(compilation.objects).received(compilation.bundle.unwrap_or_default());
    let bundle = match command.target.consumer().and_then(|consumer| consumer.envelope.as_ref()) {
        Some(envelope) => bundle.in_envelope(Map::new().with(envelope.sender, author), envelope.objects),
        None => bundle,
    };
    match &command.output {
        None => Ok(console.stream(|out| bundle.write(out))),
        Some(path) => match world.write_with(path, &mut |out| bundle.write(out)) {
            Ok(()) => Ok(Outcome::Done),
            Err(error) => Err(console.fail(&format!("`{}` cannot be written: {}", path.display(), plain(&error)), "")),
        },
    }
}

/// Gives the objects their versions; of a whole project it returns the lock that is next.
fn settle(session: &Session<'_>, compilation: &mut Compilation, lock: &Lock, command: &Build) -> Option<Lock> {
    let section = section(command.target.consumer());
    let at = session.release_time_or_now();
    if !compilation.project.whole {
        let (objects, others) = borrow(lock, draft(compilation, section, at)?);
        compilation.objects = objects;
        if others > 0 || command.locked {
            let message = match others {
                0 => format!("a part of a project is built: `{LOCK}` is not written"),
                1 => format!("1 object is not as `{LOCK}` has it"),
                others => format!("{others} objects are not as `{LOCK}` has them"),
            };
            let code = if command.locked && others > 0 { &OUTDATED_LOCK } else { &UNLOCKED_PART };
            let help = "build the whole project, or run `attrc lock`, to release it";
            compilation.diagnostics.push(Diagnostic::nowhere(code, message).help(help));
        }
        return None;
    }
    let (release, found) = released(compilation, lock, section, at, command.locked)?;
    compilation.diagnostics.extend(found);
    compilation.objects = release.objects;
    Some(release.lock)
}

/// A bundle must not take the place of what it is made from: the texts, the manifest, and the lock, though there be none yet.
fn refuse_own(world: &dyn World, console: &mut Console, compilation: &Compilation, path: &Path) -> Result<(), Outcome> {
    let help = "write the bundle to another file";
    for (name, what) in [(LOCK, "lock"), (MANIFEST, "manifest")] {
        if is_at(world, path, &compilation.project.root.join(name)) {
            return Err(console.fail(&format!("`{}` is the {what} of the project", path.display()), help));
        }
    }
    match compilation.inputs.iter().any(|input| world.is_same(input, path)) {
        true => Err(console.fail(&format!("`{}` is one of the files that are read", path.display()), help)),
        false => Ok(()),
    }
}

/// Whether a path leads to a file, or to the place where it would be.
fn is_at(world: &dyn World, path: &Path, file: &Path) -> bool {
    let folder = |path: &Path| {
        let above = path.parent().filter(|above| !above.as_os_str().is_empty()).unwrap_or(Path::new("."));
        world.canonical(above).ok()
    };
    let is_beside =
        path.file_name() == file.file_name() && folder(path).is_some_and(|above| folder(file) == Some(above));
    is_beside || world.is_same(path, file)
}
