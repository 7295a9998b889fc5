//! What is wrong with an `id` that a text gives.

use super::Finding;
use crate::diag::codes::emission::{SAME_OBJECT, WRONG_ID};
use crate::diag::codes::versions::WITHDRAWN_ID;
use crate::facts::{Entity, Value as Fact};
use crate::stix::ids::Id;

pub(super) fn wrong_id(entity: &Entity) -> Finding {
    Finding {
        code: &WRONG_ID,
        first: None,
        origin: entity.values("id").next().map_or(entity.origin, |value| value.origin),
        message: format!("the `id` of `{}` is not one of a `{}`", entity.name, entity.kind.stix),
        help: Some(format!("a STIX id is `{}--` and a UUID", entity.kind.stix)),
    }
}

/// Whether a text says itself that its object is withdrawn.
pub(super) fn says_withdrawn(entity: &Entity) -> bool {
    entity.values("revoked").any(|value| value.value == Fact::Boolean(true))
}

pub(super) fn withdrawn_id(entity: &Entity) -> Finding {
    Finding {
        code: &WITHDRAWN_ID,
        first: None,
        origin: entity.values("id").next().map_or(entity.origin, |value| value.origin),
        message: format!("the object that this `id` of `{}` names was withdrawn", entity.name),
        help: Some("take the `id` away: what is said again is a new object".to_owned()),
    }
}

pub(super) fn same_object(entity: &Entity, id: Id) -> Finding {
    Finding {
        code: &SAME_OBJECT,
        first: None,
        origin: entity.origin,
        message: format!("`{}` is the same object as an earlier declaration, `{id}`", entity.name),
        help: Some("keep one of the two declarations".to_owned()),
    }
}
