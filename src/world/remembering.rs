//! A world that is asked once: what it said is kept until it is told that something has changed.

use std::collections::BTreeMap;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use jiff::Timestamp;

use super::World;

/// A world that remembers: an editor that compiles at every keystroke must not ask the disk every time.
pub struct Remembering<'w> {
    under: &'w dyn World,
    kept: Mutex<Kept>,
}

/// What was answered, refusals too.
#[derive(Default)]
struct Kept {
    texts: BTreeMap<PathBuf, Answer<Arc<[u8]>>>,
    folders: BTreeMap<PathBuf, Answer<Vec<PathBuf>>>,
    kinds: BTreeMap<PathBuf, Option<bool>>,
    canonical: BTreeMap<PathBuf, Answer<PathBuf>>,
    /// Counts up with each change, so that nothing is kept that was asked before one and answered after it.
    changes: u64,
}

type Answer<T> = Result<T, (ErrorKind, String)>;

impl<'w> Remembering<'w> {
    /// Nothing is remembered yet.
    pub fn new(under: &'w dyn World) -> Self {
        Self { under, kept: Mutex::default() }
    }

    /// Something on the disk has changed: everything is asked anew.
    pub fn forget(&self) {
        let mut kept = self.kept();
        let changes = kept.changes + 1;
        *kept = Kept { changes, ..Kept::default() };
    }

    fn kept(&self) -> MutexGuard<'_, Kept> {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// What is kept of a path, else what the world below says; it is not asked under the lock.
    fn remembered<T: Clone>(
        &self,
        path: &Path,
        shelf: impl Fn(&mut Kept) -> &mut BTreeMap<PathBuf, T>,
        ask: impl FnOnce() -> T,
    ) -> T {
        let before = {
            let mut kept = self.kept();
            if let Some(answer) = shelf(&mut kept).get(path) {
                return answer.clone();
            }
            kept.changes
        };
        let answer = ask();
        let mut kept = self.kept();
        if kept.changes == before {
            shelf(&mut kept).insert(path.to_owned(), answer.clone());
        }
        answer
    }
}

impl World for Remembering<'_> {
    fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        let ask = || self.under.read(path).map(Arc::from).map_err(told);
        self.remembered(path, |kept| &mut kept.texts, ask).map(|bytes| bytes.to_vec()).map_err(again)
    }

    fn list(&self, folder: &Path) -> io::Result<Vec<PathBuf>> {
        self.remembered(folder, |kept| &mut kept.folders, || self.under.list(folder).map_err(told)).map_err(again)
    }

    fn is_folder(&self, path: &Path) -> Option<bool> {
        self.remembered(path, |kept| &mut kept.kinds, || self.under.is_folder(path))
    }

    fn canonical(&self, path: &Path) -> io::Result<PathBuf> {
        self.remembered(path, |kept| &mut kept.canonical, || self.under.canonical(path).map_err(told)).map_err(again)
    }

    fn is_same(&self, left: &Path, right: &Path) -> bool {
        self.under.is_same(left, right)
    }

    fn write_with(&self, path: &Path, content: &mut dyn FnMut(&mut dyn io::Write) -> io::Result<()>) -> io::Result<()> {
        let written = self.under.write_with(path, content);
        self.forget();
        written
    }

    fn alone_in(&self, folder: &Path, work: &mut dyn FnMut()) {
        self.under.alone_in(folder, work);
    }

    fn append(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        let appended = self.under.append(path, bytes);
        self.forget();
        appended
    }

    fn make_folder(&self, path: &Path) -> io::Result<()> {
        let made = self.under.make_folder(path);
        self.forget();
        made
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

    fn is_running(&self, process: u32) -> bool {
        self.under.is_running(process)
    }

    fn pause(&self, time: Duration) {
        self.under.pause(time);
    }
}

fn told(error: io::Error) -> (ErrorKind, String) {
    (error.kind(), error.to_string())
}

fn again((kind, words): (ErrorKind, String)) -> io::Error {
    io::Error::new(kind, words)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::world::Disk;

    #[test]
    fn what_was_asked_is_kept_until_something_changes() -> io::Result<()> {
        let folder = std::env::temp_dir().join(format!("attrc-remembering-{}", std::process::id()));
        std::fs::create_dir_all(&folder)?;
        let file = folder.join("main.attr");
        let world = Remembering::new(&Disk);
        assert!(world.read(&file).is_err() && world.list(&folder)?.is_empty());
        std::fs::write(&file, "text")?;
        let before = (world.read(&file).is_err(), world.is_folder(&file), world.list(&folder)?.len());
        world.forget();
        let after = (world.read(&file)?, world.is_folder(&file), world.list(&folder)?.len());
        std::fs::remove_dir_all(&folder)?;
        assert_eq!(before, (true, Some(false), 0), "what was not asked before is asked");
        assert_eq!(after, (b"text".to_vec(), Some(false), 1));
        Ok(())
    }
}
