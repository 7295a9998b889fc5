//! `act-misnamed`: an act that is called what it is not: a complaint an indictment, a plea a conviction.

use std::collections::HashMap;

use super::phrases::{short, words};
use crate::diag::Diagnostic;
use crate::diag::codes::acts::ACT_MISNAMED;
use crate::facts::checks::View;
use crate::facts::model::{Entity, EntityId, Origin};
use crate::vocab::language::Role;
use crate::vocab::lifecycle::{ActWords, act_words};

/// Reports titles of acts, quotations about them and titles of the press that use the word for another act.
pub fn check(view: &View<'_>, found: &mut Vec<Diagnostic>) {
    let introduced = introduced(view);
    for (_, act) in view.entities() {
        let Some(row) = act_words(act.kind.word) else { continue };
        let mut tell = |text: &str, at: Origin, who: &str| {
            let Some(word) = other_word(row, text, row.less) else { return };
            let kind = act.kind.word;
            let article = if kind.starts_with(['a', 'i']) { "an" } else { "a" };
            let message = format!("{who} says “{word}” of `{}`, which is {article} {kind}", act.name);
            found.push(Diagnostic::new(&ACT_MISNAMED, view.at(at), message).label(short(text)).help(
                match at == act.origin && who != TITLE {
                    true => format!("it stays {article} {kind}; allow this where the document's own title is kept"),
                    false => format!("call it by what it is, or declare it as another kind than `{kind}`"),
                },
            ));
        };
        if act.title != act.name {
            tell(&act.title, act.origin, TITLE);
        }
        for quotation in
            act.properties.iter().flat_map(|property| &property.values).filter_map(|value| value.quotation.as_ref())
        {
            tell(&quotation.text, quotation.origin, "the source");
        }
        let source = act.introduced_by.map(|id| (id, view.entity(id)));
        if let Some((id, source)) =
            source.filter(|(_, source)| source.kind.role == Role::Source && source.title != source.name)
        {
            // A document that tells of several acts has words for all of them.
            let kinds = introduced.get(&id).map_or(&[][..], Vec::as_slice);
            let is_own =
                |word: &str| kinds.iter().any(|kind| act_words(kind).is_some_and(|row| row.own.contains(&word)));
            if other_word(row, &source.title, &[]).is_some_and(|word| !is_own(word)) {
                tell(&source.title, act.origin, &format!("`{}`", source.name));
            }
        }
    }
}

/// Who speaks in an act's own title.
const TITLE: &str = "the title";

/// The word for another act in a text that has none for this one: one that says more, or one of these.
fn other_word(row: &ActWords, text: &str, less: &'static [&'static str]) -> Option<&'static str> {
    let words = words(text);
    if words.iter().any(|word| row.own.contains(&word.as_str())) {
        return None;
    }
    row.more.iter().chain(less).copied().find(|other| words.iter().any(|word| word == other))
}

/// By source, the kinds of acts that it introduces.
fn introduced<'v>(view: &View<'v>) -> HashMap<EntityId, Vec<&'static str>> {
    let mut kinds: HashMap<EntityId, Vec<&'static str>> = HashMap::new();
    let acts = view.entities().filter(|(_, entity): &(EntityId, &Entity)| entity.kind.act.is_some());
    for (source, act) in acts.filter_map(|(_, act)| Some((act.introduced_by?, act))) {
        let known = kinds.entry(source).or_default();
        if !known.contains(&act.kind.word) {
            known.push(act.kind.word);
        }
    }
    kinds
}
