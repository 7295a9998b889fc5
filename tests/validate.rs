//! Documents → findings: judged examples, a fixture for every code, near misses, and no input that stops the judge.
//!
//! `fixtures/validate/judged.jsonl` holds objects made for this project, each with the verdict that the standard gives.
//! `NAME.json` beside it shows findings, rendered in `NAME.snap`; `NAME.fine.json` must have none.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test may stop where it stands")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use attrc::diag::codes::{self, standard};
use attrc::diag::render::{Format, Style, render};
use attrc::diag::{Diagnostic, Severity};
use attrc::json;
use attrc::source::{FileId, Text};
use attrc::stix::validate::validate;
use attrc::vocab::standard::{Shape, object_type};
use proptest::prelude::*;
use serde_json::{Value, json};

/// Verdicts on what the standard leaves open.
const CONTESTED: &[(&str, bool, &str)] = &[
    ("odd-id-uuid5-sconamespace", true, "the namespace of a UUIDv5 cannot be told from the id"),
    ("odd-extref-hash-unknown", true, "section 2.7 says SHOULD, section 2.5.1 MUST, and hash-algorithm-ov is open"),
    ("ok-hash-key-lower", true, "hash-algorithm-ov is open, so `md5` is a word of somebody's own"),
    ("ok-hash-key-sha224", true, "hash-algorithm-ov is open, so `SHA-224` is a word of somebody's own"),
];

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/validate")
}

fn findings(text: &str) -> Vec<Diagnostic> {
    let (document, found) = json::read(FileId(0), text);
    if found.is_empty() { validate(FileId(0), &document) } else { found }
}

fn is_valid(found: &[Diagnostic]) -> bool {
    found.iter().all(|finding| finding.severity != Severity::Error)
}

/// The judged examples: name, expected verdict, text.
fn judged() -> &'static [(String, String, String)] {
    static JUDGED: LazyLock<Vec<(String, String, String)>> = LazyLock::new(read_judged);
    &JUDGED
}

fn read_judged() -> Vec<(String, String, String)> {
    let text = fs::read_to_string(folder().join("judged.jsonl")).unwrap();
    let rows = text.lines().map(|line| serde_json::from_str::<Value>(line).unwrap());
    let field = |row: &Value, key: &str| row[key].as_str().unwrap().to_owned();
    rows.map(|row| {
        (field(&row, "name"), field(&row, "expected"), serde_json::to_string_pretty(&row["document"]).unwrap())
    })
    .collect()
}

/// The fixtures with findings, and those without.
fn fixtures() -> (Vec<PathBuf>, Vec<PathBuf>) {
    let mut paths: Vec<PathBuf> = fs::read_dir(folder()).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.retain(|path| path.extension().is_some_and(|end| end == "json"));
    paths.sort();
    paths.into_iter().partition(|path| !path.to_string_lossy().ends_with(".fine.json"))
}

