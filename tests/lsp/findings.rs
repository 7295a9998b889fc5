//! Findings: those of the command line, where they are, with what belongs to them.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use attrc::world::{Disk, Memory};
use serde_json::{Value, json};

use super::editor::{Editor, capabilities, uri};

const MANIFEST: &str = include_str!("../../fixtures/cases/attr.toml");

/// A project with findings of every stage, in two files and in its manifest.
const FILES: [(&str, &str); 3] = [
    ("attr.toml", MANIFEST),
    (
        "a.attr",
        "use \"b.attr\"\n\norganization paper \"海 Paper\"\nsource page \"😀 Page\" { publisher paper  published 2024-03-05 }\n\
         from page {\n  paper says { 晓 targets paper  paper tergets paper }\n}\n",
    ),
    ("b.attr", "actor a \"A\"\nactor a \"武\"\nfoo\n"),
];

/// What `attrc check` finds: file, line and column from 0 in UTF-16, code.
fn checked(root: &str, files: &[(&str, &str)]) -> Vec<(String, u64, u64, String)> {
    let world = Memory::new(files.iter().map(|(path, text)| (format!("/case/{path}"), *text)));
    let compilation = attrc::compile(&world, &[PathBuf::from(root)], None);
    let mut found: Vec<_> = (compilation.diagnostics.iter())
        .map(|found| {
            let place = found.primary.unwrap_or_default();
            let text = compilation.project.text(place.file).unwrap();
            let (line, column) = text.lines.place(&text.content, place.span.lo, attrc::source::Unit::Utf16);
            (text.path.clone(), u64::from(line), u64::from(column), found.code.id.to_owned())
        })
        .collect();
    found.sort();
    found
}

/// The same as the editor was told.
fn told(editor: &Editor) -> Vec<(String, u64, u64, String)> {
    let mut found = Vec::new();
    for (path, told) in &editor.findings {
        for one in told["diagnostics"].as_array().unwrap() {
            let start = &one["range"]["start"];
            let place = (start["line"].as_u64().unwrap(), start["character"].as_u64().unwrap());
            found.push((path.clone(), place.0, place.1, one["code"].as_str().unwrap().to_owned()));
        }
    }
    found.sort();
    found
}

#[test]
fn an_editor_is_told_what_check_tells() {
    let mut editor = Editor::new(&FILES, "utf-16");
    editor.open("a.attr", FILES[1].1);
    editor.settle();
    assert_eq!(told(&editor).len(), 3);
    assert_eq!(told(&editor), checked("/case", &FILES));
    // What is mended is taken back, in files that are not open as well.
    editor.open("b.attr", "actor a \"A\"\n");
    editor.settle();
    let mended = [FILES[0], FILES[1], ("b.attr", "actor a \"A\"\n")];
    assert_eq!(told(&editor), checked("/case", &mended));
}

#[test]
fn levels_of_the_manifest_hold() {
    let severity = |lints: &str| {
        let manifest = format!("{MANIFEST}\n{lints}\n");
        let mut editor = Editor::new(
            &[("attr.toml", &*manifest), ("a.attr", "use \"b.attr\"\n"), ("b.attr", "actor b \"B\"\n")],
            "utf-16",
        );
        editor.settle();
        let found = editor.findings.get("a.attr").map(|told| told["diagnostics"].clone()).unwrap_or_default();
        let found = found.as_array().into_iter().flatten().find(|found| found["code"] == "L0307").cloned();
        found.map(|found| found["severity"].clone())
    };
    let plain = severity("");
    assert!(plain.is_some(), "a needless use is found");
    assert_ne!(severity("unused-use = \"deny\""), plain);
    assert_eq!(severity("unused-use = \"allow\""), None);
}

#[test]
fn cases_have_the_findings_of_check() {
    let cases = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/cases");
    let cases = cases.canonicalize().unwrap();
    let root = format!("file://{}", cases.display());
    let mut editor = Editor::over(Arc::new(Disk), capabilities(Some("utf-16")), json!({ "rootUri": root }));
    editor.settle();
    let told: BTreeMap<String, usize> = (editor.findings.iter())
        .map(|(path, told)| (path.trim_start_matches(&root).to_owned(), told["diagnostics"].as_array().unwrap().len()))
        .filter(|(_, count)| *count > 0)
        .collect();
    let compilation = attrc::compile(&Disk, std::slice::from_ref(&cases), None);
    let mut checked: BTreeMap<String, usize> = BTreeMap::new();
    for found in &compilation.diagnostics {
        let text = compilation.project.text(found.primary.unwrap().file).unwrap();
        *checked.entry(format!("/{}", text.path)).or_default() += 1;
    }
    assert_eq!(told, checked);
}

