//! How long somebody waits who writes: from a keystroke to what is found, offered and explained.
//!
//! `cargo bench --bench lsp` prints tables. The server runs in process, over the files of a disk; an editor changes a text at
//! many places, asks for completion and hover there at once, and now and then pauses, so that whole projects are compiled
//! beside it. Times are from the change to each answer.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    dead_code,
    reason = "a bench may stop where it stands, and needs not all that the editor of the tests can"
)]

mod corpus;
#[path = "../tests/lsp/editor.rs"]
mod editor;

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use attrc::source::LineTable;
use attrc::world::Disk;
use lsp_server::Message;
use serde_json::{Value, json};

use editor::{Editor, capabilities};

/// The allocator of the command.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Edits of each measurement, and of that of memory.
const EDITS: usize = 600;
const MANY_EDITS: usize = 10_000;

/// After how many edits somebody pauses, long enough for a whole project to be begun.
const PAUSE_EACH: usize = 25;
const PAUSE: Duration = Duration::from_millis(250);

/// Files of the workspace, of some hundred lines each.
const FILES: usize = 500;

const MANIFEST: &str = include_str!("../fixtures/cases/attr.toml");

fn main() {
    let is_test = std::env::args().any(|argument| argument == "--test");
    let (edits, files) = if is_test { (4, 3) } else { (EDITS, FILES) };
    let scratch = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/bench/lsp");
    println!("| text | edits | diagnostics p50 / p99 | completion p50 / p99 | hover p50 / p99 |");
    println!("|---|---|---|---|---|");
    let lines = |claims: usize| vec![("main.attr".to_owned(), corpus::text(claims))];
    for (name, files, asked) in [
        ("1,000 lines", lines(880), "main.attr"),
        ("10,000 lines", lines(if is_test { 10 } else { 9_330 }), "main.attr"),
        ("500 files of 100 lines", workspace(files), "file_1.attr"),
    ] {
        let mut session = Session::open(&scratch, &files, asked);
        let times = session.type_for(edits, true);
        let cell = |kind: usize| {
            let mut of: Vec<Duration> = times.iter().map(|times| times[kind]).collect();
            of.sort();
            let at = |share: usize| of[(of.len() * share / 100).min(of.len() - 1)].as_secs_f64() * 1e3;
            format!("{:.1} / {:.1} ms", at(50), at(99))
        };
        println!("| {name} | {edits} | {} | {} | {} |", cell(0), cell(1), cell(2));
    }
    if is_test {
        return;
    }
    let mut session = Session::open(&scratch, &lines(880), "main.attr");
    session.type_for(100, false);
    let few = resident();
    session.type_for(MANY_EDITS - 100, false);
    let many = resident();
    println!("\nmemory of editor and server, 1,000 lines: {few} MB after 100 edits, {many} MB after {MANY_EDITS}");
}

/// Files that use each other: what all share, and two neighbours each.
fn workspace(files: usize) -> Vec<(String, String)> {
    let mut all = Vec::new();
    let mut shared =
        "agency centre \"Cyber Centre of Examples\" { scale uk-phia }\norganization paper \"The Example Paper\"\n"
            .to_owned();
    for actor in 0..10 {
        let _ = writeln!(
            shared,
            "actor cluster_{actor} \"Example Cluster {actor}\" {{ aka \"EC-{actor}\" by centre since 2019 }}"
        );
    }
    all.push(("shared.attr".to_owned(), shared));
    for file in 0..files {
        let mut text = "use \"shared.attr\"\n".to_owned();
        let beside = |step: usize| file / 10 * 10 + (file + step) % 10;
        for step in [1, 2].into_iter().filter(|step| beside(*step) < files && beside(*step) > file) {
            let _ = writeln!(text, "use \"file_{}.attr\"", beside(step));
        }
        let _ = writeln!(text, "\norganization body_{file} \"Example Body {file}\" {{ place US-AL }}");
        let _ = writeln!(
            text,
            "source report_{file} \"Report {file}\" {{ publisher paper  published 2024-03-{:02} }}",
            file % 28 + 1
        );
        let _ = writeln!(text, "from report_{file} {{\n  centre assesses {{");
        for claim in 0..92 {
            let victim = if claim % 9 == 0 && beside(1) > file && beside(1) < files { beside(1) } else { file };
            match claim % 9 + claim / 90 * 9 {
                0 => writeln!(text, "    cluster_{} targets body_{victim}  likely", claim % 10),
                _ => writeln!(
                    text,
                    "    cluster_{} compromises class \"staff {claim} of {file}\"  during 2021  likely",
                    claim % 10
                ),
            }
            .unwrap();
        }
        let _ = writeln!(text, "  }}\n}}");
        all.push((format!("file_{file}.attr"), text));
    }
    all
}

