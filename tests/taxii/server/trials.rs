//! The server keeps its own rules: a test that it deceives would prove nothing.

use std::sync::Arc;
use std::time::Duration;

use attrc::world::{Broken, Internet, Method, Network, Request, Response, Tls};
use serde_json::{Value, json};

use super::{Chance, Clock, Fault, Listening, Personality, Process, Script, Server, collection_url};

const BASE: &str = "https://taxii.example";

/// Sends a request as a publisher would.
fn ask(network: &dyn Network, url: &str, body: Option<&Value>) -> Result<Response, Broken> {
    let media = "application/taxii+json;version=2.1";
    let headers = ["accept", "content-type"].map(|name| (name.to_owned(), media.to_owned()));
    let body = body.map(Value::to_string);
    let method = if body.is_some() { Method::Post } else { Method::Get };
    let body = body.as_deref().unwrap_or_default().as_bytes();
    network.send(&Request { method, url, headers: &headers, body, timeout: Duration::from_secs(5), most: 1 << 20 })
}

fn indicator(number: usize) -> Value {
    json!({
        "type": "indicator", "spec_version": "2.1", "id": format!("indicator--00000000-0000-4000-8000-{number:012}"),
        "created": "2026-01-01T00:00:00.000Z", "modified": "2026-01-01T00:00:00.000Z", "pattern": "[a:b = 1]",
    })
}

fn envelope(numbers: std::ops::Range<usize>) -> Value {
    json!({"objects": numbers.map(indicator).collect::<Vec<_>>()})
}

fn message(response: &Response) -> Value {
    serde_json::from_slice(&response.body).unwrap()
}

/// A server in this process and the network to it.
fn serve(rules: Personality) -> (Arc<Server>, Process) {
    let server = Arc::new(Server::new(rules));
    let network = Process::new(&Clock::at("2026-01-01T00:00:00Z"), &[(BASE, &server)]);
    (server, network)
}

/// The ids that a listing brings, by the way on that the server offers.
fn read_all(network: &dyn Network, what: &str) -> Vec<String> {
    let base = format!("{}{what}/?limit=30&match[version]=all", collection_url(BASE));
    let (mut ids, mut way) = (Vec::new(), String::new());
    for _ in 0..100 {
        let response = ask(network, &format!("{base}{way}"), None).unwrap();
        assert_eq!(response.status, 200);
        let page = message(&response);
        ids.extend(page["objects"].as_array().unwrap().iter().map(|entry| entry["id"].as_str().unwrap().to_owned()));
        if page["more"] != true {
            return ids;
        }
        way = match page["next"].as_str() {
            Some(next) => format!("&next={next}"),
            None => format!("&added_after={}", response.header("x-taxii-date-added-last").unwrap()),
        };
    }
    panic!("the listing does not end");
}

#[test]
fn every_personality_lists_each_object_once() {
    for rules in Personality::READABLE {
        let (server, network) = serve(rules);
        ask(&network, &format!("{}objects/", collection_url(BASE)), Some(&envelope(0..95))).unwrap();
        for what in ["manifest", "objects"] {
            let ids = read_all(&network, what);
            let expected: Vec<String> =
                (0..95).map(|number| indicator(number)["id"].as_str().unwrap().to_owned()).collect();
            assert_eq!(ids, expected, "{} {what}", server.rules.name);
        }
    }
}

#[test]
fn a_session_gives_each_page_once() {
    let (_, network) = serve(Personality::MEDALLION);
    ask(&network, &format!("{}objects/", collection_url(BASE)), Some(&envelope(0..95))).unwrap();
    let base = format!("{}manifest/?limit=30&match[version]=all", collection_url(BASE));
    let first = message(&ask(&network, &base, None).unwrap());
    let next = format!("{base}&next={}", first["next"].as_str().unwrap());
    let [second, third] = [(); 2].map(|()| message(&ask(&network, &next, None).unwrap()));
    assert_eq!(first["next"], second["next"]);
    assert_ne!(second["objects"], third["objects"], "the same address, the page after it");
}

#[test]
fn duplicates_are_what_the_personality_calls_them() {
    for (rules, failures) in [(Personality::MEDALLION, 3), (Personality::OPENTAXII, 0)] {
        let (server, network) = serve(rules);
        let url = format!("{}objects/", collection_url(BASE));
        let [_, again] = [(); 2].map(|()| ask(&network, &url, Some(&envelope(0..3))).unwrap());
        assert_eq!((message(&again)["failure_count"].as_u64(), server.count()), (Some(failures), 3));
    }
}

#[test]
fn a_stock_server_stores_and_answers_500() {
    let (server, network) = serve(Personality::STOCK);
    let answer = ask(&network, &format!("{}objects/", collection_url(BASE)), Some(&envelope(0..3))).unwrap();
    assert_eq!((answer.status, server.count()), (500, 3));
}

#[test]
fn one_object_without_a_version_sinks_the_envelope_of_some() {
    let (server, network) = serve(Personality::OPENTAXII);
    let mut envelope = envelope(0..3);
    envelope["objects"][1].as_object_mut().unwrap().remove("modified");
    let answer = ask(&network, &format!("{}objects/", collection_url(BASE)), Some(&envelope)).unwrap();
    assert_eq!((answer.status, server.count()), (500, 0));
}

