//! Publishing to servers of many sorts: what is planned, what arrives, and what is told of it.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use attrc::outputs::taxii::ledger::Ledger;
use attrc::outputs::taxii::publish::{AtHome, Carried, Fate, Parcel, Plan, Publisher, Step, parcels};
use attrc::outputs::taxii::{Access, Client, Collection, Rules, Trouble, Url};
use attrc::project::Address;
use attrc::stix::{ATTRC_IDENTITY, EXTENSION, Id, Object};
use attrc::world::World;
use jiff::Timestamp;
use uuid::Uuid;

use super::server::{Asked, Clock, Fault, Personality, Process, Script, Server, Virtual, collection_url};

const BASE: &str = "https://taxii.example";
const EARLY: &str = "2026-01-01T00:00:00.000Z";
const LATE: &str = "2026-02-01T00:00:00.000Z";

fn time(text: &str) -> Timestamp {
    text.parse().unwrap()
}

fn indicator(number: u128, modified: &str) -> Object {
    Object::new(Id::new("indicator", Uuid::from_u128(number)))
        .with("created", time(EARLY))
        .with("modified", time(modified))
        .with("name", format!("Indicator {number}"))
        .with("pattern", "[url:value = 'x']")
}

fn address(number: u128) -> Object {
    Object::new(Id::new("ipv4-addr", Uuid::from_u128(number))).with("value", format!("198.51.100.{number}"))
}

fn sent(objects: &[Object]) -> Vec<Parcel> {
    let (parcels, unsendable) = parcels(objects, AtHome::default());
    assert!(unsendable.is_empty(), "{unsendable:?}");
    parcels
}

/// A server, and who publishes to it.
struct Stage {
    server: Arc<Server>,
    clock: Arc<Clock>,
}

impl Stage {
    fn new(rules: Personality) -> Self {
        Self { server: Arc::new(Server::new(rules)), clock: Clock::at("2026-03-01T00:00:00Z") }
    }

    /// Plans, and carries the plan out.
    fn run(&self, parcels: &[Parcel], ledger: Option<&Path>, batch: usize) -> Result<(Plan, Carried), Trouble> {
        let world = Virtual::new(&self.clock, 7, &[]);
        self.run_in(&world, parcels, ledger, batch)
    }

    fn run_in(
        &self,
        world: &dyn World,
        parcels: &[Parcel],
        ledger: Option<&Path>,
        batch: usize,
    ) -> Result<(Plan, Carried), Trouble> {
        let network = Process::new(&self.clock, &[(BASE, &self.server)]);
        let url = collection_url(BASE);
        let home = Url::parse(&url).unwrap();
        let rules = Rules { patience: Duration::from_secs(30), ..Rules::default() };
        let client = Client::new(world, &network, Access::none(), rules, &[&home]);
        let collection = Collection::open(&client, &Address::Collection(url.clone()))?;
        let ledger = ledger.map(|path| Ledger::open(world, path, &url).unwrap());
        let mut publisher = Publisher { world, collection: &collection, ledger, batch, verify: true };
        let (plan, readable) = publisher.plan(parcels)?;
        publisher.may_add()?;
        let carried = publisher.publish(parcels, &plan, readable, &mut |_| {});
        Ok((plan, carried))
    }

    fn ids(&self) -> BTreeSet<String> {
        self.server.held().into_keys().map(|(id, _)| id).collect()
    }
}

fn words(carried: &Carried) -> BTreeSet<&'static str> {
    carried.fates.iter().map(Fate::word).collect()
}

#[test]
fn every_server_ends_with_exactly_the_release_and_a_second_run_sends_nothing() {
    for rules in Personality::READABLE {
        for count in [3u128, 700] {
            let stage = Stage::new(rules.clone());
            let first: Vec<Object> = (0..count).map(|number| indicator(number, EARLY)).collect();
            let first = sent(&first);
            let (plan, carried) = stage.run(&first, None, 100).unwrap();
            assert_eq!(plan.count(Step::New), first.len(), "{}", rules.name);
            assert!(carried.trouble.is_none(), "{}: {:?}", rules.name, carried.trouble);
            assert_eq!(words(&carried), BTreeSet::from(["arrived"]), "{}", rules.name);
            assert_eq!(stage.server.count(), first.len(), "{}", rules.name);

            stage.server.forget_requests();
            let (plan, carried) = stage.run(&first, None, 100).unwrap();
            assert_eq!((plan.count(Step::There), stage.server.posts()), (first.len(), 0), "{}", rules.name);
            assert_eq!(words(&carried), BTreeSet::from(["left"]), "{}", rules.name);

            let next = [
                indicator(0, EARLY),
                indicator(1, LATE),
                indicator(2, LATE).with("revoked", true),
                indicator(9000, LATE),
            ];
            let (plan, carried) = stage.run(&sent(&next), None, 100).unwrap();
            assert_eq!(plan.steps, [Step::There, Step::Version, Step::Withdrawal, Step::New], "{}", rules.name);
            assert_eq!(words(&carried), BTreeSet::from(["arrived", "left"]), "{}", rules.name);
            assert_eq!(stage.server.count(), first.len() + 3, "{}", rules.name);
        }
    }
}

