//! Which folders are open, and what is compiled together: projects, and files of none.

use std::path::{Path, PathBuf};

use serde_json::Value;

use super::convert;
use super::protocol::types::Uri;
use crate::project::MANIFEST;
use crate::world::World;

/// The folders that are open.
#[derive(Debug, Clone, Default)]
pub struct Workspace {
    folders: Vec<Folder>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Folder {
    /// Without links.
    real: PathBuf,
    /// As the editor opened it.
    opened: PathBuf,
}

/// What is compiled together, as `attrc check` does.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Unit {
    /// What is named on its command line: the root of a project, a folder with a `main.attr`, or a lone file.
    pub path: PathBuf,
}

/// How many folders below each other are looked into for projects.
const DEPTH: usize = 8;

/// How many folders are looked into at all: somebody may open all of a disk.
const FOLDERS: usize = 5_000;

impl Workspace {
    /// The folders of an `initialize` request (`workspaceFolders`, else `rootUri`, else `rootPath`).
    pub fn new(world: &dyn World, params: &Value) -> Self {
        let mut workspace = Self::default();
        let uris = params.get("workspaceFolders").and_then(Value::as_array).into_iter().flatten();
        let uris: Vec<&str> = uris.filter_map(|folder| folder.get("uri")?.as_str()).collect();
        for uri in &uris {
            workspace.add(world, uri);
        }
        if uris.is_empty() {
            match params.get("rootUri").and_then(Value::as_str) {
                Some(uri) => workspace.add(world, uri),
                None => {
                    let path = params.get("rootPath").and_then(Value::as_str);
                    path.into_iter().for_each(|path| workspace.open(world, PathBuf::from(path)));
                }
            }
        }
        workspace
    }

    /// A folder is opened.
    pub fn add(&mut self, world: &dyn World, uri: &str) {
        if let Some(opened) = Uri::parse(uri).ok().as_ref().and_then(convert::path) {
            self.open(world, opened);
        }
    }

    /// A folder is closed.
    pub fn remove(&mut self, uri: &str) {
        let opened = Uri::parse(uri).ok().as_ref().and_then(convert::path);
        self.folders.retain(|folder| Some(&folder.opened) != opened.as_ref());
    }

    fn open(&mut self, world: &dyn World, opened: PathBuf) {
        let folder = Folder { real: world.canonical(&opened).unwrap_or_else(|_| opened.clone()), opened };
        if !self.folders.contains(&folder) {
            self.folders.push(folder);
        }
    }

    /// The path of a file as the editor would name it, which may have opened its folder through a link.
    pub fn as_opened(&self, path: &Path) -> PathBuf {
        let below = |folder: &Folder| Some(folder.opened.join(path.strip_prefix(&folder.real).ok()?));
        self.folders.iter().find_map(below).unwrap_or_else(|| path.to_owned())
    }

    /// The path of a file without the links through which its folder was opened.
    pub fn really(&self, path: &Path) -> PathBuf {
        let below = |folder: &Folder| Some(folder.real.join(path.strip_prefix(&folder.opened).ok()?));
        self.folders.iter().find_map(below).unwrap_or_else(|| path.to_owned())
    }

    /// The projects in the folders: each folder with a manifest.
    pub fn projects(&self, world: &dyn World) -> Vec<Unit> {
        let mut found = Vec::new();
        for folder in &self.folders {
            projects_below(world, &folder.real, DEPTH, &mut FOLDERS.clone(), &mut found);
            // What is opened may be a part of a project.
            found.extend(root(world, &folder.real).map(|path| Unit { path }));
        }
        found.sort();
        found.dedup();
        found
    }
}

/// What a file is compiled with: its project, else the `main.attr` beside it, else nothing.
pub fn unit(world: &dyn World, file: &Path) -> Unit {
    let folder = file.parent().unwrap_or(file);
    let main = || (world.is_folder(&folder.join("main.attr")) == Some(false)).then(|| folder.to_owned());
    Unit { path: root(world, folder).or_else(main).unwrap_or_else(|| file.to_owned()) }
}

/// The nearest folder with a manifest, from a folder upwards.
fn root(world: &dyn World, folder: &Path) -> Option<PathBuf> {
    let has_manifest = |folder: &&Path| world.is_folder(&folder.join(MANIFEST)) == Some(false);
    folder.ancestors().find(has_manifest).map(Path::to_owned)
}

fn projects_below(world: &dyn World, folder: &Path, depth: usize, left: &mut usize, found: &mut Vec<Unit>) {
    if world.is_folder(&folder.join(MANIFEST)) == Some(false) {
        found.push(Unit { path: folder.to_owned() });
    }
    let (Some(depth), Some(rest)) = (depth.checked_sub(1), left.checked_sub(1)) else { return };
    *left = rest;
    for entry in world.list(folder).unwrap_or_default() {
        let name = entry.file_name().unwrap_or_default().to_string_lossy();
        let is_looked_into = !name.starts_with('.') && name != "target" && name != "node_modules";
        // A link may lead anywhere, also back.
        let is_real = || world.canonical(&entry).is_ok_and(|real| real == entry);
        if is_looked_into && world.is_folder(&entry) == Some(true) && is_real() {
            projects_below(world, &entry, depth, left, found);
        }
    }
}
