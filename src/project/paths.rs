//! Paths as they are written in `use` and `text`: relative, `/` only, inside the project.

use std::io::ErrorKind;
use std::path::Path;

use crate::world::{World, plain};

/// Why a path may not be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum BadPath {
    /// It has a form that is not allowed; the words say which.
    Form(&'static str),
    /// It leads outside the project.
    Outside,
    /// There is nothing.
    Missing,
    /// There may be something, and it may not be looked at; the words of the system say why.
    Unreadable(String),
    /// There is something with another case of letters.
    Case(String),
}

/// The path below the root of what a file names by a relative path.
pub fn resolve(world: &dyn World, root: &Path, file: &str, written: &str) -> Result<String, BadPath> {
    let below = below(file, written)?;
    let canonical = world.canonical(&root.join(&below)).map_err(|error| match error.kind() {
        ErrorKind::NotFound | ErrorKind::NotADirectory => BadPath::Missing,
        _ => BadPath::Unreadable(plain(&error)),
    })?;
    let Ok(real) = canonical.strip_prefix(root) else { return Err(BadPath::Outside) };
    let real = display(real);
    match real != below && real.eq_ignore_ascii_case(&below) {
        true => Err(BadPath::Case(real)),
        false => Ok(below),
    }
}

/// The same by the form of the path alone, whatever is there.
pub fn below(file: &str, written: &str) -> Result<String, BadPath> {
    if written.is_empty() {
        return Err(BadPath::Form("it is empty"));
    }
    if written.starts_with('/') {
        return Err(BadPath::Form("it is absolute"));
    }
    if written.contains('\\') {
        return Err(BadPath::Form("folders are separated by `/`"));
    }
    if written.contains(':') {
        return Err(BadPath::Form("it has a scheme or a drive"));
    }
    if written.contains(|letter: char| letter.is_control()) {
        return Err(BadPath::Form("it has a control character"));
    }
    let mut parts: Vec<&str> = file.split('/').collect();
    parts.pop();
    for part in written.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                if parts.pop().is_none() {
                    return Err(BadPath::Outside);
                }
            }
            part => parts.push(part),
        }
    }
    Ok(parts.join("/"))
}

/// A path below the root as it is shown, with `/`.
pub fn display(path: &Path) -> String {
    let parts: Vec<_> = path.components().map(|part| part.as_os_str().to_string_lossy()).collect();
    parts.join("/")
}

/// The path from one file to another, as `use` writes it.
pub fn relative(from: &str, to: &str) -> String {
    let mut folder: Vec<&str> = from.split('/').collect();
    folder.pop();
    way(&folder, &to.split('/').collect::<Vec<_>>())
}

/// The path from a folder to a file, both absolute; the file's own path where they share nothing.
pub fn between(folder: &Path, file: &Path) -> String {
    let parts = |path: &Path| -> Vec<String> {
        path.components().map(|part| part.as_os_str().to_string_lossy().into_owned()).collect()
    };
    let (from, to) = (parts(folder), parts(file));
    // The root alone is nothing in common.
    match from.get(1).is_some() && from.get(..2) == to.get(..2) {
        true => way(&from, &to),
        false => file.display().to_string(),
    }
}

/// Up from a folder to what it shares with a file, and down to that.
fn way<P: AsRef<str> + PartialEq>(folder: &[P], file: &[P]) -> String {
    let common = folder.iter().zip(file).take_while(|(a, b)| a == b).count();
    let up = folder.iter().skip(common).map(|_| "..");
    up.chain(file.iter().skip(common).map(AsRef::as_ref)).collect::<Vec<_>>().join("/")
}
