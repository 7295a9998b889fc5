//! The arguments of `attrc lsp`.

use std::path::PathBuf;

use clap::Args;

/// `attrc lsp`
#[derive(Debug, Args)]
pub struct Lsp {
    /// Write what is odd to a file: nothing else may go to standard output than the protocol.
    #[arg(long, value_name = "FILE")]
    pub log: Option<PathBuf>,
    /// As many editors say it: talk over standard input and output. It is always so.
    #[arg(long)]
    pub stdio: bool,
    /// As some editors say it: the process of the editor, without which the server ends.
    #[arg(long = "clientProcessId", value_name = "ID", hide = true)]
    pub client: Option<u32>,
}
