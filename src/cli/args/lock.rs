//! The arguments of `attrc lock`.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::Release;

/// `attrc lock`
#[derive(Debug, Args)]
pub struct Lock {
    /// The folder of the project, or its `attr.toml`.
    #[arg(value_name = "PATH", default_value = ".")]
    pub path: PathBuf,
    #[command(flatten)]
    pub release: Release,
    /// Write nothing: show what would change, and fail if anything would.
    #[arg(long)]
    pub locked: bool,
    /// How it is written.
    #[arg(long, value_enum, default_value_t = LockFormat::Terminal)]
    pub format: LockFormat,
}

/// How the changes of a lock are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum LockFormat {
    /// For people.
    Terminal,
    /// One JSON object (schemas/lock.schema.json).
    Json,
}
