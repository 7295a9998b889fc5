//! `told-withheld`: a text of a thing tells what is withheld, or blacked out, under its own key.

use super::texts::of_entity;
use crate::diag::Diagnostic;
use crate::diag::codes::disclosure::TOLD_WITHHELD;
use crate::facts::checks::View;
use crate::facts::model::{Entity, Gap, Value};

/// Words that tell a key, and whether only a number behind them does.
const TOLD: &[(&str, &[&str], bool)] = &[
    ("born", &["born", "aged", "date of birth", "birthday"], true),
    ("residence", &["lives in", "living in", "resides in", "resident of", "home address"], false),
    ("nationality", &["national of", "citizen of", "passport of"], false),
    ("registration", &["registered as", "registration number", "company number"], true),
];

/// How many words behind such a word a number may stand.
const REACH: usize = 4;

/// Reports texts beside a withheld value that have it.
pub fn check(view: &View<'_>, found: &mut Vec<Diagnostic>) {
    for (_, entity) in view.entities() {
        for (key, words, counted) in TOLD.iter().filter(|(key, ..)| is_kept(entity, key)) {
            let telling = of_entity(entity).find(|shown| tells(shown.text, words, *counted));
            let Some(shown) = telling else { continue };
            let message = format!("`{key}` of `{}` is kept back, and told here", entity.name);
            let kept = entity.values(key).next().map_or(entity.origin, |value| value.origin);
            found.push(
                Diagnostic::new(&TOLD_WITHHELD, view.at(shown.origin), message)
                    .label("goes to the output")
                    .related(view.at(kept), "kept back")
                    .help("take it out of this text too"),
            );
        }
    }
}

fn is_kept(entity: &Entity, key: &str) -> bool {
    entity.values(key).any(|value| matches!(value.value, Value::Gap(Gap::Withheld | Gap::Redacted)))
}

fn tells(text: &str, words: &[&str], counted: bool) -> bool {
    let lower = text.to_lowercase();
    words.iter().any(|word| {
        lower.match_indices(word).any(|(at, _)| {
            let whole = lower.get(..at).is_none_or(|before| !before.ends_with(char::is_alphanumeric));
            let behind = lower.get(at + word.len()..).unwrap_or_default();
            let number =
                || behind.split_whitespace().take(REACH).any(|word| word.bytes().any(|byte| byte.is_ascii_digit()));
            whole && !behind.starts_with(char::is_alphanumeric) && (!counted || number())
        })
    })
}
