//! Relationships: a cluster refers to nothing, so its relationships run from what they lead to; between two clusters there
//! is none (mapping: relationship type).

use super::events::Events;
use super::notes;
use super::{Place, place};
use crate::diag::codes::targets::{LOST_RELATIONSHIP, RESHAPED_RELATIONSHIP};
use crate::stix::Id;
use crate::targets::draft::{Draft, reference, text};
use crate::targets::refs::Instead;

/// Gives each relationship a shape that arrives, and each claim a note, since that shape says little.
pub(super) fn relationships(draft: &mut Draft<'_>, events: &mut Events) {
    for id in draft.ids("relationship") {
        let Some(relation) = draft.get(id) else { continue };
        let (Some(source), Some(target)) = (reference(relation, "source_ref"), reference(relation, "target_ref"))
        else {
            continue;
        };
        let word = text(relation, "relationship_type").unwrap_or_default().to_owned();
        let shown = |end| place(draft, events, end) == Place::Bearer;
        let accepted = |from: Id, to: Id| {
            let hangs = draft.class(to).is_some_and(|class| class.class == "galaxy");
            let (Some(a), Some(b)) = (draft.class(from), draft.class(to)) else { return false };
            shown(from) && (hangs || shown(to)) && draft.consumer.accepts(a, &word, b)
        };
        let (as_it_is, turned) = (accepted(source, target), accepted(target, source));
        let bearer = [source, target].into_iter().find(|end| shown(*end));
        let note = notes::sentence(draft, events, id, bearer, as_it_is && shown(target));
        if as_it_is {
            continue;
        }
        let consumer = draft.consumer.title;
        let names = (draft.title(source), draft.title(target));
        if turned {
            let new = draft.consumer.turned(&word).map_or_else(|| format!("inverse-of-{word}"), str::to_owned);
            let message = format!("{consumer} shows no `{word}` from “{}” to “{}”", names.0, names.1);
            draft.tell(&RESHAPED_RELATIONSHIP, id, message, format!("it is `{new}` the other way round there"));
            if let Some(object) = draft.edit(id) {
                object.set("relationship_type", new);
                object.set("source_ref", target);
                object.set("target_ref", source);
            }
        } else {
            let message = format!("{consumer} shows no relationship between “{}” and “{}”", names.0, names.1);
            let help = format!("a note with the sentence of this `{word}` is on the event there");
            draft.tell(&LOST_RELATIONSHIP, id, message, help);
            // What speaks of the claim speaks of its note.
            draft.take(id, note.map(Instead::of).unwrap_or_default());
        }
    }
}
