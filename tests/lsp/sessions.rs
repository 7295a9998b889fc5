//! What each request is answered, in every unit of columns.
//!
//! A fixture is `fixtures/lsp/NAME.txt`: files as in `tests/ide/drawing.rs`, one with a cursor or a selection, and below a
//! line `=== asks` one request a line: its method, and what it is given beside the file, the cursor and the selection. Beside
//! it stand the requests with their answers as an editor meets them that counts in UTF-16; of the others stands where the
//! answers have their places.

#[path = "../ide/drawing.rs"]
#[allow(dead_code, reason = "the drawings of other tests answer with analyses")]
mod drawing;

use std::fmt::Write as _;
use std::path::Path;

use serde_json::{Value, json};

use super::editor::{Editor, uri};
use drawing::{Drawn, ROOT};

#[test]
fn requests_are_answered_as_the_fixtures_have_it() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/lsp");
    let entries = std::fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path());
    let mut paths: Vec<_> = entries.filter(|path| path.extension().is_some_and(|end| end == "txt")).collect();
    paths.sort();
    assert!(!paths.is_empty());
    for path in paths {
        let text = std::fs::read_to_string(&path).unwrap();
        let (files, asks) = text.split_once("=== asks\n").expect("a fixture asks something");
        let drawn = Drawn::read(files);
        let mut out = format!("{text}\n────\n");
        let answers = ["utf-16", "utf-8", "utf-32"].map(|unit| answers(&drawn, asks, unit));
        let [utf16, utf8, utf32] = answers;
        for (((ask, answer), (_, bytes)), (_, letters)) in utf16.iter().zip(&utf8).zip(&utf32) {
            let _ = writeln!(out, "→ {ask}\n← {}", serde_json::to_string_pretty(&drawn_short(answer)).unwrap());
            let [here, bytes, letters] = [places(answer), places(bytes), places(letters)];
            if here != bytes {
                let _ = writeln!(out, "  utf-8:  {bytes}\n  utf-32: {letters}");
            }
        }
        let name = path.file_stem().unwrap().to_str().unwrap();
        let mut settings = insta::Settings::clone_current();
        settings.set_snapshot_path(&folder);
        settings.set_prepend_module_to_snapshot(false);
        settings.set_omit_expression(true);
        settings.bind(|| insta::assert_snapshot!(name, out));
    }
}

/// The answers to all requests of a fixture. What an answer gives to be asked about (`item`, `data`) is asked about next.
fn answers(drawn: &Drawn, asks: &str, unit: &str) -> Vec<(String, Value)> {
    let below = |path: &Path| path.strip_prefix(ROOT).unwrap().to_str().unwrap().to_owned();
    let files: Vec<(String, String)> = drawn.files.iter().map(|(path, text)| (below(path), text.clone())).collect();
    let files: Vec<(&str, &str)> = files.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    let mut editor = Editor::new(&files, unit);
    let asked = below(&drawn.asked);
    editor.open(&asked, &drawn.files[&drawn.asked]);
    editor.settle();
    let mut last = Value::Null;
    let mut out = Vec::new();
    for line in asks.lines().filter(|line| !line.is_empty()) {
        let (method, more) = line.split_once(' ').unwrap_or((line, "{}"));
        let mut params = match method {
            "completionItem/resolve" => first(&last).clone(),
            "callHierarchy/outgoingCalls" | "callHierarchy/incomingCalls" => json!({ "item": first(&last) }),
            _ => {
                let [start, end] =
                    [drawn.selection.lo, drawn.selection.hi].map(|offset| editor.place(&asked, offset as usize));
                json!({
                    "textDocument": { "uri": uri(&asked) },
                    "position": start,
                    "positions": [start],
                    "range": { "start": start, "end": end },
                    "context": { "diagnostics": [], "includeDeclaration": true, "triggerKind": 1 },
                    "options": { "tabSize": 2, "insertSpaces": true },
                })
            }
        };
        let more: Value = serde_json::from_str(more).unwrap();
        for (key, value) in more.as_object().unwrap() {
            params[key] = value.clone();
        }
        let answer = match editor.try_ask(method, params) {
            Ok(answer) => answer,
            Err((code, words)) => json!({ "error": code, "message": words }),
        };
        if !method.contains("Calls") {
            last = answer.clone();
        }
        out.push((line.to_owned(), answer));
    }
    out
}

/// An answer with its places in short, `line:column`, and colours one a line.
fn drawn_short(answer: &Value) -> Value {
    match answer {
        Value::Object(fields) => {
            match (fields.get("line"), fields.get("character"), fields.get("start"), fields.get("end")) {
                (Some(line), Some(character), ..) => format!("{line}:{character}").into(),
                (_, _, Some(start), Some(end)) => {
                    let [start, end] = [start, end].map(|place| drawn_short(place).as_str().unwrap().to_owned());
                    format!("{start}-{end}").into()
                }
                _ => fields.iter().map(|(key, value)| (key.clone(), drawn_short(value))).collect(),
            }
        }
        Value::Array(values) if values.len() >= 5 && values.iter().all(Value::is_u64) => {
            let rows = values.chunks(5).map(|row| row.iter().map(Value::to_string).collect::<Vec<_>>().join(" "));
            rows.map(Value::String).collect()
        }
        Value::Array(values) => values.iter().map(drawn_short).collect(),
        other => other.clone(),
    }
}

/// The first thing of an answer that can be asked about further.
fn first(answer: &Value) -> &Value {
    answer.pointer("/items/0").or_else(|| answer.pointer("/0")).unwrap_or(&Value::Null)
}

/// All places of an answer in its order, and the numbers of colours.
fn places(answer: &Value) -> String {
    let mut out = String::new();
    let mut queue = vec![answer];
    while let Some(value) = queue.pop() {
        match value {
            Value::Object(fields) => {
                if let (Some(line), Some(character)) = (fields.get("line"), fields.get("character")) {
                    let _ = write!(out, "{line}:{character} ");
                }
                if let Some(data) = fields.get("data").filter(|data| data.is_array()) {
                    let _ = write!(out, "{data} ");
                }
                queue.extend(fields.values().rev());
            }
            Value::Array(values) => queue.extend(values.iter().rev()),
            _ => {}
        }
    }
    out.trim_end().to_owned()
}
