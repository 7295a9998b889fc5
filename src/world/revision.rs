//! What git has: the files of a revision, as a world of its own.
//!
//! The `git` of this machine is asked, without a shell and without the network; nothing is checked out. Files stand where
//! they would in the working tree, so that both sides of a comparison are called the same. They are read as they are stored:
//! without the line ends and filters that a checkout may add. A link leads where it leads within the revision. A submodule is
//! another repository, so there is nothing in it.

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::io::{self, BufRead, BufReader, ErrorKind, Read, Write};
use std::path::{Component, Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use jiff::Timestamp;

use super::{World, plain};

/// The files of a revision of a repository.
pub struct Revision<'w> {
    /// The clock, chance and the environment of this world.
    under: &'w dyn World,
    /// The top of the working tree; of a repository that has none, its own folder.
    top: PathBuf,
    /// What it holds, by its path below the top.
    entries: BTreeMap<PathBuf, Entry>,
    blobs: Mutex<Blobs>,
}

/// Why there is no revision to read.
#[derive(Debug)]
pub enum NoRevision {
    /// There is no `git` on this machine.
    NoGit,
    /// The folder belongs to no repository, or git will not read it; its words say why.
    NoRepository(String),
    /// No revision has this name; those that have one.
    Unknown(Vec<String>),
    /// It cannot be read; the words of git say why.
    Unreadable(String),
}

/// Something that a revision holds.
struct Entry {
    object: String,
    kind: Kind,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    File,
    Link,
    Submodule,
}

/// A `git cat-file` that is asked for one blob after the other.
struct Blobs {
    child: Child,
    ask: Option<ChildStdin>,
    answers: BufReader<ChildStdout>,
}

/// How many links one path may lead through.
const HOPS: usize = 40;

impl<'w> Revision<'w> {
    /// A revision of the repository that a folder belongs to; with an empty name, what is staged.
    pub fn open(under: &'w dyn World, folder: &Path, name: &str) -> Result<Self, NoRevision> {
        let top = match git(folder, &["rev-parse", "--show-toplevel"])? {
            Ok(top) => path_of(trimmed(&top)),
            Err(why) => match git(folder, &["rev-parse", "--is-bare-repository"])? {
                Ok(_) => path_of(trimmed(&git(folder, &["rev-parse", "--absolute-git-dir"])?.unwrap_or_default())),
                Err(_) => return Err(NoRevision::NoRepository(why)),
            },
        };
        let top = under.canonical(&top).unwrap_or(top);
        let listed = match name {
            "" => git(folder, &["ls-files", "--stage", "--full-name", "-z", "--", ":/"])?,
            name => {
                let tree = format!("{name}^{{tree}}");
                // What begins with a dash would be read as an option.
                let tree = match name.starts_with('-') {
                    true => Err(String::new()),
                    false => git(folder, &["rev-parse", "--verify", "--quiet", "--end-of-options", &tree])?,
                };
                let Ok(tree) = tree else { return Err(NoRevision::Unknown(names(folder)?)) };
                git(folder, &["ls-tree", "-r", "-z", "--full-tree", &String::from_utf8_lossy(trimmed(&tree))])?
            }
        };
        let listed = listed.map_err(NoRevision::Unreadable)?;
        let entries = listed.split(|byte| *byte == 0).filter_map(|line| entry(line, name.is_empty())).collect();
        let blobs = Blobs::open(folder).map_err(|error| NoRevision::Unreadable(plain(&error)))?;
        Ok(Self { under, top, entries, blobs: Mutex::new(blobs) })
    }

    /// The top of the working tree, which paths of a revision start at.
    pub fn top(&self) -> &Path {
        &self.top
    }

    /// The names of what a folder of the revision holds.
    pub fn names_in(&self, folder: &Path) -> Vec<String> {
        let held = self.list(folder).unwrap_or_default();
        held.iter().filter_map(|path| Some(path.file_name()?.to_string_lossy().into_owned())).collect()
    }

    /// Whether a path leads into a submodule.
    pub fn is_submodule(&self, path: &Path) -> bool {
        let Some(below) = self.below(path) else { return false };
        let is = |path: &Path| self.entries.get(path).is_some_and(|entry| entry.kind == Kind::Submodule);
        below.ancestors().any(is)
    }

