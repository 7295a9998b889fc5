//! The whole way in one function, for the command line, editors and tests alike.

mod allowance;
mod attack;
mod lock;
mod standard;

use std::collections::{BTreeSet, HashMap};
use std::path::PathBuf;
use std::sync::Arc;

use jiff::Timestamp;
use rayon::prelude::*;

use crate::diag::codes::projects::UNUSED_USE;
use crate::diag::{Diagnostic, Label, Severity};
use crate::facts::{self, Facts};
use crate::project::{self, Manifest, Project, StoredTexts};
use crate::source::{Location, Text};
use crate::stix::catalogue::Catalogue;
use crate::stix::ids::Mint;
use crate::stix::value::Map;
use crate::stix::{self, Author, Id, Made, Object, Settings};
use crate::syntax::{Parsed, Tree};
use crate::targets::{self, Loss, Plan};
use crate::versions::{self, Lock};
use crate::vocab::targets::Consumer;
use crate::world::World;

/// What a project says, and everything that is wrong with it.
#[derive(Debug)]
pub struct Compilation {
    /// Its files and manifest.
    pub project: Project,
    /// Every file that was read, stored texts too.
    pub inputs: Vec<PathBuf>,
    /// What they say.
    pub facts: Facts,
    /// The stored texts of their sources.
    pub stored: StoredTexts,
    /// What the ids and dates of the objects are made with, beside the facts.
    pub settings: Settings,
    /// What it becomes in STIX, in the order of the bundle; empty where anything is wrong that forbids it.
    pub objects: Vec<Object>,
    /// The properties of the bundle, where all of it is one bundle that was received.
    pub bundle: Option<Map>,
    /// The last release, where the project has a lock.
    pub lock: Option<Lock>,
    /// The objects that are not ours to date or to withdraw.
    pub foreign: BTreeSet<Id>,
    /// Where each object comes from, where the project has a lock.
    pub places: HashMap<Id, Location>,
    /// What is said again after it was withdrawn, with the objects that it stands for.
    pub returned: HashMap<Id, Id>,
    /// In the order of files, places and codes, at the default levels of their codes.
    pub diagnostics: Vec<Diagnostic>,
}

/// Reads the project that the paths name, gathers its facts and emits its objects; it never fails.
///
/// `release_time` dates what no document dates, and is what "now" means: a build is a function of its inputs.
pub fn compile(world: &dyn World, paths: &[PathBuf], release_time: Option<Timestamp>) -> Compilation {
    compile_for(world, paths, release_time, None)
}

/// The same for a consumer: the objects are what it accepts, and what is changed or lost for it is among the findings.
pub fn compile_for(
    world: &dyn World,
    paths: &[PathBuf],
    release_time: Option<Timestamp>,
    consumer: Option<&'static Consumer>,
) -> Compilation {
    let sources = sources(world, paths, |text| Arc::new(Parsed::new(text.content.clone())));
    compile_sources(world, sources, Goal { release_time, consumer, facts_only: false })
}

/// The files of a project with their trees.
#[derive(Debug)]
pub struct Sources {
    /// The files, and the manifest.
    pub project: Project,
    /// The trees of [`Project::files`], in their order.
    pub trees: Vec<Arc<Parsed>>,
    /// What could not be read.
    pub found: Vec<Diagnostic>,
}

/// What a compilation is for.
#[derive(Debug, Default, Clone, Copy)]
pub struct Goal {
    /// What dates the objects that no document dates.
    pub release_time: Option<Timestamp>,
    /// Whose objects are wanted, where it is not any reader of STIX.
    pub consumer: Option<&'static Consumer>,
    /// Whether nothing of it is built: an editor asks this much of a file that is being written.
    pub facts_only: bool,
}

/// Reads the files that the paths name, and all that they use; `parse` may know the tree of a text already.
pub fn sources(world: &dyn World, paths: &[PathBuf], parse: impl Fn(&Text) -> Arc<Parsed> + Send + Sync) -> Sources {
    let (mut project, found) = project::load(world, paths);
    let texts: Vec<&Text> = project.files.iter().filter_map(|file| project.text(*file)).collect();
    let trees: Vec<Arc<Parsed>> = texts.into_par_iter().map(parse).collect();
    // A place is a difference of addresses: the leaves of a tree that was known already are slices of its own text.
    for (file, parsed) in project.files.iter().zip(&trees) {
        if let Some(text) = project.texts.get_mut(file.0 as usize) {
            text.content = parsed.content().clone();
        }
    }
    Sources { project, trees, found }
}

