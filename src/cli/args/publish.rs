//! Arguments of `attrc publish`.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::Release;

/// `attrc publish`
#[derive(Debug, Args)]
pub struct Publish {
    /// The destination: NAME of a `[publish.NAME]` in `attr.toml`. Without it the only one that there is.
    #[arg(value_name = "DEST")]
    pub destination: Option<String>,
    /// Show what would be sent, send nothing and write nothing.
    #[arg(long)]
    pub plan: bool,
    /// Publish exactly the lock as it is, and refuse where it would change.
    #[arg(long)]
    pub locked: bool,
    #[command(flatten)]
    pub release: Release,
    /// The project: its folder, or one below it.
    #[arg(long, value_name = "DIR", default_value = ".")]
    pub project: PathBuf,
    /// How the plan or the report is written to standard output.
    #[arg(long, value_enum, default_value_t = PublishFormat::Terminal)]
    pub format: PublishFormat,
}

/// How a plan or a report is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum PublishFormat {
    /// For people.
    Terminal,
    /// One JSON object with every object of the release (schemas/publish.schema.json).
    Json,
    /// For a comment on a pull request.
    Markdown,
}
