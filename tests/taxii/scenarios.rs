//! What neither of the real servers does, one thing at a time: what arrives, what is sent, and what is told.

use std::time::Duration;

use attrc::outputs::taxii::publish::Ending;
use attrc::outputs::taxii::{Access, Fault as Found};

use crate::publisher::{ELSEWHERE, HERE, Released, Scene, assert_planned, dated, expected, first, released, text};
use crate::server::{Asked, Endless, Fault, Personality, Script, Server};

/// Publishes a small release by which one thing goes wrong.
fn scene(script: Script) -> (Scene, Released) {
    let scene = Scene::new(Server::new(Personality::STANDARD), 1);
    scene.server.set_script(script);
    (scene, first(20))
}

/// It is done in spite of what went wrong.
fn assert_done(scene: &Scene, released: &Released) {
    let ended = scene.publish(&released.parcels);
    assert!(ended.is_complete(), "{}", ended.shown());
    assert_whole(scene, released);
    ended.assert_discreet();
}

/// It ends with what went wrong, nothing is sent that is not to be, and the next run finishes.
fn assert_ends(scene: &Scene, released: &Released, ending: Ending, found: fn(&Found) -> bool) -> String {
    let ended = scene.publish(&released.parcels);
    assert_eq!(ended.ending(), ending, "{}", ended.shown());
    let trouble = ended.trouble.as_ref().expect("something ended it");
    assert!(found(&trouble.fault), "{trouble:?}");
    ended.assert_discreet();
    assert_planned(scene, &[&released.parcels]);
    let message = trouble.message();
    scene.server.set_script(Script::none());
    assert_done(scene, released);
    message
}

fn assert_whole(scene: &Scene, released: &Released) {
    assert_eq!(scene.server.held(), expected(&released.parcels));
    assert_eq!(scene.server.count(), released.parcels.len());
    assert_planned(scene, &[&released.parcels]);
}

fn elapsed(scene: &Scene) -> i64 {
    scene.clock.now().as_second() - "2026-02-01T00:00:00Z".parse::<jiff::Timestamp>().unwrap().as_second()
}

#[test]
fn whoever_is_asked_for_a_password_gives_it_with_every_request() {
    for (access, header, value) in [
        (Access::bearer("a-token-of-ours"), "authorization", "Bearer a-token-of-ours"),
        (Access::token("a-token-of-ours"), "authorization", "Token a-token-of-ours"),
        (Access::header("X-Api-Key", "a-token-of-ours"), "x-api-key", "a-token-of-ours"),
    ] {
        let mut scene = Scene::new(Server::new(Personality::STANDARD), 1);
        scene.access = access;
        let released = first(5);
        let ended = scene.publish(&released.parcels);
        assert!(!ended.is_complete() && !ended.shown().contains("a-token-of-ours"), "{}", ended.shown());
        assert!(scene.server.state().requests.iter().all(|asked| asked.header(header) == Some(value)));
    }
}

#[test]
fn who_is_not_known_is_told_so_and_sends_nothing() {
    let (mut scene, released) = scene(Script::none());
    scene.access = Access::basic("publisher", "not-the-pass-phrase");
    let ended = scene.publish(&released.parcels);
    assert_eq!((ended.ending(), scene.server.posts()), (Ending::Failed, 0));
    assert!(matches!(ended.trouble.as_ref().unwrap().fault, Found::Refused(401)));
    assert!(!ended.shown().contains("not-the-pass-phrase"));
}

#[test]
fn a_plan_sends_nothing() {
    let (mut scene, released) = scene(Script::none());
    scene.ledger = true;
    let ended = scene.plan(&released.parcels);
    assert!(ended.is_complete());
    assert_eq!((scene.server.posts(), scene.server.count(), scene.in_ledger(&released.parcels)), (0, 0, 0));
}

