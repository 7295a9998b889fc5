//! What of names reaches the output: aliases that nobody disputes, and one thing only where the giver says so.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test fails by panicking")]

use attrc::compile;
use attrc::world::Memory;
use serde_json::{Value, json};

const HEAD: &str = r#"
organization labs "Example Labs"
organization tides "Tides Research"
source article "New names" { publisher labs  published 2025-06-12  tier vendor }
"#;

/// The objects that a text becomes.
fn objects(text: &str) -> Vec<Value> {
    let world = Memory::new([("/p/main.attr", format!("{HEAD}{text}"))]);
    let compilation = compile(&world, &["/p/main.attr".into()], None);
    assert!(!compilation.has_errors(), "{text}: {:?}", compilation.diagnostics);
    compilation.objects.iter().map(|object| serde_json::to_value(object).unwrap()).collect()
}

fn named(objects: &[Value], name: &str) -> Value {
    objects.iter().find(|object| object["name"] == name).unwrap_or_else(|| panic!("no {name}")).clone()
}

#[test]
fn aliases_are_the_names_in_use_that_nothing_else_has() {
    let objects = objects(
        r#"
        actor lantern "Tin Lantern" {
          aka "Lantern" by labs
          aka "Old Lantern" by labs until 2023
          aka "New Lantern" by [labs, tides] since 2023
          aka "Marsh Light" by tides
        }
        actor heron "Grey Heron" { aka "marsh light" by labs }
        organization works "Example Works" { aka "The Works" by labs }
        "#,
    );
    let lantern = named(&objects, "Tin Lantern");
    assert_eq!(lantern["aliases"], json!(["Lantern", "New Lantern"]));
    assert_eq!(lantern["description"], "Other names: Old Lantern; Marsh Light.");
    let names = &lantern["extensions"]["extension-definition--5c9f0c1e-6d0b-4f6a-9a3e-8f6d3b1f2a70"]["names"];
    let values: Vec<&str> = names.as_array().unwrap().iter().map(|name| name["value"].as_str().unwrap()).collect();
    assert_eq!(values, ["Lantern", "Old Lantern", "New Lantern", "New Lantern", "Marsh Light"], "one entry a giver");
    assert!(names.as_array().unwrap().iter().all(|name| name["giver_ref"].is_string()));
    assert_eq!(names[1]["until"]["latest"], "2023-12-31T23:59:59.999Z");
    assert_eq!(names[2]["since"]["earliest"], "2023-01-01T00:00:00.000Z");
    assert_eq!(named(&objects, "Grey Heron")["aliases"], Value::Null);
    assert_eq!(named(&objects, "Example Works")["description"], "Other names: The Works.");
}

#[test]
fn only_the_giver_of_both_names_makes_them_one() {
    let types = |claim: &str| -> Vec<String> {
        let text = format!(
            "actor lantern \"Tin Lantern\" {{ aka \"Lantern\" by labs }}
             actor heron \"Grey Heron\" {{ aka \"Heron\" by labs }}
             from article {{ {claim} }}"
        );
        let types = objects(&text).iter().map(|object| object["relationship_type"].clone()).collect::<Vec<_>>();
        types.iter().filter_map(|kind| kind.as_str().map(str::to_owned)).collect()
    };
    assert_eq!(types("labs says { lantern same-as heron }"), ["duplicate-of"]);
    assert_eq!(types("tides says { lantern same-as heron }"), ["related-to"]);
    assert_eq!(types("labs says { lantern tracked-as heron }"), ["tracked-as"]);
    assert_eq!(types("labs says { lantern overlaps-with heron }"), ["overlaps-with"]);
    assert_eq!(types("labs says { lantern renamed-to heron  on 2024-03-01 }"), ["renamed-to"]);
}
