//! Bundle → text → the same bundle: fixtures in `fixtures/import/`, what attrc itself emits, and arbitrary objects of every type.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may stop where it stands")]

mod arbitrary;

use std::fs;
use std::path::{Path, PathBuf};

use arbitrary::{Random, quoted};
use attrc::json::{Document, read};
use attrc::roundtrip::{Form, RoundTrip, import};
use attrc::source::FileId;
use attrc::stix::Bundle;
use attrc::stix::compare::{Mode, documents};
use attrc::vocab::standard::{Category, OBJECT_TYPES};
use attrc::world::{Disk, Memory};
use attrc::{compile, format};
use proptest::prelude::*;

fn good(text: &str) -> Document<'_> {
    let (document, found) = read(FileId(0), text);
    assert!(found.is_empty(), "{text}: {found:?}");
    document
}

fn imported(text: &str, title: &str) -> RoundTrip {
    import(FileId(0), &good(text), title)
}

/// What a text builds.
fn built(text: &str) -> String {
    let compilation = compile(&Memory::new([("/p/main.attr", text)]), &["/p/main.attr".into()], None);
    assert!(!compilation.has_errors(), "{:?}\n{text}", compilation.diagnostics);
    bundle(compilation)
}

fn bundle(compilation: attrc::Compilation) -> String {
    let mut bytes = Vec::new();
    let bundle = Bundle::new(compilation.objects).received(compilation.bundle.unwrap_or_default());
    bundle.write(&mut bytes).unwrap();
    String::from_utf8(bytes).unwrap()
}

/// Imports a document, and checks from the outside what the import says of itself.
fn comes_back(given: &str, title: &str) -> RoundTrip {
    let imported = imported(given, title);
    assert!(imported.diagnostics.is_empty(), "{given}\n{:?}", imported.diagnostics);
    let back = built(&imported.text);
    let (given, back) = (good(given), good(&back));
    let difference = documents(&given, &back, Mode::Spelling);
    let objects = &difference.objects;
    assert!(objects.is_empty(), "{difference}\n{}", imported.text);
    if given.root().unwrap().get("id").is_some() && given.root().unwrap().get("objects").is_some() {
        assert!(difference.is_empty(), "{difference}\n{}", imported.text);
    }
    assert_eq!(format::format(FileId(0), &imported.text).text, imported.text, "it is in its form");
    imported
}

#[test]
fn every_fixture_comes_back_and_reads_as_it_should() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/import");
    let files = fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path());
    let mut bundles: Vec<PathBuf> = files.filter(|path| path.extension().is_some_and(|end| end == "json")).collect();
    bundles.sort();
    assert!(bundles.len() >= 5);
    for path in bundles {
        let title = path.file_stem().unwrap().to_str().unwrap();
        let text = comes_back(&fs::read_to_string(&path).unwrap(), title).text;
        let beside = path.with_extension("attr");
        if std::env::var_os("ATTRC_UPDATE").is_some() {
            fs::write(&beside, &text).unwrap();
        }
        assert_eq!(fs::read_to_string(&beside).unwrap_or_default(), text, "{title}: run with ATTRC_UPDATE=1 and look");
    }
}

#[test]
fn what_attrc_emitted_comes_back_as_claims() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let cases = fs::read_dir(root.join("fixtures/cases")).unwrap().map(|entry| entry.unwrap().path());
    let mut paths: Vec<PathBuf> = cases.filter(|path| path.is_dir()).collect();
    paths.push(root.join("tests/emission/sample.attr"));
    let words = fs::read_dir(root.join("fixtures/words")).unwrap().map(|entry| entry.unwrap().path());
    paths.extend(words.filter(|path| path.extension().is_some_and(|end| end == "attr")));
    paths.sort();
    for path in paths {
        let case = path.display().to_string();
        let given = bundle(compile(&Disk, &[path], None));
        let told = comes_back(&given, "case");
        assert_eq!(told.form, Form::Told, "{case}");
        // Told twice is told the same.
        assert_eq!(comes_back(&built(&told.text), "case").text, told.text);
    }
}

#[test]
fn whatever_attrc_emits_comes_back_in_one_form_or_the_other() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/facts");
    let mut files: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.retain(|path| path.extension().is_some_and(|end| end == "attr"));
    files.sort();
    let mut forms = Vec::new();
    for path in files {
        let compilation = compile(&Disk, std::slice::from_ref(&path), "2026-01-01T00:00:00Z".parse().ok());
        if compilation.objects.is_empty() {
            continue;
        }
        let form = comes_back(&bundle(compilation), "facts").form;
        forms.push(format!("{}: {form:?}", path.file_stem().unwrap().to_str().unwrap()));
    }
    insta::assert_snapshot!(forms.join("\n"));
}

