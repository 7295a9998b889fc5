//! The loop: one thread that owns what changes.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use crossbeam_channel::{Receiver, Sender, select, tick, unbounded};
use serde_json::{Value, json};

use super::analyses::{Near, Whole};
use super::answering::response;
use super::capabilities;
use super::client::Client;
use super::documents::Documents;
use super::findings::Findings;
use super::protocol::types::Uri;
use super::protocol::{Connection, ErrorCode, Message, Notification, Request, RequestId, Response};
use super::requests::{Answering, Failure, Offered, row};
use super::snapshot::Snapshot;
use super::waiting::{Requests, Waiting};
use super::workers::{self, Event, Order, Trees};
use super::workspace::{Unit, Workspace, unit};
use crate::world::{Memory, Remembering, World};

/// How the server ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ended {
    /// As the editor asked it to.
    Asked,
    /// The editor went away without a word.
    Left,
}

/// How many requests are answered at the same time.
const ANSWERING: usize = 2;

/// How often to see whether the editor is still there.
const HEARTBEAT: Duration = Duration::from_secs(5);

/// Serves an editor until it leaves; `log` gets a line for what is odd.
pub fn run(world: &dyn World, connection: Connection, log: &mut dyn FnMut(&str)) -> Ended {
    let Some(params) = greeted(&connection, log) else { return Ended::Left };
    let disk = Remembering::new(world);
    let trees = Trees::default();
    let client = Arc::new(Client::new(params.get("capabilities").unwrap_or(&Value::Null)));
    let (near, near_orders) = unbounded();
    let (whole, whole_orders) = unbounded();
    let (answering, questions) = unbounded();
    let (done, events) = unbounded();
    std::thread::scope(|scope| {
        let (disk, trees) = (&disk, &trees);
        let to_loop = done.clone();
        scope.spawn(move || workers::near(disk, trees, &near_orders, &to_loop));
        let to_loop = done.clone();
        scope.spawn(move || workers::whole(disk, trees, &whole_orders, &to_loop));
        for _ in 0..ANSWERING {
            let (questions, to_loop) = (questions.clone(), done.clone());
            scope.spawn(move || workers::answers(&questions, &to_loop));
        }
        let server = Server {
            workspace: Workspace::new(disk, &params),
            editor: params.get("processId").and_then(Value::as_u64).and_then(|id| u32::try_from(id).ok()),
            disk,
            client,
            out: connection.sender.clone(),
            documents: Documents::default(),
            revision: 1,
            snapshot: None,
            near: Near::default(),
            whole: Whole::default(),
            requests: Requests::default(),
            findings: Findings::default(),
            offered: Arc::default(),
            orders: Orders { near, whole, answering },
            next_id: 0,
            is_shut_down: false,
            log,
        };
        // The threads end when the server does, which holds what they wait for.
        server.serve(&connection.receiver, &events)
    })
}

/// Waits for `initialize`; `None` where the editor leaves before it. What comes too early is answered as the standard says.
fn greeted(connection: &Connection, log: &mut dyn FnMut(&str)) -> Option<Value> {
    for message in &connection.receiver {
        match message {
            Message::Request(request) if request.method == "initialize" => {
                let client = Client::new(request.params.get("capabilities").unwrap_or(&Value::Null));
                let answer = Response::new_ok(request.id, capabilities::initialized(&client));
                connection.sender.send(answer.into()).ok()?;
                return Some(request.params);
            }
            Message::Request(request) => {
                log(&format!("{} before initialize", request.method));
                let code = ErrorCode::ServerNotInitialized as i32;
                let answer = Response::new_err(request.id, code, "the server is not initialized".to_owned());
                connection.sender.send(answer.into()).ok()?;
            }
            Message::Notification(notification) if notification.method == "exit" => return None,
            Message::Notification(_) | Message::Response(_) => {}
        }
    }
    None
}

pub(super) struct Server<'w> {
    pub disk: &'w Remembering<'w>,
    pub client: Arc<Client>,
    out: Sender<Message>,
    pub documents: Documents,
    pub workspace: Workspace,
    /// The process of the editor.
    editor: Option<u32>,
    /// Counts up with everything that changes.
    pub revision: u64,
    /// What is open now, if somebody has asked for it since it changed.
    snapshot: Option<Arc<Snapshot>>,
    pub near: Near,
    pub whole: Whole,
    pub requests: Requests,
    pub findings: Findings,
    pub offered: Arc<Offered>,
    pub orders: Orders<'w>,
    next_id: i32,
    is_shut_down: bool,
    log: &'w mut dyn FnMut(&str),
}

/// Where work is ordered.
pub(super) struct Orders<'w> {
    near: Sender<Order<PathBuf>>,
    whole: Sender<Order<Unit>>,
    pub answering: Sender<Answering<'w>>,
}

