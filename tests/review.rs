//! What changed between two texts or bundles: `fixtures/review/NAME/{old,new}.{attr,json}`, told beside them for the terminal
//! and as Markdown. `INSTA_UPDATE=always` rewrites what is told.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test fails by panicking")]

use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Instant;

use attrc::compile;
use attrc::json::read;
use attrc::queries::lines;
use attrc::review::render::json as as_json;
use attrc::review::render::{LIMIT, Shown, markdown, terminal};
use attrc::review::{Place, Review, Sign, TOPICS, diff};
use attrc::source::FileId;
use attrc::stix::Bundle;
use attrc::world::Memory;
use proptest::prelude::*;
use serde_json::{Value, json};

/// The text of a side as a bundle, and where its objects stand.
fn side(folder: &Path, name: &str) -> (String, BTreeMap<String, Place>) {
    let json = folder.join(format!("{name}.json"));
    if json.exists() {
        return (fs::read_to_string(json).unwrap(), BTreeMap::new());
    }
    let file = format!("{name}.attr");
    built(&file, fs::read(folder.join(&file)).unwrap())
}

fn built(file: &str, content: Vec<u8>) -> (String, BTreeMap<String, Place>) {
    let path = PathBuf::from("/case").join(file);
    let compilation = compile(&Memory::new([(path.clone(), content)]), &[path], None);
    assert!(!compilation.has_errors(), "{file}: {:#?}", compilation.diagnostics);
    let places = lines(&compilation).into_iter().map(|(id, line)| (id, Place { file: line.file, line: line.line }));
    let places = places.collect();
    let mut out = Vec::new();
    Bundle::new(compilation.objects).received(compilation.bundle.unwrap_or_default()).write(&mut out).unwrap();
    (String::from_utf8(out).unwrap(), places)
}

fn compared(old: &str, new: &str) -> Review {
    let ((old, _), (new, _)) = (read(FileId(0), old), read(FileId(1), new));
    diff(&old, &new)
}

fn shown(all: bool) -> Shown<'static> {
    Shown { old: "old", new: "new", all, width: 110 }
}

fn fixtures() -> Vec<(String, Review, Review)> {
    let mut folders: Vec<PathBuf> =
        fs::read_dir("fixtures/review").unwrap().map(|entry| entry.unwrap().path()).collect();
    folders.sort();
    let reviewed = folders.into_iter().map(|folder| {
        let (old, old_places) = side(&folder, "old");
        let (new, new_places) = side(&folder, "new");
        let mut forth = compared(&old, &new);
        forth.locate(&old_places, &new_places);
        (folder.file_name().unwrap().to_str().unwrap().to_owned(), forth, compared(&new, &old))
    });
    reviewed.collect()
}

#[test]
fn changes_are_told() {
    let all = fixtures();
    assert!(all.len() >= 20, "{}", all.len());
    for (name, review, _) in &all {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/review").join(name);
        insta::with_settings!({ snapshot_path => folder, prepend_module_to_snapshot => false, omit_expression => true }, {
            insta::assert_snapshot!("terminal", terminal(review, &shown(false)));
            insta::assert_snapshot!("markdown", markdown(review, &shown(false)));
        });
    }
    let told = |topic| all.iter().any(|(_, review, _)| review.entries.iter().any(|entry| entry.topic == topic));
    let silent: Vec<&str> = TOPICS.iter().filter(|row| !told(row.topic)).map(|row| row.word).collect();
    assert!(silent.is_empty(), "no fixture shows {silent:?}");
}

#[test]
fn the_page_shows_what_is_said() {
    let all = fixtures();
    let (_, review, _) = all.iter().find(|(name, ..)| name == "tutorial").unwrap();
    let told = terminal(review, &Shown { old: "old.attr", new: "new.attr", all: false, width: 100 });
    let page = include_str!("../docs/diff.md");
    assert!(page.contains(&told), "docs/diff.md has to show:\n{told}");
    let missing: Vec<&str> = TOPICS.iter().map(|row| row.title).filter(|title| !page.contains(title)).collect();
    assert!(missing.is_empty(), "headings that docs/diff.md does not explain: {missing:?}");
}

#[test]
fn what_comes_one_way_goes_the_other() {
    for (name, forth, back) in fixtures() {
        let count = |review: &Review, sign| review.entries.iter().filter(|entry| entry.sign == sign).count();
        // What is merged one way is split the other, and what is told of time depends on its direction.
        if ![
            "merged",
            "split",
            "name-of-another",
            "title-of-another",
            "merged-bundles-of-others",
            "bundles-of-others",
            "indicators",
        ]
        .contains(&&*name)
        {
            assert_eq!(count(&forth, Sign::Added), count(&back, Sign::Removed), "{name}");
            assert_eq!(count(&forth, Sign::Removed), count(&back, Sign::Added), "{name}");
            assert_eq!(count(&forth, Sign::Changed), count(&back, Sign::Changed), "{name}");
        }
        assert!(!forth.is_empty() && !back.is_empty(), "{name}");
    }
}

