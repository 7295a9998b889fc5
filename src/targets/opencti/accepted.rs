//! Relationships that the table does not have: the nearest that it has, never a stronger one (mapping: relationship type).

use super::actors::{Actors, name};
use super::ends;
use crate::diag::codes::targets::{RESHAPED_RELATIONSHIP, WEAKER_RELATIONSHIP};
use crate::stix::Id;
use crate::targets::draft::{Draft, text};
use crate::vocab::targets::Type;

/// What every pair accepts.
const RELATED: &str = "related-to";

/// A relationship and what its ends are at the consumer.
struct Relation {
    id: Id,
    word: String,
    source: (Id, &'static Type),
    target: (Id, &'static Type),
}

/// Makes every relationship one that is accepted.
pub(super) fn relationships(draft: &mut Draft<'_>) {
    let mut actors = Actors::of(draft);
    for id in draft.ids("relationship") {
        let Some(relation) = read(draft, id) else { continue };
        if draft.consumer.accepts(relation.source.1, &relation.word, relation.target.1) {
            continue;
        }
        let done = from_actor(draft, &actors, &relation)
            || through_actor(draft, &mut actors, &relation, &relation.word)
            || nearest(draft, &mut actors, &relation);
        if !done {
            weaken(draft, &relation, RELATED);
        }
    }
    draft.settle();
}

fn read(draft: &Draft<'_>, id: Id) -> Option<Relation> {
    let object = draft.get(id)?;
    let (source, target) = ends(object)?;
    let word = text(object, "relationship_type")?.to_owned();
    Some(Relation { id, word, source: (source, draft.class(source)?), target: (target, draft.class(target)?) })
}

/// It starts at the threat-actor of a person, where the person is asserted to act.
fn from_actor(draft: &mut Draft<'_>, actors: &Actors, relation: &Relation) -> bool {
    let consumer = draft.consumer;
    if !consumer.from_actor.holds(relation.source.1.class, &relation.word, relation.target.1.class) {
        return false;
    }
    let Some((actor, class)) = actors.find(draft, relation.source.0) else { return false };
    if !consumer.accepts(class, &relation.word, relation.target.1) {
        return false;
    }
    if let Some(object) = draft.edit(relation.id) {
        object.set("source_ref", actor);
    }
    let message = refusal(draft, relation);
    let help = format!("it starts at the threat-actor “{}” there", name(draft, actor));
    draft.tell(&RESHAPED_RELATIONSHIP, relation.id, message, help);
    true
}

/// It ends at the threat-actor of an identity, which is attributed to the identity.
fn through_actor(draft: &mut Draft<'_>, actors: &mut Actors, relation: &Relation, word: &str) -> bool {
    let consumer = draft.consumer;
    if !consumer.through_actor.holds(relation.source.1.class, word, relation.target.1.class) {
        return false;
    }
    let Some((actor, attribution)) = actors.make(draft, relation.target.0) else { return false };
    if draft.class(actor).is_none_or(|class| !consumer.accepts(relation.source.1, word, class)) {
        return false;
    }
    let message = refusal(draft, relation);
    let way = format!("goes through the threat-actor “{}” there", name(draft, actor));
    if word == relation.word {
        draft.tell(&RESHAPED_RELATIONSHIP, relation.id, message, format!("it {way}"));
    } else {
        say(draft, relation);
        draft.tell(&WEAKER_RELATIONSHIP, relation.id, message, format!("it is `{word}`, and {way}"));
    }
    if let Some(object) = draft.edit(relation.id) {
        object.set("relationship_type", word.to_owned());
        object.set("target_ref", actor);
    }
    draft.accompany(relation.id, &[actor, attribution]);
    true
}

/// The nearest that says the same or less.
fn nearest(draft: &mut Draft<'_>, actors: &mut Actors, relation: &Relation) -> bool {
    for word in draft.consumer.weaker(&relation.word) {
        if draft.consumer.accepts(relation.source.1, word, relation.target.1) {
            weaken(draft, relation, word);
            return true;
        }
        if through_actor(draft, actors, relation, word) {
            return true;
        }
    }
    false
}

fn weaken(draft: &mut Draft<'_>, relation: &Relation, word: &str) {
    say(draft, relation);
    if let Some(object) = draft.edit(relation.id) {
        object.set("relationship_type", word.to_owned());
    }
    let message = refusal(draft, relation);
    draft.tell(
        &WEAKER_RELATIONSHIP,
        relation.id,
        message,
        format!("it is `{word}` there, and its sentence begins with the verb"),
    );
}

/// The sentence of a relationship that is shown as a weaker one begins with the verb.
fn say(draft: &mut Draft<'_>, relation: &Relation) {
    let (source, target) = (name(draft, relation.source.0), name(draft, relation.target.0));
    let Some(object) = draft.edit(relation.id) else { return };
    let words = match text(object, "description") {
        Some(sentence) => format!("{}: {sentence}", relation.word),
        None => format!("{}: {source} to {target}.", relation.word),
    };
    object.set("description", words);
}

fn refusal(draft: &Draft<'_>, relation: &Relation) -> String {
    let (source, target) = (relation.source.1.class, relation.target.1.class);
    format!("{} refuses `{}` from `{source}` to `{target}`", draft.consumer.title, relation.word)
}
