//! Threat-actors of identities: OpenCTI attributes to them, and from them to identities.

use std::collections::HashMap;

use super::ends;
use crate::stix::ids::Part;
use crate::stix::value::Value;
use crate::stix::{Id, Object};
use crate::targets::draft::{Draft, class, text};
use crate::vocab::targets::Type;

/// The relationship from a threat-actor to whom it is.
const ATTRIBUTED: &str = "attributed-to";

/// The threat-actors of identities.
pub(super) struct Actors {
    by_identity: HashMap<Id, (Id, Id)>,
}

impl Actors {
    /// Those that are there: of the same name, and attributed to the identity.
    pub fn of(draft: &Draft<'_>) -> Self {
        let mut by_identity = HashMap::new();
        for relation in draft.objects().filter(|object| text(object, "relationship_type") == Some(ATTRIBUTED)) {
            let (Some(id), Some((source, target))) = (relation.id, ends(relation)) else { continue };
            let name = |id: Id| draft.get(id).and_then(|object| text(object, "name"));
            if source.kind() == "threat-actor" && target.kind() == "identity" && name(source) == name(target) {
                by_identity.entry(target).or_insert((source, id));
            }
        }
        Self { by_identity }
    }

    /// The threat-actor of an identity, where there is one, and what it is at the consumer.
    pub fn find(&self, draft: &Draft<'_>, identity: Id) -> Option<(Id, &'static Type)> {
        let (actor, _) = self.by_identity.get(&identity)?;
        Some((*actor, draft.class(*actor)?))
    }

    /// The threat-actor of an identity and what attributes it to that; made where there is none.
    pub fn make(&mut self, draft: &mut Draft<'_>, identity: Id) -> Option<(Id, Id)> {
        if let Some(known) = self.by_identity.get(&identity) {
            return Some(*known);
        }
        let object = draft.get(identity)?;
        let actor_id = draft.mint.id("threat-actor", "mirror", &[Part::Id(identity)]);
        let relation_id = draft.mint.id("relationship", "mirror", &[Part::Id(actor_id), Part::Id(identity)]);
        let name = text(object, "name").unwrap_or_default().to_owned();
        let single = text(object, "identity_class") == Some("individual");
        let copied = |mut new: Object, keys: &[&'static str]| {
            for key in keys {
                if let Some(value) = object.get(key) {
                    new.push(*key, value.clone());
                }
            }
            new
        };
        let frame = &["created_by_ref", "created", "modified", "lang", "object_marking_refs"];
        let actor = copied(Object::new(actor_id), frame)
            .with("name", name.clone())
            .with("description", format!("{name} as an actor that others are attributed to."))
            .with_some("resource_level", single.then_some("individual"));
        let relation = copied(Object::new(relation_id), frame)
            .with("relationship_type", ATTRIBUTED)
            .with("description", format!("The threat-actor {name} is {name}."))
            .with("source_ref", actor_id)
            .with("target_ref", identity);
        // A threat-actor of a consumer's table there has to be, or nothing goes through it.
        class(draft.consumer, &actor)?;
        draft.add(actor.ordered(), identity);
        draft.add(relation.ordered(), identity);
        self.by_identity.insert(identity, (actor_id, relation_id));
        Some((actor_id, relation_id))
    }
}

/// The name of an object in a sentence.
pub(super) fn name(draft: &Draft<'_>, id: Id) -> String {
    draft
        .get(id)
        .and_then(|object| object.get("name"))
        .and_then(Value::as_text)
        .map_or_else(|| draft.title(id), str::to_owned)
}
