//! The server's text is the editor's, whatever is changed how.

use serde_json::{Value, json};

use super::editor::{Editor, repository, uri};

/// The text of an open file as the server has it.
pub fn server_text(editor: &mut Editor, path: &str) -> String {
    let text = editor.ask("attrc/text", json!({ "textDocument": { "uri": uri(path) } }));
    text.as_str().unwrap().to_owned()
}

#[test]
fn changes_are_applied_in_their_order_and_in_every_unit() {
    for unit in ["utf-8", "utf-16", "utf-32"] {
        let mut editor = Editor::new(&[("attr.toml", "edition = \"2026\"\n")], unit);
        editor.open("main.attr", "actor 晓 \"x😀\" { }\r\nactor b \"B\"\n");
        let text = editor.texts["main.attr"].0.clone();
        let smile = text.find('😀').unwrap();
        editor.change("main.attr", &[(smile..smile + 4, "武汉😀"), (0..5, "group"), (smile..smile, "𝄞")]);
        let end = editor.texts["main.attr"].0.len();
        editor.change("main.attr", &[(end..end, "\n\n"), (end..end + 1, "")]);
        assert_eq!(server_text(&mut editor, "main.attr"), editor.texts["main.attr"].0, "{unit}");
    }
}

#[test]
fn a_whole_text_may_take_the_place_of_another() {
    let mut editor = Editor::new(&[], "utf-16");
    editor.open("main.attr", "one");
    editor.tell(
        "textDocument/didChange",
        json!({
            "textDocument": { "uri": uri("main.attr"), "version": 2 },
            "contentChanges": [
                { "text": "zwei" },
                { "range": { "start": { "line": 0, "character": 4 }, "end": { "line": 0, "character": 4 } }, "text": "!" },
            ],
        }),
    );
    assert_eq!(server_text(&mut editor, "main.attr"), "zwei!");
}

#[test]
fn ranges_that_cannot_be_do_no_harm() {
    let mut editor = Editor::new(&[], "utf-16");
    editor.open("main.attr", "a😀b\nzwei");
    let change = |editor: &Editor, range: Value, text: &str| {
        let document = json!({ "uri": uri("main.attr"), "version": 2 });
        let changes = json!([{ "range": range, "text": text }]);
        editor.tell("textDocument/didChange", json!({ "textDocument": document, "contentChanges": changes }));
    };
    let range = |from: (u32, u32), to: (u32, u32)| {
        let place = |(line, character): (u32, u32)| json!({ "line": line, "character": character });
        json!({ "start": place(from), "end": place(to) })
    };
    change(&editor, range((9, 9), (99, 9)), "!");
    assert_eq!(server_text(&mut editor, "main.attr"), "a😀b\nzwei!", "beyond the end is the end");
    change(&editor, range((1, 0), (0, 99)), "|");
    assert_eq!(server_text(&mut editor, "main.attr"), "a😀b|zwei!", "the wrong way round");
    change(&editor, range((0, 2), (0, 3)), "");
    assert_eq!(server_text(&mut editor, "main.attr"), "ab|zwei!", "from the middle of a character is from its start");
}

#[test]
fn what_is_not_saved_stands_over_the_disk() {
    let on_disk = "actor a \"A\"\nactor a \"B\"\n";
    let files = [("attr.toml", MANIFEST), ("main.attr", "use \"b.attr\"\nactor c \"C\"\n"), ("b.attr", on_disk)];
    let mut editor = Editor::new(&files, "utf-16");
    editor.settle();
    assert_eq!(editor.codes("b.attr").len(), 1, "as on the disk: declared twice");
    editor.open("b.attr", "actor a \"A\"\n");
    editor.settle();
    assert!(editor.codes("b.attr").is_empty());
    editor.close("b.attr");
    editor.settle();
    assert_eq!(editor.codes("b.attr").len(), 1, "what was not saved is gone");
    // A file that is not there yet is used all the same.
    editor.open("new.attr", "actor n \"N\"\n");
    editor.open("main.attr", "use \"new.attr\"\nuse \"b.attr\"\n");
    editor.settle();
    assert!(!editor.codes("main.attr").contains(&"E0304".to_owned()), "{:?}", editor.codes("main.attr"));
    assert!(editor.findings["new.attr"]["version"] == 1);
}

#[test]
fn a_text_without_a_file_is_helped_too() {
    let mut editor = Editor::new(&[], "utf-16");
    editor.open("untitled:Untitled-1", "acter a \"A\"\n");
    editor.settle();
    assert_eq!(editor.codes("untitled:Untitled-1"), ["E0404"]);
    let outline = json!({ "textDocument": { "uri": "untitled:Untitled-1" } });
    assert!(editor.ask("textDocument/documentSymbol", outline).is_array());
}

#[test]
fn versions_are_told_with_findings() {
    let mut editor = Editor::new(&[], "utf-16");
    editor.open("main.attr", "actor a \"A\"\n");
    editor.settle();
    for version in 2..6 {
        editor.change("main.attr", &[(0..0, "\n")]);
        editor.settle();
        assert_eq!(editor.findings["main.attr"]["version"], version);
    }
}

#[test]
fn huge_and_deep_texts_do_not_hold_up_the_others() {
    let mut editor = Editor::new(&[], "utf-16");
    let line = "actor a \"武\"\n";
    editor.open("huge.attr", &line.repeat(20_000));
    editor.open("deep.attr", &"from x { ".repeat(20_000));
    editor.open("main.attr", &repository("fixtures/cases/harbor/main.attr"));
    editor.change("main.attr", &[(0..0, "acter x \"X\"\n")]);
    let hover = editor.at("main.attr", 2);
    editor.ask("textDocument/hover", hover);
    assert_eq!(editor.findings["main.attr"]["version"], 2);
}

const MANIFEST: &str = include_str!("../../fixtures/cases/attr.toml");