#[test]
fn objects_without_versions_that_a_server_refuses_are_named_and_the_rest_arrives() {
    let stage = Stage::new(Personality::OPENTAXII);
    let mut objects: Vec<Object> = (0..200).map(address).collect();
    objects.extend((0..50).map(|number| indicator(number, EARLY).with("sighted_ref", address(3).id.unwrap())));
    let (plan, carried) = stage.run(&sent(&objects), None, 100).unwrap();
    assert_eq!(plan.packed.envelopes.len(), 3);
    assert_eq!(words(&carried), BTreeSet::from(["arrived", "not-taken"]));
    assert!(carried.trouble.is_none());
    assert_eq!(stage.server.count(), 50);
    assert!(stage.server.posts() < 20, "{} requests to find out that none is taken", stage.server.posts());
    assert_eq!(carried.notes, ["50 objects that are there refer to ipv4-addr “198.51.100.3”, which was not taken."]);
}

#[test]
fn observables_are_known_by_their_id_and_a_change_of_one_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let ledger = folder.path().join("ledger");
    for rules in [Personality::STANDARD, Personality::MEDALLION] {
        let stage = Stage::new(rules);
        let objects = sent(&[address(1), address(2)]);
        let _ = std::fs::remove_file(&ledger);
        stage.run(&objects, Some(&ledger), 100).unwrap();
        let (plan, _) = stage.run(&objects, Some(&ledger), 100).unwrap();
        assert_eq!(plan.steps, [Step::There; 2]);
        let changed = sent(&[address(1), address(2).with("x_note", "other")]);
        let (plan, _) = stage.run(&changed, Some(&ledger), 100).unwrap();
        assert_eq!(plan.steps, [Step::There, Step::Stuck]);
        assert_eq!(stage.server.count(), 2);
    }
}

#[test]
fn the_culprit_is_found_and_the_others_arrive() {
    for status in [400, 422, 500] {
        let stage = Stage::new(Personality::STANDARD);
        let objects = sent(&(0..300).map(|number| indicator(number, EARLY)).collect::<Vec<_>>());
        let culprits = [&objects[0], &objects[1], &objects[177]].map(|parcel| parcel.id.clone());
        stage.server.state().culprits = culprits.iter().cloned().collect();
        stage.server.state().culprit_status = status;
        let (_, carried) = stage.run(&objects, None, 100).unwrap();
        assert!(carried.trouble.is_none(), "{status}: {:?}", carried.trouble);
        let lost = carried
            .fates
            .iter()
            .enumerate()
            .filter(|(_, fate)| matches!(fate, Fate::NotTaken(why) if why.contains("is refused")));
        assert_eq!(lost.map(|(at, _)| at).collect::<Vec<_>>(), [0, 1, 177], "{status}");
        assert_eq!(stage.server.count(), 297);
    }
}

#[test]
fn a_server_that_takes_less_than_it_says_gets_smaller_envelopes() {
    let stage = Stage::new(Personality { tells_bytes: None, most_bytes: Some(9_000), ..Personality::STANDARD });
    let mut objects: Vec<Object> = (0..300).map(|number| indicator(number, EARLY)).collect();
    objects.push(indicator(999, EARLY).with("description", "x".repeat(9_000)));
    objects.push(indicator(998, EARLY).with("description", "x".repeat(7_000)));
    let (_, carried) = stage.run(&sent(&objects), None, 500).unwrap();
    assert_eq!(carried.fates.iter().filter(|fate| fate.is_open()).count(), 1);
    assert!(matches!(&carried.fates[300], Fate::NotTaken(why) if why.contains("larger")));
    assert_eq!(stage.server.count(), 301);
    let wasted = stage.server.state().requests.iter().filter(|asked| asked.adds() && asked.body.len() > 9_000).count();
    assert!(wasted < 9, "{wasted} envelopes were too large");
}

