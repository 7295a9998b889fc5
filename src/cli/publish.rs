//! `attrc publish`: a collection gets what it lacks of a release.

mod checks;

use std::collections::BTreeSet;
use std::io;
use std::path::{Path, PathBuf};

use super::Outcome;
use super::args::{Findings, Format, Input, Publish, PublishFormat, Target};
use super::console::Console;
use super::progress::Progress;
use super::releasing::{released, write_lock};
use super::session::{Session, levels, outcome};
use crate::Compilation;
use crate::diag::codes::publishing::SCRATCH_RELEASE;
use crate::diag::codes::versions::NO_LOCK;
use crate::diag::{Diagnostic, did_you_mean, render};
use crate::outputs::taxii::ledger::Ledger;
use crate::outputs::taxii::publish::{
    AtHome, Ending, Parcel, Publisher, Report, Unsendable, json, markdown, parcels, terminal,
};
use crate::outputs::taxii::{Collection, Rules, Trouble, client, internet};
use crate::project::{Address, Destination, MANIFEST, load};
use crate::versions::{LOCK, Lock, Release, What, section};
use crate::world::{World, plain};

/// Runs the command; an `Err` is a run that ended early.
pub fn run(world: &dyn World, console: &mut Console, command: &Publish) -> Result<Outcome, Outcome> {
    let root = root(world, console, command)?;
    let destination = destination(world, console, command, &root)?;
    let ledger = match &destination.ledger {
        Some(path) => Some(ledger(world, console, &root.join(path), &destination)?),
        None => None,
    };
    let ready = prepare(world, console, command, &root, &destination, ledger.as_ref())?;
    let refuse = |console: &mut Console, why: String| console.fail(&why, "nothing was sent");
    let mut rules = Rules::default();
    rules.timeout = destination.timeout.unwrap_or(rules.timeout);
    rules.patience = destination.patience.unwrap_or(rules.patience);
    let network = internet(world, &root, &destination.trust).map_err(|why| refuse(console, why))?;
    let Destination { address, access, .. } = &destination;
    let client = client(world, &network, &root, address, access, rules).map_err(|why| refuse(console, why))?;
    let (name, asked) = (destination.name.clone(), asked(address).to_owned());
    let failed = |console: &mut Console, at: String, trouble: &Trouble| {
        // Who reads JSON reads it of each run; people have read the line.
        console.fail(&trouble.message(), &trouble.help());
        if command.format == PublishFormat::Json {
            write(console, command, &Report::failed(&name, at, trouble));
        }
        blamed(trouble)
    };
    let collection = Collection::open(&client, address).map_err(|trouble| failed(console, asked, &trouble))?;
    let Destination { batch, verify, .. } = destination;
    let mut publisher = Publisher { world, collection: &collection, ledger, batch, verify };
    let (mut plan, readable) =
        publisher.plan(&ready.parcels).map_err(|trouble| failed(console, collection.url.shown(), &trouble))?;
    let overtaken = checks::overtaken(&ready.compilation, &ready.parcels, &plan);
    if !overtaken.is_empty() {
        console.findings(&quiet(), &overtaken, &ready.compilation.project.texts, false);
        return Err(Outcome::Findings);
    }
    plan.unsendable = ready.unsendable.clone();
    plan.remains = ready.remains.clone();
    let mut report = Report {
        destination: destination.name.clone(),
        collection: collection.url.shown(),
        parcels: &ready.parcels,
        plan,
        fates: None,
        trouble: None,
        notes: Vec::new(),
    };
    let insecure = destination.trust.insecure.then(|| "Whoever answers is trusted (`insecure`).".to_owned());
    let closed = publisher.may_add().err();
    if command.plan {
        // Who reviews a change may read the collection, and need not be who publishes.
        let closed = closed.map(|trouble| format!("With these credentials {}.", trouble.message()));
        report.notes = publisher.blindness(readable).into_iter().chain(closed).chain(insecure).collect();
        return Ok(write(console, command, &report));
    }
    if let Some(trouble) = closed {
        return Err(failed(console, collection.url.shown(), &trouble));
    }
    if !command.locked {
        // First the lock: whoever runs next gives the same versions to what was sent, whatever becomes of this run.
        write_lock(world, console, &ready.compilation, Some(&ready.old), &ready.lock)?;
    }
    let total = report.plan.packed.envelopes.iter().map(Vec::len).sum();
    let mut progress = Progress::new(world, Some(total), "objects");
    let mut watch = |open: usize| progress.at(total.saturating_sub(open));
    let carried = publisher.publish(&ready.parcels, &report.plan, readable, &mut watch);
    drop(progress);
    let fault = carried.trouble.as_ref().map_or(Outcome::Partial, blamed);
    report.trouble = carried.trouble.as_ref().map(|trouble| (trouble.message(), trouble.help()));
    report.fates = Some(carried.fates);
    report.notes = carried.notes.into_iter().chain(insecure).collect();
    let ended = match report.ending() {
        Ending::Complete => Outcome::Done,
        Ending::Partial => Outcome::Partial,
        Ending::Failed => fault,
    };
    match write(console, command, &report) {
        Outcome::Done => Ok(ended),
        failed => Err(failed),
    }
}

