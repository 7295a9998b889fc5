//! Standard output and error: what goes where, and how it looks there.

use std::io::{self, IsTerminal, Write};
use std::path::{Path, PathBuf};

use super::Outcome;
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use super::args::{Findings, Format, Release};
use crate::diag::codes::{projects, reading};
use crate::diag::render::{Style, render};
use crate::diag::{Diagnostic, Levels, Severity};
use crate::project::{Manifest, Project};
use crate::source::Text;
use crate::world::{Memory, World, plain};

/// The two output streams of a run.
pub struct Console {
    style: Style,
}

impl Console {
    /// Colour and frames follow the terminal that standard error is, `NO_COLOR` and `TERM`.
    pub fn new(world: &dyn World) -> Self {
        let terminal = io::stderr().is_terminal();
        let plain = world.variable("NO_COLOR").is_some_and(|value| !value.is_empty());
        let dumb = world.variable("TERM").is_some_and(|term| term == "dumb");
        let width = world.variable("COLUMNS").and_then(|columns| columns.parse().ok()).unwrap_or(100);
        let style = Style { color: terminal && !plain && !dumb, width, unicode: !dumb, ..Style::default() };
        Self { style }
    }

    /// Whether people read standard output.
    pub fn is_read_by_people(&self) -> bool {
        io::stdout().is_terminal()
    }

    /// How wide text is set.
    pub fn width(&self) -> usize {
        self.style.width.clamp(40, 1000)
    }

    /// Writes data to standard output. A reader that went away (`| head`) is no failure.
    pub fn data(&mut self, bytes: &[u8]) -> Outcome {
        self.stream(|out| out.write_all(bytes))
    }

    /// Lets data be written to standard output piece by piece.
    pub fn stream(&mut self, write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> Outcome {
        let mut out = io::BufWriter::new(io::stdout().lock());
        match write(&mut out).and_then(|()| out.flush()) {
            Ok(()) => Outcome::Done,
            Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Outcome::Done,
            Err(error) => self.fail(&format!("standard output cannot be written: {}", plain(&error)), ""),
        }
    }

    /// Diagnostics as the terminal shows them, to be set into other text.
    pub fn rendered(&self, diagnostics: &[Diagnostic], texts: &[Text]) -> String {
        let style = Style { color: self.style.color && self.is_read_by_people(), ..self.style };
        let mut bytes = Vec::new();
        match render(Format::Terminal.into(), diagnostics, texts, &style, &mut bytes) {
            Ok(()) => String::from_utf8_lossy(&bytes).into_owned(),
            Err(_) => String::new(),
        }
    }

    /// Tells why the run cannot go on.
    pub fn fail(&mut self, message: &str, help: &str) -> Outcome {
        self.say(&format!("attrc: {message}"));
        if !help.is_empty() {
            self.say(&format!("help: {help}"));
        }
        Outcome::CannotRun
    }

    /// Writes a line to standard error.
    pub fn say(&mut self, line: &str) {
        let _ = writeln!(io::stderr().lock(), "{line}");
    }

    /// Writes findings: in a machine's format to standard output where they are the data, else to standard error.
    pub fn findings(
        &mut self,
        findings: &Findings,
        diagnostics: &[Diagnostic],
        texts: &[Text],
        are_data: bool,
    ) -> Outcome {
        let style = Style { limit: findings.max_findings, ..self.style };
        let mut bytes = Vec::new();
        if let Err(error) = render(findings.format.into(), diagnostics, texts, &style, &mut bytes) {
            return self.fail(&format!("the findings cannot be written: {}", plain(&error)), "");
        }
        match are_data && findings.format != Format::Terminal {
            true => self.data(&bytes),
            false => {
                let _ = io::stderr().lock().write_all(&bytes);
                Outcome::Done
            }
        }
    }
}

/// The levels of the manifest, then those of the command line.
pub fn levels(manifest: &Manifest, findings: &Findings) -> Result<Levels, crate::diag::UnknownLint> {
    let mut levels = Levels::default();
    for (lint, level) in &manifest.lints {
        levels.set(lint, level.severity())?;
    }
    let given =
        [(&findings.allow, None), (&findings.warn, Some(Severity::Warning)), (&findings.deny, Some(Severity::Error))];
    for (lints, level) in given {
        for lint in lints {
            levels.set(lint, level)?;
        }
    }
    Ok(levels)
}

/// How a run with these findings ends.
pub fn outcome(diagnostics: &[Diagnostic]) -> Outcome {
    let cannot = [
        &reading::UNREADABLE,
        &reading::NOT_TEXT,
        &projects::BAD_MANIFEST,
        &projects::NO_INPUT,
        &projects::SEVERAL_PROJECTS,
    ];
    let errors = || diagnostics.iter().filter(|diagnostic| diagnostic.severity == Severity::Error);
    if errors()
        .any(|diagnostic| diagnostic.primary.is_none() || cannot.iter().any(|code| code.id == diagnostic.code.id))
    {
        return Outcome::CannotRun;
    }
    if errors().next().is_some() { Outcome::Findings } else { Outcome::Done }
}

/// The world with standard input as a file of the current folder, where `-` is among the paths.
pub fn with_stdin<'w>(world: &'w dyn World, paths: &[PathBuf]) -> io::Result<(Option<Memory<'w>>, Vec<PathBuf>)> {
    if !paths.iter().any(|path| path == Path::new("-")) {
        return Ok((None, paths.to_vec()));
    }
    let mut bytes = Vec::new();
    io::Read::read_to_end(&mut io::stdin().lock(), &mut bytes)?;
    let file = world.canonical(Path::new("."))?.join("stdin.attr");
    let paths = paths.iter().map(|path| if path == Path::new("-") { file.clone() } else { path.clone() }).collect();
    Ok((Some(Memory::over(world, file, bytes)), paths))
}

/// Names the texts as seen from the folder that the process runs in.
pub fn show_from_here(world: &dyn World, project: &mut Project) {
    if let Ok(here) = world.canonical(Path::new(".")) {
        project.show_from(&here);
    }
}

/// The release time that a run was given: `--at`, else SOURCE_DATE_EPOCH; an `Err` says why it is none.
pub fn release_time(world: &dyn World, release: &Release) -> Result<Option<Timestamp>, String> {
    if let Some(at) = &release.at {
        let day = at.parse::<Date>().ok().and_then(|day| TimeZone::UTC.to_timestamp(day.into()).ok());
        return match at.parse::<Timestamp>().ok().or(day) {
            Some(time) => Ok(Some(time)),
            None => Err(format!("`{at}` is neither a day nor an instant")),
        };
    }
    let Some(epoch) = world.variable("SOURCE_DATE_EPOCH") else { return Ok(None) };
    let time = epoch.parse().ok().and_then(|seconds| Timestamp::from_second(seconds).ok());
    time.map(Some).ok_or_else(|| format!("SOURCE_DATE_EPOCH is `{epoch}`, which is no number of seconds"))
}