#[test]
fn what_may_have_arrived_is_looked_for_before_it_is_sent_again() {
    for fault in [
        Fault::DropAfter,
        Fault::Half,
        Fault::LoginPage,
        Fault::Status(500),
        Fault::Late,
        Fault::Twice,
        Fault::Garbled(3),
    ] {
        for rules in Personality::READABLE {
            let stage = Stage::new(rules.clone());
            stage.server.set_script(Script::when(Asked::adds, 1, fault.clone()));
            let objects = sent(&(0..20).map(|number| indicator(number, EARLY)).collect::<Vec<_>>());
            let (_, carried) = stage.run(&objects, None, 100).unwrap();
            assert!(carried.trouble.is_none(), "{} {fault:?}: {:?}", rules.name, carried.trouble);
            assert!(!carried.fates.iter().any(Fate::is_open), "{} {fault:?}: {:?}", rules.name, carried.fates);
            assert_eq!(stage.ids().len(), 20, "{} {fault:?}", rules.name);
            assert!(stage.server.count() == 20, "{} {fault:?}", rules.name);
        }
    }
}

#[test]
fn a_server_that_takes_its_time_is_waited_for_and_then_left() {
    let stage = Stage::new(Personality::STANDARD);
    let objects = sent(&[indicator(1, EARLY)]);
    stage.server.state().pending = Some(3);
    let (_, carried) = stage.run(&objects, None, 100).unwrap();
    assert_eq!(carried.fates, [Fate::Arrived]);
    let stage = Stage::new(Personality::STANDARD);
    stage.server.state().pending = Some(1_000_000);
    let (_, carried) = stage.run(&objects, None, 100).unwrap();
    assert_eq!(carried.fates, [Fate::Pending]);
}

#[test]
fn a_collection_that_nobody_may_read_is_known_by_the_ledger() {
    let folder = tempfile::tempdir().unwrap();
    let ledger = folder.path().join("ledger");
    let stage = Stage::new(Personality::WRITE_ONLY);
    let objects = sent(&(0..30).map(|number| indicator(number, EARLY)).collect::<Vec<_>>());
    let (_, carried) = stage.run(&objects, Some(&ledger), 10).unwrap();
    assert_eq!(words(&carried), BTreeSet::from(["arrived"]), "{:?}", carried.trouble);
    assert_eq!(stage.server.posts(), 3);
    stage.server.forget_requests();
    stage.run(&objects, Some(&ledger), 10).unwrap();
    assert_eq!(stage.server.posts(), 0);
    let (_, carried) = stage.run(&objects, None, 10).unwrap();
    assert_eq!((stage.server.posts(), stage.server.count()), (3, 30));
    assert!(carried.notes.iter().any(|note| note.contains("everything is sent each time")));
}

#[test]
fn what_a_killed_run_tried_is_no_failure_of_the_next() {
    let folder = tempfile::tempdir().unwrap();
    let ledger = folder.path().join("ledger");
    let rules = Personality { can_read: false, ..Personality::MEDALLION };
    let stage = Stage::new(rules);
    let objects = sent(&[indicator(1, EARLY), indicator(2, EARLY)]);
    // As if it had been killed after the server had it: tried, and nothing more.
    let world = Virtual::new(&stage.clock, 7, &[]);
    Ledger::open(&world, &ledger, &collection_url(BASE))
        .unwrap()
        .record(&objects, attrc::outputs::taxii::ledger::State::Tried)
        .unwrap();
    stage.run(&objects[..1], None, 10).unwrap();
    let (_, carried) = stage.run(&objects, Some(&ledger), 10).unwrap();
    assert_eq!(carried.fates, [Fate::WasThere, Fate::Arrived]);
    stage.server.forget_requests();
    stage.run(&objects, Some(&ledger), 10).unwrap();
    assert_eq!(stage.server.posts(), 0);
}

#[test]
fn two_publishers_at_once_end_as_one() {
    for rules in Personality::READABLE {
        let stage = Stage::new(rules.clone());
        let objects = sent(&(0..40).map(|number| indicator(number, EARLY)).collect::<Vec<_>>());
        // Somebody else adds the same between the look and the sending.
        let other = Stage { server: Arc::clone(&stage.server), clock: Arc::clone(&stage.clock) };
        let same = objects.clone();
        let mut raced = false;
        stage.server.set_script(Script::by(move |asked| {
            if asked.adds() && !std::mem::replace(&mut raced, true) {
                return Some(Fault::Twice);
            }
            None
        }));
        let (_, carried) = stage.run(&objects, None, 10).unwrap();
        assert!(!carried.fates.iter().any(Fate::is_open), "{}: {:?}", rules.name, carried.fates);
        let (_, carried) = other.run(&same, None, 10).unwrap();
        assert!(!carried.fates.iter().any(Fate::is_open), "{}", rules.name);
        assert_eq!(stage.server.count(), 40, "{}", rules.name);
    }
}

#[test]
fn who_may_not_add_is_told_before_anything_is_sent() {
    let stage = Stage::new(Personality::READ_ONLY);
    let trouble = stage.run(&sent(&[indicator(1, EARLY)]), None, 10).unwrap_err();
    assert!(trouble.message().contains("can_write") && !trouble.message().contains("403"), "{trouble}");
    assert_eq!(stage.server.posts(), 0);
}

