//! The outside behind two traits: [`World`] for files, clock, chance and the environment, [`Network`] for servers. Nothing
//! else in the crate touches them.

mod disk;
mod memory;
mod network;
mod remembering;
mod revision;

use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

use jiff::Timestamp;

pub use disk::Disk;
pub use memory::{Files, Memory};
pub use network::{BadTls, Broken, Internet, Method, Network, Request, Response, Tls, check_proxy};
pub use remembering::Remembering;
pub use revision::{NoRevision, Revision};

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

    /// Whether two paths are one file, under whatever names.
    fn is_same(&self, left: &Path, right: &Path) -> bool {
        self.canonical(left).is_ok_and(|left| self.canonical(right).is_ok_and(|right| left == right))
    }

    /// Writes a file so that it is the old one or the new one, never a half.
    fn write_with(&self, path: &Path, content: &mut dyn FnMut(&mut dyn io::Write) -> io::Result<()>) -> io::Result<()>;

    /// The same for what is in memory.
    fn write(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        self.write_with(path, &mut |out| out.write_all(bytes))
    }

    /// Works while no other run does that has asked for the same folder. Where the system cannot promise it, it works at once.
    fn alone_in(&self, folder: &Path, work: &mut dyn FnMut()) {
        let _ = folder;
        work();
    }

    /// Adds bytes to the end of a file, which is made where there is none: in one piece beside others who add, and on the disk
    /// when it returns.
    fn append(&self, path: &Path, bytes: &[u8]) -> io::Result<()>;

    /// Makes a folder and what is above it.
    fn make_folder(&self, path: &Path) -> io::Result<()>;

    /// A variable of the environment.
    fn variable(&self, name: &str) -> Option<String>;

    /// Bytes that nobody can guess: the namespace of a new project, and nothing that a build depends on.
    fn random(&self) -> io::Result<[u8; 16]>;

    /// The clock: only what writes a lock or talks to a server may ask.
    fn now(&self) -> Timestamp;

    /// Whether a process is there; where nobody knows, it is.
    fn is_running(&self, process: u32) -> bool {
        let _ = process;
        true
    }

    /// Waits.
    fn pause(&self, time: Duration);
}

/// What an operating system says, without its number.
pub fn plain(error: &io::Error) -> String {
    let text = error.to_string();
    text.split(" (os error").next().unwrap_or(&text).to_lowercase()
}