#[test]
fn nothing_to_do_costs_only_the_opening_and_the_manifest() {
    for rules in Personality::READABLE {
        let takes = if rules.timeless_sink { dated } else { |parcels: &[_]| parcels.to_vec() };
        let scene = Scene::new(Server::new(rules.clone()), 1);
        let parcels = takes(&first(60).parcels);
        assert!(scene.publish(&parcels).is_complete());
        scene.server.forget_requests();
        assert!(scene.publish(&parcels).is_complete());
        let state = scene.server.state();
        let (manifest, others): (Vec<&Asked>, Vec<&Asked>) =
            state.requests.iter().partition(|asked| asked.path.ends_with("/manifest/"));
        assert!(state.requests.iter().all(|asked| !asked.adds()), "{}", rules.name);
        assert!(others.len() <= 2 && manifest.len() <= parcels.len() / 25 + 2, "{}: {}", rules.name, manifest.len());
    }
}

#[test]
fn what_others_put_there_is_left_alone() {
    let (scene, released) = scene(Script::none());
    let theirs = first(90);
    assert!(scene.publish(&theirs.parcels).is_complete());
    let before = scene.server.held();
    assert!(scene.publish(&released.parcels).is_complete());
    assert!(before.iter().all(|(version, object)| scene.server.held().get(version) == Some(object)));
}

#[test]
fn a_change_is_one_object_and_what_vanished_is_withdrawn() {
    let (scene, before) = scene(Script::none());
    assert_done(&scene, &before);
    scene.server.forget_requests();
    let hedged = released(&text(0..20, 1), &before.lock, "2026-01-05T00:00:00Z");
    assert!(scene.publish(&hedged.parcels).is_complete());
    let received = scene.server.state().received.clone();
    assert_eq!(received.len(), 1, "one hedge, one object: {received:#?}");
    scene.server.forget_requests();
    let less = released(&text(0..19, 1), &hedged.lock, "2026-01-06T00:00:00Z");
    assert!(scene.publish(&less.parcels).is_complete());
    let withdrawn: Vec<String> =
        scene.server.state().received.iter().filter(|object| object.contains("\"revoked\":true")).cloned().collect();
    assert!(!withdrawn.is_empty(), "readers are told");
    assert_planned(&scene, &[&less.parcels]);
}

#[test]
fn a_busy_server_is_left_alone_for_as_long_as_it_asks() {
    for (after, least, most) in [
        (Some("17"), 17, 60),
        (Some("Sun, 01 Feb 2026 00:00:40 GMT"), 39, 60),
        // Nobody waits for ever, and what is no time is none.
        (Some("99999999999"), 1, 300),
        (Some("soon"), 0, 60),
        (Some("-3"), 0, 60),
        (None, 0, 60),
    ] {
        for status in [429, 503] {
            let busy = Fault::Busy(status, after.map(str::to_owned));
            let (scene, released) = scene(Script::when(Asked::adds, 1, busy));
            assert_done(&scene, &released);
            let waited = elapsed(&scene);
            assert!((least..=most).contains(&waited), "{status} {after:?}: waited {waited} s");
        }
    }
}

#[test]
fn a_server_that_stays_busy_is_given_up() {
    for status in [429, 502, 503, 504] {
        let (scene, released) = scene(Script::when(|_| true, usize::MAX, Fault::Busy(status, None)));
        let message =
            assert_ends(&scene, &released, Ending::Failed, |fault| matches!(fault, Found::Busy(..) | Found::Failed(_)));
        assert!(message.contains(&status.to_string()), "{message}");
    }
}

#[test]
fn a_lost_request_is_sent_again() {
    let (scene, released) = scene(Script::when(|asked| !asked.adds(), 2, Fault::DropBefore));
    assert_done(&scene, &released);
}

#[test]
fn after_a_lost_answer_the_manifest_is_asked_before_anything_is_sent_again() {
    for fault in
        [Fault::DropAfter, Fault::Half, Fault::LoginPage, Fault::Truncated, Fault::Garbled(3), Fault::WrongType]
    {
        let (scene, released) = scene(Script::when(Asked::adds, 1, fault.clone()));
        let ended = scene.publish(&released.parcels);
        let state = scene.server.state();
        let at = state.requests.iter().position(Asked::adds).unwrap();
        let next = &state.requests[at + 1];
        let understood = matches!(fault, Fault::Garbled(_));
        assert!(understood || next.path.ends_with("/manifest/"), "{fault:?}: {}", next.path);
        // Only the login page hid that nothing had been carried out.
        let twice = if fault == Fault::LoginPage { scene.batch } else { 0 };
        assert!(state.received.len() <= released.parcels.len() + twice, "{fault:?}: sent again without a look");
        drop(state);
        assert!(ended.is_complete(), "{fault:?}: {}", ended.shown());
        assert_whole(&scene, &released);
    }
}

