//! From a compilation to a release: what `build`, `lock` and `publish` have in common.

use std::io;
use std::path::Path;

use jiff::Timestamp;

use super::Outcome;
use super::console::Console;
use crate::Compilation;
use crate::diag::codes::versions::{
    EARLIER_VERSION, LATE_RENAME, OTHER_AUTHOR, OUTDATED_LOCK, SAME_VERSION, WITHDRAWN_ID,
};
use crate::diag::{Diagnostic, Label};
use crate::source::{FileId, decode};
use crate::stix::rfc3339;
use crate::versions::{Clash, Conflict, Draft, LOCK, Lock, Release, Tally, release};
use crate::world::{World, plain};

/// How many of the changes a refusal shows beside the first.
const SHOWN: usize = 5;

/// Releases what was compiled, and says what forbids it; nothing is written. With `locked` nothing may be new.
pub fn released(
    compilation: &mut Compilation,
    lock: &Lock,
    section: &str,
    at: Timestamp,
    locked: bool,
) -> Option<(Release, Vec<Diagnostic>)> {
    let release = release(lock, draft(compilation, section, at)?);
    let mut found: Vec<Diagnostic> = release.conflicts.iter().map(|conflict| told(compilation, conflict)).collect();
    if locked && found.is_empty() && !release.is_locked() {
        found.push(outdated(compilation, &release));
    }
    Some((release, found))
}

/// What was compiled, to be released; the objects are taken out of it. `None` where nobody is its author.
pub fn draft<'d>(compilation: &'d mut Compilation, section: &'d str, at: Timestamp) -> Option<Draft<'d>> {
    let author = compilation.settings.author.id?;
    let objects = std::mem::take(&mut compilation.objects);
    Some(Draft { section, objects, author, fixed: &compilation.foreign, returned: &compilation.returned, at })
}

/// Writes a lock beside the manifest, if it says something else than the one that is there.
pub fn write_lock(
    world: &dyn World,
    console: &mut Console,
    compilation: &Compilation,
    old: Option<&Lock>,
    new: &Lock,
) -> Result<(), Outcome> {
    if old.is_some_and(|old| old.is_tidy() && old.says_the_same(new)) {
        return Ok(());
    }
    let root = &compilation.project.root;
    let mut written = Ok(());
    world.alone_in(root, &mut || written = replace(world, &root.join(LOCK), old, new));
    written.map_err(|fault| match fault {
        Fault::Overtaken => console.fail(&format!("another run changed `{LOCK}` meanwhile"), "run again"),
        Fault::Unwritten(error) => console.fail(&format!("`{LOCK}` cannot be written: {}", plain(&error)), ""),
    })
}

/// Why a lock is not written.
enum Fault {
    /// It is no longer the one that was read, and what has changed is what would be written.
    Overtaken,
    Unwritten(io::Error),
}

/// Writes a lock over the one that was read, and over no other.
fn replace(world: &dyn World, path: &Path, old: Option<&Lock>, new: &Lock) -> Result<(), Fault> {
    let now = match world.read(path) {
        Ok(bytes) => Some(bytes),
        Err(error) if error.kind() == io::ErrorKind::NotFound => None,
        Err(error) => return Err(Fault::Unwritten(error)),
    };
    let beside = match (old, now) {
        (None, None) => None,
        (Some(_), None) => return Err(Fault::Overtaken),
        (Some(old), Some(now)) if old.is_of(&now) => None,
        (old, Some(now)) => Some(beside(old, new, now).ok_or(Fault::Overtaken)?),
    };
    let lock = beside.as_ref().unwrap_or(new);
    world.write_with(path, &mut |out| lock.write_to(out)).map_err(Fault::Unwritten)
}

/// A lock beside what another run has written since: builds for two targets change two sections.
fn beside(old: Option<&Lock>, new: &Lock, now: Vec<u8>) -> Option<Lock> {
    let (now, problems) = Lock::read(FileId(0), &decode(now).ok()?);
    let old = old.cloned().unwrap_or_default();
    problems.is_empty().then(|| new.beside(&old, &now)).flatten()
}

/// What a release is made of, in numbers.
pub fn counted(tally: &Tally) -> String {
    let parts = [
        (tally.new, "new"),
        (tally.changed, "changed"),
        (tally.withdrawn, "withdrawn"),
        (tally.gone, "gone, but not to be withdrawn"),
    ];
    let parts: Vec<String> =
        parts.into_iter().filter(|(count, _)| *count > 0).map(|(count, word)| format!("{count} {word}")).collect();
    if parts.is_empty() { "nothing changed".to_owned() } else { parts.join(", ") }
}

fn told(compilation: &Compilation, conflict: &Conflict) -> Diagnostic {
    let Conflict { id, object, title, clash } = conflict;
    let (code, message, help) = match clash {
        Clash::SameVersion => (
            &SAME_VERSION,
            format!("`{id}` was released with another content or `created` under the same `modified`"),
            "its author gives it a later `modified` where it changes; take the version that the author published"
                .to_owned(),
        ),
        Clash::EarlierVersion { last } => (
            &EARLIER_VERSION,
            format!("`{id}` was released in a later version, that of {}", rfc3339(*last)),
            "take that version or a later one: who has it keeps it, and never goes back to this one".to_owned(),
        ),
        Clash::Withdrawn => (
            &WITHDRAWN_ID,
            format!("“{title}” has the id of an object that was withdrawn, `{id}`"),
            "take the `id` away, or draw another one: nothing may follow what was withdrawn".to_owned(),
        ),
        Clash::LateRename => (
            &LATE_RENAME,
            format!("{title} is released as an object of its own already, and what it was before is withdrawn"),
            format!(
                "take `was …` out of its block; or, if the `{LOCK}` that withdrew it was never published, restore the one from \
                 before it, and run `attrc lock`"
            ),
        ),
        Clash::OtherAuthor { before, namespace } => {
            let here = compilation.project.manifest.namespace.to_string();
            let help = match namespace.as_deref().filter(|before| *before != here) {
                None => {
                    format!("if it is the same author under another name, write `id = \"{before}\"` under `[author]`")
                }
                Some(namespace) => format!(
                    "its ids are made in another namespace: write `namespace = \"{namespace}\"` under `[project]` again; or, \
                     to withdraw all and release it under new ids, `id = \"{before}\"` under `[author]`"
                ),
            };
            let message = "the author of what was released is another one now, and may not make new versions of it";
            (&OTHER_AUTHOR, message.to_owned(), help)
        }
    };
    // Another author is nothing that a single object could help.
    let own = object.filter(|_| !matches!(clash, Clash::OtherAuthor { .. }));
    let place = own.and_then(|id| compilation.places.get(&id)).copied();
    Diagnostic { primary: place, ..Diagnostic::nowhere(code, message).help(help) }
}

fn outdated(compilation: &Compilation, release: &Release) -> Diagnostic {
    let message = format!("`{LOCK}` would change: {}", counted(&release.tally));
    let mut places = release.changes.iter().filter_map(|change| {
        let location = *compilation.places.get(&change.object?)?;
        Some(Label { location, text: format!("{}: {}", change.what.word(), change.title) })
    });
    let first = places.next();
    let related = places.take(SHOWN).collect();
    let found = Diagnostic::nowhere(&OUTDATED_LOCK, message).help(format!("run `attrc lock`, and commit `{LOCK}`"));
    match first {
        Some(first) => Diagnostic { primary: Some(first.location), label: first.text, related, ..found },
        None => found,
    }
}
