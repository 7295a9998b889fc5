//! `duplicate-name-variant`: one name twice in a declaration, case, spaces and hyphens aside.

use std::collections::HashMap;

use super::naming::{Name, names};
use crate::diag::Diagnostic;
use crate::diag::codes::identity::DUPLICATE_NAME_VARIANT;
use crate::facts::checks::View;
use crate::facts::model::PropertyValue;
use crate::vocab::names::fold;

/// Reports a name that stands in its declaration already.
pub fn check(view: &View<'_>, found: &mut Vec<Diagnostic>) {
    for (_, entity) in view.entities() {
        let mut first: HashMap<String, Name<'_>> = HashMap::new();
        for name in names(entity) {
            let other = *first.entry(fold(name.text)).or_insert(name);
            if other.origin == name.origin || says_more(other.value, name.value) {
                continue;
            }
            let message = match other.text == name.text {
                true => format!("“{}” is a name of `{}` already", name.text, entity.name),
                false => format!("“{}” is a name of `{}` already, as “{}”", name.text, entity.name, other.text),
            };
            found.push(
                Diagnostic::new(&DUPLICATE_NAME_VARIANT, view.at(name.origin), message)
                    .label("the same name again")
                    .related(view.at(other.origin), "it stands here")
                    .help("keep one, or say who else gives it: `by NAME`"),
            );
        }
    }
}

/// Whether the second of two says what the first does not: another giver, time or document.
fn says_more(first: Option<&PropertyValue>, second: Option<&PropertyValue>) -> bool {
    let Some(second) = second else { return false };
    let said = |value: &PropertyValue| (value.by.clone(), value.time.clone(), value.according_to);
    match first {
        Some(first) => said(first) != said(second),
        // A title takes no qualifiers.
        None => !second.by.is_empty() || second.time.is_some(),
    }
}
