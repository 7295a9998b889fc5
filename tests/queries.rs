//! What is answered to questions about a project: `fixtures/queries/NAME/questions.txt`, with all answers in `NAME.snap`.
//!
//! A question is a line as `attrc` takes it: `list THING [--about …] [--by …] [--since …] [--until …]`, `explain WHAT`.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test fails by panicking")]

mod support;

use std::path::Path;

use attrc::queries::{Filter, Index, LISTS, Wanted, explain, find, text};
use attrc::world::Disk;
use attrc::{Compilation, compile};
use serde_json::Value;
use support::asked::answer;
use support::{every, snapshot};

/// How wide answers are set.
const WIDTH: usize = 110;

#[test]
fn questions_are_answered() {
    every("queries", |fixture| {
        let compilation = fixture.compile();
        assert!(!compilation.has_errors(), "{:#?}", compilation.diagnostics);
        let index = Index::new(&compilation);
        let file = Path::new(support::ROOT).join("questions.txt");
        let questions = String::from_utf8(fixture.files[&file].clone()).unwrap();
        let answers =
            questions.lines().map(|question| format!("$ attrc {question}\n{}\n", answer(&index, question, WIDTH)));
        snapshot("queries", &fixture.name, &answers.collect::<String>());
    });
}

fn schema(name: &str) -> jsonschema::Validator {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("schemas").join(name);
    let schema: Value = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
    jsonschema::validator_for(&schema).unwrap()
}

/// The fixtures of this test and the whole cases.
fn compilations() -> Vec<Compilation> {
    let entries = std::fs::read_dir("fixtures/cases").unwrap().map(|entry| entry.unwrap().path());
    let cases = entries.filter(|path| path.is_dir()).map(|case| compile(&Disk, &[case], None));
    support::fixtures("queries").iter().map(support::Fixture::compile).chain(cases).collect()
}

#[test]
fn lists_for_scripts_fit_their_schema() {
    let schema: Value = serde_json::from_str(include_str!("../schemas/lists.schema.json")).unwrap();
    let mut rows = 0;
    for compilation in compilations() {
        let index = Index::new(&compilation);
        for list in LISTS {
            let listing = (list.rows)(&index, &Wanted::all());
            let written: Value = serde_json::from_str(&listing.json()).unwrap();
            // One definition a list, under its own word.
            let mut of_list = schema.clone();
            of_list["$ref"] = Value::from(format!("#/$defs/{}", list.word));
            of_list.as_object_mut().unwrap().remove("anyOf");
            let wrong: Vec<String> = jsonschema::validator_for(&of_list)
                .unwrap()
                .iter_errors(&written)
                .map(|error| format!("{} at {}: {error}", list.word, error.instance_path()))
                .collect();
            assert!(wrong.is_empty(), "{wrong:#?}");
            rows += written.as_array().unwrap().len();
            let csv = listing.csv().unwrap();
            let mut reader = csv::Reader::from_reader(csv.as_slice());
            let keys: Vec<&str> = listing.columns.iter().map(|column| column.key).collect();
            assert_eq!(reader.headers().unwrap().iter().collect::<Vec<_>>(), keys);
            assert_eq!(reader.records().filter_map(Result::ok).count(), listing.rows.len(), "{}", list.word);
        }
    }
    assert!(rows > 250, "{rows}");
}

#[test]
fn explanations_for_scripts_fit_their_schema_and_every_object_has_one() {
    let schema = schema("explanation.schema.json");
    for compilation in compilations() {
        let index = Index::new(&compilation);
        let mut unexplained = Vec::new();
        for object in &compilation.objects {
            let id = object.id.unwrap().to_string();
            let explanation = explain(&index, &find(&index, &id).unwrap());
            let mut written = serde_json::to_value(&explanation).unwrap();
            written["version"] = Value::from(1);
            written["meanings"] = Value::from(Vec::<Value>::new());
            let wrong: Vec<String> = schema.iter_errors(&written).map(|error| error.to_string()).collect();
            assert!(wrong.is_empty(), "{id}: {wrong:#?}");
            let told = text(&explanation, WIDTH);
            if !told.contains(&id) {
                unexplained.push(id);
            }
        }
        assert!(unexplained.is_empty(), "{unexplained:#?}");
    }
}

#[test]
fn whatever_a_project_says_can_be_asked() {
    let folders = ["types", "words", "received", "facts", "diagnostics", "evidence", "near-misses"];
    let mut asked = 0;
    for fixture in folders.into_iter().flat_map(support::fixtures) {
        let compilation = fixture.compile();
        let index = Index::new(&compilation);
        for list in LISTS {
            let listing = (list.rows)(&index, &Wanted::all());
            assert!(listing.rows.iter().all(|row| row.len() == listing.columns.len()), "{}", fixture.name);
        }
        let names = compilation.facts.entities.iter().map(|entity| entity.name.clone());
        let ids = compilation.objects.iter().filter_map(|object| Some(object.id?.to_string()));
        for what in names.chain(ids) {
            // What is called like a line or a label means that.
            if let Ok(found) = find(&index, &what) {
                assert!(!text(&explain(&index, &found), WIDTH).is_empty(), "{}: {what}", fixture.name);
                asked += 1;
            }
        }
        for line in 0..40 {
            let _ = find(&index, &format!("main.attr:{line}")).map(|found| explain(&index, &found));
        }
    }
    assert!(asked > 1_000, "{asked}");
}

#[test]
fn what_is_listed_for_one_is_listed_for_all() {
    for compilation in compilations() {
        let index = Index::new(&compilation);
        let all = |filter: &Filter| {
            LISTS
                .iter()
                .map(|list| {
                    let wanted = Wanted::new(&index, filter).unwrap();
                    (list.rows)(&index, &wanted).rows
                })
                .collect::<Vec<_>>()
        };
        let whole = all(&Filter::default());
        let names: Vec<&str> = compilation.facts.entities.iter().map(|entity| entity.name.as_str()).collect();
        for name in names {
            for filter in [
                Filter { about: Some(name.to_owned()), ..Filter::default() },
                Filter { by: Some(name.to_owned()), ..Filter::default() },
            ] {
                for (some, whole) in all(&filter).iter().zip(&whole) {
                    assert!(some.iter().all(|row| whole.contains(row)), "{filter:?}");
                }
            }
        }
        // Nothing is certain to be before the beginning of time, and nothing after its end.
        let open = Filter { since: Some("0001".to_owned()), until: Some("9998".to_owned()), ..Filter::default() };
        assert_eq!(all(&open), whole);
    }
}
