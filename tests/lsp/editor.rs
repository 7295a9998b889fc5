//! An editor: it keeps its texts as editors do, counts columns in the unit that was agreed on, and waits for answers.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::{Arc, Mutex};
use std::thread::JoinHandle;
use std::time::Duration;

use attrc::lsp::{Connection, Ended, run};
use attrc::source::{LineTable, Unit};
use attrc::world::{Memory, World};
use lsp_server::{Message, Notification, Request, RequestId, Response};
use serde_json::{Value, json};

/// Where the files stand.
pub const ROOT: &str = "/case";

/// How long an answer may take before a test gives up, on a machine that has much else to do.
const PATIENCE: Duration = Duration::from_secs(120);

pub struct Editor {
    connection: Connection,
    server: Option<JoinHandle<Ended>>,
    pub unit: Unit,
    /// What is open: text and version.
    pub texts: BTreeMap<String, (String, i64)>,
    /// What was told of each file last, and how often anything was.
    pub findings: BTreeMap<String, Value>,
    pub told: usize,
    /// What else the server said or asked.
    pub heard: Vec<(String, Value)>,
    pub log: Arc<Mutex<Vec<String>>>,
    /// What the server offers.
    pub offered: Value,
    next: i32,
}

/// What a good editor can do, with columns in a unit; without the unit it offers none.
pub fn capabilities(unit: Option<&str>) -> Value {
    let units: Vec<&str> = unit.into_iter().collect();
    json!({
        "general": { "positionEncodings": units },
        "workspace": {
            "workspaceFolders": true,
            "workspaceEdit": { "documentChanges": true, "changeAnnotationSupport": {}, "resourceOperations": ["create"] },
            "semanticTokens": { "refreshSupport": true },
        },
        "textDocument": {
            "publishDiagnostics": { "relatedInformation": true, "codeDescriptionSupport": true, "tagSupport": { "valueSet": [1, 2] } },
            "definition": { "linkSupport": true },
            "documentSymbol": { "hierarchicalDocumentSymbolSupport": true },
            "codeAction": { "codeActionLiteralSupport": { "codeActionKind": { "valueSet": [] } } },
            "completion": { "completionItem": { "snippetSupport": true, "insertReplaceSupport": true } },
            "signatureHelp": { "signatureInformation": { "parameterInformation": { "labelOffsetSupport": true } } },
        },
    })
}

impl Editor {
    /// An editor with the folder of the files open.
    pub fn new(files: &[(&str, &str)], unit: &str) -> Self {
        Self::with(files, capabilities(Some(unit)))
    }

    /// The same with other capabilities.
    pub fn with(files: &[(&str, &str)], capabilities: Value) -> Self {
        let files = files.iter().map(|(path, text)| (format!("{ROOT}/{path}"), *text));
        let memory: Vec<(String, String)> = files.map(|(path, text)| (path, text.to_owned())).collect();
        Self::over(Arc::new(Memory::new(memory)), capabilities, json!({ "rootUri": uri("") }))
    }

    /// An editor over a world, with folders as `initialize` names them.
    pub fn over(world: Arc<dyn World + Send + Sync>, capabilities: Value, mut params: Value) -> Self {
        let (ours, theirs) = Connection::memory();
        let log: Arc<Mutex<Vec<String>>> = Arc::default();
        let lines = log.clone();
        let server = std::thread::spawn(move || {
            run(&*world, theirs, &mut |line: &str| lines.lock().unwrap().push(line.to_owned()))
        });
        let mut editor = Self {
            connection: ours,
            server: Some(server),
            unit: Unit::Utf16,
            texts: BTreeMap::new(),
            findings: BTreeMap::new(),
            told: 0,
            heard: Vec::new(),
            log,
            offered: Value::Null,
            next: 0,
        };
        params["capabilities"] = capabilities;
        params["processId"] = std::process::id().into();
        let answer = editor.ask("initialize", params);
        editor.unit = match answer["capabilities"]["positionEncoding"].as_str() {
            Some("utf-8") => Unit::Utf8,
            Some("utf-32") => Unit::Utf32,
            _ => Unit::Utf16,
        };
        editor.offered = answer["capabilities"].clone();
        editor.tell("initialized", json!({}));
        editor
    }

    /// Tells the server something.
    pub fn tell(&self, method: &str, params: Value) {
        self.send(Notification { method: method.to_owned(), params }.into());
    }

    pub fn send(&self, message: Message) {
        self.connection.sender.send(message).unwrap();
    }

    /// Asks the server something, and waits for the answer.
    pub fn ask(&mut self, method: &str, params: Value) -> Value {
        match self.try_ask(method, params) {
            Ok(value) => value,
            Err((code, words)) => panic!("{method}: {code} {words}"),
        }
    }

    /// The same, where it may be refused.
    pub fn try_ask(&mut self, method: &str, params: Value) -> Result<Value, (i32, String)> {
        let id = self.begin(method, params);
        self.answer(&id)
    }

