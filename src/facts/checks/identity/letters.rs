//! `mixed-scripts`, `invisible-character` and `look-alike`: letters that are not what they seem (UTS 39).

use std::collections::BTreeSet;
use std::sync::LazyLock;

use foldhash::HashMap;
use unicode_security::{MixedScript, RestrictionLevel, RestrictionLevelDetection, skeleton};

use super::naming::{Name, names};
use crate::diag::Diagnostic;
use crate::diag::codes::identity::{INVISIBLE_CHARACTER, LOOK_ALIKE, MIXED_SCRIPTS};
use crate::facts::checks::View;
use crate::facts::model::{Entity, EntityId, Form};
use crate::vocab::names::fold;

/// Reports words of letters of several scripts, and characters that nobody sees.
pub fn check(view: &View<'_>, found: &mut Vec<Diagnostic>) {
    for (_, entity) in view.entities() {
        for name in written(entity) {
            found.extend(invisible(view, name).or_else(|| mixed(view, name)));
        }
    }
}

/// Reports names of two things that look the same and are not.
pub fn check_pairs(view: &View<'_>, found: &mut Vec<Diagnostic>) {
    let mut first: HashMap<String, (EntityId, Name<'_>)> = HashMap::default();
    let mut told = BTreeSet::new();
    for (id, entity) in view.entities().filter(|(_, entity)| entity.form == Form::Declared) {
        for name in names(entity) {
            let drawn = drawn(name.text);
            let (other, seen) = *first.entry(drawn).or_insert((id, name));
            if other == id || fold(seen.text) == fold(name.text) || !told.insert((other, id)) {
                continue;
            }
            let message = format!("“{}” looks like “{}”, and is another name", name.text, seen.text);
            found.push(
                Diagnostic::new(&LOOK_ALIKE, view.at(name.origin), message)
                    .label("differs in letters that are drawn alike")
                    .related(view.at(seen.origin), "the other one")
                    .help("write both in the letters that are meant"),
            );
        }
    }
}

/// A name as it is drawn, whatever its case and its spaces (UTS 39, section 4).
fn drawn(name: &str) -> String {
    /// What each ASCII letter is drawn as; those of a text are drawn one by one.
    static ASCII: LazyLock<Vec<String>> =
        LazyLock::new(|| ('\0'..='\x7f').map(|letter| skeleton(letter.encode_utf8(&mut [0; 4])).collect()).collect());
    let lower = name.to_lowercase();
    let letters = |text: &mut dyn Iterator<Item = char>| text.filter(|letter| !letter.is_whitespace()).collect();
    match lower.is_ascii() {
        true => {
            letters(&mut lower.bytes().filter_map(|byte| ASCII.get(usize::from(byte))).flat_map(|drawn| drawn.chars()))
        }
        false => letters(&mut skeleton(&lower)),
    }
}

/// The names of a declared thing, and what inline objects and observables are called.
fn written(entity: &Entity) -> impl Iterator<Item = Name<'_>> {
    let titled = matches!(entity.form, Form::Inline | Form::Observable) || entity.scope.is_some();
    let title = Name { text: entity.title.as_str(), value: None, origin: entity.origin };
    titled.then_some(title).into_iter().chain(names(entity))
}

fn invisible(view: &View<'_>, name: Name<'_>) -> Option<Diagnostic> {
    let letter = name.text.chars().find(|letter| is_invisible(*letter))?;
    let message = format!("a name has U+{:04X}, which nobody sees", u32::from(letter));
    let shown: String = name.text.chars().filter(|letter| !is_invisible(*letter)).collect();
    Some(
        Diagnostic::new(&INVISIBLE_CHARACTER, view.at(name.origin), message)
            .label(format!("reads as “{shown}”"))
            .help("write the name anew, without what was copied along with it"),
    )
}

/// Whether a character is drawn as nothing and joins no letters of any script.
fn is_invisible(letter: char) -> bool {
    matches!(letter, '\u{AD}' | '\u{34F}' | '\u{180E}' | '\u{200B}' | '\u{2060}'..='\u{2064}' | '\u{FEFF}' | '\u{E0000}'..='\u{E007F}')
}

fn mixed(view: &View<'_>, name: Name<'_>) -> Option<Diagnostic> {
    let words = name.text.split(|letter: char| !letter.is_alphanumeric());
    let word = words.filter(|word| !word.is_ascii()).find(|word| is_mixed(word))?;
    let odd: Vec<String> = word
        .chars()
        .filter(|letter| !letter.is_ascii())
        .take(3)
        .map(|letter| format!("`{letter}` U+{:04X}", u32::from(letter)))
        .collect();
    let message = format!("“{word}” is of letters of several scripts");
    Some(
        Diagnostic::new(&MIXED_SCRIPTS, view.at(name.origin), message)
            .label(odd.join(", "))
            .help("write the word in the letters of one script; if it is so on purpose, allow it by a comment"),
    )
}

/// Whether a word has letters of scripts that nobody writes together (UTS 39, section 5.2, highly restrictive).
fn is_mixed(word: &str) -> bool {
    !word.is_single_script() && !word.check_restriction_level(RestrictionLevel::HighlyRestrictive)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scripts_that_are_written_together_are_no_mixture() {
        for word in ["武汉XRZ", "日本のカタカナ", "Пример", "Москва", "Žižek", "한국Example", "naïve", "Ελλάς"]
        {
            assert!(!is_mixed(word), "{word}");
        }
        for word in ["P\u{430}yPal", "\u{410}pple", "Exampl\u{3B5}"] {
            assert!(is_mixed(word), "{word}");
        }
    }
}
