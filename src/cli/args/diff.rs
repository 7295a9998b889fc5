//! The arguments of `attrc diff`.

use clap::{Args, ValueEnum};

use super::Release;

/// `attrc diff`
#[derive(Debug, Args)]
pub struct Diff {
    /// What it was: a bundle, an `.attr` file, a folder or a project; `-` for standard input; REV:PATH for what git has in a
    /// revision, PATH from the top of the repository, and `:PATH` for what is staged.
    ///
    /// A path that exists is that path, whatever it looks like.
    #[arg(value_name = "OLD")]
    pub old: String,
    /// What it is now.
    #[arg(value_name = "NEW")]
    pub new: String,
    /// How it is written.
    #[arg(long, value_enum, default_value_t = DiffFormat::Terminal)]
    pub format: DiffFormat,
    /// Show each formal difference, not only how many there are.
    #[arg(long)]
    pub all: bool,
    /// End with 1 where there is any difference, as `git diff` does.
    #[arg(long)]
    pub exit_code: bool,
    #[command(flatten)]
    pub release: Release,
}

/// How a review is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum DiffFormat {
    /// For people.
    Terminal,
    /// One JSON object (schemas/diff.schema.json).
    Json,
    /// For a comment on a pull request.
    Markdown,
}
