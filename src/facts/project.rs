//! What a `project` declaration says in place of a manifest.

use jiff::Timestamp;

use super::model::{Entity, Facts};
use crate::diag::Diagnostic;
use crate::diag::codes::projects as codes;
use crate::project::{Author, Manifest};
use crate::vocab::language::Role;
use crate::vocab::standard;

/// The manifest that a file declares which stands alone, and its release time; `None` where none does.
pub fn declared_manifest(
    facts: &Facts,
    manifest: &Manifest,
) -> (Option<(Manifest, Option<Timestamp>)>, Vec<Diagnostic>) {
    let mut found = Vec::new();
    let mut projects = facts.entities.iter().filter(|entity| entity.kind.role == Role::Project);
    let Some(project) = projects.next() else { return (None, found) };
    let place = facts.location(project.origin);
    if let Some(second) = projects.next() {
        let message = "two projects are declared";
        let two = Diagnostic::new(&codes::BAD_PROJECT, facts.location(second.origin), message)
            .label("the second one")
            .related(place, "the first one")
            .help("keep one: a bundle has one author and one namespace");
        found.push(two);
    }
    if !manifest.scratch {
        let message = "this project has a manifest, and declares what that says";
        let both = Diagnostic::new(&codes::BAD_PROJECT, place, message)
            .label("declared beside `attr.toml`")
            .help("take the declaration away, or compile the file in a folder without a manifest");
        found.push(both);
    }
    let declared = read(facts, project, manifest, &mut found);
    let release_time = project.time("released").and_then(|time| time.start.earliest);
    (Some((declared, release_time)), found)
}

fn read(facts: &Facts, project: &Entity, manifest: &Manifest, found: &mut Vec<Diagnostic>) -> Manifest {
    let mut declared = manifest.clone();
    for value in project.values("namespace") {
        let text = project.text("namespace").unwrap_or_default();
        match text.parse() {
            Ok(namespace) => {
                // Files without a project of their own share a namespace, also where they say so.
                declared.scratch = namespace == manifest.namespace;
                declared.namespace = namespace;
            }
            Err(_) => {
                let place = facts.location(value.origin);
                let message = format!("`{text}` is no UUID");
                let bad = Diagnostic::new(&codes::BAD_PROJECT, place, message)
                    .label("expected a UUID")
                    .help("draw one once, for example with `uuidgen`, and never change it: all ids hang on it");
                found.push(bad);
            }
        }
    }
    let name = project.text("author").map(str::to_owned);
    if let Some(value) = project.values("author").next() {
        declared.author_at = Some(facts.location(value.origin));
    }
    declared.author = Author {
        name: name.unwrap_or(declared.author.name),
        class: project.text("class").map_or(declared.author.class, str::to_owned),
        id: project.text("id").map(str::to_owned).or(declared.author.id),
    };
    declared.marking = project.text("marking").and_then(standard::marking).or(declared.marking);
    declared.lang = project.text("lang").map(str::to_owned).or(declared.lang);
    declared
}
