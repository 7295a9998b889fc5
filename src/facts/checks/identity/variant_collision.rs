//! `variant-collision`: two persons whose names are one, but for their order, signs and way of transliteration.

use std::collections::HashMap;

use deunicode::deunicode;

use super::naming::{Name, Sort, names, sort};
use crate::diag::Diagnostic;
use crate::diag::codes::identity::VARIANT_COLLISION;
use crate::facts::checks::View;
use crate::facts::model::EntityId;
use crate::vocab::names::fold;

/// Endings that one sound is written with, and what stands for them.
const ENDINGS: [&str; 5] = ["iy", "yi", "ij", "ii", "y"];

/// Reports the second of two persons of such names.
pub fn check(view: &View<'_>, found: &mut Vec<Diagnostic>) {
    let mut first: HashMap<String, (EntityId, Name<'_>)> = HashMap::new();
    for (id, entity) in view.entities().filter(|(_, entity)| sort(entity) == Some(Sort::Person)) {
        for name in names(entity) {
            // A single word, such as a handle, has no order and few letters to tell it by.
            let Some(key) = key(name.text) else { continue };
            let (other, written) = *first.entry(key).or_insert((id, name));
            if other != id && fold(written.text) != fold(name.text) {
                let other = &view.entity(other).name;
                let message = format!("`{}` is called almost as `{other}` is", entity.name);
                found.push(
                    Diagnostic::new(&VARIANT_COLLISION, view.at(name.origin), message)
                        .label(format!("“{}”", name.text))
                        .related(view.at(written.origin), format!("“{}”", written.text))
                        .help("if they are one person, declare one with the other spelling as `aka`; if not, say in the titles what tells them apart"),
                );
            }
        }
    }
}

/// What two spellings of a name have in common; `None` for what is no name of several words in letters.
fn key(name: &str) -> Option<String> {
    if !name.chars().any(|letter| deunicode::deunicode_char(letter).is_some_and(|plain| plain.len() == 1)) {
        return None;
    }
    let plain = deunicode(&name.replace(['-', '\'', '’'], "")).to_lowercase();
    let mut words: Vec<String> =
        plain.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty()).map(ending).collect();
    words.sort_unstable();
    (words.len() > 1).then(|| words.join(" "))
}

fn ending(word: &str) -> String {
    let stem = ENDINGS.iter().find_map(|ending| word.strip_suffix(ending).filter(|stem| stem.len() > 1));
    stem.map_or_else(|| word.to_owned(), |stem| format!("{stem}i"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_one_name_have_one_key() {
        for (one, other) in [
            ("Ada Example-Brown", "Examplebrown Ada"),
            ("Yuriy Examplov", "Yuri Examplov"),
            ("Grigory Examplov", "Grigoriy Examplov"),
            ("José Ejemplo", "Jose Ejemplo"),
        ] {
            assert!(key(one).is_some() && key(one) == key(other), "{one}, {other}");
        }
        assert_ne!(key("Ada Example"), key("Ida Example"));
        assert_eq!(key("Blackbird"), None);
    }
}