/// Compiles files that were read.
pub fn compile_sources(world: &dyn World, sources: Sources, goal: Goal) -> Compilation {
    let Sources { mut project, trees: parsed, found: mut diagnostics } = sources;
    let Goal { mut release_time, consumer, facts_only } = goal;
    let lock = match facts_only {
        true => None,
        false => lock::read(world, &mut project, &mut diagnostics),
    };
    for (file, parsed) in project.files.iter().zip(&parsed) {
        diagnostics.extend(parsed.problems(*file));
    }
    let trees: Vec<&Tree<'_>> = parsed.iter().map(|parsed| parsed.tree()).collect();
    let (stored, problems) = project::stored_texts(world, &project, &trees);
    diagnostics.extend(problems);
    let (bundles, problems) = match facts_only {
        true => Default::default(),
        false => project::attack_bundles(world, &project),
    };
    diagnostics.extend(problems);
    let read = project.texts.iter().map(|text| &text.path).chain(stored.values().map(|text| &text.path));
    let read = read.chain(bundles.iter().map(|bundle| &bundle.path));
    let inputs = read.map(|path| project.root.join(path)).collect();
    let (facts, texts, problems) = facts::gather(&project, &trees, &stored);
    diagnostics.extend(problems);
    let allowances = allowance::allowances(&project, &trees);
    drop(trees);
    drop(parsed);
    let (declared, problems) = facts::declared_manifest(&facts, &project.manifest);
    diagnostics.extend(problems);
    let mut manifest = project.manifest.clone();
    if let Some((declared, released)) = declared {
        manifest = declared;
        release_time = release_time.or(released);
    }
    let catalogue = match facts_only {
        true => Catalogue::default(),
        false => attack::catalogue(&facts, &bundles, project.manifest.attack.len(), &mut diagnostics),
    };
    drop(bundles);
    if !has_errors(&diagnostics) {
        diagnostics.extend(facts::check(&facts, &texts, &project, &manifest, release_time));
    }
    drop(texts);
    project.manifest = manifest;
    let settings = settings(&project.manifest, release_time, consumer, catalogue, lock.as_ref());
    let (mut objects, mut bundle) = (Vec::new(), None);
    let (mut foreign, mut places) = (BTreeSet::new(), HashMap::new());
    if !facts_only && !has_errors(&diagnostics) {
        let mut emission = stix::emit(&facts, &settings);
        diagnostics.extend(std::mem::take(&mut emission.findings).into_iter().map(|finding| {
            let diagnostic = Diagnostic::new(finding.code, facts.location(finding.origin), finding.message);
            let related =
                finding.first.map(|first| Label { location: facts.location(first), text: "the first one".to_owned() });
            Diagnostic { help: finding.help, related: related.into_iter().collect(), ..diagnostic }
        }));
        if !has_errors(&diagnostics) {
            diagnostics.extend(standard::judge(&project, &facts, &emission));
        }
        if !has_errors(&diagnostics) {
            if lock.is_some() {
                foreign = lock::foreign(&facts, &emission.ids, &settings);
                places = lock::places(&facts, &emission.ids, &emission.origins);
            }
            (objects, bundle) = match consumer {
                None => (emission.objects, emission.bundle),
                Some(consumer) => {
                    let plan = Plan {
                        consumer,
                        project: project.manifest.namespace,
                        author: settings.author.id,
                        withdrawn: settings.withdrawn.clone().unwrap_or_default(),
                    };
                    let fitted = targets::retarget(&facts, emission, &plan);
                    diagnostics.extend(fitted.losses.into_iter().map(|loss| told(&facts, loss)));
                    if lock.is_some() {
                        places.extend(lock::places(&facts, &[], &fitted.origins));
                    }
                    (fitted.objects, None)
                }
            };
        }
    }
    let returned = lock::returned(&objects, &settings);
    withhold_unused_use(&mut diagnostics);
    allowances.apply(&mut diagnostics);
    diagnostics.sort_by_key(Diagnostic::order);
    Compilation {
        project,
        inputs,
        facts,
        stored,
        settings,
        objects,
        bundle,
        lock,
        foreign,
        places,
        returned,
        diagnostics,
    }
}

