//! The `attrc` command: see [`attrc::cli`].

use std::process::ExitCode;

fn main() -> ExitCode {
    attrc::cli::run()
}
