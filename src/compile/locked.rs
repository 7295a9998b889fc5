//! The lock of a project: read before its objects are made, laid beside them after.

use std::collections::{BTreeSet, HashMap};
use std::io::ErrorKind;
use std::sync::Arc;

use jiff::Timestamp;

use super::Compilation;
use crate::diag::Diagnostic;
use crate::diag::codes::reading::{NOT_TEXT, UNREADABLE};
use crate::diag::codes::versions::{OTHER_AUTHOR, SAME_VERSION, WITHDRAWN_ID};
use crate::facts::Origin;
use crate::project::Project;
use crate::source::{FileId, Location, Text, decode};
use crate::stix::ids::{Mint, Part, Withdrawn};
use crate::stix::{History, Id, Object};
use crate::versions::{Clash, Conflict, Draft, LOCK, Lock, Release, borrow, release};
use crate::vocab::targets::Consumer;
use crate::world::{World, plain};

/// The section of a build for a consumer, or for anybody.
pub(super) fn section(consumer: Option<&'static Consumer>) -> &'static str {
    consumer.map_or("stix", |consumer| consumer.name)
}

/// The lock beside the manifest, where there is one. Its text joins those of the project where it has findings.
pub(super) fn read(world: &dyn World, project: &mut Project, found: &mut Vec<Diagnostic>, first: bool) -> Option<Lock> {
    let path = project.root.join(LOCK);
    if project.manifest.scratch {
        return None;
    }
    let text = match world.read(&path).map(decode) {
        Ok(Ok(text)) => text,
        Ok(Err(_)) => {
            let message = format!("`{LOCK}` is not UTF-8 text");
            let help = "take the lock of the last good commit, and run `attrc lock`";
            found.push(Diagnostic::nowhere(&NOT_TEXT, message).help(help));
            return Some(Lock::default());
        }
        Err(error) if error.kind() == ErrorKind::NotFound => return first.then(Lock::default),
        Err(error) => {
            let message = format!("`{LOCK}` cannot be read: {}", plain(&error));
            found.push(Diagnostic::nowhere(&UNREADABLE, message).help("nothing was built; check its permissions"));
            return Some(Lock::default());
        }
    };
    let (lock, problems) = Lock::read(FileId(project.texts.len() as u32), &text);
    if !problems.is_empty() {
        project.texts.push(Text::new(LOCK, text));
    }
    found.extend(problems);
    Some(lock)
}

/// What emission needs to know of the releases before.
pub(super) fn history(lock: Option<&Lock>, section: &str, at: Option<Timestamp>) -> History {
    lock.map_or_else(History::default, |lock| History {
        withdrawn: Arc::new(Withdrawn::new(lock.withdrawn(section))),
        created: Arc::new(lock.created(section)),
        at,
    })
}

/// The id of the author, who is the same for all targets.
pub(super) fn author_id(lock: Option<&Lock>, namespace: uuid::Uuid, name: &str) -> Id {
    let withdrawn = lock.iter().flat_map(|lock| lock.sections().flat_map(|section| lock.withdrawn(section)));
    let mint = Mint::sparing(namespace, Arc::new(Withdrawn::new(withdrawn)));
    mint.id("identity", "author", &[Part::Text(name)])
}

/// Where objects come from, and which of them are not ours.
#[derive(Debug, Default)]
pub struct Provenance {
    /// The fact that each object comes from, where the project has a lock or the build a target.
    pub origins: HashMap<Id, Origin>,
    /// The objects that others made, which are as they are.
    pub fixed: BTreeSet<Id>,
}

impl Compilation {
    /// Makes a release of the objects, which go into it; what may not be released is among the findings then.
    pub fn release(&mut self, at: Timestamp) -> Release {
        let none = Lock::default();
        let objects = std::mem::take(&mut self.objects);
        let lock = self.lock.as_ref().unwrap_or(&none);
        let release = release(lock, self.draft(objects, at));
        let conflicts = release.conflicts.iter().map(|conflict| self.conflicting(conflict)).collect::<Vec<_>>();
        self.diagnostics.extend(conflicts);
        self.diagnostics.sort_by_key(Diagnostic::order);
        release
    }

    /// Gives the objects of a part of a project the versions that the lock has, and counts those that it has not.
    pub fn borrow_versions(&mut self) -> usize {
        let objects = std::mem::take(&mut self.objects);
        let Some(lock) = &self.lock else {
            self.objects = objects;
            return 0;
        };
        let (objects, different) = borrow(lock, self.draft(objects, Timestamp::UNIX_EPOCH));
        self.objects = objects;
        different
    }

    fn draft(&self, objects: Vec<Object>, at: Timestamp) -> Draft<'_> {
        Draft {
            section: self.section,
            objects,
            author: self.author_id(),
            fixed: &self.provenance.fixed,
            withdrawn: &self.settings.history.withdrawn,
            at,
        }
    }

    fn author_id(&self) -> Id {
        let author = &self.project.manifest.author;
        let computed = || crate::stix::author_id(self.project.manifest.namespace, &author.name);
        self.settings.author.id.unwrap_or_else(computed)
    }

    fn conflicting(&self, conflict: &Conflict) -> Diagnostic {
        let title = conflict.title.replace('`', "");
        let (code, message, help) = match &conflict.clash {
            Clash::SameVersion => (
                &SAME_VERSION,
                format!("this version of “{title}” has other content in `{LOCK}`"),
                "who made it has to give new content a later `modified`".to_owned(),
            ),
            Clash::Withdrawn => (
                &WITHDRAWN_ID,
                format!("the object of “{title}” was withdrawn, and is there again under its id"),
                "what is said again is a new object, with another id".to_owned(),
            ),
            Clash::OtherAuthor { before } => (
                &OTHER_AUTHOR,
                format!("`{LOCK}` has objects of another author than `{}`", self.project.manifest.author.name),
                format!("where it is the same author, write `id = \"{before}\"` into `[author]` of `attr.toml`"),
            ),
        };
        let place = conflict.object.and_then(|id| self.place(id));
        let place = place.filter(|_| !matches!(conflict.clash, Clash::OtherAuthor { .. }));
        Diagnostic { primary: place, ..Diagnostic::nowhere(code, message) }.help(help)
    }

    /// The place of the fact that an object comes from.
    pub fn place(&self, id: Id) -> Option<Location> {
        self.provenance.origins.get(&id).map(|origin| self.facts.location(*origin))
    }
}
