//! Microsoft Sentinel: five types, and nothing that is said about them but what their descriptions say.

use std::collections::HashMap;

use super::draft::{Draft, reference, references, text};
use super::refs::Instead;
use super::words::describe;
use super::{markings, types};
use crate::diag::codes::targets::{
    LOST_RELATIONSHIP, LOST_RESPONSE, MERGED_INDICATOR, MOVED_RESPONSE, MOVED_SENTENCE, TYPE_NOT_TAKEN,
};
use crate::stix::Id;
use crate::vocab::standard::Category;

/// Rewrites the objects (mapping: targets, `-t sentinel`).
pub(super) fn rewrite(draft: &mut Draft<'_>) {
    markings::raise(draft);
    types::group_classes(draft);
    types::retype(draft);
    let mut lines = Lines::default();
    opinions(draft, &mut lines);
    notes(draft, &mut lines);
    observables(draft);
    relationships(draft, &mut lines);
    reports(draft);
    lines.write(draft);
    types::drop_unknown(draft);
}

/// Lines for descriptions, gathered before any is written: a description may get thousands.
#[derive(Default)]
struct Lines {
    order: Vec<Id>,
    by_object: HashMap<Id, Vec<String>>,
}

impl Lines {
    fn add(&mut self, id: Id, line: &str) {
        let lines = self.by_object.entry(id).or_insert_with(|| {
            self.order.push(id);
            Vec::new()
        });
        lines.push(line.to_owned());
    }

    fn write(self, draft: &mut Draft<'_>) {
        for id in self.order {
            if let (Some(object), Some(lines)) = (draft.edit(id), self.by_object.get(&id)) {
                describe(object, lines.iter().map(String::as_str));
            }
        }
    }
}

/// An opinion goes into the descriptions of the relationships that it is about.
fn opinions(draft: &mut Draft<'_>, lines: &mut Lines) {
    for id in draft.ids("opinion") {
        let Some(opinion) = draft.get(id) else { continue };
        let words = text(opinion, "explanation").or_else(|| text(opinion, "opinion")).unwrap_or_default().to_owned();
        let about: Vec<Id> = references(opinion, "object_refs")
            .into_iter()
            .filter(|target| match target.kind() {
                "relationship" | "note" => true,
                _ => draft.class(*target).is_some(),
            })
            .collect();
        about.iter().for_each(|target| lines.add(*target, &words));
        let consumer = draft.consumer.title;
        let message = format!("{consumer} takes no `opinion`");
        if about.is_empty() {
            draft.tell(&LOST_RESPONSE, id, message, "the answer is not shown there".to_owned());
        } else {
            let help = "what was said is in the descriptions of what is answered".to_owned();
            draft.tell(&MOVED_RESPONSE, id, message, help);
        }
        draft.take(id, Instead::default());
    }
}

/// A note goes into the description of the first object that it is about.
fn notes(draft: &mut Draft<'_>, lines: &mut Lines) {
    for id in draft.ids("note") {
        let Some(note) = draft.get(id) else { continue };
        let words = text(note, "content").unwrap_or_default().to_owned();
        let subject = references(note, "object_refs").into_iter().find(|target| draft.class(*target).is_some());
        let message = format!("{} takes no `note`", draft.consumer.title);
        match subject {
            Some(subject) => {
                lines.add(subject, &words);
                let answers = lines.by_object.get(&id).cloned().unwrap_or_default();
                answers.iter().for_each(|answer| lines.add(subject, answer));
                let help = format!("it is in the description of “{}” there", draft.title(subject));
                draft.tell(&MOVED_SENTENCE, id, message, help);
            }
            None => draft.tell(&TYPE_NOT_TAKEN, id, message, "what it says is not shown there".to_owned()),
        }
        draft.take(id, Instead::default());
    }
}

/// The value of an observable is in the pattern of the indicator that is based on it.
fn observables(draft: &mut Draft<'_>) {
    for id in draft.ids("relationship") {
        let Some(relation) = draft.get(id).filter(|object| text(object, "relationship_type") == Some("based-on"))
        else {
            continue;
        };
        let Some(observable) = reference(relation, "target_ref").filter(|id| id.row().category == Category::Sco) else {
            continue;
        };
        let message = format!("{} takes no `{}`", draft.consumer.title, observable.kind());
        let help = format!("“{}” is in the pattern of its indicator", draft.title(observable));
        draft.tell(&MERGED_INDICATOR, observable, message, help);
        draft.take(id, Instead::default());
        draft.take(observable, Instead::default());
    }
}

/// A relationship needs both of its ends; where one is taken, that one's description has the sentence.
fn relationships(draft: &mut Draft<'_>, lines: &mut Lines) {
    for id in draft.ids("relationship") {
        let Some(relation) = draft.get(id) else { continue };
        let word = text(relation, "relationship_type").unwrap_or_default().to_owned();
        let sentence = text(relation, "description").map(str::to_owned);
        let ends = ["source_ref", "target_ref"].map(|key| reference(relation, key));
        let taken = |end: &Option<Id>| end.filter(|end| draft.class(*end).is_some());
        let (kept, lost): (Vec<Option<Id>>, Vec<Option<Id>>) = ends.iter().partition(|end| taken(end).is_some());
        let Some(lost) = lost.first().copied().flatten() else { continue };
        let kept = kept.first().copied().flatten();
        let message = format!("{} takes no `{}`, where this `{word}` ends", draft.consumer.title, lost.kind());
        let help = match (kept, &sentence) {
            (Some(kept), Some(sentence)) => {
                lines.add(kept, sentence);
                let answers = lines.by_object.get(&id).cloned().unwrap_or_default();
                answers.iter().for_each(|answer| lines.add(kept, answer));
                format!("its sentence is in the description of “{}” there", draft.title(kept))
            }
            _ => "it is not shown there".to_owned(),
        };
        draft.tell(&LOST_RELATIONSHIP, id, message, help);
        draft.take(id, Instead::default());
    }
}

/// Documents are named by the sentences of what they state.
fn reports(draft: &mut Draft<'_>) {
    for id in draft.ids("report") {
        let message = format!("{} takes no `report`", draft.consumer.title);
        let help = format!("“{}” is named in the sentences of its claims alone", draft.title(id));
        draft.tell(&TYPE_NOT_TAKEN, id, message, help);
        draft.take(id, Instead::default());
    }
}
