//! The outside behind one trait: files, chance and the environment. Nothing else in the crate touches them.

use std::collections::BTreeMap;
use std::io;
use std::path::{Component, Path, PathBuf};

/// What a compilation may ask of the outside.
pub trait World: Sync {
    /// The bytes of a file.
    fn read(&self, path: &Path) -> io::Result<Vec<u8>>;

    /// The entries of a folder, sorted by name.
    fn list(&self, folder: &Path) -> io::Result<Vec<PathBuf>>;

    /// Whether the path is a folder; `None` where there is nothing.
    fn is_folder(&self, path: &Path) -> Option<bool>;

    /// The path without links, `.` and `..`.
    fn canonical(&self, path: &Path) -> io::Result<PathBuf>;

    /// Writes a file so that it is the old one or the new one, never a half.
    fn write_with(&self, path: &Path, content: &mut dyn FnMut(&mut dyn io::Write) -> io::Result<()>) -> io::Result<()>;

    /// The same for what is in memory.
    fn write(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        self.write_with(path, &mut |out| out.write_all(bytes))
    }

    /// Makes a folder and what is above it.
    fn make_folder(&self, path: &Path) -> io::Result<()>;

    /// A variable of the environment.
    fn variable(&self, name: &str) -> Option<String>;

    /// Bytes that nobody can guess: the namespace of a new project, and nothing that a build depends on.
    fn random(&self) -> io::Result<[u8; 16]>;
}

/// What an operating system says, without its number.
pub fn plain(error: &io::Error) -> String {
    let text = error.to_string();
    text.split(" (os error").next().unwrap_or(&text).to_lowercase()
}

/// The disk and the process that runs.
#[derive(Debug, Clone, Copy, Default)]
pub struct Disk;

impl World for Disk {
    fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        // A pipe or a device may never end.
        match std::fs::metadata(path)?.is_file() {
            true => std::fs::read(path),
            false => Err(io::Error::new(io::ErrorKind::InvalidInput, "it is not a regular file")),
        }
    }

    fn list(&self, folder: &Path) -> io::Result<Vec<PathBuf>> {
        let mut entries: Vec<PathBuf> =
            std::fs::read_dir(folder)?.map(|entry| entry.map(|entry| entry.path())).collect::<io::Result<_>>()?;
        entries.sort();
        Ok(entries)
    }

    fn is_folder(&self, path: &Path) -> Option<bool> {
        std::fs::metadata(path).ok().map(|metadata| metadata.is_dir())
    }

    fn canonical(&self, path: &Path) -> io::Result<PathBuf> {
        std::fs::canonicalize(path)
    }

    fn write_with(&self, path: &Path, content: &mut dyn FnMut(&mut dyn io::Write) -> io::Result<()>) -> io::Result<()> {
        // What is written through a link is what it leads to; and a device is written to, never replaced.
        let real = std::fs::canonicalize(path);
        let path = real.as_deref().unwrap_or(path);
        if std::fs::metadata(path).is_ok_and(|metadata| !metadata.is_file()) {
            let mut file = std::fs::OpenOptions::new().write(true).open(path)?;
            return content(&mut file).and_then(|()| io::Write::flush(&mut file));
        }
        // Beside the target, because a rename is atomic within one file system only.
        let mut name = path.file_name().unwrap_or_default().to_owned();
        name.push(format!(".{}.new", std::process::id()));
        let beside = path.with_file_name(name);
        let written = std::fs::File::create(&beside).map(io::BufWriter::new).and_then(|mut file| {
            content(&mut file)?;
            io::Write::flush(&mut file)
        });
        written.and_then(|()| std::fs::rename(&beside, path)).inspect_err(|_| {
            let _ = std::fs::remove_file(&beside);
        })
    }

    fn make_folder(&self, path: &Path) -> io::Result<()> {
        std::fs::create_dir_all(path)
    }

    fn variable(&self, name: &str) -> Option<String> {
        std::env::var(name).ok()
    }

    fn random(&self) -> io::Result<[u8; 16]> {
        let mut bytes = [0; 16];
        getrandom::fill(&mut bytes)?;
        Ok(bytes)
    }
}

/// Files in memory, over another world or over nothing: for tests, standard input and unsaved editor buffers.
pub struct Memory<'w> {
    files: BTreeMap<PathBuf, Vec<u8>>,
    under: Option<&'w dyn World>,
}

impl Memory<'static> {
    /// Files over nothing.
    pub fn new<P: Into<PathBuf>, B: Into<Vec<u8>>>(files: impl IntoIterator<Item = (P, B)>) -> Self {
        let files = files.into_iter().map(|(path, bytes)| (path.into(), bytes.into())).collect();
        Self { files, under: None }
    }
}

impl<'w> Memory<'w> {
    /// One file over another world.
    pub fn over(under: &'w dyn World, path: PathBuf, bytes: Vec<u8>) -> Self {
        Self { files: BTreeMap::from([(path, bytes)]), under: Some(under) }
    }

    fn below<T>(&self, ask: impl FnOnce(&dyn World) -> io::Result<T>) -> io::Result<T> {
        self.under.map_or_else(|| Err(io::ErrorKind::NotFound.into()), ask)
    }
}

impl World for Memory<'_> {
    fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        match self.files.get(&tidy(path)) {
            Some(bytes) => Ok(bytes.clone()),
            None if self.is_folder(path) == Some(true) => Err(io::ErrorKind::IsADirectory.into()),
            None => self.below(|world| world.read(path)),
        }
    }

    fn list(&self, folder: &Path) -> io::Result<Vec<PathBuf>> {
        let folder = tidy(folder);
        let mut entries = self.below(|world| world.list(&folder)).unwrap_or_default();
        let below = self.files.keys().filter_map(|path| path.strip_prefix(&folder).ok());
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
        let path = tidy(path);
        // The current folder is no file of this world, and everything starts with an empty path.
        match !path.as_os_str().is_empty() && self.files.keys().any(|file| file.starts_with(&path)) {
            true => Ok(path),
            false => self.below(|world| world.canonical(&path)),
        }
    }

    fn write_with(&self, path: &Path, content: &mut dyn FnMut(&mut dyn io::Write) -> io::Result<()>) -> io::Result<()> {
        self.below(|world| world.write_with(path, content))
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