#[test]
fn names_stay_when_objects_are_added_at_the_end() {
    let name = |text: &str| {
        format!(r#"{{"type":"tool","id":"tool--00000001-0000-4000-8000-000000000000","name":{}}}"#, quoted(text))
    };
    let all: Vec<String> = ["Uses", "7-Zip", "uses", "", "Ünï", "a b", "A-B", "a_b_2", "武汉", "name"]
        .iter()
        .map(|text| name(text))
        .collect();
    let heads = |count: usize| -> Vec<String> {
        let text = imported(&format!("[{}]", all.get(..count).unwrap().join(",")), "list").text;
        text.lines()
            .filter(|line| line.starts_with("tool "))
            .map(|line| line.split('"').next().unwrap().trim_end().to_owned())
            .collect()
    };
    let whole = heads(all.len());
    for count in 1..all.len() {
        assert_eq!(heads(count), *whole.get(..count).unwrap());
    }
    insta::assert_snapshot!(whole.join("\n"));
}

#[test]
fn what_would_be_lost_is_told_where_it_stands() {
    let shown = |text: &str| -> Vec<String> {
        let found = imported(text, "x").diagnostics;
        let place = |found: &attrc::diag::Diagnostic| text.get(found.primary.unwrap().span.range()).unwrap().to_owned();
        found.iter().map(|found| format!("{} {}: {}", found.code.name, found.message, place(found))).collect()
    };
    assert_eq!(shown("7"), ["no-object the document is no object: 7"]);
    assert_eq!(shown(r#"{"type":"bundle","objects":7}"#), ["no-object `objects` of the bundle is no list: 7"]);
    assert_eq!(shown(r#"[{"type":"tool"}, null]"#), ["no-object item 2 of `objects` is no object: null"]);
}

#[test]
fn hostile_documents_come_back() {
    let nested = |depth: usize| format!("{}1{}", "[".repeat(depth), "]".repeat(depth));
    for given in [
        r#"{"type":"bundle","id":"bundle--00000001-0000-4000-8000-000000000000"}"#.to_owned(),
        r#"{"type":"bundle","id":"bundle--00000001-0000-4000-8000-000000000000","objects":[]}"#.to_owned(),
        r#"{"type":"bundle","id":7,"spec_version":"2.0","objects":[{}]}"#.to_owned(),
        r#"[{"type":7,"id":null},{"id":"tool--1"},{"type":"tool","id":"tool--1"}]"#.to_owned(),
        format!(r#"{{"type":"x-deep","x":{}}}"#, nested(200)),
        format!(r#"{{"type":"tool","name":{}}}"#, quoted(&"long ".repeat(100_000))),
        r#"{"type":"tool","name":"\u0000\u2028\u202e😀","custom":{"custom":null}}"#.to_owned(),
    ] {
        comes_back(&given, "bundle");
    }
}

#[test]
fn every_type_comes_back() {
    for (at, row) in OBJECT_TYPES.iter().enumerate().filter(|(_, row)| row.category != Category::Container) {
        for seed in 0..8 {
            let given = Random((at * 1000 + seed) as u64).object(row);
            assert_eq!(comes_back(&given, row.name).literal, 0, "{given}");
        }
    }
}

#[test]
fn arbitrary_objects_are_valid() {
    let mut wrong = std::collections::BTreeMap::new();
    for (at, row) in OBJECT_TYPES.iter().enumerate().filter(|(_, row)| row.category != Category::Container) {
        for seed in 0..40 {
            let text = Random((at * 1000 + seed) as u64).object(row);
            let document = good(&text);
            for found in attrc::stix::validate::validate(FileId(0), &document) {
                if found.severity == attrc::diag::Severity::Error {
                    let told = format!("{} {} {}", row.name, found.code.name, found.path);
                    wrong.entry(told).or_insert((found.message, text.clone()));
                }
            }
        }
    }
    let told: Vec<String> =
        wrong.into_iter().map(|(told, (message, text))| format!("{told}: {message}\n    {text}")).collect();
    assert!(told.is_empty(), "{}", told.join("\n"));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 192, ..ProptestConfig::default() })]

    #[test]
    fn arbitrary_bundles_come_back(seed in any::<u64>()) {
        comes_back(&Random(seed).wild_bundle(), "wild");
    }

    #[test]
    fn import_stands_any_json(seed in any::<u64>()) {
        let text = Random(seed).json(5);
        let (document, found) = read(FileId(0), &text);
        if found.is_empty() {
            import(FileId(0), &document, "any");
        }
    }
}
