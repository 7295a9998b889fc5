//! `attrc lock`: the next release of a project into its lock, and what that changes.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use super::Outcome;
use super::args::{Findings, Format, Input, Lock as Arguments, LockFormat, Release as At, Target};
use super::console::Console;
use super::releasing::{released, write_lock};
use super::session::{Session, levels, outcome};
use crate::Compilation;
use crate::diag::{Severity, render};
use crate::project::{MANIFEST, Manifest};
use crate::stix::Id;
use crate::versions::told::{Line, Told, json, terminal};
use crate::versions::{LOCK, Lock, Release, section};
use crate::world::{Memory, World};

/// The lines that objects come from, by section.
type Places = BTreeMap<(&'static str, Id), Line>;

/// Runs the command; an `Err` is a run that ended early.
pub fn run(world: &dyn World, console: &mut Console, command: &Arguments) -> Result<Outcome, Outcome> {
    let found = open(world, console, command, &command.release)?.compile_for(Target::Stix);
    // A project without a lock is read as one whose lock is empty.
    let path = found.project.root.join(LOCK);
    let empty = Memory::over(world, path, Lock::default().write().into_bytes());
    let is_first = found.lock.is_none() && !found.has_errors();
    let (read, mut first) = match is_first {
        true => (&empty as &dyn World, None),
        false => (world, Some(found)),
    };
    let session = open(read, console, command, &command.release)?;
    let (mut lock, mut old) = (Lock::default(), None);
    let (mut releases, mut places) = (Vec::new(), Places::new());
    let mut left = vec![Target::Stix];
    let mut last = None;
    while let Some(target) = left.pop() {
        let mut compilation = first.take().unwrap_or_else(|| session.compile_for(target));
        if target == Target::Stix {
            whole(console, command, &compilation)?;
            old = compilation.lock.take();
            lock = old.clone().unwrap_or_default();
            left = others(&lock, &compilation.project.manifest);
        }
        let release = release(console, &session, &mut compilation, &lock, target)?;
        lock.clone_from(&release.lock);
        note(&compilation, &release, &mut places);
        releases.push(release);
        last = Some(compilation);
    }
    let old = old.filter(|_| !is_first);
    let is_right = old.as_ref().is_some_and(|old| old.is_tidy() && old.says_the_same(&lock));
    let is_written = !command.locked && !is_right;
    if let Some(compilation) = last.filter(|_| is_written) {
        write_lock(world, console, &compilation, old.as_ref(), &lock)?;
    }
    let place = |section: &'static str, id: Id| places.get(&(section, id)).cloned();
    let told = Told { releases: &releases, is_first, is_written, width: console.width(), place: &place };
    let out = match command.format {
        LockFormat::Terminal => terminal(&told),
        LockFormat::Json => json(&told),
    };
    let is_refused = command.locked && (is_first || !releases.iter().all(Release::is_locked));
    match console.data(out.as_bytes()) {
        Outcome::Done if is_refused => Ok(Outcome::Findings),
        written => Ok(written),
    }
}

fn open<'w>(world: &'w dyn World, console: &mut Console, command: &Arguments, at: &At) -> Result<Session<'w>, Outcome> {
    // The manifest names its project as well as the folder does.
    let path = match command.path.parent() {
        Some(folder) if command.path.ends_with(MANIFEST) => Path::new(".").join(folder),
        _ => command.path.clone(),
    };
    Session::open(world, console, &Input { paths: vec![path] }, at)
}

/// A lock belongs to a project, and to all of it.
fn whole(console: &mut Console, command: &Arguments, compilation: &Compilation) -> Result<(), Outcome> {
    if compilation.has_errors() {
        // They say why better.
        return Ok(());
    }
    if compilation.project.manifest.scratch {
        let message = "there is no `attr.toml`, and only a project has a lock";
        return Err(console.fail(message, "`attrc new DIR` starts a project"));
    }
    if !compilation.project.whole {
        let message = format!("`{}` is a part of a project, and a lock belongs to all of it", command.path.display());
        return Err(console.fail(&message, &format!("name its folder, `{}`", compilation.project.root.display())));
    }
    Ok(())
}

/// The targets that a lock has a section of or that a project is published for, beside the standard itself; the last one is
/// taken first.
fn others(lock: &Lock, manifest: &Manifest) -> Vec<Target> {
    let published = manifest.destinations.iter().map(|destination| section(destination.target));
    let known: BTreeSet<&str> = lock.sections().chain(published).collect();
    let others = [Target::Sentinel, Target::Misp, Target::Opencti];
    others.into_iter().filter(|target| known.contains(section(target.consumer()))).collect()
}

/// Releases one section; what forbids it is told, and ends the run.
fn release(
    console: &mut Console,
    session: &Session<'_>,
    compilation: &mut Compilation,
    lock: &Lock,
    target: Target,
) -> Result<Release, Outcome> {
    let shown = Findings {
        format: Format::Terminal,
        deny: Vec::new(),
        warn: Vec::new(),
        allow: Vec::new(),
        max_findings: render::LIMIT,
    };
    let levels = levels(console, Some(&compilation.project.manifest), &shown)?;
    let released = match compilation.has_errors() {
        true => None,
        false => released(compilation, lock, section(target.consumer()), session.release_time_or_now(), false),
    };
    let (release, conflicts) = released.unzip();
    compilation.diagnostics.extend(conflicts.into_iter().flatten());
    let mut found = levels.apply(std::mem::take(&mut compilation.diagnostics));
    // `check` shows the rest; here it would hide what changes.
    found.retain(|found| found.severity == Severity::Error);
    session.show_from_here(&mut compilation.project);
    console.findings(&shown, &found, &compilation.project.texts, false);
    match (outcome(&found), release) {
        (Outcome::Done, Some(release)) => Ok(release),
        (Outcome::Done, None) => Err(Outcome::Findings),
        (ended, _) => Err(ended),
    }
}

/// Notes the lines of what changes.
fn note(compilation: &Compilation, release: &Release, places: &mut Places) {
    let renamed = release.renames.iter().filter_map(|rename| rename.id);
    for id in release.changes.iter().filter_map(|change| change.object).chain(renamed) {
        let Some(location) = compilation.places.get(&id) else { continue };
        let Some(text) = compilation.project.text(location.file) else { continue };
        let line = Line { file: text.path.clone(), line: text.position(location.span.lo).line };
        places.insert((release.section, id), line);
    }
}
