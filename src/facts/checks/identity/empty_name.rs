//! `empty-name`: a title or a name without a letter.

use crate::diag::Diagnostic;
use crate::diag::codes::identity::EMPTY_NAME;
use crate::facts::checks::View;
use crate::facts::model::{Form, Value};

/// Reports titles and names that nobody can read.
pub fn check(view: &View<'_>, found: &mut Vec<Diagnostic>) {
    let is_empty = |text: &str| !text.chars().any(char::is_alphanumeric);
    for (_, entity) in view.entities() {
        if matches!(entity.form, Form::Declared | Form::Inline) && is_empty(&entity.title) {
            let message = "this title has no letter and no digit";
            found.push(
                Diagnostic::new(&EMPTY_NAME, view.at(entity.origin), message)
                    .label("called nothing")
                    .help("write what the document calls it, or leave the title out"),
            );
        }
        for value in ["aka", "native"].into_iter().flat_map(|key| entity.values(key)) {
            if matches!(&value.value, Value::Text(name) if is_empty(name)) {
                let message = "this name has no letter and no digit";
                found.push(
                    Diagnostic::new(&EMPTY_NAME, view.at(value.origin), message)
                        .label("nothing to be called")
                        .help("remove it"),
                );
            }
        }
    }
}
