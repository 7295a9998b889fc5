//! The command at a server: what it ends with, what it says, and what of the project it touches.

use std::sync::Arc;
use std::time::{Duration, Instant};

use crate::project::{Project, guarded, manifest};
use crate::publisher::text;
use crate::server::{Asked, Fault, Listening, Personality, Script, Server};

/// A server that listens, and a small project that is published to it.
fn place(rules: Personality, keys: &str) -> (Arc<Server>, Listening, Project) {
    let server = Arc::new(guarded(rules));
    let listening = Listening::new(&server);
    let project = Project::new(&listening.base(), 6, keys);
    (server, listening, project)
}

#[test]
fn a_release_is_published_and_then_there_is_nothing_to_do() {
    let (server, _listening, project) = place(Personality::STANDARD, "");
    project.publish(&[]).assert(0);
    assert_eq!(server.held().into_keys().collect::<Vec<_>>(), project.release().into_keys().collect::<Vec<_>>());
    server.forget_requests();
    project.publish(&["--locked"]).assert(0);
    assert_eq!(server.posts(), 0);
    project.write("main.attr", &text(0..6, 1));
    project.publish(&["--locked"]).assert(1).says("attr.lock");
    assert_eq!(server.state().requests.iter().filter(|asked| asked.adds()).count(), 0);
    project.publish(&[]).assert(0);
    assert_eq!(server.state().received.len(), 1, "one hedge, one object");
}

#[test]
fn a_plan_shows_what_would_be_sent_and_touches_nothing() {
    let (server, _listening, project) = place(Personality::STANDARD, "ledger = \"state/ledger\"\n");
    let (lock, files) = (project.read("attr.lock"), project.files());
    project.publish(&["--plan"]).assert(0).says("+ ");
    let json = project.publish(&["--plan", "--format", "json"]);
    let plan: serde_json::Value = serde_json::from_str(&json.assert(0).out).unwrap();
    assert!(plan.is_object());
    assert_eq!((server.posts(), project.read("attr.lock")), (0, lock));
    let mut after = project.files();
    after.remove(std::path::Path::new("state"));
    assert_eq!(after, files);
}

#[test]
fn what_is_marked_above_the_ceiling_reaches_no_server() {
    let (server, listening, project) = place(Personality::STANDARD, "");
    let strict = manifest(&listening.base(), "").replacen("marking = \"clear\"", "marking = \"amber\"", 1);
    project.write("attr.toml", &strict);
    let lock = project.read("attr.lock");
    project.publish(&[]).assert(1).says("above-ceiling");
    assert!(server.state().requests.is_empty(), "a server was asked");
    assert_eq!(project.read("attr.lock"), lock);
}

#[test]
fn a_project_without_a_lock_is_refused_before_a_server_is_asked() {
    let (server, _listening, project) = place(Personality::STANDARD, "");
    std::fs::remove_file(project.path().join("attr.lock")).unwrap();
    project.publish(&[]).assert(1).says("attrc lock");
    assert!(server.state().requests.is_empty());
}

#[test]
fn a_secret_that_is_not_there_is_named_by_its_place() {
    let (server, listening, project) = place(Personality::STANDARD, "");
    project.write("attr.toml", &manifest(&listening.base(), "").replace("PASSWORD", "NOT_SET_ANYWHERE"));
    project.publish(&[]).assert(2).says("NOT_SET_ANYWHERE");
    assert!(server.state().requests.is_empty());
}

#[test]
fn whom_the_server_does_not_know_is_told_so() {
    let (server, listening, project) = place(Personality::STANDARD, "");
    project.write("attr.toml", &manifest(&listening.base(), "").replace("\"publisher\"", "\"somebody\""));
    let refused = project.publish(&[]);
    assert!(matches!(refused.status, Some(2 | 3)), "{:?} {}", refused.status, refused.err);
    refused.says("401");
    assert_eq!(server.posts(), 0);
}

#[test]
fn a_collection_that_takes_nothing_is_a_clear_refusal() {
    let (server, _listening, project) = place(Personality::READ_ONLY, "");
    let refused = project.publish(&[]);
    assert!(matches!(refused.status, Some(2 | 3)), "{:?} {}", refused.status, refused.err);
    refused.says("can_write");
    assert!(!refused.err.contains("403"), "no server said so: {}", refused.err);
    assert_eq!((server.posts(), project.read("attr.lock").as_str()), (0, "attr.lock 1\n"));
    // A reviewer may read, and need not be who publishes.
    project.publish(&["--plan"]).assert(0).says("+ ").says("can_write");
}

