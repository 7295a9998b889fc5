//! Stored texts: the copies of sources that quotations are checked against.

use std::collections::BTreeMap;

use sha2::{Digest, Sha256};

use super::Project;
use super::paths::{BadPath, resolve};
use crate::diag::Diagnostic;
use crate::diag::codes::{projects as codes, reading};
use crate::source::{FileId, Location, Span};
use crate::syntax::literal::unquote;
use crate::syntax::tree::{Declaration, Item, Tree, Value};
use crate::vocab::language::{ValueType, kind};
use crate::world::{World, plain};

/// A stored text.
#[derive(Debug)]
pub struct StoredText {
    /// Its path below the root.
    pub path: String,
    /// Its content, byte for byte as stored.
    pub content: String,
    /// Its SHA-256, lower-case hexadecimal.
    pub sha256: String,
}

/// The stored texts of a project, by the place where their path is written.
pub type StoredTexts = BTreeMap<Location, StoredText>;

/// Reads the texts that the declarations of a project name.
pub fn stored_texts(world: &dyn World, project: &Project, trees: &[&Tree<'_>]) -> (StoredTexts, Vec<Diagnostic>) {
    let (mut stored, mut found) = (StoredTexts::new(), Vec::new());
    for (file, tree) in project.files.iter().zip(trees) {
        let mut paths = Vec::new();
        collect(&tree.items, &mut paths);
        for raw in paths {
            let Some(text) = project.text(*file) else { continue };
            let place = Location::new(*file, Span::of(&text.content, raw));
            match read(world, project, *file, &unquote(raw)) {
                Ok((path, content)) => {
                    let sha256 = format!("{:x}", HexSlice(&Sha256::digest(content.as_bytes())));
                    stored.insert(place, StoredText { path, content, sha256 });
                }
                Err(problem) => found.push(problem.at(place)),
            }
        }
    }
    (stored, found)
}

enum Problem {
    Path(BadPath),
    /// It is there, and cannot be read; the words of the system say why.
    Closed(String),
    Bytes(String),
}

impl Problem {
    fn at(self, place: Location) -> Diagnostic {
        match self {
            Self::Path(BadPath::Missing) => {
                Diagnostic::new(&codes::MISSING_TEXT, place, "the stored text is not there").label("not found").help(
                    "its quotations are not checked; put the copy there, or remove the key if the text may not be kept",
                )
            }
            Self::Path(BadPath::Case(real)) => {
                Diagnostic::new(&codes::NO_SUCH_FILE, place, "the stored text is not there")
                    .label(format!("the file is `{real}`"))
                    .help("write the exact case of letters, or it breaks on other machines")
            }
            Self::Path(BadPath::Outside) => {
                Diagnostic::new(&codes::BAD_PATH, place, "this path leads outside the project")
                    .label("outside")
                    .help("keep stored texts inside the project")
            }
            Self::Path(BadPath::Form(why)) => {
                Diagnostic::new(&codes::BAD_PATH, place, format!("this path may not be used: {why}"))
                    .label("not a path of a project")
                    .help("write a path relative to this file")
            }
            Self::Path(BadPath::Unreadable(why)) | Self::Closed(why) => {
                Diagnostic::new(&reading::UNREADABLE, place, format!("the stored text cannot be read: {why}"))
                    .label("cannot be read")
                    .help("its quotations are unchecked until it can be read; look at its permissions")
            }
            Self::Bytes(why) => Diagnostic::new(&reading::NOT_TEXT, place, why)
                .label("cannot be read")
                .help("a stored text is UTF-8, because quotations are found by their bytes"),
        }
    }
}

fn read(world: &dyn World, project: &Project, file: FileId, written: &str) -> Result<(String, String), Problem> {
    let path = project.text(file).map_or("", |text| text.path.as_str());
    let below = resolve(world, &project.root, path, written).map_err(Problem::Path)?;
    let bytes = world.read(&project.root.join(&below)).map_err(|error| Problem::Closed(plain(&error)))?;
    String::from_utf8(bytes).map(|content| (below, content)).map_err(|error| {
        let before = error.as_bytes().iter().take(error.utf8_error().valid_up_to());
        let line = 1 + before.filter(|byte| **byte == b'\n').count();
        Problem::Bytes(format!("the stored text is not UTF-8 in line {line}"))
    })
}

fn collect<'s>(items: &[Item<'s>], paths: &mut Vec<&'s str>) {
    for item in items {
        match item {
            Item::From(from) => collect(&from.items, paths),
            Item::Declaration(declaration) => paths.extend(text_paths(declaration)),
            Item::Use(_) | Item::Speech(_) | Item::Response(_) => {}
        }
    }
}

fn text_paths<'d, 's>(declaration: &'d Declaration<'s>) -> impl Iterator<Item = &'s str> + use<'d, 's> {
    let kind = kind(declaration.kind);
    let is_path = move |key: &str| kind.and_then(|kind| kind.key(key)).is_some_and(|key| key.value == ValueType::Path);
    let properties = declaration.properties.iter().filter(move |property| is_path(property.key));
    properties.flat_map(|property| &property.values).filter_map(|value| match value.value {
        Value::String(raw) => Some(raw),
        _ => None,
    })
}

/// Bytes as lower-case hexadecimal.
struct HexSlice<'b>(&'b [u8]);

impl std::fmt::LowerHex for HexSlice<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}
