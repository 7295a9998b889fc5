//! The built command, over standard input and output.

use std::io::{BufRead, BufReader, Read, Write};
use std::process::{Child, ChildStdout, Command, Stdio};

use serde_json::{Value, json};

struct Process {
    child: Child,
    out: BufReader<ChildStdout>,
}

impl Process {
    fn start(arguments: &[&str]) -> Self {
        let mut command = Command::new(env!("CARGO_BIN_EXE_attrc"));
        command.arg("lsp").args(arguments).stdin(Stdio::piped()).stdout(Stdio::piped());
        let mut child = command.spawn().unwrap();
        let out = BufReader::new(child.stdout.take().unwrap());
        Self { child, out }
    }

    fn write(&mut self, body: &str) {
        let input = self.child.stdin.as_mut().unwrap();
        write!(input, "Content-Length: {}\r\n\r\n{body}", body.len()).unwrap();
        input.flush().unwrap();
    }

    fn tell(&mut self, method: &str, params: Value) {
        self.write(&json!({ "jsonrpc": "2.0", "method": method, "params": params }).to_string());
    }

    /// Asks, and reads on to the answer.
    fn ask(&mut self, id: u32, method: &str, params: Value) -> Value {
        self.write(&json!({ "jsonrpc": "2.0", "id": id, "method": method, "params": params }).to_string());
        self.read(|message| message["id"] == id)
    }

    fn read(&mut self, is_wanted: impl Fn(&Value) -> bool) -> Value {
        loop {
            let mut length = 0;
            loop {
                let mut line = String::new();
                assert_ne!(self.out.read_line(&mut line).unwrap(), 0, "the server says something");
                match line.trim().split_once(": ") {
                    Some(("Content-Length", value)) => length = value.parse().unwrap(),
                    None => break,
                    other => panic!("nothing but the protocol goes to standard output: {other:?}"),
                }
            }
            let mut body = vec![0; length];
            self.out.read_exact(&mut body).unwrap();
            let message: Value = serde_json::from_slice(&body).unwrap();
            assert_eq!(message["jsonrpc"], "2.0");
            if is_wanted(&message) {
                return message;
            }
        }
    }

    fn status(mut self) -> Option<i32> {
        self.child.wait().unwrap().code()
    }
}

#[test]
fn the_command_serves_until_it_is_told_to_end() {
    let folder = tempfile::tempdir().unwrap();
    let log = folder.path().join("log");
    let mut process = Process::start(&["--stdio", "--log", log.to_str().unwrap()]);
    let answer = process.ask(1, "initialize", json!({ "processId": std::process::id(), "capabilities": {} }));
    assert_eq!(answer["result"]["serverInfo"]["name"], "attrc");
    process.tell("initialized", json!({}));
    process.write("{nonsense");
    let refused = process.read(|message| message.get("error").is_some());
    assert_eq!((&refused["id"], &refused["error"]["code"]), (&Value::Null, &json!(-32700)));
    process.tell("textDocument/didChange", json!({}));
    assert_eq!(process.ask(2, "shutdown", Value::Null)["result"], Value::Null);
    process.tell("exit", Value::Null);
    assert_eq!(process.status(), Some(0));
    let log = std::fs::read_to_string(log).unwrap();
    assert!(log.contains("textDocument/didChange is not as the protocol has it"), "{log}");
}

#[test]
fn an_editor_that_goes_away_takes_its_server_along() {
    let mut process = Process::start(&[]);
    process.ask(1, "initialize", json!({ "processId": Value::Null, "capabilities": {} }));
    process.tell("exit", Value::Null);
    assert_eq!(process.status(), Some(1), "nobody asked it to shut down");

    let mut process = Process::start(&[]);
    process.ask(1, "initialize", json!({ "processId": Value::Null, "capabilities": {} }));
    drop(process.child.stdin.take());
    assert_eq!(process.status(), Some(1), "its input ended");

    #[cfg(unix)]
    {
        let mut gone = Command::new("true").spawn().unwrap();
        gone.wait().unwrap();
        let mut process = Process::start(&[]);
        process.ask(1, "initialize", json!({ "processId": gone.id(), "capabilities": {} }));
        assert_eq!(process.status(), Some(1), "the process of the editor is gone");
    }
}
