//! `attrc lsp`: the language server over standard input and output.

use super::Outcome;
use super::args::Lsp;
use super::console::Console;
use crate::lsp::{Ended, run as serve, stdio};
use crate::world::{World, plain};

/// Serves the editor that started this process.
pub fn run(world: &dyn World, console: &mut Console, command: &Lsp) -> Outcome {
    if let Some(file) = &command.log
        && let Err(error) = world.append(file, b"")
    {
        return console.fail(&format!("`{}` cannot be written: {}", file.display(), plain(&error)), "");
    }
    let mut log = |line: &str| {
        if let Some(file) = &command.log {
            // A log that fills the disk is no reason to stop helping.
            let _ = world.append(file, format!("{} {line}\n", world.now()).as_bytes());
        }
    };
    let (connection, writer) = stdio();
    let ended = serve(world, connection, &mut log);
    // The last answer is on its way.
    let _ = writer.join();
    match ended {
        Ended::Asked => Outcome::Done,
        Ended::Left => Outcome::Findings,
    }
}
