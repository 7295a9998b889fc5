//! From the tables in `grammar/` to the look-ups in `src/vocab/`, the codes of the standard in `src/diag/`, the words of the
//! grammars that editors read, and the word lists of editors that read none.
//!
//! Each module reads the tables of one subject, makes sure that they agree with each other, and spells them as Rust,
//! or as what an editor reads.
//! The result is a function of the tables alone, so that a test can tell whether the committed files are stale.

mod attack;
mod editors;
mod language;
mod lifecycle;
mod queries;
mod requirements;
mod rust;
mod standard;
mod targets;
mod tsv;
mod word_lists;

use std::fmt;
use std::path::{Path, PathBuf};

/// The generated files: path below the repository's root, and content.
pub fn outputs(grammar: &Path) -> Result<Vec<(PathBuf, String)>, Error> {
    let files = [
        ("src/diag/codes/standard/generated.rs", requirements::generate(&grammar.join("stix"))?),
        ("src/vocab/attack/generated.rs", attack::generate(&grammar.join("attack"))?),
        ("src/vocab/language/generated.rs", language::generate(&grammar.join("language"))?),
        ("src/vocab/lifecycle/generated.rs", lifecycle::generate(&grammar.join("language"))?),
        ("src/vocab/standard/generated.rs", standard::generate(&grammar.join("stix"))?),
        ("src/vocab/targets/generated.rs", targets::generate(grammar)?),
    ];
    let style = grammar.join("..");
    let rust = files.into_iter().map(|(path, text)| Ok((path.into(), rust::formatted(&text, &style)?)));
    let mut outputs = rust.collect::<Result<Vec<_>, Error>>()?;
    let grammars = editors::generate(grammar)?;
    outputs.extend(queries::generate(grammar, &grammars)?);
    outputs.extend(grammars);
    outputs.extend(word_lists::generate(grammar)?);
    Ok(outputs)
}

/// Writes the generated files and tells which have changed.
pub fn write(root: &Path) -> Result<Vec<PathBuf>, Error> {
    let mut changed = Vec::new();
    for (path, text) in outputs(&root.join("grammar"))? {
        if !is_fresh(root, &path, &text) {
            std::fs::write(root.join(&path), text).map_err(|error| Error::new(&path, error))?;
            changed.push(path);
        }
    }
    Ok(changed)
}

/// The generated files that are not what the tables give.
pub fn stale(root: &Path) -> Result<Vec<PathBuf>, Error> {
    let files = outputs(&root.join("grammar"))?;
    Ok(files.into_iter().filter(|(path, text)| !is_fresh(root, path, text)).map(|(path, _)| path).collect())
}

/// The root of the repository that this crate was built in.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join("..")
}

/// What is wrong with a table, or what went wrong with a file.
#[derive(Debug)]
pub struct Error {
    place: PathBuf,
    message: String,
}

impl Error {
    fn new(place: impl Into<PathBuf>, message: impl fmt::Display) -> Self {
        Self { place: place.into(), message: message.to_string() }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.place.display(), self.message)
    }
}

impl std::error::Error for Error {}

fn is_fresh(root: &Path, path: &Path, text: &str) -> bool {
    std::fs::read_to_string(root.join(path)).is_ok_and(|committed| committed == text)
}

fn read(path: &Path) -> Result<String, Error> {
    std::fs::read_to_string(path).map_err(|error| Error::new(path, error))
}
