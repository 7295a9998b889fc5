//! What acts did ends when others take their place or decide them, and is not taken back (mapping: life cycle).

use std::fmt::Write as _;
use std::path::PathBuf;

use attrc::compile;
use attrc::stix::Object;
use attrc::world::Memory;

const ACTS: &str = include_str!("../../fixtures/words/life-cycle.attr");

fn objects(text: &'static str) -> Vec<Object> {
    let world = Memory::new([("/case/main.attr", text)]);
    let compilation = compile(&world, &[PathBuf::from("/case/main.attr")], None);
    assert!(!compilation.has_errors(), "{:?}", compilation.diagnostics);
    compilation.objects
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
