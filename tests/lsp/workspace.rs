//! Files and folders that come, go and move.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::sync::Arc;

use attrc::world::Disk;
use serde_json::{Value, json};

use super::editor::{Editor, capabilities, uri};

const MANIFEST: &str = include_str!("../../fixtures/cases/attr.toml");

/// An editor over folders of the disk.
fn over(folder: &Path, folders: &[&str], mut capabilities: Value) -> Editor {
    capabilities["workspace"]["didChangeWatchedFiles"] = json!({ "dynamicRegistration": true });
    let folders: Vec<Value> = folders
        .iter()
        .map(|name| json!({ "name": name, "uri": format!("file://{}", folder.join(name).display()) }))
        .collect();
    Editor::over(Arc::new(Disk), capabilities, json!({ "workspaceFolders": folders }))
}

fn found(editor: &Editor) -> BTreeMap<String, usize> {
    let name =
        |uri: &String| uri.rsplit('/').take(2).collect::<Vec<_>>().into_iter().rev().collect::<Vec<_>>().join("/");
    let count = |told: &Value| told["diagnostics"].as_array().unwrap().len();
    editor.findings.iter().map(|(uri, told)| (name(uri), count(told))).filter(|(_, count)| *count > 0).collect()
}

#[test]
fn what_changes_on_the_disk_is_looked_at_again() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path().canonicalize().unwrap();
    fs::create_dir(root.join("p")).unwrap();
    fs::write(root.join("p/attr.toml"), MANIFEST).unwrap();
    fs::write(root.join("p/main.attr"), "use \"b.attr\"\n").unwrap();
    let mut editor = over(&root, &["p"], capabilities(Some("utf-16")));
    editor.settle();
    assert!(editor.heard.iter().any(|(method, _)| method == "client/registerCapability"));
    assert_eq!(found(&editor).get("p/main.attr"), Some(&1), "there is no `b.attr`");
    fs::write(root.join("p/b.attr"), "actor b \"B\"\nactor b \"B\"\n").unwrap();
    let change = json!({ "uri": format!("file://{}", root.join("p/b.attr").display()), "type": 1 });
    editor.tell("workspace/didChangeWatchedFiles", json!({ "changes": [change] }));
    editor.settle();
    assert_eq!(found(&editor).get("p/b.attr"), Some(&1), "{:?}", found(&editor));
    fs::remove_file(root.join("p/b.attr")).unwrap();
    editor.tell("workspace/didChangeWatchedFiles", json!({ "changes": [] }));
    editor.settle();
    assert_eq!(found(&editor).get("p/b.attr"), None, "what is gone has no findings");
}

#[test]
fn folders_come_and_go() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path().canonicalize().unwrap();
    for name in ["one", "two"] {
        fs::create_dir(root.join(name)).unwrap();
        fs::write(root.join(name).join("attr.toml"), MANIFEST).unwrap();
        fs::write(root.join(name).join("main.attr"), format!("actor {name} \"{name}\"\nacter x \"X\"\n")).unwrap();
    }
    let mut editor = over(&root, &["one"], capabilities(Some("utf-16")));
    editor.settle();
    assert_eq!(found(&editor).keys().map(String::as_str).collect::<Vec<_>>(), ["one/main.attr"]);
    let two = json!({ "name": "two", "uri": format!("file://{}", root.join("two").display()) });
    editor.tell("workspace/didChangeWorkspaceFolders", json!({ "event": { "added": [two], "removed": [] } }));
    editor.settle();
    assert_eq!(found(&editor).len(), 2);
    let symbols = editor.ask("workspace/symbol", json!({ "query": "two" }));
    assert!(symbols.to_string().contains("two/main.attr"), "{symbols}");
    editor.tell("workspace/didChangeWorkspaceFolders", json!({ "event": { "added": [], "removed": [two] } }));
    editor.settle();
    assert_eq!(found(&editor).keys().map(String::as_str).collect::<Vec<_>>(), ["one/main.attr"]);
}