impl Server<'_> {
    fn serve(mut self, messages: &Receiver<Message>, events: &Receiver<Event>) -> Ended {
        let heartbeat = tick(HEARTBEAT);
        loop {
            let wait = self.whole.wait(Instant::now()).unwrap_or(HEARTBEAT);
            select! {
                recv(messages) -> message => {
                    let Ok(message) = message else { return Ended::Left };
                    // Changes that wait already are one: nobody sees what was between them.
                    for message in std::iter::once(message).chain(messages.try_iter()) {
                        if let Some(ended) = self.hear(message) {
                            return ended;
                        }
                    }
                }
                recv(events) -> event => event.into_iter().for_each(|event| self.done(event)),
                recv(heartbeat) -> _ => {
                    if self.editor.is_some_and(|editor| !self.disk.is_running(editor)) {
                        return Ended::Left;
                    }
                }
                default(wait) => {}
            }
            self.proceed();
        }
    }

    fn hear(&mut self, message: Message) -> Option<Ended> {
        match message {
            Message::Notification(notification) if notification.method == "exit" => {
                return Some(if self.is_shut_down { Ended::Asked } else { Ended::Left });
            }
            Message::Notification(notification) => self.told(notification),
            Message::Request(request) => self.asked(request),
            Message::Response(response) => {
                if let Err(error) = response.response_result {
                    self.log(&format!("the editor refuses {}: {}", response.id, error.message));
                }
            }
        }
        None
    }

    fn asked(&mut self, request: Request) {
        let Request { id, method, params } = request;
        let refuse = |code: ErrorCode, words: String| Response::new_err(id.clone(), code as i32, words);
        if self.is_shut_down {
            return self.send(refuse(ErrorCode::InvalidRequest, "the server is shut down".to_owned()).into());
        }
        match (method.as_str(), row(&method)) {
            ("shutdown", _) => {
                self.is_shut_down = true;
                self.send(Response::new_ok(id, Value::Null).into());
            }
            ("initialize", _) => {
                self.send(refuse(ErrorCode::InvalidRequest, "the server is initialized already".to_owned()).into());
            }
            (_, None) => self.send(refuse(ErrorCode::MethodNotFound, format!("`{method}` is not offered")).into()),
            (_, Some(row)) => {
                let uri = ["/textDocument/uri", "/item/uri", "/data/uri", "/arguments/0/uri", "/arguments/0"];
                let uri = uri.into_iter().find_map(|place| params.pointer(place)?.as_str());
                let path = uri.and_then(|uri| self.documents.path(self.disk, &Uri::parse(uri).ok()?));
                let document = path.as_ref().and_then(|path| self.documents.get(path));
                let text = document.map_or(0, |document| document.revision);
                self.requests.begin(id.clone());
                self.requests.waiting.push(Waiting { id, row, params, path, text, revision: self.revision });
            }
        }
    }

    /// What a thread has done.
    fn done(&mut self, event: Event) {
        match event {
            Event::Near(path, made) => {
                self.near.busy = None;
                if made.analysis.is_none() {
                    self.log(&format!("{} could not be analysed", path.display()));
                }
                self.near.made.insert(path.clone(), made);
                self.near_told(&path);
            }
            Event::Whole(unit, made) => {
                if made.analysis.is_none() {
                    self.log(&format!("{} could not be compiled", unit.path.display()));
                }
                self.whole.finish(&unit, made);
                self.whole_told(&unit);
            }
            Event::Answered(id, answer) => {
                if answer == Err(Failure::Fault) {
                    self.log(&format!("request {id} met a mistake in attrc"));
                }
                if self.requests.end(&id) {
                    self.send(response(id, answer).into());
                }
            }
        }
    }

    /// Hands on what can be done now.
    fn proceed(&mut self) {
        self.hand_on();
        if let Some(of) = self.near.next() {
            let snapshot = self.snapshot();
            let _ = self.orders.near.send(Order { snapshot, of });
        }
        if let Some(of) = self.whole.next(Instant::now()) {
            if !self.client.watches {
                self.disk.forget();
            }
            let snapshot = self.snapshot();
            let _ = self.orders.whole.send(Order { snapshot, of });
        }
    }

    /// What is open now.
    pub fn snapshot(&mut self) -> Arc<Snapshot> {
        if let Some(snapshot) = &self.snapshot {
            return snapshot.clone();
        }
        let snapshot = Arc::new(Snapshot {
            revision: self.revision,
            client: self.client.clone(),
            files: self.documents.files(),
            documents: self.documents.clone(),
            workspace: self.workspace.clone(),
        });
        self.snapshot = Some(snapshot.clone());
        snapshot
    }

    /// Something changes; the number of the change.
    pub fn changed(&mut self) -> u64 {
        self.snapshot = None;
        self.revision += 1;
        self.revision
    }

    /// What a file is compiled with, unsaved manifests counted.
    pub fn unit(&mut self, path: &Path) -> Unit {
        let files = self.snapshot().files.clone();
        unit(&Memory::layered(self.disk, files), path)
    }

    /// All units that are open.
    pub fn units(&mut self) -> Vec<Unit> {
        let files = self.snapshot().files.clone();
        let mut units = self.workspace.projects(&Memory::layered(self.disk, files));
        let open: Vec<PathBuf> = self.documents.iter().map(|(path, _)| path.clone()).collect();
        for path in open.iter().filter(|path| is_source(path)) {
            let unit = self.unit(path);
            let analysis = self.whole.made.get(&unit).and_then(|made| made.analysis.as_ref());
            if analysis.is_some_and(|analysis| analysis.file(path).is_none()) {
                units.push(Unit { path: path.clone() });
            }
            units.push(unit);
        }
        units.sort();
        units.dedup();
        units
    }

    pub fn notify(&mut self, method: &str, params: &impl serde::Serialize) {
        if let Ok(params) = serde_json::to_value(params) {
            self.send(Notification { method: method.to_owned(), params }.into());
        }
    }

    /// Asks the editor for something; nobody waits for its answer.
    pub fn request(&mut self, method: &str, params: Value) {
        self.next_id += 1;
        let id = RequestId::from(format!("attrc-{}", self.next_id));
        self.send(Request { id, method: method.to_owned(), params }.into());
    }

    pub fn send(&mut self, message: Message) {
        // Whoever does not listen any more will end the loop as well.
        let _ = self.out.send(message);
    }

    pub fn log(&mut self, line: &str) {
        (self.log)(line);
        let params = json!({ "type": 4, "message": line });
        self.notify("window/logMessage", &params);
    }
}

/// Whether a path is that of a text of the language.
pub(super) fn is_source(path: &Path) -> bool {
    path.extension().is_some_and(|end| end == "attr")
}
