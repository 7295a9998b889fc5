//! What claims are about: persons, groups, clusters, places, observables.

use super::came;
use crate::review::model::Sign;
use crate::review::side::Thing;
use crate::review::topics::Topic;
use crate::review::words::kind;
use crate::vocab::standard::{Category, object_type};

/// What is told of a thing that one side alone has.
pub(super) fn alone(thing: &Thing<'_>, sign: Sign) -> (Topic, String) {
    let is_known = object_type(&thing.kind).is_some_and(|row| matches!(row.category, Category::Sdo | Category::Sco));
    let topic = if is_known { Topic::Things } else { Topic::Others };
    (topic, came(&kind(thing), sign))
}
