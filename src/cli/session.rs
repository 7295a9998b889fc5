//! What every command that reads does before its own work: standard input, the release time, levels, exit status.

use std::io::{self, Read};
use std::path::{Path, PathBuf};

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use super::Outcome;
use super::args::{Findings, Format, Input, Release, Target};
use super::console::Console;
use crate::diag::codes::{projects, publishing, reading, versions};
use crate::diag::{Diagnostic, Levels, Severity, UnknownLint};
use crate::project::{Manifest, Project};
use crate::world::{Memory, World, plain};
use crate::{Compilation, compile_for};

/// What a run reads, and when it is.
pub struct Session<'w> {
    disk: &'w dyn World,
    stdin: Option<Memory<'w>>,
    paths: Vec<PathBuf>,
    release_time: Option<Timestamp>,
}

impl<'w> Session<'w> {
    /// Reads standard input if it is among the paths, and the release time; what fails is told, and ends the run.
    pub fn open(disk: &'w dyn World, console: &mut Console, input: &Input, release: &Release) -> Result<Self, Outcome> {
        let release_time = release_time(disk, release).map_err(|(problem, help)| console.fail(&problem, help))?;
        let (stdin, paths) = with_stdin(disk, &input.paths)
            .map_err(|error| console.fail(&format!("standard input cannot be read: {}", plain(&error)), ""))?;
        Ok(Self { disk, stdin, paths, release_time })
    }

    /// The disk, with standard input over it.
    pub fn world(&self) -> &dyn World {
        self.stdin.as_ref().map_or(self.disk, |stdin| stdin as &dyn World)
    }

    /// When what changes is released: what the run was given, else now. Only for what writes a lock.
    pub fn release_time_or_now(&self) -> Timestamp {
        self.release_time.unwrap_or_else(|| self.disk.now())
    }

    /// Whether standard input is read.
    pub fn reads_stdin(&self) -> bool {
        self.stdin.is_some()
    }

    /// Compiles what the paths name, for any consumer.
    pub fn compile(&self) -> Compilation {
        self.compile_for(Target::Stix)
    }

    /// Compiles what the paths name.
    pub fn compile_for(&self, target: Target) -> Compilation {
        compile_for(self.world(), &self.paths, self.release_time, target.consumer())
    }

    /// Compiles what the paths name for questions about it; where that cannot be read at all, says why.
    pub fn consult(&self, console: &mut Console) -> Result<Compilation, Outcome> {
        let compilation = self.shown();
        if outcome(&compilation.diagnostics) == Outcome::CannotRun {
            let errors: Vec<Diagnostic> = errors(&compilation.diagnostics).cloned().collect();
            console.found(Format::Terminal, &errors, &compilation.project.texts, false);
            return Err(Outcome::CannotRun);
        }
        Ok(compilation)
    }

    /// The same where it is no mistake that there is nothing to read.
    pub fn peek(&self) -> Option<Compilation> {
        let compilation = self.shown();
        (outcome(&compilation.diagnostics) != Outcome::CannotRun).then_some(compilation)
    }

    fn shown(&self) -> Compilation {
        let mut compilation = self.compile();
        self.show_from_here(&mut compilation.project);
        if let Ok(here) = self.disk.canonical(Path::new(".")) {
            compilation.project.show_stored_from(&here, &mut compilation.stored);
        }
        compilation
    }

    /// Names the texts as seen from the folder that the process runs in.
    pub fn show_from_here(&self, project: &mut Project) {
        if let Ok(here) = self.disk.canonical(Path::new(".")) {
            project.show_from(&here);
        }
    }
}

/// The levels of the manifest, then those of the command line; an unknown lint is told, and ends the run.
pub fn levels(console: &mut Console, manifest: Option<&Manifest>, findings: &Findings) -> Result<Levels, Outcome> {
    let mut levels = Levels::default();
    let declared = manifest.iter().flat_map(|manifest| &manifest.lints).map(|(lint, level)| (lint, level.severity()));
    let given =
        [(&findings.allow, None), (&findings.warn, Some(Severity::Warning)), (&findings.deny, Some(Severity::Error))];
    let given = given.into_iter().flat_map(|(lints, level)| lints.iter().map(move |lint| (lint, level)));
    for (lint, level) in declared.chain(given) {
        levels
            .set(lint, level)
            .map_err(|UnknownLint { word, help }| console.fail(&format!("`{word}` is no lint"), &help))?;
    }
    Ok(levels)
}

