//! How it begins and ends, and what it says to what it does not understand.

use std::time::Duration;

use attrc::lsp::{Connection, Ended, run};
use attrc::world::Memory;
use lsp_server::{Message, Request, RequestId};
use serde_json::{Value, json};

use super::editor::{Editor, capabilities, uri};

const METHOD_NOT_FOUND: i32 = -32601;
const INVALID_PARAMS: i32 = -32602;
const INVALID_REQUEST: i32 = -32600;
const NOT_INITIALIZED: i32 = -32002;
const CANCELLED: i32 = -32800;

#[test]
fn it_ends_as_the_protocol_says() {
    let mut editor = Editor::new(&[("main.attr", "")], "utf-16");
    assert_eq!(editor.try_ask("initialize", json!({})).unwrap_err().0, INVALID_REQUEST, "once is enough");
    assert_eq!(editor.leave(), Ended::Asked);

    let editor = Editor::new(&[], "utf-16");
    editor.tell("exit", Value::Null);
    assert_eq!(editor.ended(), Ended::Left, "nobody asked for it");
    assert_eq!(Editor::new(&[], "utf-16").vanish(), Ended::Left);
}

#[test]
fn nothing_is_answered_after_the_shutdown() {
    let mut editor = Editor::new(&[("main.attr", "")], "utf-16");
    editor.ask("shutdown", Value::Null);
    let refused = editor.try_ask("workspace/symbol", json!({ "query": "" }));
    assert_eq!(refused.unwrap_err().0, INVALID_REQUEST);
    editor.tell("exit", Value::Null);
    assert_eq!(editor.ended(), Ended::Asked);
}

#[test]
fn what_comes_before_initialize_is_refused() {
    let (ours, theirs) = Connection::memory();
    let server = std::thread::spawn(move || run(&Memory::new([("/case/main.attr", "")]), theirs, &mut |_| {}));
    let request = Request { id: RequestId::from(1), method: "textDocument/hover".to_owned(), params: Value::Null };
    ours.sender.send(request.into()).unwrap();
    let Ok(Message::Response(answer)) = ours.receiver.recv_timeout(Duration::from_secs(20)) else { panic!() };
    assert_eq!(answer.response_result.unwrap_err().code, NOT_INITIALIZED);
    drop(ours);
    assert_eq!(server.join().unwrap(), Ended::Left);
}

#[test]
fn what_is_not_understood_is_said_and_goes_by() {
    let mut editor = Editor::new(&[("main.attr", "actor a \"A\"\n")], "utf-16");
    editor.open("main.attr", "actor a \"A\"\n");
    assert_eq!(editor.try_ask("textDocument/telepathy", json!({})).unwrap_err().0, METHOD_NOT_FOUND);
    let hover = json!({ "textDocument": { "uri": uri("main.attr") }, "position": "here" });
    assert_eq!(editor.try_ask("textDocument/hover", hover).unwrap_err().0, INVALID_PARAMS);
    assert_eq!(editor.ask("textDocument/hover", json!({ "textDocument": {} })), Value::Null, "it is about nothing");
    editor.tell("textDocument/didChange", json!({ "textDocument": 7 }));
    editor.tell("$/telepathy", json!({}));
    editor.tell(
        "textDocument/didChange",
        json!({
            "textDocument": { "uri": uri("other.attr"), "version": 3 }, "contentChanges": [],
        }),
    );
    editor.settle();
    let log = editor.log.lock().unwrap().join("\n");
    assert!(log.contains("didChange is not as the protocol has it") && log.contains("not open"), "{log}");
    assert!(!log.contains("telepathy"), "{log}");
}

#[test]
fn a_request_that_is_cancelled_is_answered_once() {
    let mut editor = Editor::new(&[("main.attr", "actor a \"A\"\n")], "utf-16");
    editor.open("main.attr", "actor a \"A\"\n");
    let references = {
        let mut at = editor.at("main.attr", 7);
        at["context"] = json!({ "includeDeclaration": true });
        at
    };
    // It waits for a whole project, so that the cancellation comes first.
    let id = editor.begin("textDocument/references", references.clone());
    editor.tell("$/cancelRequest", json!({ "id": serde_json::to_value(&id).unwrap() }));
    match editor.answer(&id) {
        Err((code, _)) => assert_eq!(code, CANCELLED),
        Ok(answer) => assert!(answer.is_array(), "it was faster"),
    }
    editor.tell("$/cancelRequest", json!({ "id": serde_json::to_value(&id).unwrap() }));
    assert!(editor.ask("textDocument/references", references).is_array(), "and the next one is answered");
    assert!(!editor.heard.iter().any(|(what, _)| what.starts_with("answer")), "{:?}", editor.heard);
}

#[test]
fn columns_are_counted_as_the_editor_can() {
    let agreed = |offered: Option<&str>| Editor::with(&[], capabilities(offered)).offered["positionEncoding"].clone();
    assert_eq!(agreed(None), "utf-16", "what everybody has");
    assert_eq!(agreed(Some("utf-8")), "utf-8");
    assert_eq!(agreed(Some("utf-32")), "utf-32");
    assert_eq!(agreed(Some("utf-7")), "utf-16");
    let mut both = capabilities(None);
    both["general"]["positionEncodings"] = json!(["utf-16", "utf-8"]);
    assert_eq!(Editor::with(&[], both).offered["positionEncoding"], "utf-8", "the one without counting");
}
