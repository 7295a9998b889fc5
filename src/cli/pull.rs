//! `attrc pull`: a collection of a TAXII server as a bundle.

use std::io;
use std::path::PathBuf;
use std::time::Duration;

use super::Outcome;
use super::args::{Format, Place, Pull, SignOn, Trusted, Where};
use super::console::Console;
use super::progress::Progress;
use super::session::{outcome, time};
use crate::diag::did_you_mean;
use crate::diag::render::visible;
use crate::outputs::taxii::{
    Collection, Cut, Filters, Newest, Pulled, Rules, Trouble, Versions, client, internet, pull,
};
use crate::project::{Address, Credentials, Destination, MANIFEST, Trust, load};
use crate::world::{World, plain};

/// How many objects are asked for at once: all of a page are in memory together.
const PAGE: u32 = 500;

/// Runs the command; an `Err` is a run that ended early.
pub fn run(world: &dyn World, console: &mut Console, command: &Pull) -> Result<Outcome, Outcome> {
    let filters = filters(console, command)?;
    if let Some(path) = &command.output
        && !command.force
        && world.canonical(path).is_ok_and(|path| world.read(&path).is_ok())
    {
        let message = format!("`{}` exists already", path.display());
        return Err(console.fail(&message, "name another file, or add `--force` to write over it"));
    }
    let source = source(world, console, command)?;
    let usage = |console: &mut Console, why: String| console.fail(&why, "");
    let rules = Rules {
        timeout: Duration::from_secs(command.timeout),
        patience: Duration::from_secs(command.patience),
        page: PAGE,
        ..Rules::default()
    };
    let network = internet(world, &source.folder, &source.trust).map_err(|why| usage(console, why))?;
    let client = client(world, &network, &source.folder, &source.address, &source.credentials, rules)
        .map_err(|why| usage(console, why))?;
    if source.trust.insecure {
        console.say(
            "note: whoever answers is trusted (`insecure`), so others may read the credentials and write the answers",
        );
    }
    let collection = Collection::open(&client, &source.address).map_err(|trouble| failed(console, &trouble))?;
    if collection.about.can_read == Some(false) {
        let message = format!("`{}` may be written to, and not read", collection.url.as_str());
        return Err(console.fail(&message, "ask its owner for the right to read it"));
    }
    let mut newest = None;
    let pulled = loop {
        match write(world, console, command, &collection, &filters, newest.as_ref())? {
            Read::Whole(pulled) => break pulled,
            Read::Again(known) => newest = Some(known),
        }
    };
    tell(console, &pulled);
    Ok(if pulled.lost.is_empty() { Outcome::Done } else { Outcome::Partial })
}

/// What came of one reading of a collection.
enum Read {
    Whole(Pulled),
    /// Nothing is written: now it is known which versions are the newest.
    Again(Newest),
}

/// Reads the collection once, and writes it where it is whole.
fn write(
    world: &dyn World,
    console: &mut Console,
    command: &Pull,
    collection: &Collection<'_>,
    filters: &Filters,
    newest: Option<&Newest>,
) -> Result<Read, Outcome> {
    // Why the bundle is cut off, if it is: what writes a file knows errors of files only.
    let mut cut = None;
    let mut pulled = Pulled::default();
    let mut write = |out: &mut dyn io::Write| {
        let mut progress = Progress::new(world, None, "objects");
        match pull(collection, filters, newest, out, &mut |objects| progress.at(objects)) {
            Ok(all) => {
                pulled = all;
                Ok(())
            }
            Err(Cut::Output(error)) => Err(error),
            Err(other) => {
                cut = Some(other);
                Err(io::Error::other("the server"))
            }
        }
    };
    let written = match &command.output {
        Some(path) => world.write_with(path, &mut write),
        None if filters.versions == Versions::All => console.lend(&mut write),
        // What is written to a pipe cannot be taken back, and whether it was the newest is known at the end.
        None => {
            let mut bytes = Vec::new();
            write(&mut bytes).and_then(|()| console.lend(&mut |out| out.write_all(&bytes)))
        }
    };
    match (written, cut) {
        (_, Some(Cut::Server(trouble))) => Err(failed(console, &trouble)),
        (_, Some(Cut::Again(newest))) => Ok(Read::Again(newest)),
        (Err(error), _) => {
            let place =
                command.output.as_ref().map_or("standard output".to_owned(), |path| format!("`{}`", path.display()));
            Err(console.fail(&format!("{place} cannot be written: {}", plain(&error)), ""))
        }
        (Ok(()), _) => Ok(Read::Whole(pulled)),
    }
}