#[test]
fn a_finding_has_all_that_belongs_to_it() {
    let mut editor = Editor::new(&FILES, "utf-16");
    editor.settle();
    let found = editor.findings["b.attr"]["diagnostics"].as_array().unwrap().clone();
    let twice = found.iter().find(|found| found["code"] == "E0401").expect("declared twice");
    assert_eq!(twice["relatedInformation"][0]["location"]["uri"], uri("b.attr"));
    assert_eq!(twice["source"], "attrc");
    let page = twice["codeDescription"]["href"].as_str().unwrap();
    let text = editor.ask("workspace/textDocumentContent", json!({ "uri": page }))["text"].clone();
    assert!(text.as_str().unwrap().starts_with("# E0401 "), "{text}");
    // A needless `use` is faded.
    let mut editor = Editor::new(
        &[("attr.toml", MANIFEST), ("a.attr", "use \"b.attr\"\n"), ("b.attr", "actor b \"B\"\n")],
        "utf-16",
    );
    editor.settle();
    let faded = &editor.findings["a.attr"]["diagnostics"][0];
    assert_eq!((&faded["code"], &faded["tags"]), (&json!("L0307"), &json!([1])), "{faded}");
}

#[test]
fn an_editor_that_asks_is_not_told() {
    let mut pulls = capabilities(Some("utf-16"));
    pulls["textDocument"]["diagnostic"] = json!({});
    pulls["workspace"]["diagnostics"] = json!({ "refreshSupport": true });
    let mut editor = Editor::with(&FILES, pulls);
    assert_eq!(editor.offered["diagnosticProvider"]["workspaceDiagnostics"], true);
    editor.open("b.attr", FILES[2].1);
    let document = |known: Value| json!({ "textDocument": { "uri": uri("b.attr") }, "previousResultId": known });
    let first = editor.ask("textDocument/diagnostic", document(Value::Null));
    assert_eq!(first["kind"], "full");
    assert!(first["items"].as_array().unwrap().len() > 1);
    editor.settle();
    let again = editor.ask("textDocument/diagnostic", document(first["resultId"].clone()));
    let same = editor.ask("textDocument/diagnostic", document(again["resultId"].clone()));
    assert!(same["kind"] == "unchanged", "{same}");
    let all = editor.ask("workspace/diagnostic", json!({ "previousResultIds": [] }));
    let files: Vec<&str> = all["items"].as_array().unwrap().iter().map(|item| item["uri"].as_str().unwrap()).collect();
    assert!(files.contains(&uri("a.attr").as_str()) && files.contains(&uri("b.attr").as_str()), "{files:?}");
    let known: Vec<Value> = (all["items"].as_array().unwrap().iter())
        .map(|item| json!({ "uri": item["uri"], "value": item["resultId"] }))
        .collect();
    let nothing = editor.ask("workspace/diagnostic", json!({ "previousResultIds": known }));
    assert!(nothing["items"].as_array().unwrap().iter().all(|item| item["kind"] == "unchanged"));
    assert_eq!(editor.told, 0);
    editor.change("b.attr", &[(0..0, "\n")]);
    let moved = editor.ask("textDocument/diagnostic", document(again["resultId"].clone()));
    assert_eq!(moved["kind"], "full");
    assert!(editor.heard.iter().any(|(method, _)| method == "workspace/diagnostic/refresh"));
}

#[test]
fn what_only_the_project_knows_does_not_flicker() {
    // The file alone does not know the name; the project knows where it is declared.
    let files = [
        ("attr.toml", MANIFEST),
        ("a.attr", "actor tin_lantern \"Tin Lantern\"\n"),
        (
            "b.attr",
            "organization paper \"Paper\"\nsource page \"Page\" { publisher paper  published 2024-03-05 }\n\
             from page { paper says { tin_lantern targets paper } }\n",
        ),
    ];
    let mut editor = Editor::new(&files, "utf-16");
    editor.open("b.attr", files[2].1);
    editor.settle();
    let before = editor.codes("b.attr");
    assert_eq!(before, ["E0403"], "it is declared in a file that this one does not use");
    let line = |editor: &Editor| editor.findings["b.attr"]["diagnostics"][0]["range"]["start"]["line"].clone();
    let at = line(&editor).as_u64().unwrap();
    editor.change("b.attr", &[(0..0, "# 海\n")]);
    let hover = editor.at("b.attr", 0);
    editor.ask("textDocument/hover", hover);
    assert_eq!((editor.codes("b.attr"), line(&editor)), (before, json!(at + 1)), "it moved with the text");
}
