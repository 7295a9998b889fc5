//! `alias-of-another-kind`: a cluster's other name is that of a unit, a company, malware, an operation, or an id.

use foldhash::HashMap;

use super::naming::{Name, Sort, names, others, sort, sort_of_type};
use crate::diag::Diagnostic;
use crate::diag::codes::identity::ALIAS_OF_ANOTHER_KIND;
use crate::facts::checks::View;
use crate::facts::model::{Entity, EntityId};
use crate::vocab::attack;
use crate::vocab::names::{fold, known};
use crate::vocab::telling::telling;

/// Reports other names of clusters that are not names of clusters.
pub fn check(view: &View<'_>, found: &mut Vec<Diagnostic>) {
    let owners = owners(view);
    for (_, entity) in view.entities().filter(|(_, entity)| sort(entity) == Some(Sort::Cluster)) {
        for name in others(entity) {
            let misfit = declared(view, &owners, name, entity)
                .or_else(|| identifier(view, name))
                .or_else(|| told(view, name))
                .or_else(|| catalogued(view, name));
            found.extend(misfit);
        }
    }
}

/// What is no cluster, by its names.
fn owners(view: &View<'_>) -> HashMap<String, EntityId> {
    let mut owners = HashMap::default();
    for (id, entity) in view.entities() {
        if sort(entity).is_some_and(|sort| sort != Sort::Cluster) {
            for name in names(entity) {
                owners.entry(fold(name.text)).or_insert(id);
            }
        }
    }
    owners
}

fn declared(view: &View<'_>, owners: &HashMap<String, EntityId>, name: Name<'_>, of: &Entity) -> Option<Diagnostic> {
    let owner = view.entity(*owners.get(&fold(name.text))?);
    let message =
        format!("“{}” is no other name of `{}`: it is {}, `{}`", name.text, of.name, sort(owner)?.words(), owner.name);
    Some(
        Diagnostic::new(&ALIAS_OF_ANOTHER_KIND, view.at(name.origin), message)
            .label("the name of something of another kind")
            .related(view.at(owner.origin), "declared here")
            .help("say in a claim how the two are related"),
    )
}

fn identifier(view: &View<'_>, name: Name<'_>) -> Option<Diagnostic> {
    attack::family(name.text)?;
    let message = format!("“{}” is an id of ATT&CK, and no name", name.text);
    let help = format!("write `attack {}`", name.text);
    Some(Diagnostic::new(&ALIAS_OF_ANOTHER_KIND, view.at(name.origin), message).label("an id").help(help))
}

fn told(view: &View<'_>, name: Name<'_>) -> Option<Diagnostic> {
    let row = telling(name.text)?;
    let message = format!("“{}” is the name of {}, not of a cluster", name.text, row.what);
    let help = format!("declare it, `{} name \"…\"`, and say in a claim how the two are related", row.kind);
    Some(Diagnostic::new(&ALIAS_OF_ANOTHER_KIND, view.at(name.origin), message).label(row.what).help(help))
}

/// Catalogues know it as something else, and none of them as a cluster.
fn catalogued(view: &View<'_>, name: Name<'_>) -> Option<Diagnostic> {
    let first = known(name.text).find(|known| sort_of_type(known.stix).is_some())?;
    if known(name.text).any(|known| sort_of_type(known.stix) == Some(Sort::Cluster)) {
        return None;
    }
    let what = sort_of_type(first.stix)?.words();
    let message = format!("“{}” is {what} in {}, and the name of no cluster", name.text, first.catalogue);
    let help = format!("declare it, `{} name \"…\"`, and say in a claim how the two are related", first.stix);
    Some(Diagnostic::new(&ALIAS_OF_ANOTHER_KIND, view.at(name.origin), message).label(what).help(help))
}
