//! Bundles of ATT&CK: whole releases that the manifest names, whose objects are emitted as MITRE wrote them.

use super::Project;
use super::manifest::MANIFEST;
use super::paths::{BadPath, resolve};
use crate::diag::Diagnostic;
use crate::diag::codes::projects::BAD_MANIFEST;
use crate::source::{Location, Undecodable, decode};
use crate::world::{World, plain};

/// A bundle that the manifest names.
#[derive(Debug)]
pub struct AttackBundle {
    /// Its path below the root.
    pub path: String,
    /// Its text.
    pub content: String,
    /// Where the manifest names it.
    pub place: Location,
}

/// What is wrong with a path, and what stands there.
type Problem = (String, &'static str);

/// Reads the ATT&CK bundles of a project.
pub fn attack_bundles(world: &dyn World, project: &Project) -> (Vec<AttackBundle>, Vec<Diagnostic>) {
    let (mut bundles, mut found) = (Vec::new(), Vec::new());
    for (written, place) in &project.manifest.attack {
        match read(world, project, written) {
            Ok((path, content)) => bundles.push(AttackBundle { path, content, place: *place }),
            Err((message, label)) => {
                found.push(Diagnostic::new(&BAD_MANIFEST, *place, message).label(label).help(
                    "the path is relative to `attr.toml`, with `/` between folders, and stays inside the project",
                ))
            }
        }
    }
    (bundles, found)
}

fn read(world: &dyn World, project: &Project, written: &str) -> Result<(String, String), Problem> {
    let path = resolve(world, &project.root, MANIFEST, written).map_err(|bad| match bad {
        BadPath::Missing => (format!("there is no file `{written}`"), "not found"),
        BadPath::Outside => (format!("`{written}` leads outside the project"), "outside"),
        BadPath::Form(why) => (format!("`{written}` may not be used as a path: {why}"), "not a path of a project"),
        BadPath::Case(real) => (format!("there is no file `{written}`, but `{real}`"), "other case of letters"),
        BadPath::Unreadable(why) => (format!("`{written}` cannot be read: {why}"), UNREADABLE),
    })?;
    let bytes = world
        .read(&project.root.join(&path))
        .map_err(|error| (format!("`{written}` cannot be read: {}", plain(&error)), UNREADABLE))?;
    match decode(bytes) {
        Ok(content) => Ok((path, content)),
        Err(Undecodable::TooLong(_)) => Err((format!("`{written}` is longer than 4 GiB"), UNREADABLE)),
        Err(Undecodable::Nul { line } | Undecodable::NotUtf8 { line }) => {
            Err((format!("`{written}` is not UTF-8 text in line {line}"), UNREADABLE))
        }
    }
}

const UNREADABLE: &str = "cannot be read";