#[test]
fn a_late_answer_is_looked_for() {
    let long = Fault::Delay(Duration::from_secs(4_000));
    for fault in [long, Fault::Late, Fault::Drip] {
        let (scene, released) = scene(Script::when(Asked::adds, 1, fault));
        let ended = scene.publish(&released.parcels);
        assert!(ended.is_complete(), "{}", ended.shown());
        scene.server.carry_out_late();
        assert_whole(&scene, &released);
    }
}

#[test]
fn a_request_that_arrives_twice_changes_nothing() {
    for rules in [Personality::STANDARD, Personality::MEDALLION] {
        let scene = Scene::new(Server::new(rules), 1);
        // A listing by sessions does not survive it: it only has to be an addition.
        scene.server.set_script(Script::when(Asked::adds, usize::MAX, Fault::Twice));
        assert_done(&scene, &first(20));
    }
}

#[test]
fn a_page_for_people_is_no_answer() {
    let (scene, released) = scene(Script::when(|_| true, usize::MAX, Fault::LoginPage));
    let message = assert_ends(&scene, &released, Ending::Failed, |fault| matches!(fault, Found::NotTaxii(_)));
    assert!(message.contains("text/html"), "{message}");
}

#[test]
fn an_answer_of_another_type_is_none() {
    let (scene, released) = scene(Script::when(|_| true, usize::MAX, Fault::WrongType));
    assert_ends(&scene, &released, Ending::Failed, |fault| matches!(fault, Found::NotTaxii(_)));
}

#[test]
fn another_host_gets_neither_credentials_nor_objects() {
    for status in [301, 302, 303, 307, 308] {
        for is in [(|asked: &Asked| asked.adds()) as fn(&Asked) -> bool, |_| true] {
            let (scene, released) = scene(Script::when(is, usize::MAX, Fault::Elsewhere(status, ELSEWHERE.to_owned())));
            let message = assert_ends(&scene, &released, Ending::Failed, |fault| {
                matches!(fault, Found::Elsewhere(_) | Found::Astray | Found::NotFollowed(_) | Found::Failed(_))
            });
            let led = status > 303 || scene.server.posts() == 0;
            assert!(!led || message.contains("elsewhere.example") || status <= 303, "{status}: {message}");
            assert!(scene.elsewhere.state().requests.is_empty(), "{status}: another host was asked");
        }
    }
}

#[test]
fn a_redirect_on_the_same_host_keeps_what_was_asked() {
    let (scene, released) = scene(Script::by({
        let mut moved = false;
        move |_| {
            moved = !moved;
            moved.then_some(Fault::Moved)
        }
    }));
    assert_done(&scene, &released);
}

#[test]
fn redirects_in_a_circle_end() {
    let (scene, released) = scene(Script::when(|_| true, usize::MAX, Fault::Moved));
    assert_ends(&scene, &released, Ending::Failed, |fault| *fault == Found::Astray);
}

#[test]
fn a_listing_without_an_end_is_ended() {
    for form in [Endless::SameNext, Endless::NewNext, Endless::Empty, Endless::NoNext] {
        let scene = Scene::new(Server::new(Personality::STANDARD), 1);
        let released = first(20);
        assert!(scene.publish(&released.parcels[..10]).is_complete());
        scene.server.set_script(Script::when(Asked::lists, usize::MAX, Fault::Endless(form)));
        scene.server.forget_requests();
        let ended = scene.publish(&released.parcels);
        let asked = scene.server.state().requests.len();
        assert!(asked < 200, "{form:?}: {asked} requests");
        assert_ne!(ended.ending(), Ending::Complete, "{form:?}: {}", ended.shown());
        scene.server.set_script(Script::none());
        assert_done(&scene, &released);
    }
}

