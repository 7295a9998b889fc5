//! Publishing in this process: releases of small projects, and runs that send them to a server of the tests.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::Path;
use std::sync::Arc;

use attrc::outputs::taxii::ledger::Ledger;
use attrc::outputs::taxii::publish::{
    AtHome, Ending, Fate, Parcel, Publisher, Report, json, markdown, parcels, terminal,
};
use attrc::outputs::taxii::{Access, Client, Collection, Rules, Trouble, Url};
use attrc::project::Address;
use attrc::versions::{Draft, Lock, release};
use attrc::world::{Memory, Network, World};
use jiff::Timestamp;

use crate::server::{Clock, Kept, Personality, Process, Server, collection_url};

/// Where the server is.
pub const HERE: &str = "https://taxii.example";
/// Where credentials must not go.
pub const ELSEWHERE: &str = "https://elsewhere.example";
/// What must be seen by nobody but the server.
pub const PASSWORD: &str = "zwölf-Möwen-über-dem-Hafen";
/// Where the ledger is, in the world of a run.
pub const LEDGER: &str = "/ledger";

const MANIFEST: &str = "edition = \"2026\"\n[author]\nname = \"Tests of publishing\"\nclass = \"organization\"\n\
    [project]\nnamespace = \"7b4f0c52-6a3e-4d8e-9f0a-2c1d5e6f7a81\"\nmarking = \"clear\"\n";

/// A project with so many claims, the first of which are hedged otherwise than the others.
pub fn text(claims: std::ops::Range<usize>, sure: usize) -> String {
    let mut text =
        "agency centre \"Cyber Centre of Examples\" { scale uk-phia }\norganization paper \"The Example Paper\"\n\
        actor lantern \"Tin Lantern\"\n\
        source article \"An article\" { publisher paper  published 2024-03-26  tier press }\n\
        from article {\n  centre assesses {\n"
            .to_owned();
    for claim in claims {
        let hedge = if claim < sure { "almost-certain" } else { "likely" };
        text += &match claim % 5 {
            4 => format!("    lantern controls domain \"h{claim}[.]example\"  during 2021  {hedge}\n"),
            _ => format!("    lantern targets class \"staff {claim}\"  {hedge}\n"),
        };
    }
    text + "  }\n}\n"
}

/// A release, as it is sent.
pub struct Released {
    /// The objects.
    pub parcels: Vec<Parcel>,
    /// The lock that goes with it.
    pub lock: Lock,
}

/// Releases a text after what a lock has.
pub fn released(text: &str, before: &Lock, at: &str) -> Released {
    let mut lock = Vec::new();
    before.write_to(&mut lock).unwrap();
    // With a lock the release time is no part of what is said.
    let files = [
        ("/case/attr.toml", MANIFEST.as_bytes()),
        ("/case/main.attr", text.as_bytes()),
        ("/case/attr.lock", lock.as_slice()),
    ];
    let at: Timestamp = at.parse().unwrap();
    let built = attrc::compile(&Memory::new(files), &["/case/main.attr".into()], Some(at));
    assert!(!built.has_errors(), "{:?}", built.diagnostics);
    let author = built.settings.author.id.unwrap();
    let draft =
        Draft { section: "stix", objects: built.objects, author, fixed: &built.foreign, returned: &HashMap::new(), at };
    let made = release(before, draft);
    let (parcels, others) = parcels(&made.objects, AtHome::default());
    assert!(others.is_empty());
    Released { parcels, lock: made.lock }
}

/// A first release of so many claims.
pub fn first(claims: usize) -> Released {
    released(&text(0..claims, 0), &Lock::default(), "2026-01-01T00:00:00Z")
}

/// Where things happen: one server, another one that must not be told secrets, a clock, files.
pub struct Scene {
    /// The server that is published to.
    pub server: Arc<Server>,
    /// The one that nobody asked.
    pub elsewhere: Arc<Server>,
    /// The clock of all.
    pub clock: Arc<Clock>,
    /// The files of the publisher.
    pub world: Kept,
    network: Process,
    /// How long and how often the client tries.
    pub rules: Rules,
    /// How many objects go in one envelope.
    pub batch: usize,
    /// Whether what is sent is written down.
    pub ledger: bool,
    /// How it signs on.
    pub access: Access,
}

impl Scene {
    /// A server that asks for a password, and a publisher who knows it.
    pub fn new(server: Server, seed: u64) -> Self {
        let server = Arc::new(server.that_asks_for("authorization", &credentials()));
        let elsewhere = Arc::new(Server::new(Personality::STANDARD));
        let clock = Clock::at("2026-02-01T00:00:00Z");
        let network = Process::new(&clock, &[(HERE, &server), (ELSEWHERE, &elsewhere)]);
        let rules = Rules { page: 30, ..Rules::default() };
        let world = Kept::new(&clock, seed);
        let access = Access::basic("publisher", PASSWORD);
        Self { server, elsewhere, clock, world, network, rules, batch: 9, ledger: false, access }
    }

