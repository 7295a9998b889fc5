//! What acts did ends when others take their place or decide them, and is not taken back (mapping: life cycle).

use std::fmt::Write as _;
use std::path::PathBuf;

use attrc::facts::lifecycle::{Lifecycle, Within};
use attrc::facts::{EntityId, Facts};
use attrc::stix::Object;
use attrc::world::Memory;
use attrc::{Compilation, compile};

const ACTS: &str = include_str!("../../fixtures/words/life-cycle.attr");

fn compiled(text: &'static str) -> Compilation {
    let world = Memory::new([("/case/main.attr", text)]);
    let compilation = compile(&world, &[PathBuf::from("/case/main.attr")], None);
    let first = compilation.diagnostics.first().map(|diagnostic| &diagnostic.message);
    assert!(!compilation.has_errors(), "{first:?}");
    compilation
}

fn objects(text: &'static str) -> Vec<Object> {
    compiled(text).objects
}

fn named(facts: &Facts, name: &str) -> EntityId {
    facts.entity_ids().find(|id| facts.entity(*id).name == name).unwrap()
}

/// The steps of somebody in the thread of an act, in the order in which they were taken.
fn steps(facts: &Facts, act: &str, party: &str) -> Vec<&'static str> {
    let lifecycle = Lifecycle::new(facts);
    let thread = lifecycle.thread(named(facts, act)).unwrap();
    lifecycle.history(thread, named(facts, party)).iter().map(|event| event.step.word).collect()
}

#[test]
fn what_befell_a_set_befell_its_members_and_a_case_is_one_by_its_docket() {
    let facts = compiled(ACTS).facts;
    let alder =
        ["investigated", "warrant-issued", "indicted", "sealed", "unsealed", "indicted", "surrendered", "dismissed"];
    let cedar = ["investigated", "indicted", "sealed", "unsealed", "indicted", "pleaded"];
    let mut of_alder = steps(&facts, "second_bill", "alder");
    // Three of them were on one day, which says nothing of their order.
    of_alder[1..4].sort_unstable();
    let mut expected = alder;
    expected[1..4].sort_unstable();
    assert_eq!(of_alder, expected);
    assert_eq!(steps(&facts, "inquiry", "cedar"), cedar);
    assert_eq!(steps(&facts, "listing", "alder"), ["listed"]);
    assert_eq!(steps(&facts, "again", "brine"), ["listed", "amended", "delisted", "listed"]);
    // Of another docket, and of another authority.
    assert!(steps(&facts, "affidavit", "alder").is_empty());
    assert_eq!(steps(&facts, "of_marsh", "brine"), ["listed"]);
}

/// A thousand acts against a set of a thousand, each of whom is named by as many acts: no pair of them is looked at.
#[test]
fn many_acts_against_many_people_take_linear_time() {
    let mut text = String::from("agency court \"Court\"\n");
    let count = 2_000;
    let names: Vec<String> = (0..count).map(|at| format!("p{at}")).collect();
    names.iter().for_each(|name| writeln!(text, "person {name} \"{name}\"").unwrap());
    writeln!(text, "group everybody \"everybody\" {{ size {count}  members {} }}", names.join(", ")).unwrap();
    for name in &names {
        let common = "authority court  docket \"PE-7\"";
        writeln!(text, "indictment i{name} \"i\" {{ {common}  against everybody  returned 2024-01-02 }}").unwrap();
        writeln!(text, "conviction c{name} \"c\" {{ {common}  against {name}  entered 2024-03-02 }}").unwrap();
    }
    let facts = compiled(String::leak(text)).facts;
    let start = std::time::Instant::now();
    let lifecycle = Lifecycle::new(&facts);
    assert_eq!(
        lifecycle.tracks().filter(|(_, _, tracks)| tracks.too_early(Within::Thread).next().is_some()).count(),
        0
    );
    assert!(start.elapsed() < std::time::Duration::from_secs(2), "{:?}", start.elapsed());
}

fn text<'o>(object: &'o Object, key: &str) -> &'o str {
    object.get(key).and_then(|value| value.as_text()).unwrap_or_default()
}

/// "2023-06-20 .. 2023-09-05  Prosecutors of Port Example charges …", in the order of the bundle.
#[test]
fn what_an_act_did_has_a_window() {
    let objects = objects(ACTS);
    let mut windows = String::new();
    let verbs = ["charges", "convicts", "sanctions", "arrests", "seizes", "disrupts"];
    for object in objects.iter().filter(|object| verbs.contains(&text(object, "relationship_type"))) {
        let day = |key| {
            object
                .get(key)
                .map_or("          ".to_owned(), |value| serde_json::to_string(value).unwrap()[1..11].to_owned())
        };
        assert!(object.get("revoked").is_none());
        writeln!(windows, "{} .. {}  {}", day("start_time"), day("stop_time"), text(object, "description")).unwrap();
    }
    insta::assert_snapshot!(windows);
}

/// What the report of each act says of it in the extension.
#[test]
fn what_befell_whom_is_told_by_the_report_of_the_act() {
    let objects = objects(ACTS);
    let name = |id: &str| {
        let named = objects.iter().find(|object| object.id.is_some_and(|own| own.to_string() == id));
        named.map_or(id.to_owned(), |object| format!("<{}>", text(object, "name")))
    };
    let mut told = String::new();
    for report in objects.iter().filter(|object| object.kind() == "report") {
        let extension = report.get("extensions").map(|value| serde_json::to_value(value).unwrap()).unwrap();
        let act = extension.as_object().unwrap().values().find_map(|of| of.get("act")).unwrap().clone();
        writeln!(
            told,
            "{} ({})",
            text(report, "name"),
            report.get("report_types").map(|types| serde_json::to_string(types).unwrap()).unwrap()
        )
        .unwrap();
        for (key, value) in act.as_object().unwrap() {
            let value = value.to_string();
            let ids: Vec<&str> = value.split('"').filter(|part| part.contains("--")).collect();
            let named = ids.iter().fold(value.clone(), |value, id| value.replace(id, &name(id)));
            writeln!(told, "  {key} {named}").unwrap();
        }
    }
    insta::assert_snapshot!(told);
}