/// A release that may be sent.
struct Ready {
    compilation: Compilation,
    old: Lock,
    lock: Lock,
    parcels: Vec<Parcel>,
    unsendable: Vec<Unsendable>,
    /// What cannot be withdrawn, in words.
    remains: Vec<String>,
}

/// Compiles and releases the whole project for the destination, and checks that nothing in it may not go there. No server
/// knows of it yet.
fn prepare(
    world: &dyn World,
    console: &mut Console,
    command: &Publish,
    root: &Path,
    destination: &Destination,
    ledger: Option<&Ledger<'_>>,
) -> Result<Ready, Outcome> {
    let session = Session::open(world, console, &Input { paths: vec![root.to_owned()] }, &command.release)?;
    let mut compilation = session.compile_for(Target::of(destination.target));
    let findings = quiet();
    let levels = levels(console, Some(&compilation.project.manifest), &findings)?;
    let old = compilation.lock.take();
    if old.is_none() && !compilation.has_errors() {
        let message = "a project without a lock is not published: there is no `attr.lock` beside the manifest";
        let found = Diagnostic::nowhere(&NO_LOCK, message).help("`attrc lock` makes one; commit it with the texts");
        compilation.diagnostics.push(found);
    }
    let mut ready = None;
    if let Some(old) = old.filter(|_| !compilation.has_errors()) {
        let section = section(destination.target);
        let at = session.release_time_or_now();
        if let Some((release, found)) = released(&mut compilation, &old, section, at, command.locked) {
            compilation.diagnostics.extend(found);
            let at_home =
                AtHome { markings: destination.leave_out_markings, extension: destination.leave_out_extension };
            let (mut parcels, unsendable) = parcels(&release.objects, at_home);
            mark_rewritten(&mut parcels, &release);
            checks::check(&mut compilation, &release.objects, &parcels, destination, ledger);
            ready = Some((old, parcels, unsendable, remains(&release), release.lock));
        }
    }
    let diagnostics = levels.apply(std::mem::take(&mut compilation.diagnostics));
    session.show_from_here(&mut compilation.project);
    let shown = console.findings(&findings, &diagnostics, &compilation.project.texts, false);
    for ended in [shown, outcome(&diagnostics)] {
        if ended != Outcome::Done {
            return Err(ended);
        }
    }
    let nobody = |console: &mut Console| console.fail("the project has no author, so nobody can release it", "");
    let (old, parcels, unsendable, remains, lock) = ready.ok_or_else(|| nobody(console))?;
    Ok(Ready { compilation, old, lock, parcels, unsendable, remains })
}

/// What vanished and cannot be withdrawn, in words.
fn remains(release: &Release) -> Vec<String> {
    let gone = release.changes.iter().filter(|change| matches!(change.what, What::Gone));
    gone.map(|change| change.title.clone()).collect()
}

/// Marks what has another content and no version that would tell.
fn mark_rewritten(parcels: &mut [Parcel], release: &Release) {
    let changed = release.changes.iter().filter(|change| matches!(change.what, What::Rewritten { .. }));
    let ids: BTreeSet<&str> = changed.map(|change| change.id.as_str()).collect();
    for parcel in parcels.iter_mut().filter(|parcel| ids.contains(parcel.id.as_str())) {
        parcel.rewritten = true;
    }
}

