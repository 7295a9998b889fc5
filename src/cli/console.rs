//! Standard output and error: what goes where, and how it looks there.

use std::io::{self, IsTerminal, Write};

use super::Outcome;
use super::args::{Findings, Format};
use crate::diag::Diagnostic;
use crate::diag::render::{Style, render};
use crate::source::Text;
use crate::world::{World, plain};

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

    /// The same for what may end early for a reason of its own, which is the caller's to tell.
    pub fn lend(&mut self, write: &mut dyn FnMut(&mut dyn Write) -> io::Result<()>) -> io::Result<()> {
        let mut out = io::BufWriter::new(io::stdout().lock());
        match write(&mut out).and_then(|()| out.flush()) {
            Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
            written => written,
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

    /// Leaves out the line that counts fixes: what the command reads is not its own to mend.
    pub fn never_mends(&mut self) {
        self.style.mends = false;
    }

    /// Leaves out the counts of all findings: the command counts file by file.
    pub fn never_counts(&mut self) {
        self.style.counts = false;
    }

    /// Writes findings: in a machine's format to standard output where they are the data, else to standard error.
    pub fn findings(
        &mut self,
        findings: &Findings,
        diagnostics: &[Diagnostic],
        texts: &[Text],
        are_data: bool,
    ) -> Outcome {
        self.style.limit = findings.max_findings;
        self.found(findings.format, diagnostics, texts, are_data)
    }

    /// The same for a command that takes no levels.
    pub fn found(&mut self, format: Format, diagnostics: &[Diagnostic], texts: &[Text], are_data: bool) -> Outcome {
        let style = self.style;
        let mut bytes = Vec::new();
        if let Err(error) = render(format.into(), diagnostics, texts, &style, &mut bytes) {
            return self.fail(&format!("the findings cannot be written: {}", plain(&error)), "");
        }
        match are_data && format != Format::Terminal {
            true => self.data(&bytes),
            false => {
                let _ = io::stderr().lock().write_all(&bytes);
                Outcome::Done
            }
        }
    }
}