    /// Asks without waiting.
    pub fn begin(&mut self, method: &str, params: Value) -> RequestId {
        self.next += 1;
        let id = RequestId::from(self.next);
        self.send(Request { id: id.clone(), method: method.to_owned(), params }.into());
        id
    }

    /// Waits for an answer.
    pub fn answer(&mut self, id: &RequestId) -> Result<Value, (i32, String)> {
        loop {
            match self.hear(PATIENCE).expect("the server answers") {
                Message::Response(response) if response.id == *id => {
                    return response.response_result.map_err(|error| (error.code, error.message));
                }
                Message::Response(other) => self.heard.push((format!("answer to {}", other.id), Value::Null)),
                message => self.take(message),
            }
        }
    }

    /// The next message.
    pub fn hear(&self, patience: Duration) -> Option<Message> {
        self.connection.receiver.recv_timeout(patience).ok()
    }

    /// Keeps what the server says by itself.
    pub fn take(&mut self, message: Message) {
        match message {
            Message::Notification(told) if told.method == "textDocument/publishDiagnostics" => {
                self.told += 1;
                self.findings.insert(path(told.params["uri"].as_str().unwrap()), told.params);
            }
            Message::Notification(told) => self.heard.push((told.method, told.params)),
            Message::Request(asked) => {
                self.send(Response::new_ok(asked.id.clone(), Value::Null).into());
                self.heard.push((asked.method, asked.params));
            }
            Message::Response(_) => {}
        }
    }

    /// Opens a text as the disk would have it.
    pub fn open(&mut self, path: &str, text: &str) {
        self.texts.insert(path.to_owned(), (text.to_owned(), 1));
        let item = json!({ "uri": uri(path), "languageId": "attr", "version": 1, "text": text });
        self.tell("textDocument/didOpen", json!({ "textDocument": item }));
    }

    pub fn close(&mut self, path: &str) {
        self.texts.remove(path);
        self.tell("textDocument/didClose", json!({ "textDocument": { "uri": uri(path) } }));
    }

    /// Replaces bytes of an open text, several in one message, one after the other.
    pub fn change(&mut self, path: &str, changes: &[(std::ops::Range<usize>, &str)]) {
        let unit = self.unit;
        let (text, version) = self.texts.get_mut(path).unwrap();
        *version += 1;
        let mut told = Vec::new();
        for (range, new) in changes {
            let place = |offset: usize| {
                let (line, character) = LineTable::new(text).place(text, offset as u32, unit);
                json!({ "line": line, "character": character })
            };
            told.push(json!({ "range": { "start": place(range.start), "end": place(range.end) }, "text": new }));
            text.replace_range(range.clone(), new);
        }
        let document = json!({ "uri": uri(path), "version": version });
        self.tell("textDocument/didChange", json!({ "textDocument": document, "contentChanges": told }));
    }

    /// Line and column of a byte of an open text.
    pub fn place(&self, path: &str, offset: usize) -> Value {
        let (text, _) = &self.texts[path];
        let (line, character) = LineTable::new(text).place(text, offset as u32, self.unit);
        json!({ "line": line, "character": character })
    }

    /// The parameters of a question about a place in an open text.
    pub fn at(&self, path: &str, offset: usize) -> Value {
        json!({ "textDocument": { "uri": uri(path) }, "position": self.place(path, offset) })
    }

    /// Waits until whole projects are compiled as they are now, and everything that is found is told.
    pub fn settle(&mut self) {
        self.ask("workspace/symbol", json!({ "query": "no such name" }));
    }

    /// Codes and first lines of what was told of a file.
    pub fn codes(&self, path: &str) -> Vec<String> {
        let list = self.findings.get(path).and_then(|told| told["diagnostics"].as_array());
        let codes = list.into_iter().flatten().map(|found| found["code"].as_str().unwrap().to_owned());
        codes.collect()
    }

    /// Takes leave as the protocol wants it.
    pub fn leave(mut self) -> Ended {
        assert_eq!(self.ask("shutdown", Value::Null), Value::Null);
        self.tell("exit", Value::Null);
        self.server.take().unwrap().join().unwrap()
    }

    /// Goes away.
    pub fn vanish(self) -> Ended {
        let Self { connection, server, .. } = self;
        drop(connection);
        server.unwrap().join().unwrap()
    }

    /// What the server returns, once it ends by itself.
    pub fn ended(mut self) -> Ended {
        self.server.take().unwrap().join().unwrap()
    }
}

/// The URI of a file below the root.
pub fn uri(path: &str) -> String {
    match path {
        "" => format!("file://{ROOT}"),
        path if path.contains(':') => path.to_owned(),
        path => format!("file://{ROOT}/{path}"),
    }
}

/// The path below the root of a URI.
pub fn path(uri: &str) -> String {
    let root = format!("file://{ROOT}/");
    uri.strip_prefix(&root).unwrap_or(uri).to_owned()
}

/// The text of a file below the repository.
pub fn repository(path: &str) -> String {
    std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).unwrap()
}
