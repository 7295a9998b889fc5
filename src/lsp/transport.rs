//! Messages over standard input and output (LSP 3.17, "Base Protocol").

use std::io::{self, BufRead, BufReader, Read, Write};
use std::thread;

use crossbeam_channel::{Receiver, Sender, unbounded};
use serde_json::{Value, json};

use super::protocol::{Connection, ErrorCode, Message};

/// The longest message that is read: what claims to be longer is no message.
const LIMIT: usize = 1 << 30;

/// The editor that started this process. The second part ends when everything is written.
pub fn stdio() -> (Connection, thread::JoinHandle<()>) {
    let (to_loop, from_editor) = unbounded();
    let (to_editor, written): (Sender<Message>, Receiver<Message>) = unbounded();
    let (to_writer, raw) = unbounded();
    // The process ends while this thread waits for a message that never comes, so nobody waits for it.
    thread::spawn(move || read(&mut BufReader::new(io::stdin()), &to_loop, &to_writer));
    let writer = thread::spawn(move || write(&mut io::stdout(), &written, &raw));
    (Connection { sender: to_editor, receiver: from_editor }, writer)
}

/// Reads messages until there are no more. What is no message is answered here, and reading goes on behind it.
fn read(input: &mut impl BufRead, to_loop: &Sender<Message>, to_writer: &Sender<Value>) {
    while let Some(body) = frame(input) {
        match serde_json::from_slice::<Message>(&body) {
            Ok(message) => {
                let is_exit = matches!(&message, Message::Notification(last) if last.method == "exit");
                if to_loop.send(message).is_err() || is_exit {
                    return;
                }
            }
            Err(problem) => {
                let value: Option<Value> = serde_json::from_slice(&body).ok();
                let id = value.as_ref().and_then(|value| value.get("id")).cloned().unwrap_or_default();
                let code = if value.is_some() { ErrorCode::InvalidRequest } else { ErrorCode::ParseError };
                let error = json!({ "code": code as i32, "message": format!("this is no message: {problem}") });
                let _ = to_writer.send(json!({ "jsonrpc": "2.0", "id": id, "error": error }));
            }
        }
    }
}

/// The next body; `None` at the end, or where what is read has no length.
fn frame(input: &mut impl BufRead) -> Option<Vec<u8>> {
    let mut length = None;
    loop {
        let mut line = Vec::new();
        if input.read_until(b'\n', &mut line).ok()? == 0 {
            return None;
        }
        let line = String::from_utf8_lossy(&line);
        let line = line.trim();
        match (line.split_once(':'), length) {
            (Some((name, value)), _) if name.eq_ignore_ascii_case("content-length") => {
                length = value.trim().parse::<usize>().ok().filter(|length| *length <= LIMIT);
            }
            (None, Some(length)) if line.is_empty() => {
                let mut body = Vec::new();
                let read = input.take(length as u64).read_to_end(&mut body).ok()?;
                return (read == length).then_some(body);
            }
            _ => {}
        }
    }
}

/// Writes messages until there are no more senders of them.
fn write(output: &mut impl Write, messages: &Receiver<Message>, raw: &Receiver<Value>) {
    loop {
        let done = crossbeam_channel::select! {
            recv(messages) -> message => match message {
                Ok(message) => message.write(output),
                Err(_) => return,
            },
            recv(raw) -> value => match value {
                Ok(value) => body(output, &value),
                // The reader is gone, and the loop may still have something to say.
                Err(_) => {
                    messages.iter().for_each(|message| {
                        let _ = message.write(output);
                    });
                    return;
                }
            },
        };
        if done.is_err() {
            return;
        }
    }
}

fn body(output: &mut impl Write, value: &Value) -> io::Result<()> {
    let text = value.to_string();
    write!(output, "Content-Length: {}\r\n\r\n{text}", text.len())?;
    output.flush()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_message_is_answered_and_the_next_one_is_read() {
        let framed = |body: &str| format!("Content-Length: {}\r\n\r\n{body}", body.len());
        let input = [
            framed("{nonsense"),
            framed(r#"{"jsonrpc":"2.0","id":7,"params":{}}"#),
            format!("Content-Type: x\r\n{}", framed(r#"{"jsonrpc":"2.0","method":"initialized","params":{}}"#)),
            "Content-Length: 9\r\n\r\nhalf".to_owned(),
        ];
        let ((to_loop, loop_gets), (to_writer, writer_gets)) = (unbounded(), unbounded());
        read(&mut input.concat().as_bytes(), &to_loop, &to_writer);
        let answers: Vec<String> = writer_gets.try_iter().map(|answer| answer["error"]["code"].to_string()).collect();
        assert_eq!(answers, ["-32700", "-32600"]);
        let read: Vec<Message> = loop_gets.try_iter().collect();
        assert!(matches!(read.as_slice(), [Message::Notification(only)] if only.method == "initialized"));
    }
}
