//! Files in memory.

use std::collections::BTreeMap;
use std::io;
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use jiff::Timestamp;

use super::World;

/// Files in memory by their whole paths.
pub type Files = BTreeMap<PathBuf, Arc<[u8]>>;

/// Files in memory, over another world or over nothing: for tests, standard input and unsaved editor buffers.
pub struct Memory<'w> {
    files: Arc<Files>,
    under: Option<&'w dyn World>,
}

impl Memory<'static> {
    /// Files over nothing.
    pub fn new<P: Into<PathBuf>, B: Into<Vec<u8>>>(files: impl IntoIterator<Item = (P, B)>) -> Self {
        let files: Files = files.into_iter().map(|(path, bytes)| (path.into(), bytes.into().into())).collect();
        Self { files: Arc::new(files), under: None }
    }
}

impl<'w> Memory<'w> {
    /// One file over another world.
    pub fn over(under: &'w dyn World, path: PathBuf, bytes: Vec<u8>) -> Self {
        Self { files: Arc::new(BTreeMap::from([(path, bytes.into())])), under: Some(under) }
    }

    /// Any number of files over another world.
    pub fn layered(under: &'w dyn World, files: Arc<Files>) -> Self {
        Self { files, under: Some(under) }
    }

    fn below<T>(&self, ask: impl FnOnce(&dyn World) -> io::Result<T>) -> io::Result<T> {
        self.under.map_or_else(|| Err(io::ErrorKind::NotFound.into()), ask)
    }
}

impl World for Memory<'_> {
    fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        match self.files.get(&tidy(path)) {
            Some(bytes) => Ok(bytes.to_vec()),
            None if self.is_folder(path) == Some(true) => Err(io::ErrorKind::IsADirectory.into()),
            None => self.below(|world| world.read(path)),
        }
    }

    fn list(&self, folder: &Path) -> io::Result<Vec<PathBuf>> {
        let mut entries = self.below(|world| world.list(folder)).unwrap_or_default();
        // The current folder is none of this world: its files have whole paths.
        let folder = tidy(folder);
        let within = |path: &PathBuf| !folder.as_os_str().is_empty() && path.starts_with(&folder);
        let below = self.files.keys().filter(|path| within(path)).filter_map(|path| path.strip_prefix(&folder).ok());
        entries.extend(below.filter_map(|rest| rest.components().next()).map(|first| folder.join(first)));
        entries.sort();
        entries.dedup();
        Ok(entries)
    }

    fn is_folder(&self, path: &Path) -> Option<bool> {
        let path = tidy(path);
        if self.files.contains_key(&path) {
            return Some(false);
        }
        if self.files.keys().any(|file| file.starts_with(&path)) {
            return Some(true);
        }
        self.under.and_then(|world| world.is_folder(&path))
    }

    fn canonical(&self, path: &Path) -> io::Result<PathBuf> {
        let tidied = tidy(path);
        // The current folder is no file of this world, and everything starts with an empty path.
        match !tidied.as_os_str().is_empty() && self.files.keys().any(|file| file.starts_with(&tidied)) {
            true => Ok(tidied),
            false => self.below(|world| world.canonical(path)),
        }
    }

    fn is_same(&self, left: &Path, right: &Path) -> bool {
        let same = self.canonical(left).is_ok_and(|left| self.canonical(right).is_ok_and(|right| left == right));
        same || self.under.is_some_and(|world| world.is_same(left, right))
    }

    fn write_with(&self, path: &Path, content: &mut dyn FnMut(&mut dyn io::Write) -> io::Result<()>) -> io::Result<()> {
        self.below(|world| world.write_with(path, content))
    }

    fn alone_in(&self, folder: &Path, work: &mut dyn FnMut()) {
        match self.under {
            Some(world) => world.alone_in(folder, work),
            None => work(),
        }
    }

    fn append(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        self.below(|world| world.append(path, bytes))
    }

    fn make_folder(&self, path: &Path) -> io::Result<()> {
        self.below(|world| world.make_folder(path))
    }

    fn variable(&self, name: &str) -> Option<String> {
        self.under.and_then(|world| world.variable(name))
    }

    fn random(&self) -> io::Result<[u8; 16]> {
        self.under.map_or(Ok([0; 16]), World::random)
    }

    fn now(&self) -> Timestamp {
        self.under.map_or(Timestamp::UNIX_EPOCH, World::now)
    }

    fn pause(&self, time: Duration) {
        if let Some(world) = self.under {
            world.pause(time);
        }
    }
}

/// The path without `.` and, where that needs no knowledge of links, `..`.
fn tidy(path: &Path) -> PathBuf {
    let mut out = PathBuf::new();
    for part in path.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir if out.file_name().is_some() => {
                out.pop();
            }
            part => out.push(part),
        }
    }
    out
}