#[test]
fn what_nobody_may_read_is_known_by_the_ledger() {
    let (server, _listening, project) = place(Personality::WRITE_ONLY, "ledger = \"state/ledger\"\n");
    project.publish(&[]).assert(0);
    assert_eq!(server.count(), project.release().len());
    server.forget_requests();
    project.publish(&[]).assert(0);
    assert_eq!(server.posts(), 0);
    // Without it everything is sent again, and that is said.
    std::fs::remove_dir_all(project.path().join("state")).unwrap();
    project.publish(&[]).assert(0);
    assert_eq!(server.state().received.len(), project.release().len());
    assert_eq!(server.count(), project.release().len());
}

#[test]
fn a_lock_that_was_taken_back_publishes_nothing() {
    for (rules, keys) in [(Personality::STANDARD, ""), (Personality::WRITE_ONLY, "ledger = \"state/ledger\"\n")] {
        let (server, _listening, project) = place(rules, keys);
        let first = |files: &[&str]| files.iter().map(|file| project.read(file)).collect::<Vec<_>>();
        project.publish(&[]).assert(0);
        let before = first(&["main.attr", "attr.lock"]);
        project.write("main.attr", &before[0].replace("likely", "almost-certain"));
        project.run(&["lock", "--at", "2026-03-01"]).assert(0);
        project.publish(&["--locked"]).assert(0);
        let after = project.read("attr.lock");
        assert_ne!(before[1], after);
        // What `git revert` of the change does: the text and its lock are those of before.
        project.write("main.attr", &before[0]);
        project.write("attr.lock", &before[1]);
        server.forget_requests();
        for arguments in [&["--locked"][..], &["--locked", "--plan"]] {
            project.publish(arguments).assert(1).says("overtaken");
        }
        assert_eq!(server.posts(), 0);
        // The text stays, and the lock goes on from the last publication.
        project.write("attr.lock", &after);
        project.run(&["lock", "--at", "2026-04-01"]).assert(0);
        project.publish(&["--locked"]).assert(0);
        assert!(server.posts() > 0);
    }
}

#[test]
fn the_culprit_is_named_and_the_rest_is_published() {
    let (server, _listening, project) = place(Personality::STANDARD, "");
    project.run(&["build", "--at", "2026-02-01T00:00:00Z"]).assert(0);
    let release = project.release();
    let (culprit, _) = release.keys().find(|(id, _)| id.starts_with("relationship--")).unwrap();
    for status in [400, 422, 500] {
        let mut state = server.state();
        state.culprits = [culprit.clone()].into();
        state.culprit_status = status;
        drop(state);
        project.publish(&["--locked"]).assert(4).says(culprit);
        assert_eq!(server.count(), release.len() - 1, "{status}");
    }
    server.state().culprits.clear();
    project.publish(&["--locked"]).assert(0);
    assert_eq!(server.count(), release.len());
}

#[test]
fn what_is_too_much_at_once_goes_in_parts() {
    let small = Personality { most_bytes: Some(4_000), tells_bytes: Some(1_000_000), ..Personality::STANDARD };
    let (server, _listening, project) = place(small, "");
    project.publish(&[]).assert(0);
    assert_eq!(server.count(), project.release().len());
}

#[test]
fn what_stays_pending_is_told() {
    let (server, _listening, project) = place(Personality::STANDARD, "patience = 2\n");
    server.set_script(Script::when(Asked::adds, usize::MAX, Fault::Pending(u32::MAX)));
    project.publish(&[]).assert(4).says("pending");
    server.set_script(Script::none());
    project.publish(&[]).assert(0);
    assert_eq!(server.count(), project.release().len());
}

#[test]
fn the_other_side_fails_and_is_blamed_in_time() {
    for (fault, status, says) in [
        (Fault::Drip, 3, "in time"),
        (Fault::Late, 3, "in time"),
        (Fault::LoginPage, 3, "text/html"),
        // The manifest has to name another address: no other run will help.
        (Fault::Elsewhere(307, "http://elsewhere.invalid".to_owned()), 2, "elsewhere.invalid"),
        (Fault::Half, 3, "lost"),
        (Fault::DropBefore, 3, "lost"),
        (Fault::Busy(503, Some("3600".to_owned())), 3, "503"),
    ] {
        let (server, _listening, project) = place(Personality::STANDARD, "timeout = 1\npatience = 1\n");
        server.set_script(Script::when(|_| true, usize::MAX, fault.clone()));
        let began = Instant::now();
        project.publish(&[]).assert(status).says(says);
        assert!(began.elapsed() < Duration::from_secs(20), "{fault:?} took {:?}", began.elapsed());
        assert_eq!(server.count(), 0);
    }
}

#[test]
fn nobody_listens() {
    let (_, listening, project) = place(Personality::STANDARD, "timeout = 1\npatience = 1\n");
    drop(listening);
    project.publish(&[]).assert(3).says("cannot be reached");
}
