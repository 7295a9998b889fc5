//! Publishers that are killed, and two at once: a last run ends as if there had been no other.

use std::collections::BTreeMap;
use std::sync::{Arc, mpsc};
use std::thread;
use std::time::{Duration, Instant};

use serde_json::Value;

use crate::project::{Project, done, guarded};
use crate::publisher::text;
use crate::server::{Chance, Fault, Listening, Personality, Script, Server};

/// How often a publisher is killed in the whole measure; the ordinary one has a tenth.
const KILLS: usize = 200;

/// Id and version of each object.
type Release = BTreeMap<(String, String), Value>;

/// Servers, and what a project says of them.
const PLACES: [(Personality, &str); 4] = [
    (Personality::STANDARD, ""),
    (Personality::MEDALLION, ""),
    // What wants `modified` of everything gets no markings; the project has no observables then.
    (Personality::OPENTAXII, "leave_out_markings = true\n"),
    (Personality::WRITE_ONLY, "ledger = \"state/ledger\"\n"),
];

/// Claims of a project: with all that stands around them, up to a hundred objects.
const CLAIMS: usize = 30;

#[test]
fn a_publisher_may_be_killed_at_any_time() {
    let kills = if std::env::var_os("ATTRC_FULL").is_some() { KILLS } else { KILLS / 10 };
    let seed = std::env::var("ATTRC_SEED").ok().map_or(1, |seed| seed.parse::<u64>().unwrap());
    let mut chance = Chance::new(seed);
    let (mut killed, mut died) = (0, 0);
    while killed < kills {
        let (rules, keys) = &PLACES[killed % PLACES.len()];
        let batch = chance.pick(&[3, 10, 40]);
        let (server, _listening, project) = place(rules, &format!("{keys}batch = {batch}\n"), &mut chance);
        // Half of them have something to change and to take back.
        let mut earlier = Release::new();
        if chance.happens(50) {
            assert_eq!(project.publish(&[]).status, Some(0), "seed {seed}, kill {killed}, {}", rules.name);
            earlier = project.release();
            write(&project, rules, text(2..CLAIMS + 2, 6));
        }
        let times = 1 + chance.below(3);
        for _ in 0..times {
            died += usize::from(kill(&server, &project, &mut chance));
        }
        killed += times;
        server.set_script(Script::none());
        let last = project.publish(&[]);
        assert_eq!(last.status, Some(0), "seed {seed}, kill {killed}, {}: {}{}", rules.name, last.out, last.err);
        assert_whole(&server, &project, earlier, &format!("seed {seed}, kill {killed}, {}", rules.name));
    }
    // How far a run comes within some time is the machine's; that one is not at work when it is killed is no fault.
    assert!(died * 4 > kills, "only {died} of {killed} were killed before they were done");
    println!("{died} of {killed} were killed before they were done");
}

#[test]
fn two_publishers_at_once_end_as_one() {
    for (number, (rules, keys)) in PLACES.iter().enumerate() {
        let mut chance = Chance::new(number as u64);
        let (server, listening, project) = place(rules, &format!("{keys}batch = 3\n"), &mut chance);
        // From one reviewed lock; a ledger is one file for both.
        assert_eq!(project.run(&["build", "--at", "2026-02-01T00:00:00Z"]).status, Some(0));
        let shared = project.path().join("state/ledger");
        let keys = keys.replace("state/ledger", shared.to_str().unwrap());
        project.write("attr.toml", &crate::project::manifest(&listening.base(), &format!("{keys}batch = 3\n")));
        let other = project.copy();
        server.set_script(Script::when(|_| true, usize::MAX, Fault::Delay(Duration::from_millis(3))));
        let both = [project.start(&["--locked"]), other.start(&["--locked"])].map(done);
        for one in &both {
            assert_eq!(one.status, Some(0), "{}: {}{}", rules.name, one.out, one.err);
        }
        assert_whole(&server, &project, Release::new(), rules.name);
    }
}

/// A server that listens, and a project that is published to it.
fn place(rules: &Personality, keys: &str, chance: &mut Chance) -> (Arc<Server>, Listening, Project) {
    // So small that there are several envelopes, whatever the batch.
    let most = Some(*chance.pick(&[9_000, 30_000]));
    let server = Arc::new(guarded(Personality { most_bytes: most, tells_bytes: most, ..rules.clone() }));
    let listening = Listening::new(&server);
    let project = Project::new(&listening.base(), CLAIMS, keys);
    write(&project, rules, text(0..CLAIMS, 0));
    (server, listening, project)
}

/// Writes the text of a project, without observables where a server does not take them.
fn write(project: &Project, rules: &Personality, text: String) {
    let takes = |line: &&str| !rules.timeless_sink || !line.contains("domain");
    let lines: Vec<&str> = text.lines().filter(takes).collect();
    project.write("main.attr", &(lines.join("\n") + "\n"));
}

/// Publishes and kills it: at some request, or after some time. Whether it was still at work.
fn kill(server: &Server, project: &Project, chance: &mut Chance) -> bool {
    let (asked, request) = mpsc::channel();
    let mut left = 1 + chance.below(10);
    // What a dying machine was sending may never have left it.
    let lost = chance.happens(50);
    server.set_script(Script::by(move |_| {
        left = left.saturating_sub(1);
        if left == 0 {
            // Whoever waits for it may have given up.
            let _ = asked.send(());
            // However slow this machine is, the publisher is still at work when it is killed.
            return Some(if lost { Fault::DropBefore } else { Fault::Delay(Duration::from_millis(500)) });
        }
        Some(Fault::Delay(Duration::from_millis(2)))
    }));
    let mut child = project.start(&[]);
    let began = Instant::now();
    if chance.happens(70) {
        let patience = Duration::from_millis(20);
        while request.recv_timeout(patience).is_err() && child.try_wait().unwrap().is_none() {
            assert!(began.elapsed() < Duration::from_secs(60), "it neither asks nor ends");
        }
        thread::sleep(Duration::from_micros(chance.below(4_000) as u64));
    } else {
        thread::sleep(Duration::from_millis(chance.below(100) as u64));
    }
    let at_work = child.try_wait().unwrap().is_none();
    child.kill().unwrap();
    child.wait().unwrap();
    at_work
}

/// The collection holds the release, with what was released earlier, and nothing else; nothing else ever came, and now there
/// is nothing to do.
fn assert_whole(server: &Server, project: &Project, earlier: Release, context: &str) {
    let mut release = earlier;
    release.extend(project.release());
    if project.read("attr.toml").contains("leave_out_markings") {
        release.retain(|(id, _), _| !id.starts_with("marking-definition--"));
    }
    let held = server.held();
    assert_eq!(held.keys().collect::<Vec<_>>(), release.keys().collect::<Vec<_>>(), "{context}");
    assert_eq!(server.count(), release.len(), "{context}: something is there twice");
    let mut spelled: BTreeMap<(String, String), String> = BTreeMap::new();
    for raw in &server.state().received {
        let object: Value = serde_json::from_str(raw).unwrap();
        let version = ["id", "modified"].map(|key| object[key].as_str().unwrap_or_default().to_owned());
        assert!(release.values().any(|planned| *planned == object), "{context}: nobody planned to send {raw}");
        assert_eq!(spelled.entry(version.into()).or_insert_with(|| raw.clone()), raw, "{context}: other bytes");
    }
    server.forget_requests();
    let again = project.publish(&["--locked"]);
    assert_eq!(again.status, Some(0), "{context}: {}{}", again.out, again.err);
    assert_eq!(server.posts(), 0, "{context}: sent again");
}