/// Where it is read, and as whom.
struct Source {
    folder: PathBuf,
    address: Address,
    credentials: Credentials,
    trust: Trust,
}

/// The collection of the command line, or the destination of the manifest.
fn source(world: &dyn World, console: &mut Console, command: &Pull) -> Result<Source, Outcome> {
    let Pull { source, place, sign_on, trust, .. } = command;
    let Some(credentials) = credentials(sign_on) else {
        let help = "name its place: `env:VARIABLE` or `file:PATH`; arguments are seen by every process of the machine";
        return Err(console.fail("an option is to say where a secret is, and does not", help));
    };
    if source.contains("://") {
        let trust = trusted(trust);
        whole_address(console, source, place)?;
        return Ok(Source { folder: PathBuf::from("."), address: address(source, place), credentials, trust });
    }
    let (project, mut found) = load(world, &[PathBuf::from(".")]);
    // What is wrong with the texts is nothing to who reads a collection; what is wrong with the manifest says where to.
    let manifest = project.texts.iter().position(|text| text.path == MANIFEST);
    found.retain(|finding| finding.primary.is_some_and(|place| Some(place.file.0 as usize) == manifest));
    console.never_mends();
    console.found(Format::Terminal, &found, &project.texts, false);
    let wrong = outcome(&found);
    if wrong != Outcome::Done {
        return Err(wrong);
    }
    let found = project.manifest.destinations.iter().find(|destination| destination.name == *source);
    let Some(Destination { address, access, trust: known, .. }) = found else {
        let names: Vec<&str> = project.manifest.destinations.iter().map(|one| one.name.as_str()).collect();
        let help = did_you_mean(source, names.iter().copied());
        let help = help.unwrap_or_else(|| {
            "write the address of a collection, or the NAME of a `[publish.NAME]` in `attr.toml`".to_owned()
        });
        return Err(console.fail(&format!("`{source}` is neither an address nor a destination of the manifest"), &help));
    };
    if place.collection.is_some() || credentials != Credentials::None || trusted(trust) != Trust::default() {
        let message = format!("`{source}` is a destination of the manifest, which says where it is and how to sign on");
        return Err(console.fail(&message, "write its address to say it otherwise"));
    }
    let (address, credentials, trust) = (address.clone(), access.clone(), known.clone());
    Ok(Source { folder: project.root.clone(), address, credentials, trust })
}

/// Whether an address is one that a collection can have, or a discovery resource where a collection is named.
fn whole_address(console: &mut Console, url: &str, place: &Place) -> Result<(), Outcome> {
    let secret =
        "name a secret by `--bearer-from`, `--value-from` or another option, and take the query out of the address";
    if url.contains(['?', '#']) {
        return Err(console.fail("the address has a query, which no request of TAXII begins with", secret));
    }
    let id = url.trim_end_matches('/').rsplit_once("/collections/").map(|(_, id)| id);
    // What is no address at all is told by who reads it.
    if place.collection.is_none() && !url.contains('@') && id.is_none_or(|id| id.is_empty() || id.contains('/')) {
        let help = "it ends in `/collections/ID/`; add `--collection NAME` to an address that servers call discovery";
        return Err(console.fail(&format!("`{url}` is no address of a collection"), help));
    }
    Ok(())
}

