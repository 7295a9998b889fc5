//! Single rows of the mapping, and its edges.

use std::collections::HashSet;

use attrc::facts::{Target, Value};
use attrc::stix::{Emission, Object};

use crate::build::{Build, confident, day, during, graded, likelihood, since, until};

/// A source, an agency and an actor: the least that a claim needs.
fn small() -> Build {
    let mut build = Build::default();
    build.declare("organization", "paper", "The Paper");
    build.declare("agency", "ncsc", "NCSC");
    build.declare("actor", "apt", "APT 0");
    build.declare("organization", "victim", "Victim Ltd.");
    build.declare("person", "ann", "Ann");
    build.declare("source", "article", "An article").name("publisher", "paper").time("published", day("2024-03-26"));
    build.from("article");
    build
}

fn of<'e>(emission: &'e Emission, kind: &str) -> Vec<&'e Object> {
    emission.objects.iter().filter(|object| object.kind() == kind).collect()
}

fn related<'e>(emission: &'e Emission, relationship: &str) -> Vec<&'e Object> {
    let is = |object: &&&Object| object.get("relationship_type").and_then(|kind| kind.as_text()) == Some(relationship);
    of(emission, "relationship").into_iter().filter(|object| is(&object)).collect()
}

fn text<'o>(object: &'o Object, key: &str) -> &'o str {
    object.get(key).and_then(|value| value.as_text()).unwrap_or_default()
}

fn id_of(object: &Object) -> String {
    object.id.expect("what is emitted has an id").to_string()
}

fn codes(emission: &Emission) -> Vec<&'static str> {
    emission.findings.iter().map(|finding| finding.code.id).collect()
}

#[test]
fn every_reference_points_at_an_object_of_the_bundle_and_back() {
    let emission = crate::article::article().emit();
    let mut before: HashSet<String> = HashSet::new();
    let all: HashSet<String> = emission.objects.iter().map(id_of).collect();
    for object in &emission.objects {
        for (key, value) in object.properties().iter().filter(|(key, _)| *key != "id") {
            let text = serde_json::to_string(value).unwrap();
            for id in text.split('"').filter(|part| part.contains("--") && !part.starts_with("extension-definition")) {
                assert!(all.contains(id), "{id} of {} is nowhere", id_of(object));
                let backwards = before.contains(id) || key == "extensions" || key == "created_by_ref";
                assert!(backwards, "{id} of {}.{key} comes later", id_of(object));
            }
        }
        before.insert(id_of(object));
    }
    assert_eq!(all.len(), emission.objects.len());
}

#[test]
fn windows_of_one_claim_are_two_objects_and_repetition_is_an_error() {
    let mut build = small();
    build.observable("ipv4-addr", "203.0.113.7");
    build.claim("ncsc", "alleges", "apt", "controls", "203.0.113.7").time = Some(during("2021").into());
    let one = build.emit();
    build.claim("ncsc", "alleges", "apt", "controls", "203.0.113.7").time = Some(during("2019").into());
    let two = build.emit();
    let ids = |emission: &Emission| related(emission, "controls").iter().map(|object| object.id).collect::<Vec<_>>();
    assert_eq!(ids(&two).len(), 2);
    // The earlier window takes the bare key, which the later one had alone.
    assert_eq!(ids(&two)[1], ids(&one)[0]);
    assert_eq!((of(&two, "indicator").len(), of(&two, "ipv4-addr").len()), (2, 1));
    build.claim("ncsc", "alleges", "apt", "controls", "203.0.113.7").time = Some(during("2021").into());
    assert_eq!(codes(&build.emit()), ["E0801"]);
}

