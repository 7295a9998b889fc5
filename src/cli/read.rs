//! Files of JSON, as the commands that take bundles read them.

use std::io::{self, Read};
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
        let message = format!("`{name}` cannot be read: {}", plain(&error));
        Box::new(Diagnostic::nowhere(&reading::UNREADABLE, message).help("check the path and its permissions"))
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
    io::stdin().lock().read_to_end(&mut bytes).map(|_| bytes)
}