/// The folder of the nearest manifest.
fn root(world: &dyn World, console: &mut Console, command: &Publish) -> Result<PathBuf, Outcome> {
    let named = &command.project;
    let folder = world
        .canonical(named)
        .map_err(|error| console.fail(&format!("`{}` cannot be read: {}", named.display(), plain(&error)), ""))?;
    let root = folder.ancestors().find(|folder| world.is_folder(&folder.join(MANIFEST)) == Some(false));
    root.map(Path::to_owned).ok_or_else(|| {
        let message = "there is no `attr.toml`, and nothing is published from the namespace that everybody shares";
        let found = Diagnostic::nowhere(&SCRATCH_RELEASE, message).help("`attrc new DIR` writes one");
        console.found(Format::Terminal, &[found], &[], false);
        Outcome::Findings
    })
}

/// The destination that is asked for, or the only one.
fn destination(
    world: &dyn World,
    console: &mut Console,
    command: &Publish,
    root: &Path,
) -> Result<Destination, Outcome> {
    let (project, found) = load(world, &[root.to_owned()]);
    let all = &project.manifest.destinations;
    let names = || all.iter().map(|destination| destination.name.as_str());
    let listed = || names().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ");
    let chosen = match (&command.destination, all.as_slice()) {
        (Some(name), _) => all.iter().find(|destination| destination.name == *name),
        (None, [only]) => Some(only),
        (None, _) => None,
    };
    if let Some(chosen) = chosen {
        return Ok(chosen.clone());
    }
    // What is wrong with the manifest may be why there is none.
    let wrong = outcome(&found);
    if wrong != Outcome::Done {
        console.found(Format::Terminal, &found, &project.texts, false);
        return Err(wrong);
    }
    Err(match &command.destination {
        _ if all.is_empty() => console
            .fail("`attr.toml` names no destination", "write `[publish.NAME]`; docs/publish.md lists what it has"),
        Some(name) => {
            let help = did_you_mean(name, names()).unwrap_or_else(|| format!("`attr.toml` has {}", listed()));
            console.fail(&format!("`{name}` is no destination of `attr.toml`"), &help)
        }
        None => console.fail("there are several destinations", &format!("name one of {}", listed())),
    })
}

fn ledger<'w>(
    world: &'w dyn World,
    console: &mut Console,
    path: &Path,
    destination: &Destination,
) -> Result<Ledger<'w>, Outcome> {
    let is_ours = path.extension().is_some_and(|end| end == "attr");
    if is_ours || path.file_name().is_some_and(|name| [MANIFEST, LOCK].iter().any(|ours| name == *ours)) {
        let message = format!("`{}` cannot be the ledger: the project has another use for it", path.display());
        return Err(console.fail(&message, LEDGER_HELP));
    }
    // By its address in the manifest: the ledger is read before any server is asked.
    let collection = match &destination.address {
        Address::Collection(url) => url.clone(),
        Address::Discovered { discovery, collection, api_root } => {
            format!("{discovery} {} {collection}", api_root.as_deref().unwrap_or_default())
        }
    };
    Ledger::open(world, path, &collection).map_err(|error| match error.kind() {
        io::ErrorKind::InvalidData => console
            .fail(&format!("`{}` is no ledger, and would be spoiled by what was sent", path.display()), LEDGER_HELP),
        _ => console.fail(&format!("`{}` cannot be read: {}", path.display(), plain(&error)), ""),
    })
}

const LEDGER_HELP: &str = "name a file under `ledger` that is there for nothing else; attrc makes it";

/// The findings of a project on its way out are for people: its report is the data.
fn quiet() -> Findings {
    let none = Vec::new;
    Findings { format: Format::Terminal, deny: none(), warn: none(), allow: none(), max_findings: render::LIMIT }
}

fn write(console: &mut Console, command: &Publish, report: &Report<'_>) -> Outcome {
    let text = match command.format {
        PublishFormat::Terminal => terminal(report),
        PublishFormat::Markdown => markdown(report),
        PublishFormat::Json => format!("{:#}\n", json(report)),
    };
    console.data(text.as_bytes())
}

/// The address that is asked first.
fn asked(address: &Address) -> &str {
    match address {
        Address::Collection(url) => url,
        Address::Discovered { discovery, .. } => discovery,
    }
}

fn blamed(trouble: &Trouble) -> Outcome {
    if trouble.is_of_the_other_side() { Outcome::OtherSide } else { Outcome::CannotRun }
}