#[test]
fn what_is_pending_is_there_after_its_last_poll() {
    let (server, network) = serve(Personality { pending: 2, ..Personality::STANDARD });
    let answer = ask(&network, &format!("{}objects/", collection_url(BASE)), Some(&envelope(0..3))).unwrap();
    let status = message(&answer);
    assert_eq!((status["status"].as_str(), status["total_count"].as_u64(), server.count()), (Some("pending"), None, 0));
    let url = format!("{BASE}/root/status/{}/", status["id"].as_str().unwrap());
    let polls = [(); 2].map(|()| message(&ask(&network, &url, None).unwrap())["status"].clone());
    assert_eq!((polls, server.count()), ([json!("pending"), json!("complete")], 3));
}

#[test]
fn what_is_late_arrives_after_what_follows() {
    let (server, network) = serve(Personality::STANDARD);
    server.set_script(Script::each([Fault::Late]));
    let url = format!("{}objects/", collection_url(BASE));
    assert_eq!(ask(&network, &url, Some(&envelope(0..1))), Err(Broken::TimedOut));
    assert_eq!(server.count(), 0);
    ask(&network, &url, Some(&envelope(1..2))).unwrap();
    assert_eq!(server.count(), 2);
}

#[test]
fn a_seed_gives_the_same_faults_again() {
    let faults = |seed| {
        let (server, network) = serve(Personality::STANDARD);
        server.set_script(Script::seeded(seed, 70, Vec::new()));
        let url = format!("{}objects/", collection_url(BASE));
        (0..40).map(|number| ask(&network, &url, Some(&envelope(number..number + 2)))).collect::<Vec<_>>()
    };
    assert_eq!(faults(7), faults(7));
    assert_ne!(faults(7), faults(8));
}

#[test]
fn chance_reaches_everything() {
    let mut chance = Chance::new(1);
    let mut seen = [0; 20];
    (0..4000).for_each(|_| seen[chance.below(20)] += 1);
    assert!(seen.iter().all(|times| (120..280).contains(times)), "{seen:?}");
}

#[test]
fn sockets_carry_what_the_server_answers_and_what_goes_wrong() {
    let server = Arc::new(Server::new(Personality::STANDARD));
    let listening = Listening::new(&server);
    let network = Internet::new(&Tls::default()).unwrap();
    let url = format!("{}objects/", collection_url(&listening.base()));
    let added = ask(&network, &url, Some(&envelope(0..3))).unwrap();
    assert_eq!((added.status, message(&added)["success_count"].as_u64(), server.count()), (202, Some(3), 3));
    server.set_script(Script::each([Fault::DropBefore]));
    assert!(ask(&network, &url, Some(&envelope(3..4))).is_err());
    assert_eq!(server.count(), 3);
    server.set_script(Script::each([Fault::DropAfter]));
    assert!(ask(&network, &url, Some(&envelope(3..4))).is_err());
    assert_eq!(server.count(), 4);
    server.set_script(Script::each([Fault::Half]));
    assert!(ask(&network, &url, None).is_err());
    server.set_script(Script::each([Fault::Huge]));
    assert_eq!(ask(&network, &url, None), Err(Broken::TooLong));
}

#[test]
fn too_much_is_refused_while_it_is_still_sent() {
    let server = Arc::new(Server::new(Personality::STANDARD));
    let listening = Listening::new(&server);
    let network = Internet::new(&Tls::default()).unwrap();
    let much = json!({"objects": [{"id": "indicator--1", "name": "x".repeat(8 << 20)}]});
    let answer = ask(&network, &format!("{}objects/", collection_url(&listening.base())), Some(&much));
    assert!(matches!(&answer, Ok(Response { status: 413, .. })), "{answer:?}");
    // What is announced and not refused is awaited.
    let some = json!({"objects": [{"id": "indicator--1", "name": "x".repeat(90_000)}]});
    let answer = ask(&network, &format!("{}objects/", collection_url(&listening.base())), Some(&some));
    assert!(matches!(&answer, Ok(Response { status: 202, .. })), "{answer:?}");
    assert_eq!(server.count(), 1);
}

#[test]
fn a_drip_is_cut_by_the_time_of_the_whole_request() {
    let server = Arc::new(Server::new(Personality::STANDARD));
    let listening = Listening::new(&server);
    server.set_script(Script::each([Fault::Drip]));
    let network = Internet::new(&Tls::default()).unwrap();
    let headers = [("accept".to_owned(), "application/taxii+json;version=2.1".to_owned())];
    let url = format!("{}/taxii2/", listening.base());
    let timeout = Duration::from_millis(300);
    let request = Request { method: Method::Get, url: &url, headers: &headers, body: b"", timeout, most: 1 << 20 };
    let started = std::time::Instant::now();
    assert_eq!(network.send(&request), Err(Broken::TimedOut));
    assert!(started.elapsed() < Duration::from_secs(2));
}