#[test]
fn nobodys_valid_object_is_refused_and_nobodys_invalid_one_accepted() {
    let mut wrong = Vec::new();
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for (name, expected, text) in judged() {
        let found = findings(text);
        *counts.entry(expected.clone()).or_default() += 1;
        let right = match expected.as_str() {
            "valid" => is_valid(&found),
            "invalid" => !is_valid(&found),
            _ => CONTESTED.iter().any(|row| row.0 == *name && row.1 == is_valid(&found)),
        };
        if !right {
            let errors = found.iter().filter(|finding| finding.severity == Severity::Error);
            wrong.push((name, expected, errors.map(|finding| finding.message.clone()).collect::<Vec<_>>()));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
    assert_eq!((counts["valid"], counts["invalid"]), (92, 491));
}

/// Values that no property of a shape has.
fn misshapen(shape: &Shape) -> Vec<Value> {
    let mut values = vec![Value::Null, Value::from(vec![Value::Null])];
    values.extend(match shape {
        Shape::String | Shape::OpenVocab(_) => vec![json!(17), json!({"a": 1})],
        Shape::Boolean => vec![json!("true"), json!(1)],
        Shape::Integer { .. } => vec![json!("1"), json!(1.5), json!(9_007_199_254_740_992_u64)],
        Shape::Float { .. } => vec![json!("1")],
        Shape::Timestamp => {
            let times =
                ["2026-02-30T00:00:00.000Z", "2026-01-02T03:04:05.000+00:00", "2026-01-02", "2026-01-02T03:04:05.Z"];
            times.map(Value::from).to_vec()
        }
        Shape::Identifier(_) => vec![json!("0"), json!("bundle--0a0b0c0d-0000-4000-8000-000000000001"), json!(17)],
        Shape::List(inner) => {
            [vec![json!([]), json!("x")], misshapen(inner).into_iter().map(|item| json!([item])).collect()].concat()
        }
        Shape::Enum(_) => vec![json!("no-such-word"), json!(17)],
        Shape::Binary => vec![json!("%%%%"), json!("QQ=")],
        Shape::Hex => vec![json!("FF"), json!("fff")],
        Shape::Hashes => vec![json!({}), json!({"MD5": "aa"}), json!({"a b": "x"}), json!("x")],
        Shape::Dictionary(_) | Shape::ObservableContainer => vec![json!({}), json!("x")],
        Shape::Object(_) | Shape::Choice(_) => vec![json!("x"), json!({})],
        Shape::Reserved => vec![json!("x")],
        Shape::StixObject => Vec::new(),
    });
    values
}

#[test]
fn no_property_has_a_value_of_another_shape_and_none_that_is_required_is_missing() {
    let mut accepted = Vec::new();
    for (name, _, text) in judged().iter().filter(|row| row.1 == "valid") {
        let object: Value = serde_json::from_str(text).unwrap();
        let Some(row) = object["type"].as_str().and_then(object_type).filter(|row| row.name != "bundle") else {
            continue;
        };
        let mut broken: Vec<Value> = Vec::new();
        for property in row.properties {
            for value in misshapen(&property.shape) {
                broken.push(object.clone());
                broken.last_mut().unwrap()[property.name] = value;
            }
            if property.required {
                broken.push(object.clone());
                broken.last_mut().unwrap().as_object_mut().unwrap().remove(property.name);
            }
        }
        accepted.extend(
            broken
                .into_iter()
                .filter(|object| is_valid(&findings(&object.to_string())))
                .map(|object| (name.clone(), object)),
        );
    }
    assert!(accepted.is_empty(), "{accepted:#?}");
}

#[test]
fn findings_are_shown_at_their_lines() {
    for path in fixtures().0 {
        let text = fs::read_to_string(&path).unwrap();
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        let found = findings(&text);
        let mut out = Vec::new();
        let texts = [Text::new(format!("{name}.json"), text)];
        let style = Style { mends: false, ..Style::default() };
        render(Format::Terminal, &found, &texts, &style, &mut out).unwrap();
        insta::with_settings!({ snapshot_path => folder(), prepend_module_to_snapshot => false, omit_expression => true }, {
            insta::assert_snapshot!(name.as_str(), String::from_utf8(out).unwrap());
        });
        for finding in found {
            let texts = [Some(finding.message), Some(finding.label), finding.help].into_iter().flatten();
            let texts = texts.chain(finding.fixes.into_iter().map(|fix| fix.title));
            for text in texts {
                assert!(!text.ends_with(['.', '!']) && !text.contains(['\n', '\t']), "{name}: {text}");
                assert_eq!(text.matches('`').count() % 2, 0, "{name}: {text}");
            }
        }
    }
}

#[test]
fn near_misses_stay_silent() {
    for path in fixtures().1 {
        let found: Vec<String> =
            findings(&fs::read_to_string(&path).unwrap()).into_iter().map(|finding| finding.message).collect();
        assert!(found.is_empty(), "{}: {found:#?}", path.display());
    }
}

#[test]
fn every_requirement_that_a_file_can_show_is_shown() {
    let fixtures = fixtures().0.into_iter().map(|path| fs::read_to_string(path).unwrap());
    let texts = fixtures.chain(judged().iter().map(|row| row.2.clone()));
    let shown: BTreeSet<&str> = texts.flat_map(|text| findings(&text)).map(|finding| finding.code.name).collect();
    let missing: Vec<(&str, &str)> =
        standard::all().filter(|code| !shown.contains(code.name)).map(|code| (code.id, code.name)).collect();
    assert!(missing.is_empty(), "no fixture shows {missing:?}");
}

#[test]
fn an_error_is_found_behind_any_number_of_warnings() {
    let note = |at: usize, rest: &str| format!(r#"{{"type":"note","id":"note--{at}"{rest}}}"#);
    let warned = |at: usize| {
        format!(
            r#"{{"type":"identity","spec_version":"2.1","id":"identity--0a0b0c0d-0000-4000-8000-{at:012x}",
            "created":"2026-01-02T03:04:05.000Z","modified":"2026-01-02T03:04:05.000Z","name":"x","x_a":1}}"#
        )
    };
    let mut objects: Vec<String> = (0..25_000).map(warned).collect();
    objects.push(note(0, ""));
    let text = format!("[{}]", objects.join(","));
    let found = findings(&text);
    assert!(!is_valid(&found));
    assert!(found.iter().any(|finding| finding.path == "$[25000].id"));
    let last = found.iter().rfind(|finding| finding.code.name == "custom-content").unwrap();
    assert_eq!(
        (last.severity, &*last.message),
        (Severity::Note, "of this kind only the first 10000 findings are shown")
    );
}

#[test]
fn many_versions_of_one_object_cost_little() {
    let version = |at: usize| {
        format!(
            r#"{{"type":"tool","id":"tool--1","modified":"2026-01-02T03:04:05.{:03}Z","name":"{at}","revoked":true}}"#,
            at % 3
        )
    };
    let versions: Vec<String> = (0..30_000).map(version).collect();
    let found = findings(&format!("[{}]", versions.join(",")));
    assert!(found.iter().any(|finding| finding.code.name == "two-contents"));
    assert!(found.iter().any(|finding| finding.code.name == "version-after-revoked"));
}

#[test]
fn many_selectors_and_references_cost_little() {
    const MANY: usize = 20_000;
    let texts = |text: fn(usize) -> String| (0..MANY).map(text).collect::<Vec<_>>().join(",");
    let marked = format!(
        r#"{{"type":"note","labels":[{}],"granular_markings":[{}],{}}}"#,
        texts(|at| format!("\"{at}\"")),
        texts(|at| format!(r#"{{"lang":"de","selectors":["labels.[{at}]","x_{at}"]}}"#)),
        texts(|at| format!(r#""x_{at}":1"#)),
    );
    assert!(!findings(&marked).iter().any(|finding| finding.code.name == "selector-to-nothing"));
    let contained = format!(
        r#"{{"type":"observed-data","objects":{{{}}}}}"#,
        texts(|at| format!(
            r#""{at}":{{"type":"domain-name","value":"a.example","resolves_to_refs":["{}"]}}"#,
            MANY - 1 - at
        )),
    );
    assert!(!findings(&contained).iter().any(|finding| finding.code.name == "dangling-observable"));
}

#[test]
fn names_of_requirements_are_unique_among_all_codes() {
    let names: Vec<&str> = codes::all().map(|code| code.name).collect();
    let twice: Vec<&&str> =
        names.iter().filter(|name| names.iter().filter(|other| other == name).count() > 1).collect();
    assert!(twice.is_empty(), "{twice:?}");
}

#[test]
fn what_attrc_emits_is_valid() {
    for case in ["apt31", "harbor"] {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/cases").join(case);
        let objects = attrc::compile(&attrc::world::Disk, &[path], None).objects;
        let mut out = Vec::new();
        attrc::stix::Bundle::new(objects).write(&mut out).unwrap();
        let found = findings(std::str::from_utf8(&out).unwrap());
        // Ids are UUIDv5, urls come without the digest of what they serve, and verbs go beyond the standard's (mapping.md).
        let accepted = ["not-uuid-v4", "url-without-hash", "unlisted-relationship", "report-types"];
        let others: Vec<_> = found.iter().filter(|finding| !accepted.contains(&finding.code.name)).collect();
        assert!(others.is_empty(), "{case}: {others:#?}");
    }
}

/// Values that an object may hold by mistake.
fn anything() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::Bool),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        ".{0,12}".prop_map(Value::from),
        Just(Value::from("2024-03-26T12:00:00.000Z")),
        Just(Value::from("malware--b9e64367-205d-4a5a-8a36-a698e588fd2a")),
    ];
    leaf.prop_recursive(4, 24, 5, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            prop::collection::hash_map("[a-z_]{1,8}", inner, 0..4)
                .prop_map(|members| Value::Object(members.into_iter().collect())),
        ]
    })
}