#[test]
fn what_a_graph_would_misread_is_a_note() {
    let mut build = small();
    build.claim("ncsc", "assesses", "apt", "targets", "victim").certainty = likelihood("uk-phia", "highly-unlikely");
    build.claim("ncsc", "assesses", "apt", "compromises", "victim").negated = true;
    build.claim("ncsc", "assesses", "victim", "front-for", "[unstated]");
    build.claim("ncsc", "assesses", "apt", "reaches", "victim").certainty =
        likelihood("uk-phia", "realistic-possibility");
    let emission = build.emit();
    let notes = of(&emission, "note");
    let abstracts: Vec<&str> = notes.iter().map(|note| text(note, "abstract")).collect();
    assert_eq!(abstracts, ["Highly unlikely: targets", "Not: compromises", "front-for: unstated"]);
    assert_eq!(
        text(notes[1], "content"),
        "NCSC assesses: APT 0 does not compromise Victim Ltd. — The Paper, 2024-03-26."
    );
    assert_eq!(
        text(notes[2], "content"),
        "NCSC assesses: Victim Ltd. is a front for [unstated]. — The Paper, 2024-03-26."
    );
    let sentence = "NCSC assesses as realistic possibility: APT 0 reaches Victim Ltd. — The Paper, 2024-03-26.";
    assert_eq!(text(related(&emission, "targets")[0], "description"), sentence);
}

#[test]
fn the_number_is_of_likelihood_then_grade_then_confidence() {
    let mut build = small();
    let mut both = likelihood("uk-phia", "highly-likely");
    both.grade = graded("B2").grade;
    build.claim("ncsc", "assesses", "apt", "targets", "victim").certainty = both;
    build.claim("ncsc", "assesses", "apt", "reaches", "victim").certainty = graded("B2");
    build.claim("ncsc", "assesses", "apt", "destroys", "victim").certainty = confident("high");
    build.claim("ncsc", "assesses", "apt", "extorts", "victim").certainty = graded("F6");
    build.claim("ncsc", "assesses", "apt", "surveils", "victim");
    let emission = build.emit();
    let number = |object: &&Object| object.get("confidence").map(|value| serde_json::to_string(value).unwrap());
    let numbers: Vec<_> = related(&emission, "targets").iter().map(number).collect();
    assert_eq!(numbers, [Some("85".to_owned()), Some("70".to_owned()), Some("85".to_owned()), None, None]);
}

#[test]
fn whoever_is_asserted_to_act_gets_a_threat_actor() {
    let mut build = small();
    build.declare("state", "prc", "China").code("country", "CN");
    build.claim("ncsc", "alleges", "ann", "employed-by", "victim");
    build.claim("ncsc", "alleges", "prc", "targets", "victim").certainty = likelihood("uk-phia", "unlikely");
    assert!(of(&build.emit(), "threat-actor").is_empty());
    build.claim("ncsc", "alleges", "ann", "targets", "victim");
    build.claim("ncsc", "alleges", "prc", "targets", "victim");
    let emission = build.emit();
    let actors = of(&emission, "threat-actor");
    assert_eq!(actors.len(), 2);
    assert_eq!(text(actors[0], "resource_level"), "individual");
    assert_eq!(related(&emission, "attributed-to").len(), 2);
    assert_eq!(related(&emission, "targets")[0].get("source_ref").unwrap().as_id(), actors[0].id);
    let employed = related(&emission, "employed-by")[0].get("source_ref").unwrap().as_id().unwrap();
    assert_eq!(employed.kind(), "identity");
}

#[test]
fn times_that_are_not_bounds_give_no_instants() {
    let mut build = small();
    let mut about = since("since about 2020-05", "2020-05-01", "2020-05-31");
    about.qualifier = Some("about");
    build.claim("ncsc", "alleges", "apt", "targets", "victim").time = Some(about.into());
    build.claim("ncsc", "alleges", "apt", "reaches", "victim").time =
        Some(until("until 2021", "2021-01-01", "2021-12-31").into());
    let emission = build.emit();
    let both = related(&emission, "targets");
    assert_eq!((both[0].get("start_time"), both[0].get("stop_time")), (None, None));
    assert!(text(both[0], "description").contains("targets Victim Ltd. since about 2020-05."));
    assert!(both[1].get("start_time").is_none() && both[1].get("stop_time").is_some());
}