fn address(url: &str, place: &Place) -> Address {
    match &place.collection {
        None => Address::Collection(url.to_owned()),
        Some(collection) => Address::Discovered {
            discovery: url.to_owned(),
            collection: collection.clone(),
            api_root: place.api_root.clone(),
        },
    }
}

/// What signs on; `None` where an option names no place of a secret.
fn credentials(sign_on: &SignOn) -> Option<Credentials> {
    let secret = |place: &Where| place.0.clone();
    Some(match sign_on {
        SignOn { user_from: Some(user), password_from: Some(password), .. } => {
            Credentials::Basic { user: secret(user)?, password: secret(password)? }
        }
        SignOn { bearer_from: Some(token), .. } => Credentials::Bearer(secret(token)?),
        SignOn { token_from: Some(token), .. } => Credentials::Token(secret(token)?),
        SignOn { header: Some(name), value_from: Some(value), .. } => {
            Credentials::Header { name: name.clone(), value: secret(value)? }
        }
        _ => Credentials::None,
    })
}

fn trusted(trust: &Trusted) -> Trust {
    let identity = trust.certificate.clone().zip(trust.key.clone());
    Trust { ca: trust.ca.clone(), identity, insecure: trust.insecure }
}

fn filters(console: &mut Console, command: &Pull) -> Result<Filters, Outcome> {
    let wanted = &command.wanted;
    let added_after = match &wanted.added_after {
        None => None,
        Some(text) => Some(time(text).ok_or_else(|| {
            let help = "write `2024-03-26` or `2024-03-26T12:00:00Z`";
            console.fail(&format!("`{text}` is neither a day nor an instant"), help)
        })?),
    };
    let versions = if wanted.all_versions { Versions::All } else { Versions::Last };
    Ok(Filters { added_after, types: wanted.types.clone(), versions, ..Filters::default() })
}

fn tell(console: &mut Console, pulled: &Pulled) {
    let objects = if pulled.objects == 1 { "object" } else { "objects" };
    console.say(&format!("{} {objects}", pulled.objects));
    if pulled.repaired > 0 {
        let count = pulled.repaired;
        let which = if count == pulled.objects { "each".to_owned() } else { format!("{count} of them") };
        console.say(&format!("note: the `spec_version` of {which} was the type of the object; it is `2.1` now"));
    }
    if pulled.older > 0 {
        let count = pulled.older;
        let versions = if count == 1 { "older version" } else { "older versions" };
        console
            .say(&format!("note: the server gave {count} {versions} that nobody asked for; the bundle has the newest"));
    }
    let things = |count: usize| if count == 1 { "object" } else { "objects" };
    if !pulled.clashes.is_empty() {
        let (count, things) = (pulled.clashes.len(), things(pulled.clashes.len()));
        console.say(&format!(
            "warning: {count} {things} came with two contents of one version; the bundle has the first:"
        ));
        name(console, &pulled.clashes);
    }
    if !pulled.lost.is_empty() {
        let (count, things) = (pulled.lost.len(), things(pulled.lost.len()));
        console
            .say(&format!("attrc: the server fails to give {count} {things} of its manifest, which the bundle lacks:"));
        name(console, &pulled.lost);
    }
}

fn name(console: &mut Console, ids: &[String]) {
    ids.iter().take(NAMED).for_each(|id| console.say(&format!("  {}", visible(id))));
    let count = ids.len();
    if count > NAMED {
        console.say(&format!("  and {} more", count - NAMED));
    }
}

/// How many objects that could not be read are named.
const NAMED: usize = 20;

/// Tells what went wrong with the server.
fn failed(console: &mut Console, trouble: &Trouble) -> Outcome {
    let told = console.fail(&trouble.message(), &trouble.help());
    if trouble.is_of_the_other_side() { Outcome::OtherSide } else { told }
}
