//! The `attrc` command: see [`attrc::cli`].

use std::process::ExitCode;

/// A build makes millions of small values: the system's allocator takes half as long again.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    attrc::cli::run()
}