#[test]
fn a_manifest_that_omits_what_is_there_leads_to_no_second_copy() {
    let (scene, released) = scene(Script::when(Asked::lists, usize::MAX, Fault::Lying(Vec::new())));
    let ended = scene.publish(&released.parcels);
    assert_ne!(ended.ending(), Ending::Complete, "what the manifest lacks is not verified");
    let sent = scene.server.state().received.len();
    assert!(sent <= released.parcels.len() * 4, "{sent} objects sent");
    scene.server.set_script(Script::none());
    assert_done(&scene, &released);
}

#[test]
fn what_a_manifest_claims_and_does_not_have_is_sent_when_it_tells_the_truth() {
    let released = first(20);
    let claims: Vec<_> = expected(&released.parcels).into_keys().filter(|(_, version)| !version.is_empty()).collect();
    let (scene, _) = scene(Script::when(Asked::lists, usize::MAX, Fault::Lying(claims)));
    scene.publish(&released.parcels);
    assert_ne!(scene.server.count(), released.parcels.len());
    scene.server.set_script(Script::none());
    assert_done(&scene, &released);
}

#[test]
fn a_next_that_has_expired_begins_the_listing_again() {
    let scene = Scene::new(Server::new(Personality::MEDALLION), 1);
    let released = first(400);
    assert!(scene.publish(&released.parcels).is_complete());
    let pages = |asked: &Asked| asked.parameter("next").is_some();
    scene.server.set_script(Script::when(pages, 1, Fault::ExpiredNext));
    scene.server.forget_requests();
    let ended = scene.publish(&released.parcels);
    assert!(ended.is_complete() && scene.server.posts() == 0, "{}", ended.shown());
    assert!(scene.server.state().requests.iter().any(pages), "the listing has pages");
}

#[test]
fn what_is_half_or_spoilt_is_no_manifest() {
    for fault in [Fault::Truncated, Fault::Huge, Fault::Garbled(2)] {
        let scene = Scene::new(Server::new(Personality::STANDARD), 1);
        let released = first(20);
        assert!(scene.publish(&released.parcels[..10]).is_complete());
        scene.server.set_script(Script::when(Asked::lists, usize::MAX, fault.clone()));
        let ended = scene.publish(&released.parcels);
        assert!(matches!(fault, Fault::Garbled(_)) || ended.ending() == Ending::Failed, "{fault:?}: {}", ended.shown());
        scene.server.set_script(Script::none());
        assert_done(&scene, &released);
    }
}

#[test]
fn what_is_pending_is_waited_for() {
    for polls in [1, 2, 8] {
        let (mut scene, released) = scene(Script::when(Asked::adds, usize::MAX, Fault::Pending(polls)));
        // The patience is that of the run, and each of its envelopes takes most of a minute at eight polls.
        scene.rules.patience = Duration::from_secs(900);
        assert_done(&scene, &released);
    }
}

#[test]
fn what_stays_pending_is_told_and_the_next_run_finishes() {
    let (scene, released) = scene(Script::when(Asked::adds, 1, Fault::Pending(u32::MAX)));
    let ended = scene.publish(&released.parcels);
    assert_eq!(ended.ending(), Ending::Partial, "{}", ended.shown());
    assert_eq!(ended.open().len(), scene.batch.min(ended.open().len()), "one envelope");
    assert!(elapsed(&scene) < 1_000, "patience has an end");
    scene.server.set_script(Script::none());
    assert_done(&scene, &released);
}

#[test]
fn a_status_without_lists_is_checked_by_the_manifest() {
    let rules = Personality { lists_objects: false, pending: 2, ..Personality::MEDALLION };
    let scene = Scene::new(Server::new(rules), 1);
    assert_done(&scene, &first(20));
}

#[test]
fn nobody_there_is_told_with_the_address() {
    let (scene, released) = scene(Script::when(|_| true, usize::MAX, Fault::DropBefore));
    let message = assert_ends(&scene, &released, Ending::Failed, |fault| matches!(fault, Found::Lost(_)));
    assert!(message.contains(HERE), "{message}");
}