    /// A path below the top, without `.` and `..`; `None` for what is outside.
    fn below(&self, path: &Path) -> Option<PathBuf> {
        let mut out = PathBuf::new();
        for part in path.strip_prefix(&self.top).ok()?.components() {
            match part {
                Component::CurDir => {}
                Component::ParentDir if !out.pop() => return None,
                Component::ParentDir => {}
                part => out.push(part),
            }
        }
        Some(out)
    }

    /// Where a path leads, below the top, through all links.
    fn resolved(&self, path: &Path) -> io::Result<PathBuf> {
        let absent = || io::Error::from(ErrorKind::NotFound);
        let mut below = self.below(path).ok_or_else(absent)?;
        for _ in 0..HOPS {
            let link = below.ancestors().find(|path| self.kind(path) == Some(Kind::Link)).map(Path::to_owned);
            let Some(link) = link else { return Ok(below) };
            let target = path_of(&self.blob(&link)?);
            let rest = below.strip_prefix(&link).map(Path::to_owned).unwrap_or_default();
            let beside = self.top.join(link.parent().unwrap_or(Path::new("")));
            below = self.below(&beside.join(target).join(rest)).ok_or_else(absent)?;
        }
        Err(absent())
    }

    fn kind(&self, below: &Path) -> Option<Kind> {
        self.entries.get(below).map(|entry| entry.kind)
    }

    fn holds(&self, below: &Path) -> bool {
        let mut from = self.entries.range(below.to_owned()..);
        below.as_os_str().is_empty() || from.next().is_some_and(|(path, _)| path.starts_with(below))
    }

    fn blob(&self, below: &Path) -> io::Result<Vec<u8>> {
        let entry = self.entries.get(below).ok_or(ErrorKind::NotFound)?;
        self.blobs.lock().unwrap_or_else(PoisonError::into_inner).read(&entry.object)
    }
}

impl World for Revision<'_> {
    fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        let below = self.resolved(path)?;
        match self.kind(&below) {
            Some(Kind::File) => self.blob(&below),
            _ if self.is_folder(path) == Some(true) => Err(ErrorKind::IsADirectory.into()),
            _ => Err(ErrorKind::NotFound.into()),
        }
    }

    fn list(&self, folder: &Path) -> io::Result<Vec<PathBuf>> {
        let below = self.resolved(folder)?;
        if !self.holds(&below) {
            return Err(ErrorKind::NotFound.into());
        }
        let held =
            self.entries.range(below.clone()..).map(|(path, _)| path).take_while(|path| path.starts_with(&below));
        let names = held.filter_map(|path| path.strip_prefix(&below).ok()?.components().next());
        let mut paths: Vec<PathBuf> = names.map(|name| folder.join(name)).collect();
        paths.sort();
        paths.dedup();
        Ok(paths)
    }

    fn is_folder(&self, path: &Path) -> Option<bool> {
        let below = self.resolved(path).ok()?;
        match self.kind(&below) {
            Some(Kind::File) => Some(false),
            Some(Kind::Link) => None,
            Some(Kind::Submodule) => Some(true),
            None => self.holds(&below).then_some(true),
        }
    }

    fn canonical(&self, path: &Path) -> io::Result<PathBuf> {
        let below = self.resolved(path)?;
        match self.kind(&below).is_some() || self.holds(&below) {
            true if below.as_os_str().is_empty() => Ok(self.top.clone()),
            true => Ok(self.top.join(below)),
            false => Err(ErrorKind::NotFound.into()),
        }
    }

    fn write_with(&self, _: &Path, _: &mut dyn FnMut(&mut dyn Write) -> io::Result<()>) -> io::Result<()> {
        Err(ErrorKind::ReadOnlyFilesystem.into())
    }

    fn append(&self, _: &Path, _: &[u8]) -> io::Result<()> {
        Err(ErrorKind::ReadOnlyFilesystem.into())
    }

    fn make_folder(&self, _: &Path) -> io::Result<()> {
        Err(ErrorKind::ReadOnlyFilesystem.into())
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

impl Blobs {
    fn open(folder: &Path) -> io::Result<Self> {
        let mut command = command(folder, &["cat-file", "--batch"]);
        let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null()).spawn()?;
        let (Some(ask), Some(answers)) = (child.stdin.take(), child.stdout.take()) else {
            return Err(ErrorKind::BrokenPipe.into());
        };
        Ok(Self { child, ask: Some(ask), answers: BufReader::new(answers) })
    }

    /// `<object> blob <size>`, then the bytes and a line end.
    fn read(&mut self, object: &str) -> io::Result<Vec<u8>> {
        let ask = self.ask.as_mut().ok_or(ErrorKind::BrokenPipe)?;
        writeln!(ask, "{object}")?;
        ask.flush()?;
        let mut head = String::new();
        self.answers.read_line(&mut head)?;
        let size = head.trim_end().rsplit_once(' ').and_then(|(_, size)| size.parse::<u64>().ok());
        let size =
            size.ok_or_else(|| io::Error::new(ErrorKind::NotFound, "the repository does not have its content"))?;
        let mut bytes = Vec::new();
        (&mut self.answers).take(size).read_to_end(&mut bytes)?;
        self.answers.read_exact(&mut [0])?;
        if bytes.len() as u64 == size { Ok(bytes) } else { Err(ErrorKind::UnexpectedEof.into()) }
    }
}