#[test]
fn patience_with_what_is_pending_is_that_of_the_whole_run() {
    let stage = Stage::new(Personality::STANDARD);
    stage.server.set_script(Script::when(Asked::adds, usize::MAX, Fault::Pending(u32::MAX)));
    let objects: Vec<Object> = (0..40).map(|number| indicator(number, EARLY)).collect();
    let began = stage.clock.now();
    let (plan, carried) = stage.run(&sent(&objects), None, 4).unwrap();
    assert_eq!((plan.packed.envelopes.len(), words(&carried)), (10, BTreeSet::from(["pending"])));
    let took = stage.clock.now().duration_since(began).as_secs();
    assert!((30..40).contains(&took), "30 seconds are the patience, and it took {took}");
}

#[test]
fn what_says_nothing_of_the_facts_may_stay_at_home() {
    let known = |kind: &'static str, id: &str| Object::new(Id::parse(kind, id).unwrap()).with("modified", time(EARLY));
    let objects = [known("extension-definition", EXTENSION), known("identity", ATTRC_IDENTITY), indicator(1, EARLY)];
    let (all, _) = parcels(&objects, AtHome::default());
    let (rest, _) = parcels(&objects, AtHome { extension: true, ..AtHome::default() });
    assert_eq!((all.len(), rest.len(), rest[0].id.starts_with("indicator--")), (3, 1, true));
}

#[test]
fn versions_that_would_spoil_a_collection_are_not_sent() {
    let odd = |modified: &'static str| {
        let object =
            Object::new(Id::new("tool", Uuid::from_u128(1))).with("created", modified).with("modified", modified);
        parcels(&[object], AtHome::default())
    };
    for modified in ["2026-01-01T00:00:00.0000001Z", "2026-01-01", "soon", "2026-01-01T01:00:00+01:00"] {
        let (sent, left) = odd(modified);
        assert!(sent.is_empty() && left[0].why.contains("`modified`"), "{modified}");
    }
    let (sent, _) = odd("2026-01-01T00:00:00Z");
    let body = String::from_utf8(sent[0].body.clone()).unwrap();
    assert!(body.contains(r#""modified":"2026-01-01T00:00:00.000Z""#), "{body}");
}

#[test]
fn nobody_answers_any_more_and_the_next_run_finishes() {
    let stage = Stage::new(Personality::STANDARD);
    let objects = sent(&(0..50).map(|number| indicator(number, EARLY)).collect::<Vec<_>>());
    let mut posts = 0;
    stage.server.set_script(Script::by(move |asked| {
        posts += usize::from(asked.adds());
        (posts > 2).then_some(Fault::DropBefore)
    }));
    let (_, carried) = stage.run(&objects, None, 10).unwrap();
    assert!(carried.trouble.is_some());
    assert_eq!(carried.fates.iter().filter(|fate| **fate == Fate::Arrived).count(), 20);
    stage.server.set_script(Script::none());
    stage.server.forget_requests();
    let (_, carried) = stage.run(&objects, None, 10).unwrap();
    assert!(carried.trouble.is_none() && !carried.fates.iter().any(Fate::is_open));
    assert_eq!((stage.server.posts(), stage.server.count()), (3, 50));
}

#[test]
fn an_object_that_is_cut_off_on_the_way_does_not_keep_the_others() {
    let stage = Stage::new(Personality::STANDARD);
    let objects = sent(&(0..40).map(|number| indicator(number, EARLY)).collect::<Vec<_>>());
    let cut = objects[17].id.clone();
    stage.server.set_script(Script::by(move |asked| {
        let has = asked.adds() && String::from_utf8_lossy(&asked.body).contains(&cut);
        has.then_some(Fault::DropBefore)
    }));
    let (_, carried) = stage.run(&objects, None, 10).unwrap();
    assert!(carried.trouble.is_none(), "{:?}", carried.trouble);
    let open: Vec<usize> = (0..40).filter(|at| carried.fates[*at].is_open()).collect();
    assert_eq!((open, stage.server.count()), (vec![17], 39));
}

#[test]
fn what_a_closed_server_refuses_again_and_again_is_never_taken_to_be_there() {
    let folder = tempfile::tempdir().unwrap();
    let ledger = folder.path().join("ledger");
    let rules = Personality { can_read: false, ..Personality::MEDALLION };
    let stage = Stage::new(rules);
    let objects = sent(&[indicator(1, EARLY)]);
    // Another publisher, without this ledger, was first: this server calls a duplicate a failure, as it would a refusal.
    stage.run(&objects, None, 10).unwrap();
    for _ in 0..3 {
        let (_, carried) = stage.run(&objects, Some(&ledger), 10).unwrap();
        assert!(matches!(carried.fates[0], Fate::Unknown(_)), "{:?}", carried.fates);
    }
}
