//! The command line: one file a command.
//!
//! Exit status: 0 done, 1 the input has findings at the failing level, 2 it could not run, 3 the other side failed or cannot
//! be reached, 4 a part is done or is still pending. Data goes to standard output or to `-o`, everything else to standard
//! error, except that the findings of `check` in a machine's format are data.

mod args;
mod build;
mod check;
mod completions;
mod console;
mod diff;
mod dump;
mod explain;
mod fmt;
mod fmt_edits;
mod import;
mod list;
mod lock;
mod lsp;
mod man;
mod new;
mod progress;
mod publish;
mod pull;
mod read;
mod releasing;
mod session;
mod validate;

use std::process::ExitCode;

use clap::Parser;

use crate::world::Disk;
use args::{Arguments, Command};
use console::Console;

/// What a run ends with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Outcome {
    /// Done.
    Done,
    /// The input has findings at the failing level.
    Findings,
    /// It could not run: usage, files, configuration.
    CannotRun,
    /// The other side failed, or cannot be reached.
    OtherSide,
    /// A part is done, or the other side has not done yet.
    Partial,
}

impl From<Outcome> for ExitCode {
    fn from(outcome: Outcome) -> Self {
        match outcome {
            Outcome::Done => Self::SUCCESS,
            Outcome::Findings => Self::from(1),
            Outcome::CannotRun => Self::from(2),
            Outcome::OtherSide => Self::from(3),
            Outcome::Partial => Self::from(4),
        }
    }
}

/// Runs the command that the process was started with.
pub fn run() -> ExitCode {
    let arguments = Arguments::parse();
    let world = Disk;
    let mut console = Console::new(&world);
    let outcome = match arguments.command {
        Command::Build(command) => build::run(&world, &mut console, &command).unwrap_or_else(|ended| ended),
        Command::Check(command) => check::run(&world, &mut console, &command).unwrap_or_else(|ended| ended),
        Command::Fmt(command) => fmt::run(&world, &mut console, &command).unwrap_or_else(|ended| ended),
        Command::Validate(command) => validate::run(&world, &mut console, &command).unwrap_or_else(|ended| ended),
        Command::Import(command) => import::run(&world, &mut console, &command).unwrap_or_else(|ended| ended),
        Command::Diff(command) => diff::run(&world, &mut console, &command).unwrap_or_else(|ended| ended),
        Command::Lock(command) => lock::run(&world, &mut console, &command).unwrap_or_else(|ended| ended),
        Command::Publish(command) => publish::run(&world, &mut console, &command).unwrap_or_else(|ended| ended),
        Command::Pull(command) => pull::run(&world, &mut console, &command).unwrap_or_else(|ended| ended),
        Command::New(command) => new::run(&world, &mut console, &command),
        Command::Explain(command) => explain::run(&world, &mut console, &command).unwrap_or_else(|ended| ended),
        Command::List(command) => list::run(&world, &mut console, &command).unwrap_or_else(|ended| ended),
        Command::Lsp(command) => lsp::run(&world, &mut console, &command),
        Command::Dump(command) => dump::run(&world, &mut console, &command).unwrap_or_else(|ended| ended),
        Command::Completions(command) => completions::run(&mut console, &command),
        Command::Man(command) => man::run(&world, &mut console, &command),
    };
    outcome.into()
}