proptest! {
    #[test]
    fn no_value_in_any_place_stops_the_judge(at in any::<prop::sample::Index>(), key in any::<prop::sample::Index>(), value in anything()) {
        let mut object: Value = serde_json::from_str(&at.get(judged()).2).unwrap();
        if let Some(members) = object.as_object_mut() {
            let keys: Vec<String> = members.keys().cloned().collect();
            members.insert(key.get(&keys).clone(), value);
        }
        let text = object.to_string();
        for finding in findings(&text) {
            prop_assert!(text.get(finding.primary.unwrap().span.range()).is_some());
            prop_assert!(finding.path.starts_with('$'));
        }
    }

    #[test]
    fn the_order_of_keys_means_nothing(at in any::<prop::sample::Index>(), seed in any::<u64>()) {
        let object: Value = serde_json::from_str(&at.get(judged()).2).unwrap();
        let mut members: Vec<(&String, &Value)> = object.as_object().unwrap().iter().collect();
        members.sort_by_key(|(key, _)| key.bytes().fold(seed, |sum, byte| sum.rotate_left(7) ^ u64::from(byte)));
        let shuffled: Vec<String> = members.iter().map(|(key, value)| format!("{}:{value}", Value::from(key.as_str()))).collect();
        let codes = |text: &str| {
            let mut codes: Vec<&str> = findings(text).iter().map(|finding| finding.code.id).collect();
            codes.sort_unstable();
            codes
        };
        prop_assert_eq!(codes(&format!("{{{}}}", shuffled.join(","))), codes(&object.to_string()));
    }
}