struct Session {
    editor: Editor,
    uri: String,
    choices: u64,
}

impl Session {
    fn open(scratch: &Path, files: &[(String, String)], asked: &str) -> Self {
        let _ = fs::remove_dir_all(scratch);
        fs::create_dir_all(scratch).unwrap();
        fs::write(scratch.join("attr.toml"), MANIFEST).unwrap();
        for (path, text) in files {
            fs::write(scratch.join(path), text).unwrap();
        }
        let root: PathBuf = scratch.canonicalize().unwrap();
        let params = json!({ "rootUri": format!("file://{}", root.display()) });
        let mut able = capabilities(Some("utf-16"));
        able["workspace"]["didChangeWatchedFiles"] = json!({ "dynamicRegistration": true });
        let mut editor = Editor::over(Arc::new(Disk), able, params);
        let uri = format!("file://{}", root.join(asked).display());
        editor.open(&uri, &fs::read_to_string(root.join(asked)).unwrap());
        editor.settle();
        assert!(editor.codes(&uri).iter().all(|code| !code.starts_with('E')), "{:?}", editor.codes(&uri));
        Self { editor, uri, choices: 1 }
    }

    /// Types and takes back, at one place after the other; the times of each edit to its findings, completion and hover.
    fn type_for(&mut self, edits: usize, asks: bool) -> Vec<[Duration; 3]> {
        let mut times = Vec::with_capacity(edits);
        let mut undo: Option<(usize, usize)> = None;
        for edit in 0..edits {
            if asks && edit % PAUSE_EACH == PAUSE_EACH - 1 {
                std::thread::sleep(PAUSE);
            }
            let (at, gone, new) = match undo.take() {
                Some((at, length)) => (at, length, ""),
                None => {
                    let at = self.somewhere();
                    let new = ["x", " ", "\n", "li", "  # 武", "\n    cluster_1 targets class \"staff\""][edit / 2 % 6];
                    undo = Some((at, new.len()));
                    (at, 0, new)
                }
            };
            times.push(self.edit(at, gone, new, asks));
        }
        times
    }

    /// The end of a line, or a place within it.
    fn somewhere(&mut self) -> usize {
        self.choices = self.choices.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let text = &self.editor.texts[&self.uri].0;
        let near = (self.choices >> 33) as usize % text.len();
        (0..=near).rev().find(|at| text.is_char_boundary(*at)).unwrap()
    }

    fn edit(&mut self, at: usize, gone: usize, new: &str, asks: bool) -> [Duration; 3] {
        let (text, version) = self.editor.texts.get_mut(&self.uri).unwrap();
        *version += 1;
        let version = *version;
        let lines = LineTable::new(text);
        let place = |offset: usize| {
            let (line, character) = lines.place(text, offset as u32, self.editor.unit);
            json!({ "line": line, "character": character })
        };
        let document = json!({ "uri": self.uri, "version": version });
        let change = json!({ "range": { "start": place(at), "end": place(at + gone) }, "text": new });
        text.replace_range(at..at + gone, new);
        let change = json!({ "textDocument": document, "contentChanges": [change] });
        let cursor = self.editor.at(&self.uri, at + new.len());
        let start = Instant::now();
        self.editor.tell("textDocument/didChange", change);
        let asked = asks.then(|| {
            let completion = self.editor.begin("textDocument/completion", cursor.clone());
            (completion, self.editor.begin("textDocument/hover", cursor))
        });
        let mut times = [None; 3];
        let wanted = if asks { 3 } else { 1 };
        while times.iter().flatten().count() < wanted {
            let message = self.editor.hear(Duration::from_secs(60)).expect("an answer");
            let kind = match (&message, &asked) {
                (Message::Notification(told), _) if is_of(&told.params, &self.uri, version) => Some(0),
                (Message::Response(answer), Some((completion, _))) if answer.id == *completion => Some(1),
                (Message::Response(answer), Some((_, hover))) if answer.id == *hover => Some(2),
                _ => None,
            };
            if let Some(kind) = kind {
                times[kind] = times[kind].or(Some(start.elapsed()));
            }
            if !matches!(message, Message::Response(_)) {
                self.editor.take(message);
            }
        }
        times.map(Option::unwrap_or_default)
    }
}

fn is_of(told: &Value, uri: &str, version: i64) -> bool {
    told["uri"] == uri && told["version"] == version
}

/// Resident memory of this process in megabytes.
fn resident() -> u64 {
    let pages = fs::read_to_string("/proc/self/statm").ok();
    let pages = pages.and_then(|line| line.split_whitespace().nth(1)?.parse::<u64>().ok());
    pages.unwrap_or_default() * 4096 / 1_000_000
}