impl Drop for Blobs {
    fn drop(&mut self) {
        // It ends when nobody can ask any more.
        self.ask = None;
        let _ = self.child.wait();
    }
}

/// What git answers; an `Err` within is what it says where it refuses.
fn git(folder: &Path, arguments: &[&str]) -> Result<Result<Vec<u8>, String>, NoRevision> {
    let output = command(folder, arguments).stdin(Stdio::null()).output().map_err(|error| match error.kind() {
        ErrorKind::NotFound => NoRevision::NoGit,
        _ => NoRevision::Unreadable(plain(&error)),
    })?;
    Ok(match output.status.success() {
        true => Ok(output.stdout),
        false => {
            let words = String::from_utf8_lossy(&output.stderr);
            let first = words.lines().next().unwrap_or_default();
            let first = first.trim_start_matches("fatal: ").trim_start_matches("error: ");
            // Of a folder that somebody else owns, git says how it is trusted.
            let advice = words.lines().map(str::trim).find(|line| line.starts_with("git config "));
            Err(advice.map_or_else(|| first.to_owned(), |advice| format!("{first}; if you trust it: `{advice}`")))
        }
    })
}

fn command(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new("git");
    // The same words everywhere; nothing is written or fetched, and no program runs that the repository names.
    command.current_dir(folder).args(["-c", "core.fsmonitor=false"]).args(arguments);
    command
        .env("LC_ALL", "C")
        .env("GIT_OPTIONAL_LOCKS", "0")
        .env("GIT_NO_LAZY_FETCH", "1")
        .env("GIT_TERMINAL_PROMPT", "0");
    command
}

/// The names of branches and tags.
fn names(folder: &Path) -> Result<Vec<String>, NoRevision> {
    let listed = git(folder, &["for-each-ref", "--format=%(refname:short)"])?.unwrap_or_default();
    let names = String::from_utf8_lossy(&listed).lines().map(str::to_owned).collect::<Vec<_>>();
    Ok(std::iter::once("HEAD".to_owned()).chain(names).collect())
}

/// `<mode> <type> <object>\t<path>` of a tree, `<mode> <object> <stage>\t<path>` of what is staged.
fn entry(line: &[u8], staged: bool) -> Option<(PathBuf, Entry)> {
    let tab = line.iter().position(|byte| *byte == b'\t')?;
    let (head, path) = (std::str::from_utf8(line.get(..tab)?).ok()?, line.get(tab + 1..)?);
    let mut words = head.split(' ');
    let (mode, second, third) = (words.next()?, words.next()?, words.next()?);
    let object = if staged { second } else { third };
    // A file that is in conflict has several stages, and none is what it will be.
    if staged && third != "0" {
        return None;
    }
    let kind = match mode {
        "120000" => Kind::Link,
        "160000" => Kind::Submodule,
        _ => Kind::File,
    };
    Some((path_of(path), Entry { object: object.to_owned(), kind }))
}

fn trimmed(bytes: &[u8]) -> &[u8] {
    let bytes = bytes.strip_suffix(b"\n").unwrap_or(bytes);
    bytes.strip_suffix(b"\r").unwrap_or(bytes)
}

/// A path as git writes it: bytes, and on Windows UTF-8.
fn path_of(bytes: &[u8]) -> PathBuf {
    #[cfg(unix)]
    {
        use std::os::unix::ffi::OsStrExt;
        PathBuf::from(OsStr::from_bytes(bytes))
    }
    #[cfg(not(unix))]
    {
        PathBuf::from(OsStr::new(&*String::from_utf8_lossy(bytes)))
    }
}
