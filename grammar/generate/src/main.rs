//! Writes the look-ups of attrc from the tables in `grammar/`; with `--check` it only names the stale ones.

use std::process::ExitCode;

use attrc_generate::{Error, root, stale, write};

fn main() -> ExitCode {
    let done = match std::env::args().nth(1).as_deref() {
        None => generate(),
        Some("--check") => check(),
        Some(_) => {
            eprintln!("usage: cargo run -p attrc-generate [-- --check]");
            return ExitCode::from(2);
        }
    };
    done.unwrap_or_else(|error| {
        eprintln!("error: {error}");
        ExitCode::FAILURE
    })
}

fn generate() -> Result<ExitCode, Error> {
    for path in write(&root())? {
        println!("wrote {}", path.display());
    }
    Ok(ExitCode::SUCCESS)
}

fn check() -> Result<ExitCode, Error> {
    let stale = stale(&root())?;
    for path in &stale {
        eprintln!("{} is stale: cargo run -p attrc-generate", path.display());
    }
    Ok(if stale.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
