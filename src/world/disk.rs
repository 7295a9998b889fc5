//! The disk and the process that runs.

use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

use jiff::Timestamp;

use super::World;

/// The disk and the process that runs.
#[derive(Debug, Clone, Copy, Default)]
pub struct Disk;

/// What the name of a file ends in while it is written.
const NEW: &str = ".new";

/// After how long a file that is not written any further was left by a run that was killed.
const ABANDONED: Duration = Duration::from_secs(600);

impl World for Disk {
    fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        let metadata = std::fs::metadata(path).map_err(|error| match std::fs::symlink_metadata(path) {
            // Something is there, so nobody may begin anew as if nothing were.
            Ok(_) if error.kind() == io::ErrorKind::NotFound => io::Error::other("it is a link that leads nowhere"),
            _ => error,
        })?;
        // A pipe or a device may never end.
        match metadata.is_file() {
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

    #[cfg(unix)]
    fn is_same(&self, left: &Path, right: &Path) -> bool {
        use std::os::unix::fs::MetadataExt;
        // Hard links are one file, and have no path that is more theirs than another.
        let file = |path: &Path| std::fs::metadata(path).ok().map(|metadata| (metadata.dev(), metadata.ino()));
        file(left).is_some_and(|left| file(right) == Some(left))
    }

    fn write_with(&self, path: &Path, content: &mut dyn FnMut(&mut dyn io::Write) -> io::Result<()>) -> io::Result<()> {
        // What is written through a link is what it leads to; and a device is written to, never replaced.
        let real = std::fs::canonicalize(path);
        let path = real.as_deref().unwrap_or(path);
        if std::fs::metadata(path).is_ok_and(|metadata| !metadata.is_file()) {
            let mut file = std::fs::OpenOptions::new().write(true).open(path)?;
            return content(&mut file).and_then(|()| io::Write::flush(&mut file));
        }
        clear(path);
        // Beside the target, because a rename is atomic within one file system only; under a name that no other run has,
        // in this container or in another one.
        let mut name = path.file_name().unwrap_or_default().to_owned();
        name.push(format!(".{}{NEW}", uuid::Uuid::from_bytes(self.random()?).simple()));
        let beside = path.with_file_name(name);
        let written = std::fs::File::create(&beside).map(io::BufWriter::new).and_then(|mut file| {
            content(&mut file)?;
            io::Write::flush(&mut file)
        });
        written.and_then(|()| std::fs::rename(&beside, path)).inspect_err(|_| {
            let _ = std::fs::remove_file(&beside);
        })
    }

    #[cfg(unix)]
    fn alone_in(&self, folder: &Path, work: &mut dyn FnMut()) {
        // The folder itself, because a file is replaced where it is written; and the system lets go of it when a run is killed.
        let held = std::fs::File::open(folder);
        let _ = held.as_ref().map(|held| rustix::fs::flock(held, rustix::fs::FlockOperation::LockExclusive));
        work();
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

    #[cfg(unix)]
    fn is_running(&self, process: u32) -> bool {
        let process = i32::try_from(process).ok().and_then(rustix::process::Pid::from_raw);
        // Whoever may not be asked is there.
        process.is_none_or(|process| rustix::process::test_kill_process(process) != Err(rustix::io::Errno::SRCH))
    }

    fn pause(&self, time: Duration) {
        std::thread::sleep(time);
    }
}

/// Takes away what runs left beside a file that were killed while they wrote it. Where that fails, nothing is lost.
fn clear(path: &Path) {
    let (Some(folder), Some(name)) = (path.parent(), path.file_name().and_then(|name| name.to_str())) else { return };
    let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let file = entry.file_name();
        let middle = file.to_str().and_then(|file| file.strip_prefix(name)?.strip_prefix('.')?.strip_suffix(NEW));
        let is_ours = middle.is_some_and(|middle| middle.len() == 32 && middle.bytes().all(|b| b.is_ascii_hexdigit()));
        let age = || entry.metadata().ok()?.modified().ok()?.elapsed().ok();
        if is_ours && age().is_some_and(|age| age > ABANDONED) {
            let _ = std::fs::remove_file(entry.path());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_killed_run_left_is_cleared_and_what_another_one_writes_is_not() -> io::Result<()> {
        let folder = std::env::temp_dir().join(format!("attrc-disk-{}", std::process::id()));
        std::fs::create_dir_all(&folder)?;
        let beside = |digit: &str| folder.join(format!("attr.lock.{}.new", digit.repeat(32)));
        let (old, fresh, other) = (beside("a"), beside("b"), folder.join("attr.lock.notes.new"));
        for file in [&old, &fresh, &other] {
            std::fs::write(file, "half")?;
        }
        let long_ago = std::time::SystemTime::UNIX_EPOCH;
        for file in [&old, &other] {
            std::fs::File::options().write(true).open(file)?.set_modified(long_ago)?;
        }
        Disk.write(&folder.join("attr.lock"), b"whole")?;
        let left = (old.exists(), fresh.exists(), other.exists(), std::fs::read(folder.join("attr.lock"))?);
        std::fs::remove_dir_all(&folder)?;
        assert_eq!(left, (false, true, true, b"whole".to_vec()));
        Ok(())
    }
}
