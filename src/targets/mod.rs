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

use std::collections::HashMap;

use uuid::Uuid;

use self::draft::Draft;
use crate::facts::{Facts, Origin};
use crate::stix::ids::{Mint, Withdrawn};
use crate::stix::value::Value;
use crate::stix::{EXTENSION, Emission, Id, Object, arrange};
use crate::vocab::targets::{Consumer, Type};

pub use loss::Loss;

/// What is rewritten, and how.
#[derive(Debug, Clone)]
pub struct Plan {
    /// For whom.
    pub consumer: &'static Consumer,
    /// The namespace of the project.
    pub project: Uuid,
    /// The id of the author.
    pub author: Option<Id>,
    /// What was withdrawn at the consumer.
    pub withdrawn: Withdrawn,
}

/// What a consumer gets.
#[derive(Debug)]
pub struct Retargeted {
    /// The objects that it accepts, in the order of the bundle.
    pub objects: Vec<Object>,
    /// The fact that each of them comes from.
    pub origins: HashMap<Id, Origin>,
    /// What is changed or lost for it.
    pub losses: Vec<Loss>,
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
pub fn retarget(facts: &Facts, mut emission: Emission, plan: &Plan) -> Retargeted {
    for object in emission.objects.iter_mut().filter(|object| object.id == plan.author) {
        object.retain(|key, value| {
            if key == "extensions" {
                name_project(value, plan.project, 0);
            }
            true
        });
    }
    let mint = Mint::new(namespace(plan.project, plan.consumer)).without(plan.withdrawn.clone());
    let mut draft = Draft::new(facts, emission, plan.consumer, mint, plan.author);
    match plan.consumer.name {
        "misp" => misp::rewrite(&mut draft),
        "opencti" => opencti::rewrite(&mut draft),
        "sentinel" => sentinel::rewrite(&mut draft),
        _ => {}
    }
    let fitted = draft.finish();
    Retargeted { objects: arrange(fitted.objects), ..fitted }
}

/// The way to the namespace of the project in the extension of the author.
const NAMESPACE: [&str; 3] = [EXTENSION, "project", "namespace"];

/// The author is the same for all targets, so that it keeps its id: it names the namespace of the project.
fn name_project(value: &mut Value, project: Uuid, depth: usize) {
    match (value, NAMESPACE.get(depth)) {
        (Value::Object(members), Some(step)) => members.retain(|key, value| {
            if key == *step {
                name_project(value, project, depth + 1);
            }
            true
        }),
        (value, None) => *value = project.to_string().into(),
        _ => {}
    }
}
