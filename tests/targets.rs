//! Texts → what each consumer gets of them, and what it loses: `fixtures/targets/NAME.attr` with a `.opencti.snap`, a
//! `.misp.snap` and a `.sentinel.snap` beside it.
//!
//! `INSTA_UPDATE=always cargo test --test targets` writes them anew.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

mod arbitrary;
mod support;

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::fmt::Write;
use std::path::{Path, PathBuf};

use arbitrary::Random;
use attrc::diag::{Severity, codes};
use attrc::json::read;
use attrc::roundtrip::import;
use attrc::source::FileId;
use attrc::stix::value::Value;
use attrc::stix::{Id, Object};
use attrc::targets::class;
use attrc::vocab::targets::{CONSUMERS, Consumer};
use attrc::world::{Disk, Memory};
use attrc::{Compilation, compile_for};
use jiff::Timestamp;
use proptest::prelude::*;
use support::{Fixture, fixtures, snapshot};

/// Codes that no fixture here shows, and why.
const WITHOUT_FIXTURE: &[(&str, &str)] = &[];

/// Start and stop of a relationship.
type Window = (Option<Timestamp>, Option<Timestamp>);

fn at() -> Option<Timestamp> {
    "2024-06-01T00:00:00Z".parse().ok()
}

#[test]
fn every_fixture_is_what_each_consumer_gets() {
    for fixture in fixtures("targets") {
        for consumer in CONSUMERS {
            let compilation = fixture.compile_for(Some(consumer), at());
            assert!(!compilation.has_errors(), "{}: {:?}", fixture.name, compilation.diagnostics);
            snapshot("targets", &format!("{}.{}", fixture.name, consumer.name), &shown(&compilation));
        }
    }
}

#[test]
fn every_expectation_has_its_fixture() {
    let names: BTreeSet<String> = fixtures("targets").into_iter().map(|fixture| fixture.name).collect();
    for entry in std::fs::read_dir("fixtures/targets").unwrap() {
        let file = entry.unwrap().file_name().into_string().unwrap();
        let Some(name) = file.strip_suffix(".snap") else { continue };
        let (fixture, consumer) = name.rsplit_once('.').unwrap();
        assert!(
            names.contains(fixture) && CONSUMERS.iter().any(|row| row.name == consumer),
            "{file} belongs to nothing"
        );
    }
}

#[test]
fn every_loss_has_a_fixture() {
    let mut told = BTreeSet::new();
    for (_, compilation) in all() {
        told.extend(compilation.diagnostics.iter().map(|found| found.code.name));
    }
    let excused = |name: &str| WITHOUT_FIXTURE.iter().any(|(excused, _)| *excused == name);
    let missing: Vec<&str> = codes::targets::ALL
        .iter()
        .map(|code| code.name)
        .filter(|name| !told.contains(name) && !excused(name))
        .collect();
    assert!(missing.is_empty(), "no fixture shows {missing:?}");
}

#[test]
fn losses_keep_to_the_form_of_messages() {
    for (name, compilation) in all() {
        for found in compilation.diagnostics.iter().filter(|found| found.code.id.starts_with("L18")) {
            let help = found.help.clone().unwrap_or_default();
            for text in [&found.message, &help] {
                let plain = !text.is_empty() && !text.ends_with(['.', '!']) && !text.contains(['\n', '\t']);
                assert!(plain && !text.contains("  "), "{name}: {text:?}");
                assert_eq!(text.matches('`').count() % 2, 0, "{name}: {text:?}");
                for wrong in ["a a", "a e", "a i", "a o", "an b", "an c", "an g", "an m", "an p", "an s", "an t"] {
                    assert!(!format!(" {text}").contains(&format!(" {wrong}")), "{name}: {text:?}");
                }
            }
        }
    }
}

