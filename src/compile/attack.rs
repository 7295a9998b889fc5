//! The official objects of ATT&CK, where the manifest names a bundle of it.

use std::collections::{BTreeMap, BTreeSet};

use crate::diag::Diagnostic;
use crate::diag::codes::identity::NOT_IN_ATTACK_BUNDLE;
use crate::diag::codes::projects::BAD_MANIFEST;
use crate::diag::codes::values::UNKNOWN_ATTACK;
use crate::facts::{Facts, Form};
use crate::json::{self, Node};
use crate::project::AttackBundle;
use crate::source::{FileId, Location};
use crate::stix::catalogue::{Catalogue, release};
use crate::vocab::attack::family;

/// Finds the objects of all ids of ATT&CK that claims name in what could be read of so many bundles. What no bundle has is reported; what one has is known, though
/// the table of this compiler may be older.
pub(super) fn catalogue(
    facts: &Facts,
    bundles: &[AttackBundle],
    named: usize,
    found: &mut Vec<Diagnostic>,
) -> Catalogue {
    let mut catalogue = Catalogue::default();
    let coded = facts.entities.iter().filter(|entity| entity.form == Form::Coded && family(&entity.name).is_some());
    let codes: BTreeMap<&str, Location> =
        coded.map(|entity| (entity.name.as_str(), facts.location(entity.origin))).collect();
    if bundles.is_empty() || codes.is_empty() {
        return catalogue;
    }
    let wanted: BTreeSet<&str> = codes.keys().copied().collect();
    let mut releases = Vec::new();
    // What a bundle lacks that cannot be read, nobody knows.
    let mut all_read = bundles.len() == named;
    for bundle in bundles {
        let (document, problems) = json::read(FileId(0), &bundle.content);
        let objects: Vec<Node<'_>> =
            document.root().and_then(|root| root.get("objects")).into_iter().flat_map(Node::items).collect();
        if let Some(problem) = problems.first() {
            found.push(unusable(bundle, &format!("is no JSON: {}", problem.message)));
            all_read = false;
        } else if objects.is_empty() {
            found.push(unusable(bundle, "has no objects"));
            all_read = false;
        }
        catalogue.add(&wanted, &objects);
        releases.extend(release(&objects));
    }
    let which = match releases.as_slice() {
        [] => "the ATT&CK bundle of this project".to_owned(),
        releases => format!("the ATT&CK bundle of this project, release {}", releases.join(" and ")),
    };
    for (code, place) in codes {
        if catalogue.id(code).is_none() && all_read {
            found.push(
                Diagnostic::new(&NOT_IN_ATTACK_BUNDLE, place, format!("`{code}` is not in {which}"))
                    .label("no object of this id")
                    .help("check the id, or name a bundle that has it under `[attack]` in `attr.toml`"),
            );
        } else if catalogue.id(code).is_some() {
            found.retain(|other| other.code.id != UNKNOWN_ATTACK.id || other.primary != Some(place));
        }
    }
    catalogue
}

fn unusable(bundle: &AttackBundle, why: &str) -> Diagnostic {
    Diagnostic::new(&BAD_MANIFEST, bundle.place, format!("`{}` {why}", bundle.path))
        .label("no ATT&CK bundle")
        .help("MITRE publishes ATT&CK as bundles of STIX 2.1, for example `enterprise-attack.json`")
}
