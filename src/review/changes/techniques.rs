//! Techniques that came or went.

use super::came;
use crate::review::model::Sign;
use crate::review::topics::Topic;

/// What is told of a technique that one side alone has.
pub(super) fn alone(sign: Sign) -> (Topic, String) {
    (Topic::Techniques, came("technique", sign))
}
