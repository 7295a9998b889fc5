//! `attrc completions`: a completion script, made from the definition of the command line.

use clap::CommandFactory;

use super::Outcome;
use super::args::{Arguments, Completions};
use super::console::Console;

/// Runs the command.
pub fn run(console: &mut Console, command: &Completions) -> Outcome {
    let mut script = Vec::new();
    clap_complete::generate(command.shell, &mut Arguments::command(), "attrc", &mut script);
    console.data(&script)
}
