//! `guilt-without-conviction`: the author's words call somebody guilty whom no court has convicted.

use std::collections::HashSet;

use super::phrases::{short, words};
use crate::diag::Diagnostic;
use crate::diag::codes::acts::GUILT_WITHOUT_CONVICTION;
use crate::facts::MEMBERS;
use crate::facts::checks::View;
use crate::facts::lifecycle::targets;
use crate::facts::model::{Claim, Entity, EntityId, Origin, Quotation, Value};
use crate::vocab::lifecycle::{DENIALS, guilt_word};

/// The keys whose texts are the author's own.
const OWN_WORDS: &[&str] = &["description", "note", "roles"];

/// How many words ahead may take a word of guilt back.
const REACH: usize = 4;

/// Reports words of guilt in titles, descriptions, notes and roles of people without a conviction or a plea.
pub fn check(view: &View<'_>, found: &mut Vec<Diagnostic>) {
    let convicted = convicted(view);
    let mut tell = |text: &str, at: Origin, of: &Entity, quotation: Option<&Quotation>| {
        let Some(word) = word_of_guilt(text) else { return };
        if quotation.is_some_and(|quotation| words(&quotation.text).contains(&word)) {
            return;
        }
        let message = format!("`{}` is called “{word}”, and no conviction or plea is declared", of.name);
        found.push(
            Diagnostic::new(&GUILT_WITHOUT_CONVICTION, view.at(at), message)
                .label(short(text))
                .help("say what is alleged and by whom, or declare the `conviction` or the `plea`"),
        );
    };
    for (_, entity) in view.entities().filter(|(id, entity)| is_people(entity) && !convicted.contains(id)) {
        if entity.title != entity.name {
            tell(&entity.title, entity.origin, entity, None);
        }
        for value in OWN_WORDS.iter().flat_map(|key| entity.values(key)) {
            if let Value::Text(text) = &value.value {
                tell(text, value.origin, entity, value.quotation.as_ref());
            }
        }
    }
    for claim in &view.facts.claims {
        let subject = view.entity(claim.subject);
        let Some(role) = &claim.role else { continue };
        let speaks_of_guilt =
            is_people(subject) && !convicted.contains(&claim.subject) && word_of_guilt(role).is_some();
        if speaks_of_guilt && !is_of_others(view, claim, role) {
            tell(role, claim.origin, subject, claim.quotation.as_deref());
        }
    }
}

/// Whether a role is a court's word, or stands in the stored text of its source.
fn is_of_others(view: &View<'_>, claim: &Claim, role: &str) -> bool {
    let text = claim.voice.document.and_then(|document| view.texts.get(&document));
    claim.negated || claim.stance.word == "finds" || text.is_some_and(|text| text.find(role).is_some())
}

fn is_people(entity: &Entity) -> bool {
    matches!(entity.kind.word, "person" | "group" | "persona")
}

/// Those who were convicted or pleaded guilty, with the sets that they are in.
fn convicted(view: &View<'_>) -> HashSet<EntityId> {
    let mut convicted = HashSet::new();
    for (_, act) in view.entities().filter(|(_, act)| matches!(act.kind.word, "conviction" | "plea")) {
        for party in targets(act) {
            convicted.insert(party);
            convicted.extend(view.entity(party).named(MEMBERS));
            convicted.extend(view.lifecycle.sets_of(party).iter().copied());
        }
    }
    convicted
}

/// The first word of guilt that nothing takes back.
fn word_of_guilt(text: &str) -> Option<String> {
    let words = words(text);
    let is = |at: usize, word: &str| {
        let Some(row) = guilt_word(word) else { return false };
        let ahead = words.iter().take(at).rev().take(REACH);
        let behind = words.get(at + 1).is_some_and(|next| row.after.contains(&next.as_str()));
        !behind && !ahead.into_iter().any(|word| DENIALS.contains(&word.as_str()))
    };
    words.iter().enumerate().find(|(at, word)| is(*at, word)).map(|(_, word)| word.clone())
}