#[test]
fn json_fits_its_schema() {
    let schema: Value = serde_json::from_str(include_str!("../schemas/diff.schema.json")).unwrap();
    let topics: Vec<Value> = TOPICS.iter().map(|row| Value::from(row.word)).collect();
    assert_eq!(schema["$defs"]["change"]["properties"]["topic"]["enum"], Value::from(topics));
    let schema = jsonschema::validator_for(&schema).unwrap();
    for (name, review, _) in fixtures() {
        for all in [false, true] {
            let written: Value = serde_json::from_str(&as_json(&review, &shown(all))).unwrap();
            let wrong: Vec<String> = schema.iter_errors(&written).map(|error| error.to_string()).collect();
            assert!(wrong.is_empty(), "{name}: {wrong:#?}");
            let counted = written["formal"].as_array().unwrap().iter();
            let items: usize = counted.clone().filter_map(|formal| formal["items"].as_array()).map(Vec::len).sum();
            let counts: u64 = counted.map(|formal| formal["count"].as_u64().unwrap()).sum();
            assert_eq!(items as u64, if all { counts } else { 0 }, "{name}");
        }
    }
}

#[test]
fn scripts_get_whole_texts_and_pages_the_place_where_they_part() {
    let (old, new) = (format!("{} no", "a ".repeat(3_000)), format!("{}\n  yes", "a ".repeat(3_000)));
    let object = |text: &str| json!([{"type": "malware", "id": "malware--1", "description": text}]).to_string();
    let review = compared(&object(&old), &object(&new));
    let written: Value = serde_json::from_str(&as_json(&review, &shown(false))).unwrap();
    assert_eq!(written["changes"][0]["parts"][0]["old"], old);
    assert_eq!(written["changes"][0]["parts"][0]["new"], new);
    for page in [terminal(&review, &shown(false)), markdown(&review, &shown(false))] {
        assert!(page.contains("no → …") && page.contains("yes") && page.len() < 2_000, "{page}");
    }
}

#[test]
fn cases_are_like_themselves_and_like_nothing_else() {
    let case = |name: &str| {
        let folder = PathBuf::from("fixtures/cases").join(name);
        let compilation = compile(&attrc::world::Disk, &[folder], None);
        let mut out = Vec::new();
        Bundle::new(compilation.objects).write(&mut out).unwrap();
        String::from_utf8(out).unwrap()
    };
    let (apt31, lazarus) = (case("apt31"), case("lazarus"));
    assert!(compared(&apt31, &apt31).is_empty());
    assert!(compared(&apt31, &lazarus).entries.len() > 100);
    // White space and the order of keys are nothing.
    let value: Value = serde_json::from_str(&apt31).unwrap();
    assert!(compared(&apt31, &value.to_string()).is_empty());
}

#[test]
fn a_value_that_differs_is_told_or_counted() {
    let (bundle, _) =
        built("main.attr", fs::read("fixtures/cases/harbor/main.attr").unwrap_or_default().into_iter().collect());
    let whole: Value = serde_json::from_str(&bundle).unwrap();
    let mut changed = 0;
    for at in 0..whole["objects"].as_array().unwrap().len() {
        for path in leaves(&whole["objects"][at], String::new()) {
            if ["/id", "/type"].contains(&&*path) {
                continue;
            }
            let mut other = whole.clone();
            let value = other["objects"][at].pointer_mut(&path).unwrap();
            *value = match value {
                Value::String(text) => Value::from(format!("{text} otherwise")),
                Value::Number(_) => Value::from(7),
                _ => Value::from(!value.as_bool().unwrap()),
            };
            assert!(!compared(&bundle, &other.to_string()).is_empty(), "{path} of object {at}");
            changed += 1;
        }
    }
    assert!(changed > 300, "{changed}");
}

fn leaves(value: &Value, path: String) -> Vec<String> {
    match value {
        Value::Object(map) => map
            .iter()
            .flat_map(|(key, value)| leaves(value, format!("{path}/{}", key.replace('~', "~0").replace('/', "~1"))))
            .collect(),
        Value::Array(list) => {
            list.iter().enumerate().flat_map(|(at, value)| leaves(value, format!("{path}/{at}"))).collect()
        }
        Value::Null => Vec::new(),
        _ => vec![path],
    }
}