/// How a run ends that answered questions about a project: what is not understood is missing from the answer.
pub fn answered(console: &mut Console, compilation: &Compilation) -> Outcome {
    let count = errors(&compilation.diagnostics).count();
    if count == 0 {
        return Outcome::Done;
    }
    let errors = if count == 1 { "error" } else { "errors" };
    console.say(&format!("attrc: the project has {count} {errors}, so this may not be all; `attrc check` shows them"));
    Outcome::Findings
}

fn errors(diagnostics: &[Diagnostic]) -> impl Iterator<Item = &Diagnostic> {
    diagnostics.iter().filter(|diagnostic| diagnostic.severity == Severity::Error)
}

/// How a run with these findings ends.
pub fn outcome(diagnostics: &[Diagnostic]) -> Outcome {
    let cannot = [
        &reading::UNREADABLE,
        &reading::NOT_TEXT,
        &projects::BAD_MANIFEST,
        &projects::NO_INPUT,
        &projects::SEVERAL_PROJECTS,
        &publishing::BAD_DESTINATION,
        &publishing::LITERAL_SECRET,
        &versions::DAMAGED_LOCK,
        &versions::UNMERGED_LOCK,
        &versions::NEWER_LOCK,
    ];
    match errors(diagnostics).count() {
        0 => Outcome::Done,
        _ if errors(diagnostics).any(|error| cannot.iter().any(|code| code.id == error.code.id)) => Outcome::CannotRun,
        _ => Outcome::Findings,
    }
}

/// The world with standard input as a file of the current folder, where `-` is among the paths.
fn with_stdin<'w>(world: &'w dyn World, paths: &[PathBuf]) -> io::Result<(Option<Memory<'w>>, Vec<PathBuf>)> {
    if !paths.iter().any(|path| path == Path::new("-")) {
        return Ok((None, paths.to_vec()));
    }
    let mut bytes = Vec::new();
    io::stdin().lock().read_to_end(&mut bytes)?;
    let file = world.canonical(Path::new("."))?.join("stdin.attr");
    let paths = paths.iter().map(|path| if path == Path::new("-") { file.clone() } else { path.clone() }).collect();
    Ok((Some(Memory::over(world, file, bytes)), paths))
}

/// The instant of a day or an instant.
pub fn time(text: &str) -> Option<Timestamp> {
    // jiff reads a date out of an instant without a zone, which is no instant.
    let day = text
        .parse::<Date>()
        .ok()
        .filter(|_| text.len() == "2024-03-26".len())
        .and_then(|day| TimeZone::UTC.to_timestamp(day.into()).ok());
    text.parse().ok().or(day)
}

/// The release time that a run was given: `--at`, else SOURCE_DATE_EPOCH; an `Err` says why it is none, and what to do.
pub fn release_time(world: &dyn World, release: &Release) -> Result<Option<Timestamp>, (String, &'static str)> {
    if let Some(at) = &release.at {
        return match time(at) {
            Some(time) => Ok(Some(time)),
            None => {
                let help = "write `2024-03-26` or `2024-03-26T12:00:00Z`";
                Err((format!("`{at}` is neither a day nor an instant"), help))
            }
        };
    }
    let Some(epoch) = world.variable("SOURCE_DATE_EPOCH") else { return Ok(None) };
    let time = epoch.parse().ok().and_then(|seconds| Timestamp::from_second(seconds).ok());
    time.map(Some).ok_or_else(|| {
        let problem = format!("SOURCE_DATE_EPOCH is `{epoch}`, which is no number of seconds");
        (problem, "it is the number of seconds since 1970, such as `1711411200`")
    })
}
