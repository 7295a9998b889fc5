//! What consumers of bundles need: objects as the standard has them, rewritten for what one of them accepts.
//!
//! [`retarget`] takes what [`crate::stix::emit()`] made in the target's own [`namespace`], and says of each change and each
//! loss at which fact it is ([`Loss`]). What a consumer accepts is a table ([`crate::vocab::targets`]); the folders and
//! files of this module are one a consumer, and what they share.

mod draft;
mod given;
mod indicators;
mod loss;
mod markings;
mod misp;
mod names;
mod opencti;
mod refs;
mod sentinel;
mod types;
mod words;

use uuid::Uuid;

use self::draft::Draft;
use crate::facts::Facts;
use crate::stix::value::{Map, Value};
use crate::stix::{EXTENSION, Emission, Id, Object, arrange};
use crate::vocab::targets::{Consumer, Type};

pub use loss::Loss;

/// What is rewritten, and how.
#[derive(Debug, Clone, Copy)]
pub struct Plan {
    /// For whom.
    pub consumer: &'static Consumer,
    /// The namespace of the project.
    pub project: Uuid,
    /// The id of the author, where it has one elsewhere already.
    pub author: Option<Id>,
}

/// The namespace of a target's ids: what is rewritten may not share id and version with what is not (mapping: section 5).
pub fn namespace(project: Uuid, consumer: &Consumer) -> Uuid {
    Uuid::new_v5(&project, format!("target:{}", consumer.name).as_bytes())
}

/// What an object becomes at a consumer; `None` for what it does not take.
pub fn class(consumer: &'static Consumer, object: &Object) -> Option<&'static Type> {
    draft::class(consumer, object)
}

/// Rewrites the objects of an emission for a consumer, and tells of each change and loss. A function of its arguments alone.
pub fn retarget(facts: &Facts, emission: Emission, plan: &Plan) -> (Vec<Object>, Vec<Loss>) {
    let mut draft = Draft::new(facts, emission, plan.consumer, namespace(plan.project, plan.consumer), plan.author);
    match plan.consumer.name {
        "misp" => misp::rewrite(&mut draft),
        "opencti" => opencti::rewrite(&mut draft),
        "sentinel" => sentinel::rewrite(&mut draft),
        _ => {}
    }
    name_project(&mut draft, plan.project);
    let (objects, losses) = draft.finish();
    (arrange(objects.into_iter().map(Object::ordered).collect()), losses)
}

/// The author is the same for all targets, so that an id which it has elsewhere may stay.
fn name_project(draft: &mut Draft<'_>, project: Uuid) {
    for id in draft.ids("identity") {
        let Some(object) = draft.edit(id) else { continue };
        object.retain(|key, value| {
            if let (true, Value::Object(extensions)) = (key == "extensions", value) {
                extensions.retain(|key, value| {
                    if let (true, Value::Object(members)) = (key == EXTENSION, value) {
                        rename_project(members, project);
                    }
                    true
                });
            }
            true
        });
    }
}

fn rename_project(members: &mut Map, project: Uuid) {
    members.retain(|key, value| {
        if let (true, Value::Object(members)) = (key == "project", value) {
            members.set("namespace".into(), project.to_string().into());
        }
        true
    });
}