#[test]
fn an_indicator_without_a_start_is_reported_and_stays_valid_stix() {
    let mut build = small();
    build.observable("domain-name", "it's.example");
    build.claim("ncsc", "alleges", "apt", "uses", "it's.example").time =
        Some(until("until 2021", "2021-01-01", "2021-12-31").into());
    let emission = build.emit();
    assert_eq!(codes(&emission), ["L0801"]);
    let indicator = of(&emission, "indicator")[0];
    assert_eq!(text(indicator, "pattern"), r"[domain-name:value = 'it\'s.example']");
    assert!(serde_json::to_string(indicator).unwrap().contains(r#""valid_from":"2021-01-01T00:00:00.000Z""#));
}

#[test]
fn a_hijacked_device_is_a_victim() {
    let mut build = small();
    build.declare("infrastructure", "routers", "hijacked routers").word("infrastructure_types", "routers-switches");
    build.observable("ipv4-addr", "203.0.113.7");
    build.claim("ncsc", "alleges", "apt", "compromises", "routers");
    build.claim("ncsc", "alleges", "routers", "consists-of", "203.0.113.7");
    build.claim("ncsc", "alleges", "apt", "uses", "203.0.113.7").time = Some(during("2021").into());
    let emission = build.emit();
    let indicator = serde_json::to_string(of(&emission, "indicator")[0]).unwrap();
    assert!(indicator.contains(r#""indicator_types":["compromised"]"#), "{indicator}");
    assert!(indicator.contains(r#""labels":["stance:alleges","third-party-victim"]"#), "{indicator}");
}

#[test]
fn a_joint_statement_is_one_object_and_a_document_speaks_as_its_publisher() {
    let mut build = small();
    build.claim("ncsc, paper", "alleges", "apt", "targets", "victim");
    build.claim("article", "reports", "apt", "uses", "victim");
    let emission = build.emit();
    let joint = related(&emission, "targets");
    assert_eq!(joint.len(), 1);
    assert!(text(joint[0], "description").starts_with("NCSC, The Paper allege: "));
    assert!(text(related(&emission, "uses")[0], "description").starts_with("The Paper reports: "));
}

#[test]
fn data_stands_for_its_owner() {
    let mut build = small();
    build.declare("data", "register", "the electoral register").name("owner", "victim");
    build.declare("data", "orphan", "a list of voters");
    build.claim("ncsc", "alleges", "apt", "exfiltrates-from", "register");
    build.claim("ncsc", "alleges", "apt", "exfiltrates-from", "victim");
    build.claim("ncsc", "alleges", "apt", "exfiltrates-from", "orphan");
    let emission = build.emit();
    let all = related(&emission, "targets");
    let target = |object: &Object| object.get("target_ref").unwrap().as_id().unwrap();
    assert_eq!((all.len(), target(all[0])), (3, target(all[1])));
    assert_ne!(target(all[2]), target(all[1]));
    let sentence =
        "NCSC alleges: APT 0 exfiltrates data from the electoral register of Victim Ltd. — The Paper, 2024-03-26.";
    assert_eq!(text(all[0], "description"), sentence);
    assert!(serde_json::to_string(all[0]).unwrap().contains(r#""counted":"the electoral register""#));
}

#[test]
fn contested_and_ended_names_are_not_aliases() {
    let mut build = small();
    build.declare("actor", "one", "One").text("aka", "Red Panda").text("aka", "Blue Panda");
    build.declare("actor", "two", "Two").text("aka", "red panda");
    build.outside().declare("actor", "three", "Three").with("aka", Value::Text("Old".to_owned()), |value| {
        value.time = Some(until("until 2021", "2021-01-01", "2021-12-31"));
    });
    let emission = build.emit();
    assert_eq!(codes(&emission), ["L0802", "L0802"]);
    let named = |name| of(&emission, "intrusion-set").into_iter().find(|object| text(object, "name") == name).unwrap();
    assert_eq!(serde_json::to_string(named("One").get("aliases").unwrap()).unwrap(), r#"["Blue Panda"]"#);
    assert_eq!(text(named("One"), "description"), "Other names: Red Panda.");
    assert_eq!((named("Three").get("aliases"), text(named("Three"), "description")), (None, "Other names: Old."));
}

#[test]
fn ids_survive_what_they_are_not_made_of() {
    let ids = |build: &Build| -> Vec<String> { build.emit().objects.iter().map(id_of).collect() };
    let mut build = small();
    build.claim("ncsc", "alleges", "apt", "targets", "victim");
    let before = ids(&build);
    let claim = build.facts.claims.last_mut().unwrap();
    claim.certainty = likelihood("uk-phia", "likely");
    claim.role = Some("bait".to_owned());
    claim.time = Some(during("2020").into());
    let actor = build.id("apt").0 as usize;
    build.facts.entities[actor].title = "Another title".to_owned();
    build.facts.entities[actor].was = Some("apt".to_owned());
    build.facts.entities[actor].name = "renamed".to_owned();
    assert_eq!(ids(&build), before);
}

#[test]
fn an_id_of_ones_own_replaces_the_object_s_and_no_key() {
    let own = "intrusion-set--1e6c6d63-36a6-5a47-8b1c-5f0a0d4e2b11";
    let mut build = small();
    build.claim("ncsc", "alleges", "apt", "targets", "victim");
    let before = related(&build.emit(), "targets")[0].id;
    let mut build = small();
    build.declare("actor", "apt", "APT 0").text("id", own);
    build.claim("ncsc", "alleges", "apt", "targets", "victim");
    let emission = build.emit();
    let relation = related(&emission, "targets")[0];
    assert_eq!(
        (relation.id, relation.get("source_ref").unwrap().as_id().unwrap().to_string()),
        (before, own.to_owned())
    );
    build.declare("malware", "m", "M").text("id", own).value("is_family", Value::Boolean(true));
    assert!(codes(&build.emit()).contains(&"E0806"));
}

#[test]
fn raw_types_are_typed_by_the_standard() {
    let mut build = small();
    build.outside();
    let hashes = Value::Dictionary(vec![("SHA-256".to_owned(), Value::Text("fe".repeat(32)))]);
    build.declare("file", "dropper", "dropper").value("hashes", hashes).text("name", "qwerty.dll");
    let phase = |name: &str| {
        Value::Dictionary(vec![
            ("phase_name".to_owned(), Value::Text(name.to_owned())),
            ("kill_chain_name".to_owned(), Value::Text("mitre-attack".to_owned())),
        ])
    };
    build
        .declare("malware", "shadow", "Shadow")
        .value("is_family", Value::Boolean(false))
        .word("malware_types", "backdoor")
        .name("sample_refs", "dropper")
        .value("kill_chain_phases", phase("execution"))
        .time("first_seen", during("2019"))
        .time("last_seen", during("2020"))
        .value(
            "custom",
            Value::Dictionary(vec![("x_note".to_owned(), Value::List(vec![Value::Null, Value::Integer(3)]))]),
        )
        .text("url", "https://shadow.example/about?x")
        .word("marking", "amber-strict");
    let malware = build.emit();
    assert_eq!(codes(&malware), [] as [&str; 0]);
    insta::assert_json_snapshot!(of(&malware, "malware")[0]);
    build.declare("malware", "nameless", "Nameless");
    let emission = build.emit();
    assert_eq!(codes(&emission), ["E0805"]);
    assert_eq!(emission.findings[0].message, "`nameless` has no `is_family`, which STIX requires of a `malware`");
}

#[test]
fn persona_places_remarks_and_codes() {
    let mut build = small();
    build
        .declare("persona", "lockbitsupp", "LockBitSupp")
        .text("platform", "Twitter")
        .text("account", "lockbitsupp")
        .text("note", "since banned");
    build.declare("actor", "renamed", "Renamed").was("old_name");
    build.declare("organization", "lab", "Lab").code("place", "US-AL").text("registration", "123");
    build.declare("organization", "lost", "Lost").text("place", "Atlantis");
    build.coded("attack-pattern", "T1566.002");
    build.coded("vulnerability", "CVE-2021-34473");
    build.coded("location", "CN");
    build.claim("ncsc", "alleges", "apt", "uses", "T1566.002");
    build.claim("ncsc", "alleges", "apt", "exploits", "CVE-2021-34473");
    build.claim("ncsc", "alleges", "apt", "originates-from", "CN");
    let emission = build.emit();
    assert_eq!(codes(&emission), [] as [&str; 0], "facts have refused a place without a country");
    let kinds = ["user-account", "location", "attack-pattern", "vulnerability", "note"];
    let objects: Vec<&Object> = kinds.iter().flat_map(|kind| of(&emission, kind)).collect();
    insta::assert_json_snapshot!(objects);
}

#[test]
fn answers_to_answers_and_to_documents() {
    let mut build = small();
    build.claim("ncsc", "alleges", "apt", "targets", "victim");
    let claim = build.last_claim();
    build.response("victim", "denies", vec![Target::Claims { label: "x".to_owned(), claims: vec![claim] }]);
    let first = build.last_response();
    build.response("ncsc", "rebuts", vec![Target::Response { label: "y".to_owned(), response: first }]);
    let article = build.id("article");
    build.response("paper", "retracts", vec![Target::Document(article)]);
    let emission = build.emit();
    let opinions = of(&emission, "opinion");
    let report = of(&emission, "report")[0];
    let refs = |object: &Object| {
        object.get("object_refs").unwrap().items().iter().map(|id| id.as_id().unwrap()).collect::<Vec<_>>()
    };
    assert_eq!(refs(opinions[1]), [opinions[0].id.unwrap()]);
    assert_eq!(refs(opinions[2]), [report.id.unwrap()]);
    assert!(!refs(report).contains(&opinions[2].id.unwrap()));
    assert_eq!(text(opinions[1], "explanation"), "NCSC rebuts the denial by Victim Ltd. — The Paper, 2024-03-26.");
    build.response("paper", "retracts", vec![Target::Document(article)]);
    assert_eq!(codes(&build.emit()), ["E0803"]);
}

#[test]
fn an_act_that_is_superseded_stops() {
    let mut build = small();
    build.outside();
    build
        .declare("complaint", "first", "US v. Ann")
        .name("authority", "ncsc")
        .name("against", "ann")
        .time("sworn", day("2018-09-06"));
    build
        .declare("indictment", "second", "US v. Ann")
        .name("authority", "ncsc")
        .name("against", "ann")
        .time("unsealed", day("2021-02-17"))
        .name("supersedes", "first");
    let emission = build.emit();
    let charges = related(&emission, "charges");
    let stop = |object: &Object| object.get("stop_time").map(|value| serde_json::to_string(value).unwrap());
    assert_eq!((stop(charges[0]).as_deref(), stop(charges[1])), (Some("\"2021-02-17T00:00:00.000Z\""), None));
    assert_eq!(of(&emission, "report").len(), 2);
}

#[test]
fn an_undated_document_asks_for_a_date() {
    let mut build = Build::default();
    build.declare("source", "page", "A page");
    build.declare("actor", "apt", "APT 0");
    build.from("page").claim("page", "says", "apt", "linked-to", "apt");
    let emission = build.emit();
    assert_eq!(codes(&emission), ["E0804"]);
    assert_eq!(
        emission.findings[0].help.as_deref(),
        Some("give it `published` or `retrieved`, or build with a release time (`--at`)")
    );
}

#[test]
fn one_observable_under_two_names_is_an_error() {
    let mut build = small();
    build.declare("domain-name", "one", "one").text("value", "a.example");
    build.observable("domain-name", "a.example");
    assert_eq!(codes(&build.emit()), [] as [&str; 0]);
    build.declare("domain-name", "two", "two").text("value", "a.example");
    assert_eq!(codes(&build.emit()), ["E0802"]);
}
