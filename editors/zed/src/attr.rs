//! Tells Zed how the language server of `.attr` files is started.

use zed_extension_api as zed;

struct Attr;

impl zed::Extension for Attr {
    fn new() -> Self {
        Self
    }

    fn language_server_command(
        &mut self,
        _server: &zed::LanguageServerId,
        worktree: &zed::Worktree,
    ) -> zed::Result<zed::Command> {
        let command = worktree
            .which("attrc")
            .ok_or("`attrc` is not in the PATH: `cargo install --path .` in its repository puts it there")?;
        Ok(zed::Command { command, args: vec!["lsp".to_owned()], env: worktree.shell_env() })
    }
}

zed::register_extension!(Attr);