    /// Publishes, and tells what came of it.
    pub fn publish<'p>(&self, parcels: &'p [Parcel]) -> Ended<'p> {
        self.run(parcels, true)
    }

    /// Plans only.
    pub fn plan<'p>(&self, parcels: &'p [Parcel]) -> Ended<'p> {
        self.run(parcels, false)
    }

    fn run<'p>(&self, parcels: &'p [Parcel], carries_out: bool) -> Ended<'p> {
        let (world, network): (&dyn World, &dyn Network) = (&self.world, &self.network);
        let url = Url::parse(&collection_url(HERE)).unwrap();
        let client = Client::new(world, network, self.access.clone(), self.rules.clone(), &[&url]);
        let ended = |trouble| Ended { parcels, report: None, trouble: Some(trouble), notes: Vec::new() };
        let collection = match Collection::open(&client, &Address::Collection(collection_url(HERE))) {
            Ok(collection) => collection,
            Err(trouble) => return ended(trouble),
        };
        let ledger =
            self.ledger.then(|| Ledger::open(world, Path::new(LEDGER), collection_url(HERE).as_str()).unwrap());
        let mut publisher = Publisher { world, collection: &collection, ledger, batch: self.batch, verify: true };
        let (plan, readable) = match publisher.plan(parcels) {
            Ok(planned) => planned,
            Err(trouble) => return ended(trouble),
        };
        let carried = carries_out.then(|| publisher.publish(parcels, &plan, readable, &mut |_| {}));
        let trouble = carried.as_ref().and_then(|carried| carried.trouble.clone());
        let notes = carried.as_ref().map(|carried| carried.notes.clone()).unwrap_or_default();
        let told = trouble.as_ref().map(|trouble| (trouble.message(), trouble.help()));
        let report = Report {
            destination: "here".to_owned(),
            collection: collection.url.shown().to_owned(),
            parcels,
            plan,
            fates: carried.map(|carried| carried.fates),
            trouble: told,
            notes: notes.clone(),
        };
        Ended { parcels, report: Some(report), trouble, notes }
    }

    /// What the ledger says that the server has.
    pub fn in_ledger(&self, parcels: &[Parcel]) -> usize {
        let ledger = Ledger::open(&self.world, Path::new(LEDGER), &collection_url(HERE)).unwrap();
        parcels.iter().filter(|parcel| ledger.has(parcel)).count()
    }
}

/// The header that the server asks for, made without the code that is tested.
pub fn credentials() -> String {
    // "publisher:zwölf-Möwen-über-dem-Hafen" in base64.
    "Basic cHVibGlzaGVyOnp3w7ZsZi1Nw7Z3ZW4tw7xiZXItZGVtLUhhZmVu".to_owned()
}

/// How a run ended.
pub struct Ended<'p> {
    parcels: &'p [Parcel],
    /// What it was about; `None` where it ended before there was a plan.
    pub report: Option<Report<'p>>,
    /// What ended it early.
    pub trouble: Option<Trouble>,
    /// What else it told.
    pub notes: Vec<String>,
}

impl Ended<'_> {
    /// How.
    pub fn ending(&self) -> Ending {
        self.report.as_ref().map_or(Ending::Failed, Report::ending)
    }

    /// Whether the collection has all.
    pub fn is_complete(&self) -> bool {
        self.ending() == Ending::Complete
    }

    /// What became of the objects that are not there: ids and why.
    pub fn open(&self) -> Vec<(&str, &Fate)> {
        let fates = self.report.iter().flat_map(|report| report.fates.iter().flatten());
        self.parcels.iter().zip(fates).filter(|(_, fate)| fate.is_open()).map(|(one, fate)| (&*one.id, fate)).collect()
    }

    /// Everything that anybody is shown of it.
    pub fn shown(&self) -> String {
        let trouble =
            self.trouble.as_ref().map(|trouble| format!("{} {} {trouble:?}", trouble.message(), trouble.help()));
        let report =
            self.report.as_ref().map(|report| terminal(report) + &markdown(report) + &json(report).to_string());
        format!("{trouble:?} {report:?} {:?}", self.notes)
    }

    /// Neither the password nor what is made of it is shown.
    pub fn assert_discreet(&self) {
        let shown = self.shown();
        for secret in [PASSWORD, credentials().split(' ').next_back().unwrap()] {
            assert!(!shown.contains(secret), "a secret is shown: {shown}");
        }
    }
}

/// The versions of a release: id and version to the bytes that are sent. What has no version of its own is known by its id.
pub fn expected(parcels: &[Parcel]) -> BTreeMap<(String, String), String> {
    let version = |parcel: &Parcel| {
        let created = || {
            let object: serde_json::Value = serde_json::from_slice(&parcel.body).unwrap();
            object["created"].as_str().and_then(|created| created.parse().ok())
        };
        parcel.version.or_else(created).map_or_else(String::new, |at: Timestamp| format!("{at:.3}"))
    };
    parcels
        .iter()
        .map(|parcel| ((parcel.id.clone(), version(parcel)), String::from_utf8(parcel.body.clone()).unwrap()))
        .collect()
}

/// The objects of a release that a server takes which wants `modified` of everything.
pub fn dated(parcels: &[Parcel]) -> Vec<Parcel> {
    parcels.iter().filter(|parcel| parcel.version.is_some()).cloned().collect()
}

/// Whatever ever came to the server was planned, byte for byte.
pub fn assert_planned(scene: &Scene, releases: &[&[Parcel]]) {
    let bodies: BTreeSet<&[u8]> = releases.iter().copied().flatten().map(|parcel| parcel.body.as_slice()).collect();
    for object in &scene.server.state().received {
        assert!(bodies.contains(object.as_bytes()), "nobody planned to send {object}");
    }
    for asked in &scene.elsewhere.state().requests {
        assert!(!asked.adds(), "another host got objects");
        assert_eq!(asked.header("authorization"), None, "another host got credentials");
    }
}
