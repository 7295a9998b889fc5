//! The lock beside the manifest, and what of the objects is not ours to date or to withdraw.

use std::collections::{BTreeSet, HashMap};
use std::io::ErrorKind;

use crate::diag::Diagnostic;
use crate::diag::codes::reading;
use crate::facts::{Facts, Form, Origin};
use crate::project::Project;
use crate::source::{FileId, Location, Text, decode};
use crate::stix::ids::Withdrawn;
use crate::stix::{Id, Object, Settings, official_ids};
use crate::versions::{LOCK, Lock};
use crate::world::{World, plain};

/// Reads the lock of a project, if it has one. Where a line is damaged, its text is among the texts of the project.
pub(super) fn read(world: &dyn World, project: &mut Project, found: &mut Vec<Diagnostic>) -> Option<Lock> {
    // Without a manifest there is no project to release.
    if project.manifest.scratch {
        return None;
    }
    let bytes = match world.read(&project.root.join(LOCK)) {
        Ok(bytes) => bytes,
        Err(error) if error.kind() == ErrorKind::NotFound => return None,
        Err(error) => {
            let message = format!("`{LOCK}` cannot be read: {}", plain(&error));
            found.push(
                Diagnostic::nowhere(&reading::UNREADABLE, message)
                    .help("check its permissions, and where it leads if it is a link"),
            );
            return None;
        }
    };
    let Ok(text) = decode(bytes) else {
        let message = format!("`{LOCK}` is no text in UTF-8");
        found.push(Diagnostic::nowhere(&reading::NOT_TEXT, message).help("take it out of git again"));
        return None;
    };
    let (lock, problems) = Lock::read(FileId(project.texts.len() as u32), &text);
    if !problems.is_empty() {
        project.texts.push(Text::new(LOCK, text));
        found.extend(problems);
    }
    Some(lock)
}

/// What was withdrawn in a section.
pub(super) fn withdrawn(lock: &Lock, section: &str) -> Withdrawn {
    Withdrawn::new(lock.withdrawn(section))
}

/// What is not ours: received objects, those of a catalogue, and attrc's own.
pub(super) fn foreign(facts: &Facts, ids: &[Id], settings: &Settings) -> BTreeSet<Id> {
    let received =
        facts.entities.iter().zip(ids).filter(|(entity, _)| entity.form == Form::Verbatim).map(|(_, id)| *id);
    let official = settings.catalogue.objects().iter().filter_map(|object| object.id);
    received.chain(official).chain(official_ids()).collect()
}

/// What is said again after it was withdrawn, with the objects that it stands for.
pub(super) fn returned(objects: &[Object], settings: &Settings) -> HashMap<Id, Id> {
    let Some(withdrawn) = &settings.withdrawn else { return HashMap::new() };
    objects.iter().filter_map(|object| Some((object.id?, withdrawn.before(object.id?)?))).collect()
}

/// Where each object comes from.
pub(super) fn places(facts: &Facts, ids: &[Id], origins: &HashMap<Id, Origin>) -> HashMap<Id, Location> {
    let declared = ids.iter().zip(&facts.entities).map(|(id, entity)| (*id, entity.origin));
    let said = origins.iter().map(|(id, origin)| (*id, *origin));
    declared.chain(said).map(|(id, origin)| (id, facts.location(origin))).collect()
}
