//! Files of JSON, as the commands that take bundles read them.

use std::io::{self, ErrorKind, Read};
use std::path::Path;

use crate::diag::Diagnostic;
use crate::diag::codes::reading;
use crate::source::{Text, Undecodable, decode};
use crate::world::{World, plain};

/// What a file is called; `-` is standard input.
pub fn name_of(path: &Path) -> String {
    if path == Path::new("-") { "standard input".to_owned() } else { path.display().to_string() }
}

/// The text of a file, or why there is none.
pub fn read(world: &dyn World, path: &Path) -> Result<Text, Box<Diagnostic>> {
    let name = name_of(path);
    let bytes = if path == Path::new("-") { from_stdin() } else { world.read(path) };
    let bytes = bytes.map_err(|error| {
        let (why, help) = match error.kind() {
            _ if world.is_folder(path) == Some(true) => ("it is a folder".to_owned(), "name the files in it"),
            // A pipe is one that the shell made, as in `<(…)`.
            ErrorKind::InvalidInput => (plain(&error), "hand it over as standard input: `… | attrc … -`"),
            _ => (plain(&error), "check the path and its permissions"),
        };
        Box::new(Diagnostic::nowhere(&reading::UNREADABLE, format!("`{name}` cannot be read: {why}")).help(help))
    })?;
    let content = decode(bytes).map_err(|problem| {
        let why = match problem {
            Undecodable::TooLong(bytes) => format!("it has {bytes} bytes, more than a text may have"),
            Undecodable::Nul { line } => format!("line {line} has a NUL byte: it is binary, or UTF-16"),
            Undecodable::NotUtf8 { line } => format!("line {line} is not UTF-8"),
        };
        let message = format!("`{name}` is no text: {why}");
        Box::new(Diagnostic::nowhere(&reading::NOT_TEXT, message).help("JSON is UTF-8 (RFC 8259, section 8.1)"))
    })?;
    Ok(Text::new(name, content))
}

fn from_stdin() -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    // What never ends must not fill the memory: one byte more than a text may have tells that it is too long.
    io::stdin().lock().take(u64::from(u32::MAX)).read_to_end(&mut bytes).map(|_| bytes)
}