/// A file with errors may need what it seems not to use: what was not understood names something.
fn withhold_unused_use(diagnostics: &mut Vec<Diagnostic>) {
    let file = |diagnostic: &Diagnostic| diagnostic.primary.map(|place| place.file);
    let errors = diagnostics.iter().filter(|diagnostic| diagnostic.severity == Severity::Error);
    let wrong: BTreeSet<_> = errors.filter_map(file).collect();
    diagnostics.retain(|diagnostic| {
        diagnostic.code.id != UNUSED_USE.id || !file(diagnostic).is_some_and(|file| wrong.contains(&file))
    });
}

fn told(facts: &Facts, loss: Loss) -> Diagnostic {
    let diagnostic = match loss.origin {
        Some(origin) => Diagnostic::new(loss.code, facts.location(origin), loss.message),
        None => Diagnostic::nowhere(loss.code, loss.message),
    };
    diagnostic.help(loss.help)
}

fn settings(
    manifest: &Manifest,
    release_time: Option<Timestamp>,
    consumer: Option<&Consumer>,
    catalogue: Catalogue,
    lock: Option<&Lock>,
) -> Settings {
    let section = versions::section(consumer);
    let withdrawn = lock.map(|lock| lock::withdrawn(lock, section));
    let mint = Mint::new(manifest.namespace).without(withdrawn.clone().unwrap_or_default());
    let author = &manifest.author;
    // The author is the same whoever reads it, or no object with an id from elsewhere could be the same either.
    let same = Some(stix::author_id(&mint, &author.name));
    Settings {
        author: Author {
            name: author.name.clone(),
            identity_class: author.class.clone(),
            id: author.id.as_deref().and_then(|id| Id::parse("identity", id)).or(same),
        },
        namespace: consumer.map_or(manifest.namespace, |consumer| targets::namespace(manifest.namespace, consumer)),
        marking: manifest.marking,
        lang: manifest.lang.clone(),
        // What a lock has a version of may not change with every release.
        release_time: release_time.filter(|_| lock.is_none()),
        catalogue: Arc::new(catalogue),
        withdrawn,
        made: lock.map(|lock| Made { known: Arc::new(lock.created(section)), at: release_time }),
        traced: consumer.is_some() || lock.is_some(),
    }
}

fn has_errors(diagnostics: &[Diagnostic]) -> bool {
    diagnostics.iter().any(|diagnostic| diagnostic.severity == Severity::Error)
}

impl Compilation {
    /// Whether anything forbids a build, whatever levels the user sets.
    pub fn has_errors(&self) -> bool {
        has_errors(&self.diagnostics)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::world::Memory;

    #[test]
    fn a_use_is_not_called_needless_in_a_file_with_errors() {
        let found = |main: &'static str| {
            let other = "actor cluster_7 \"Example Cluster 7\"";
            let world = Memory::new([("/p/main.attr", main), ("/p/other.attr", other)]);
            let found = compile(&world, &["/p/main.attr".into()], None).diagnostics;
            found.into_iter().map(|found| found.code.name).collect::<Vec<_>>()
        };
        assert_eq!(found("use \"other.attr\""), ["unused-use"]);
        assert_eq!(found("use \"other.attr\"\ncluster_7 targets class \"users\""), ["claim-outside-speech"]);
    }

    #[test]
    fn a_loss_that_is_allowed_is_not_told_to_anybody() {
        let main = "organization desk \"Example Desk\"\nsource page \"A page\" { publisher desk  published 2024-03-05 }\n\
                    from page {\n  desk says {\n    desk front-for desk  # allow: weaker-relationship the sentence says it\n  }\n}\n";
        let world = Memory::new([("/p/main.attr", main)]);
        let found = |consumer: Option<&'static Consumer>| {
            let found = compile_for(&world, &["/p/main.attr".into()], None, consumer).diagnostics;
            found.into_iter().map(|found| found.code.name).collect::<Vec<_>>()
        };
        for consumer in [None, crate::vocab::targets::consumer("opencti")] {
            let told = found(consumer);
            assert!(!told.contains(&"weaker-relationship") && !told.contains(&"unused-allowance"), "{told:?}");
        }
    }
}
