//! `misspelt-name`: a name that is one letter away from one that catalogues have.

use super::naming::{Name, Sort, names, sort, sort_of_type};
use crate::diag::codes::identity::MISSPELT_NAME;
use crate::diag::{Diagnostic, Fix};
use crate::facts::checks::View;
use crate::facts::model::Form;
use crate::syntax::literal::quote;
use crate::vocab::names::{Known, beginning, fold, known};

/// How many letters a name has at least: of short names, many are one letter apart.
const LEAST: usize = 8;

/// Reports such names of clusters and software.
pub fn check(view: &View<'_>, found: &mut Vec<Diagnostic>) {
    for (_, entity) in view.entities().filter(|(_, entity)| entity.form == Form::Declared) {
        let Some(sort) = sort(entity).filter(|sort| matches!(sort, Sort::Cluster | Sort::Software)) else { continue };
        for name in names(entity) {
            found.extend(misspelt(view, name, sort));
        }
    }
}

fn misspelt(view: &View<'_>, name: Name<'_>, sort: Sort) -> Option<Diagnostic> {
    let near = near(name.text, sort)?;
    let message = format!("“{}” is almost “{}”, as {} has it", name.text, near.name, near.catalogue);
    let place = view.at(name.origin);
    let fix = name.value.map(|_| Fix::guess(format!("write “{}”", near.name), place, quote(near.name)));
    let help = format!("did you mean “{}”?", near.name);
    Some(Diagnostic::new(&MISSPELT_NAME, place, message).label("one letter is other").help(help).fix_if(fix))
}

/// A known name with the same first half that one slip leads to. Numbers tell names apart, so names with digits are left alone.
fn near(name: &str, sort: Sort) -> Option<Known> {
    let folded = fold(name);
    if folded.len() < LEAST || !folded.bytes().all(|byte| byte.is_ascii_lowercase()) || known(name).next().is_some() {
        return None;
    }
    let alike = |known: &Known| sort_of_type(known.stix) == Some(sort);
    let slip = |key: &str| key.is_ascii() && strsim::damerau_levenshtein(key, &folded) == 1;
    let head = folded.get(..folded.len() / 2)?;
    beginning(head).find(|(key, known)| alike(known) && slip(key)).map(|(_, known)| known)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_slip_in_a_long_name_is_found() {
        let name = |text| near(text, Sort::Cluster).map(|known| known.name);
        assert_eq!(name("Violet Typhoom"), Some("Violet Typhoon"));
        assert_eq!(name("Violet Typhoon"), None);
        assert_eq!(name("Tin Lantern"), None);
        assert_eq!(name("Storm-0557"), None);
    }
}
