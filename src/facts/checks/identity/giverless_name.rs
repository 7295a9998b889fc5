//! `giverless-name`: other names of a cluster that nobody is said to give.

use super::naming::{Sort, joined, of_key, sort};
use crate::diag::Diagnostic;
use crate::diag::codes::identity::GIVERLESS_NAME;
use crate::facts::checks::View;
use crate::facts::model::{Entity, Form};
use crate::vocab::names::known;

/// How many names a message lists.
const SHOWN: usize = 3;

/// Reports clusters with such names, one finding each.
pub fn check(view: &View<'_>, found: &mut Vec<Diagnostic>) {
    let clusters = view.entities().filter(|(_, entity)| sort(entity) == Some(Sort::Cluster));
    found.extend(clusters.filter_map(|(_, entity)| giverless(view, entity)));
}

fn giverless(view: &View<'_>, entity: &Entity) -> Option<Diagnostic> {
    if entity.form != Form::Declared {
        return None;
    }
    let names: Vec<_> = of_key(entity, "aka")
        .filter(|name| {
            let said = name.value.and_then(|value| value.according_to);
            let told = said.is_some_and(|document| view.entity(document).voices().next().is_some());
            !told && name.value.is_some_and(|value| value.by.is_empty())
        })
        .collect();
    let first = names.first()?;
    let mut listed: Vec<String> = names.iter().take(SHOWN).map(|name| format!("“{}”", name.text)).collect();
    if names.len() > SHOWN {
        listed.push(format!("{} more", names.len() - SHOWN));
    }
    let verb = if names.len() == 1 { "is a name" } else { "are names" };
    let message = format!("{} {verb} of `{}` that nobody gives", joined(listed), entity.name);
    let giver = names.iter().find_map(|name| {
        let row = known(name.text).find(|known| !known.giver.is_empty())?;
        Some(format!("{} says that {} calls it “{}”", row.catalogue, row.giver, row.name))
    });
    let help = "write who gives the name: `by NAME`, or `according-to DOCUMENT`";
    Some(
        Diagnostic::new(&GIVERLESS_NAME, view.at(first.origin), message)
            .label("whose name is it?")
            .help(giver.map_or_else(|| help.to_owned(), |giver| format!("{help}; {giver}"))),
    )
}
