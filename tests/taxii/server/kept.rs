//! A world whose files are in memory, so that a thousand runs wait for no disk and a test may damage what they wrote.

use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use attrc::world::World;
use jiff::Timestamp;

use super::process::{Clock, Virtual};

/// Files in memory beside a clock of its own.
pub struct Kept {
    under: Virtual,
    files: Mutex<BTreeMap<PathBuf, Vec<u8>>>,
}

impl Kept {
    /// A world without files.
    pub fn new(clock: &Arc<Clock>, seed: u64) -> Self {
        Self { under: Virtual::new(clock, seed, &[]), files: Mutex::default() }
    }

    /// Takes so many bytes from the end of a file, as whoever is killed while writing leaves it.
    pub fn tear(&self, path: &str, bytes: usize) {
        if let Some(file) = self.files.lock().unwrap().get_mut(Path::new(path)) {
            file.truncate(file.len().saturating_sub(bytes));
        }
    }
}

impl World for Kept {
    fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        self.files.lock().unwrap().get(path).cloned().ok_or_else(|| io::ErrorKind::NotFound.into())
    }

    fn list(&self, folder: &Path) -> io::Result<Vec<PathBuf>> {
        let files = self.files.lock().unwrap();
        Ok(files.keys().filter(|path| path.parent() == Some(folder)).cloned().collect())
    }

    fn is_folder(&self, path: &Path) -> Option<bool> {
        self.files.lock().unwrap().contains_key(path).then_some(false)
    }

    fn canonical(&self, path: &Path) -> io::Result<PathBuf> {
        Ok(path.to_owned())
    }

    fn write_with(&self, path: &Path, content: &mut dyn FnMut(&mut dyn io::Write) -> io::Result<()>) -> io::Result<()> {
        let mut bytes = Vec::new();
        content(&mut bytes)?;
        self.files.lock().unwrap().insert(path.to_owned(), bytes);
        Ok(())
    }

    fn append(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        self.files.lock().unwrap().entry(path.to_owned()).or_default().extend(bytes);
        Ok(())
    }

    fn make_folder(&self, _: &Path) -> io::Result<()> {
        Ok(())
    }

    fn variable(&self, name: &str) -> Option<String> {
        self.under.variable(name)
    }

    fn random(&self) -> io::Result<[u8; 16]> {
        self.under.random()
    }

    fn now(&self) -> Timestamp {
        self.under.now()
    }

    fn pause(&self, time: Duration) {
        self.under.pause(time);
    }
}
