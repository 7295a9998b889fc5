//! The disk and the process that runs.

use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

use jiff::Timestamp;

use super::World;

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

    fn append(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        let mut file = std::fs::OpenOptions::new().append(true).create(true).open(path)?;
        io::Write::write_all(&mut file, bytes)?;
        file.sync_data()
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

    fn now(&self) -> Timestamp {
        Timestamp::now()
    }

    fn pause(&self, time: Duration) {
        std::thread::sleep(time);
    }
}
