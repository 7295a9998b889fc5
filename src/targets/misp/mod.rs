//! MISP by misp-stix: a report is an event, and what is no object or attribute there can bear nothing.
//!
//! Found by running misp-stix (`tests/peers/misp.py` holds it to that): clusters of galaxies hang on objects and attributes
//! and refer to nothing; a relationship is a reference of an object, without text, time and confidence; a note or an opinion
//! is shown on events, objects and attributes.

mod events;
mod notes;
mod turned;
mod values;

use self::events::Events;
use super::draft::Draft;
use super::{indicators, markings, names, types};

/// Rewrites the objects (mapping: targets, `-t misp`).
pub(super) fn rewrite(draft: &mut Draft<'_>) {
    markings::raise(draft);
    types::group_classes(draft);
    types::retype(draft);
    types::drop_unreadable(draft);
    types::drop_unknown(draft);
    let owners = names::Owners::of(draft);
    names::drop_shared(draft, &owners);
    indicators::merge(draft);
    values::join(draft);
    let mut events = Events::of(draft);
    notes::answers(draft, &mut events);
    notes::remarks(draft, &mut events);
    turned::relationships(draft, &mut events);
    events.complete(draft);
    events.write(draft);
    draft.settle();
}

/// What an object is in MISP.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    /// An event.
    Event,
    /// An object or an attribute: it bears notes and opinions, and clusters hang on it.
    Bearer,
    /// A cluster of a galaxy, or nothing that is shown by itself.
    Other,
}

/// What an object is in MISP. Whoever made the others is not shown as an object.
fn place(draft: &Draft<'_>, events: &Events, id: crate::stix::Id) -> Place {
    match draft.class(id).map(|class| class.class) {
        Some("event") => Place::Event,
        Some("attribute") if events.is_part(id) => Place::Other,
        Some("object" | "attribute") if !events.is_creator(id) => Place::Bearer,
        _ => Place::Other,
    }
}