#[test]
fn what_leaves_is_accepted_by_the_table() {
    for (name, consumer, compilation) in all_for() {
        is_accepted(&name, consumer, &compilation);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn whatever_is_received_leaves_as_the_table_accepts_it(seed in any::<u64>()) {
        let json = Random(seed).wild_bundle();
        let (document, _) = read(FileId(0), &json);
        let text = import(FileId(0), &document, "wild").text;
        for consumer in CONSUMERS {
            let world = Memory::new([("/case/main.attr", text.clone())]);
            let compilation = compile_for(&world, &["/case/main.attr".into()], at(), Some(consumer));
            prop_assert!(!compilation.has_errors(), "{text}: {:?}", compilation.diagnostics);
            is_accepted(&text, consumer, &compilation);
        }
    }
}

/// Checks that a consumer takes every object, and that no reference leads out of what it takes.
fn is_accepted(name: &str, consumer: &'static Consumer, compilation: &Compilation) {
    let objects: HashMap<Id, &Object> =
        compilation.objects.iter().filter_map(|object| Some((object.id?, object))).collect();
    assert_eq!(objects.len(), compilation.objects.len(), "{name}: an id twice, or none");
    for object in &compilation.objects {
        let id = object.id.unwrap();
        assert!(class(consumer, object).is_some(), "{name}: {} takes no {id}", consumer.name);
        for (key, end) in references(object) {
            let untold = consumer.untold.contains(&end.kind()) || key == "extensions";
            assert!(untold || objects.contains_key(&end), "{name}: {key} of {id} leads to no {end}");
        }
        let word = object.get("relationship_type").and_then(Value::as_text);
        let ends = (end(object, "source_ref"), end(object, "target_ref"));
        let (Some(word), (Some(source), Some(target))) = (word, ends) else { continue };
        let of = |id: Id| class(consumer, objects.get(&id).unwrap()).unwrap();
        // misp-stix turns a type round by itself, so the table speaks of classes alone.
        assert!(consumer.accepts(of(source), word, of(target)), "{name}: {} refuses {id}", consumer.name);
    }
}

#[test]
fn opencti_merges_nothing_of_what_leaves() {
    let opencti = CONSUMERS.iter().find(|row| row.name == "opencti").unwrap();
    for (name, _, compilation) in all_for().into_iter().filter(|(_, consumer, _)| consumer.name == opencti.name) {
        let mut keys: HashSet<String> = HashSet::new();
        let mut windows: BTreeMap<String, Vec<Window>> = BTreeMap::new();
        for object in &compilation.objects {
            let text =
                |key: &str| object.get(key).map(|value| serde_json::to_string(value).unwrap()).unwrap_or_default();
            let key = match object.kind() {
                "opinion" => text("opinion") + &text("created"),
                "note" => text("content") + &text("created"),
                "report" => text("name").to_lowercase() + &text("published"),
                "indicator" => text("pattern"),
                "relationship" => {
                    let time = |key: &str| match object.get(key) {
                        Some(Value::Time(time)) => Some(*time),
                        _ => None,
                    };
                    let key = text("relationship_type") + &text("source_ref") + &text("target_ref");
                    windows.entry(key).or_default().push((time("start_time"), time("stop_time")));
                    continue;
                }
                _ => continue,
            };
            assert!(keys.insert(format!("{} {key}", object.kind())), "{name}: {key} is there twice");
        }
        let near = |a: Option<Timestamp>, b: Option<Timestamp>| match (a, b) {
            (Some(a), Some(b)) => a.duration_since(b).abs() < jiff::SignedDuration::from_hours(24 * 30),
            _ => true,
        };
        for (key, windows) in windows {
            for (at, a) in windows.iter().enumerate() {
                for b in windows.iter().skip(at + 1) {
                    assert!(!(near(a.0, b.0) && near(a.1, b.1)), "{name}: {key} is one relationship");
                }
            }
        }
    }
}

#[test]
fn ids_are_the_targets_own() {
    for (name, consumer, compilation) in all_for() {
        let fixture = fixtures("targets").into_iter().find(|fixture| fixture.name == name);
        let Some(plain) = fixture.map(|fixture| fixture.compile_for(None, at())) else { continue };
        let before: HashMap<Id, &Object> =
            plain.objects.iter().filter_map(|object| Some((object.id?, object))).collect();
        for object in &compilation.objects {
            let id = object.id.unwrap();
            // Observables and markings have no versions that could clash.
            if let Some(same) = before.get(&id).filter(|_| id.row().versioned) {
                let same = serde_json::to_string(same).unwrap() == serde_json::to_string(object).unwrap();
                assert!(same, "{name}: {id} differs for {}", consumer.name);
            }
        }
    }
}

#[test]
fn threads_mean_nothing() {
    let lines = |compilation: &Compilation| shown(compilation);
    for fixture in fixtures("targets") {
        for consumer in CONSUMERS {
            let whole = lines(&fixture.compile_for(Some(consumer), at()));
            for threads in [1, 2, 8] {
                let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
                let built = pool.install(|| lines(&fixture.compile_for(Some(consumer), at())));
                assert!(built == whole, "{} for {}: other bytes with {threads} threads", fixture.name, consumer.name);
            }
        }
    }
}

/// The losses, then the objects, one a line.
fn shown(compilation: &Compilation) -> String {
    let mut out = String::new();
    for found in compilation.diagnostics.iter().filter(|found| found.code.id.starts_with("L18")) {
        let place = found.primary.map_or_else(String::new, |place| {
            let before =
                compilation.project.text(place.file).and_then(|text| text.content.get(..place.span.lo as usize));
            let line = before.map_or(0, |before| before.matches('\n').count() + 1);
            format!(":{line}")
        });
        let (severity, code) = (found.severity.word(), found.code.name);
        let help = found.help.clone().unwrap_or_default();
        writeln!(out, "{severity} {code}{place}: {}; {help}", found.message).unwrap();
    }
    out.push('\n');
    for object in &compilation.objects {
        writeln!(out, "{}", serde_json::to_string(object).unwrap()).unwrap();
    }
    out
}

/// The fixtures and the cases, for every consumer.
fn all_for() -> Vec<(String, &'static Consumer, Compilation)> {
    let mut all = Vec::new();
    for consumer in CONSUMERS {
        for folder in ["targets", "types", "received"] {
            for fixture in fixtures(folder) {
                let compilation = fixture.compile_for(Some(consumer), at());
                all.push((fixture.name, consumer, compilation));
            }
        }
        for case in cases() {
            let compilation = compile_for(&Disk, std::slice::from_ref(&case), None, Some(consumer));
            all.push((case.display().to_string(), consumer, compilation));
        }
    }
    for (name, consumer, compilation) in &all {
        let wrong: Vec<&str> = compilation
            .diagnostics
            .iter()
            .filter(|found| found.severity == Severity::Error)
            .map(|found| found.message.as_str())
            .collect();
        assert!(wrong.is_empty(), "{name} for {}: {wrong:?}", consumer.name);
    }
    all
}

fn all() -> Vec<(String, Compilation)> {
    let of = |fixture: Fixture| {
        CONSUMERS
            .iter()
            .map(|consumer| (fixture.name.clone(), fixture.compile_for(Some(consumer), at())))
            .collect::<Vec<_>>()
    };
    fixtures("targets").into_iter().flat_map(of).collect()
}

fn cases() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/cases");
    let mut cases: Vec<PathBuf> =
        std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).filter(|path| path.is_dir()).collect();
    cases.sort();
    cases
}

fn end(object: &Object, key: &str) -> Option<Id> {
    object.get(key).and_then(Value::as_id)
}

/// The references of an object, each with the property that it stands in.
fn references(object: &Object) -> Vec<(String, Id)> {
    fn collect(key: &str, value: &Value, found: &mut Vec<(String, Id)>) {
        match value.plain() {
            Value::Id(id) => found.push((key.to_owned(), *id)),
            Value::List(items) => items.iter().for_each(|item| collect(key, item, found)),
            Value::Object(map) => map.iter().for_each(|(_, item)| collect(key, item, found)),
            _ => {}
        }
    }
    let mut found = Vec::new();
    for (key, value) in object.properties().iter().filter(|(key, _)| *key != "id") {
        collect(key, value, &mut found);
    }
    found
}