#[test]
fn a_comment_has_room_for_it() {
    let object = |at: usize| format!(r#"{{"type":"mutex","id":"mutex--{at}","name":"{}"}}"#, "é@<".repeat(at % 400));
    let objects: Vec<String> = (0..3_000).map(object).collect();
    let new = format!("[{}]", objects.join(","));
    let text = markdown(&compared("[]", &new), &shown(true));
    assert!(text.encode_utf16().count() <= LIMIT, "{}", text.len());
    assert!(text.contains("left out") && text.matches("<details>").count() == text.matches("</details>").count());
    let plain = markdown(&compared("[]", r#"[{"type":"mutex","id":"mutex--1","name":"a"}]"#), &shown(true));
    assert!(!plain.contains("left out"));
}

#[test]
fn many_objects_take_linear_time() {
    let bundle = |count: usize, word: &str| {
        let mut out = String::from("[");
        for at in 0..count {
            write!(
                out,
                r#"{{"type":"malware","id":"malware--{word}{at}","name":"Silt {at}","aliases":["Mud {at}"]}},
                   {{"type":"relationship","id":"relationship--{word}{at}","relationship_type":"{word}","source_ref":"malware--{word}{at}","target_ref":"malware--{word}{}"}},"#,
                at / 2
            )
            .unwrap();
        }
        out + "{}]"
    };
    let time = |count: usize| {
        let (old, new) = (bundle(count, "uses"), bundle(count, "targets"));
        let start = Instant::now();
        assert!(!compared(&old, &new).is_empty());
        start.elapsed()
    };
    time(100);
    let (few, many) = (time(2_000), time(20_000));
    assert!(many < few * 60, "{few:?} for 2,000, {many:?} for 20,000");
}

#[test]
fn long_texts_with_many_references_are_looked_at_once() {
    let long = "a\\n".repeat(400_000);
    let many: String = (0..4_000)
        .map(|at| {
            let relation = r#"{"type":"relationship","relationship_type":"uses","source_ref":"malware--1","target_ref":"malware--1","#;
            let opinion = r#"{"type":"opinion","opinion":"agree","object_refs":["note--1"],"#;
            format!(r#",{relation}"id":"relationship--{at}"}},{opinion}"id":"opinion--{at}"}}"#)
        })
        .collect();
    let aliases: String = (0..40_000).map(|at| format!(r#","b{at}""#)).collect();
    let new = format!(
        r#"[{{"type":"malware","id":"malware--1","name":"{long}","aliases":["a"{aliases}]}},{{"type":"note","id":"note--1","content":"{long}"}}{many}]"#
    );
    let start = Instant::now();
    let review = compared("[]", &new);
    assert_eq!(review.entries.len(), 8_002);
    assert!(terminal(&review, &shown(true)).len() < 10_000_000);
    assert!(!compared(&new, &new.replace("\"b", "\"c")).is_empty());
    assert!(start.elapsed().as_secs() < 120, "{:?}", start.elapsed());
}

/// Pieces of JSON that look like objects of STIX, and are not.
fn garbage() -> impl Strategy<Value = Value> {
    let ids = ["note--1", "relationship--1", "identity--1", "report--1", "", "x"];
    let id = || prop::sample::select(ids.to_vec()).prop_map(Value::from);
    let leaf = prop_oneof![
        id(),
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i32>().prop_map(Value::from),
        ".{0,8}".prop_map(Value::from)
    ];
    let keys = [
        "id",
        "type",
        "name",
        "aliases",
        "revoked",
        "modified",
        "object_refs",
        "source_ref",
        "target_ref",
        "confidence",
        "extensions",
        attrc::stix::EXTENSION,
        "claim",
        "speaker_refs",
        "likelihood",
        "min",
        "max",
        "names",
        "value",
        "act",
        "set",
        "objects",
        "relationship_type",
        "opinion",
        "valid_until",
        "object_marking_refs",
        "granular_markings",
        "kind",
        "unnamed",
        "project",
    ];
    leaf.prop_recursive(5, 60, 8, move |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..5).prop_map(Value::from),
            prop::collection::btree_map(prop::sample::select(keys.to_vec()).prop_map(str::to_owned), inner, 0..8)
                .prop_map(|map| Value::Object(map.into_iter().collect())),
        ]
    })
}

proptest! {
    #[test]
    fn nothing_is_too_strange_to_compare(old in prop::collection::vec(garbage(), 0..6), new in prop::collection::vec(garbage(), 0..6)) {
        let (old, new) = (Value::from(old).to_string(), Value::from(new).to_string());
        let review = compared(&old, &new);
        for all in [false, true] {
            let text = markdown(&review, &shown(all));
            prop_assert!(!text.contains("<img"));
            terminal(&review, &shown(all));
            as_json(&review, &shown(all));
        }
        prop_assert!(compared(&old, &old).is_empty());
    }
}