#[cfg(unix)]
#[test]
fn a_folder_that_was_opened_through_a_link_keeps_its_name() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path().canonicalize().unwrap();
    fs::create_dir(root.join("real")).unwrap();
    fs::write(root.join("real/attr.toml"), MANIFEST).unwrap();
    fs::write(root.join("real/main.attr"), "acter x \"X\"\n").unwrap();
    std::os::unix::fs::symlink(root.join("real"), root.join("link")).unwrap();
    let mut editor = over(&root, &["link"], capabilities(Some("utf-16")));
    editor.settle();
    assert_eq!(found(&editor).keys().map(String::as_str).collect::<Vec<_>>(), ["link/main.attr"]);
    // The open text is the file behind the link.
    let name = format!("file://{}", root.join("link/main.attr").display());
    editor.open(&name, "actor x \"X\"\n");
    editor.settle();
    assert!(found(&editor).is_empty(), "{:?}", found(&editor));
}

#[test]
fn paths_follow_files_that_move() {
    let files = [
        ("attr.toml", MANIFEST),
        ("main.attr", "# 海\nuse \"sub/b.attr\"\nuse \"c.attr\"\n"),
        ("c.attr", "use \"sub/b.attr\"\norganization c \"C\"\nsource s \"S\" { publisher c  text \"texts/s.txt\" }\n"),
        ("sub/b.attr", "actor b \"B\"\n"),
        ("texts/s.txt", "Words.\n"),
    ];
    let mut editor = Editor::new(&files, "utf-16");
    editor.open("main.attr", files[1].1);
    let moved = |editor: &mut Editor, from: &str, to: &str| {
        let moves = json!({ "files": [{ "oldUri": uri(from), "newUri": uri(to) }] });
        let answer = editor.ask("workspace/willRenameFiles", moves);
        let mut edits = Vec::new();
        for change in answer["documentChanges"].as_array().into_iter().flatten() {
            for edit in change["edits"].as_array().unwrap() {
                let file = super::editor::path(change["textDocument"]["uri"].as_str().unwrap());
                edits.push(format!("{file}:{} {}", edit["range"]["start"]["line"], edit["newText"].as_str().unwrap()));
            }
        }
        edits
    };
    assert_eq!(
        moved(&mut editor, "sub/b.attr", "deep/er/b 2.attr"),
        ["c.attr:0 \"deep/er/b 2.attr\"", "main.attr:1 \"deep/er/b 2.attr\""]
    );
    assert_eq!(moved(&mut editor, "sub", "lib"), ["c.attr:0 \"lib/b.attr\"", "main.attr:1 \"lib/b.attr\""]);
    assert_eq!(
        moved(&mut editor, "c.attr", "sub/c.attr"),
        ["c.attr:0 \"b.attr\"", "c.attr:2 \"../texts/s.txt\"", "main.attr:2 \"sub/c.attr\""]
    );
    assert_eq!(moved(&mut editor, "texts/s.txt", "texts/t.txt"), ["c.attr:2 \"texts/t.txt\""]);
    assert!(moved(&mut editor, "other", "another").is_empty());
}

#[test]
fn a_bundle_is_built_on_demand() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path().canonicalize().unwrap();
    fs::create_dir(root.join("p")).unwrap();
    fs::write(root.join("p/attr.toml"), MANIFEST).unwrap();
    fs::write(root.join("p/main.attr"), "actor a \"A\"\n").unwrap();
    let mut editor = over(&root, &["p"], capabilities(Some("utf-16")));
    let name = format!("file://{}", root.join("p/main.attr").display());
    let build = json!({ "command": "attrc.build", "arguments": [{ "uri": name }] });
    let built = editor.ask("workspace/executeCommand", build.clone());
    let bundle = fs::read_to_string(built["path"].as_str().unwrap()).unwrap();
    assert!(bundle.contains("\"bundle\"") && bundle.contains("\"A\""), "{bundle}");
    editor.open(&name, "acter a \"A\"\n");
    assert_eq!(editor.ask("workspace/executeCommand", build)["errors"], 1);
    let explain = json!({ "command": "attrc.explain", "arguments": ["E0404"] });
    assert!(editor.ask("workspace/executeCommand", explain).as_str().unwrap().contains("E0404"));
    let refused = editor.try_ask("workspace/executeCommand", json!({ "command": "attrc.fly" }));
    assert!(refused.is_err());
}
