//! What a release changes, as data: which object, what became of it, which of its properties.

use std::collections::{BTreeMap, BTreeSet};

use crate::json::{Path, Step, read};
use crate::source::FileId;
use crate::stix::compare::{Mode, values};
use crate::stix::{EXTENSION, Id, Object};

/// What became of one object.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// Its id.
    pub id: String,
    /// The same as one of an object; `None` for a custom type.
    pub object: Option<Id>,
    /// What people call it.
    pub title: String,
    /// What became of it.
    pub what: What,
}

/// What became of an object.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum What {
    /// It is there for the first time.
    New,
    /// It is there again: what was withdrawn keeps its id, so this is a new object.
    Returned {
        /// The object that was withdrawn.
        before: Id,
    },
    /// It has a new version.
    Changed {
        /// What is different; nothing, where only the lines of a merge were settled.
        properties: Vec<Difference>,
    },
    /// It says something else, but its type has no versions: who has it already may keep what it said.
    Rewritten {
        /// What is different.
        properties: Vec<Difference>,
    },
    /// It is no longer there, and is revoked.
    Withdrawn,
    /// It was withdrawn on one branch and changed on another one: its withdrawal has got a later version than the change.
    WithdrawnAnew,
    /// It is no longer there, and its type cannot be revoked: who has it keeps it.
    Gone,
    /// Somebody else made it, and it has come in another version.
    Received {
        /// What is different.
        properties: Vec<Difference>,
    },
    /// Somebody else made it, and it is no longer there: only they can revoke it.
    LeftOut,
}

/// A property that is not what it was.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// The way to it; into attrc's extension from inside of it.
    pub path: String,
    /// What it was, as JSON; `None` where it was not there.
    pub before: Option<String>,
    /// What it is.
    pub after: Option<String>,
}

/// Something that looks as if it had only got another name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rename {
    /// The name that is withdrawn.
    pub before: String,
    /// The name that is new.
    pub after: String,
    /// The object that is new.
    pub id: Option<Id>,
}

/// How many objects became what.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Tally {
    /// New ones, returned ones too.
    pub new: usize,
    /// Those with a new version, and those that are rewritten or received anew.
    pub changed: usize,
    /// Those that are withdrawn now, for the first time or anew.
    pub withdrawn: usize,
    /// Those that are left out, and cannot be withdrawn.
    pub gone: usize,
    /// All others, those that were withdrawn before too.
    pub unchanged: usize,
}

impl What {
    /// The word that people read, and that JSON has.
    pub fn word(&self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Returned { .. } => "returned",
            Self::Changed { .. } => "changed",
            Self::Rewritten { .. } => "rewritten",
            Self::Withdrawn => "withdrawn",
            Self::WithdrawnAnew => "withdrawn anew",
            Self::Gone => "gone",
            Self::Received { .. } => "received",
            Self::LeftOut => "left out",
        }
    }

    /// What is different.
    pub fn properties(&self) -> &[Difference] {
        match self {
            Self::Changed { properties } | Self::Rewritten { properties } | Self::Received { properties } => properties,
            _ => &[],
        }
    }
}

impl Tally {
    /// Counts changes; `unchanged` are those that have none.
    pub(super) fn of(changes: &[Change], unchanged: usize) -> Self {
        let mut tally = Self { unchanged, ..Self::default() };
        for change in changes {
            let count = match change.what {
                What::New | What::Returned { .. } => &mut tally.new,
                What::Changed { .. } | What::Rewritten { .. } | What::Received { .. } => &mut tally.changed,
                What::Withdrawn | What::WithdrawnAnew => &mut tally.withdrawn,
                What::Gone | What::LeftOut => &mut tally.gone,
            };
            *count += 1;
        }
        tally
    }
}

/// Where two contents differ.
pub(super) fn differences(before: &str, after: &str) -> Vec<Difference> {
    let ((before, _), (after, _)) = (read(FileId(0), before), read(FileId(1), after));
    let (Some(before), Some(after)) = (before.root(), after.root()) else { return Vec::new() };
    let changes = values(before, after, Mode::Spelling).into_iter().map(|change| Difference {
        path: shown(change.path),
        before: change.left.map(|node| node.raw().to_owned()),
        after: change.right.map(|node| node.raw().to_owned()),
    });
    changes.collect()
}

/// The way without what is the same for all: in attrc's extension it begins there.
fn shown(mut path: Path) -> String {
    let key = |step: Option<&Step>, word: &str| matches!(step, Some(Step::Key(key)) if key == word);
    if path.0.len() > 2 && key(path.0.first(), "extensions") && key(path.0.get(1), EXTENSION) {
        path.0.drain(..2);
    }
    let path = path.to_string();
    path.strip_prefix("$.").unwrap_or(&path).to_owned()
}

/// Withdrawn and new objects of one kind and title.
type Pair<'o> = (Vec<&'o Object>, Vec<&'o Object>);

/// What is new under another name: same kind, same title, and no other of either.
pub(super) fn renames<'o>(
    withdrawn: impl Iterator<Item = &'o Object>,
    new: impl Iterator<Item = &'o Object>,
) -> Vec<Rename> {
    let mut pairs: BTreeMap<(String, String), Pair<'_>> = BTreeMap::new();
    let key = |object: &Object| {
        let (kind, _) = super::title::declared(object)?;
        Some((kind.to_owned(), object.get("name")?.as_text()?.to_owned()))
    };
    for object in withdrawn {
        if let Some(key) = key(object) {
            pairs.entry(key).or_default().0.push(object);
        }
    }
    for object in new {
        if let Some((_, objects)) = key(object).and_then(|key| pairs.get_mut(&key)) {
            objects.push(object);
        }
    }
    let name = |object: &Object| super::title::declared(object).map(|(_, name)| name.to_owned());
    let renamed = pairs.into_values().filter_map(|pair| match (pair.0.as_slice(), pair.1.as_slice()) {
        ([before], [after]) => {
            let (before, id, after) = (name(before)?, after.id, name(after)?);
            (before != after).then_some(Rename { before, after, id })
        }
        _ => None,
    });
    renamed.collect()
}

/// What is there again in the place of an object with the very kind and name that it has: only `was` does that, written after
/// the object under the new name was released.
pub(super) fn late_renames<'o>(
    withdrawn: impl Iterator<Item = &'o Object>,
    returned: impl Iterator<Item = &'o Object>,
) -> impl Iterator<Item = &'o Object> {
    let withdrawn: BTreeSet<_> = withdrawn.filter_map(super::title::declared).collect();
    returned.filter(move |object| super::title::declared(object).is_some_and(|name| withdrawn.contains(&name)))
}
