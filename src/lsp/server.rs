//! The loop: one thread that owns what changes.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use crossbeam_channel::{Receiver, Sender, select, tick, unbounded};
use serde_json::{Value, json};

use super::analyses::{Made, Near, Whole};
use super::client::Client;
use super::documents::Documents;
use super::findings::Findings;
use super::protocol::types::{Diagnostic, PublishDiagnosticsParams, Uri};
use super::protocol::{Connection, ErrorCode, Message, Notification, Request, RequestId, Response};
use super::requests::{Answering, Context, Failure, Needs, Offered, row};
use super::snapshot::Snapshot;
use super::waiting::{Requests, Waiting};
use super::workers::{self, Event, Order, Trees};
use super::workspace::{Unit, Workspace, unit};
use super::{capabilities, diagnostics};
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
    offered: Arc<Offered>,
    orders: Orders<'w>,
    next_id: i32,
    is_shut_down: bool,
    log: &'w mut dyn FnMut(&str),
}

/// Where work is ordered.
struct Orders<'w> {
    near: Sender<Order<PathBuf>>,
    whole: Sender<Order<Unit>>,
    answering: Sender<Answering<'w>>,
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

    /// Hands on the requests that have what they need; asks for what the others need.
    fn hand_on(&mut self) {
        for waiting in std::mem::take(&mut self.requests.waiting) {
            match self.ready(&waiting) {
                None => self.requests.waiting.push(waiting),
                Some(Err(failure)) => {
                    self.requests.end(&waiting.id);
                    self.send(response(waiting.id, Err(failure)).into());
                }
                Some(Ok((snapshot, analysis, whole))) => {
                    let cancelled = self.requests.flag(&waiting.id);
                    let Waiting { id, row, params, path, .. } = waiting;
                    let findings = match row.needs {
                        Needs::Findings => path.iter().filter_map(|path| self.findings.of(path)).cloned().collect(),
                        Needs::AllFindings => self.findings.all().cloned().collect(),
                        _ => Vec::new(),
                    };
                    let (world, offered) = (self.disk as &dyn World, self.offered.clone());
                    let context = Context { world, snapshot, path, analysis, whole, findings, offered, cancelled };
                    let _ = self.orders.answering.send(Answering { id, row, params, context });
                }
            }
        }
        // What is not open is analysed for one answer.
        let documents = &self.documents;
        self.near.made.retain(|path, _| documents.get(path).is_some());
    }

    /// What a request is answered from; `None` where it has to be made first.
    fn ready(&mut self, waiting: &Waiting) -> Option<Result<Ready, Failure>> {
        let path = waiting.path.as_deref();
        let fresh = |made: &Made| match path.is_none_or(|path| made.text_of(path) == waiting.text) {
            true => Ok(()),
            false => Err(Failure::Outdated),
        };
        let is_written = path.is_some_and(|path| is_source(path) && self.documents.get(path).is_some());
        let needs = match waiting.row.needs {
            // A command may be about nothing that is open.
            Needs::Whole if path.is_none() => Needs::Nothing,
            Needs::Findings if is_written => Needs::Near,
            Needs::Findings => Needs::Whole,
            Needs::AllFindings => Needs::All,
            needs => needs,
        };
        // Nobody should compile a project for an answer that is thrown away.
        let text = path.and_then(|path| self.documents.get(path)).map_or(0, |document| document.revision);
        if needs == Needs::Whole && text != waiting.text {
            return Some(Err(Failure::Outdated));
        }
        match (needs, path) {
            (Needs::Near, path) if !path.is_some_and(is_source) => Some(Err(Failure::Nothing)),
            (Needs::Near, Some(path)) => {
                let made = self.near.made.get(path).filter(|made| made.snapshot.revision >= waiting.revision).cloned();
                let Some(made) = made else {
                    if self.near.busy.as_deref() != Some(path) {
                        self.near.want(path);
                    }
                    return None;
                };
                let whole = self.unit(path);
                let whole = self.whole.made.get(&whole).and_then(|made| made.analysis.clone());
                Some(fresh(&made).map(|()| (made.snapshot, made.analysis, whole.into_iter().collect())))
            }
            (Needs::Whole, Some(path)) => {
                let unit = self.unit(path);
                if unit.path == path && !is_source(path) {
                    return Some(Err(Failure::Nothing));
                }
                let mut made = self.whole.fresh(&unit, self.revision)?.clone();
                let has = |made: &Made| made.analysis.as_ref().is_some_and(|analysis| analysis.file(path).is_some());
                if is_source(path) && !has(&made) && unit.path != path {
                    // Nothing of the project uses it.
                    made = self.whole.fresh(&Unit { path: path.to_owned() }, self.revision)?.clone();
                }
                Some(fresh(&made).map(|()| (made.snapshot, made.analysis, Vec::new())))
            }
            (Needs::All | Needs::AllFindings, _) => {
                let mut all = Vec::new();
                let mut is_missing = false;
                for unit in self.units() {
                    match self.whole.fresh(&unit, self.revision) {
                        Some(made) => all.extend(made.analysis.clone()),
                        None => is_missing = true,
                    }
                }
                if is_missing {
                    return None;
                }
                Some(Ok((self.snapshot(), None, all)))
            }
            _ => Some(Ok((self.snapshot(), None, Vec::new()))),
        }
    }

    /// What was analysed of a file is told, if it is still what the editor shows.
    fn near_told(&mut self, path: &Path) {
        let Some(made) = self.near.made.get(path).cloned() else { return };
        let Some(document) = self.documents.get(path) else { return };
        if made.text_of(path) != document.revision {
            self.near.want(path);
            return;
        }
        if let Some(analysis) = &made.analysis {
            let found = diagnostics::of_file(&made.snapshot, analysis, path);
            let list = self.findings.near(path, document, self.client.unit, found);
            self.publish(path, list);
        }
    }

    /// What was compiled of a unit is told of all of its files whose texts are still those.
    fn whole_told(&mut self, unit: &Unit) {
        let Some(made) = self.whole.made.get(unit).cloned() else { return };
        let Some(analysis) = &made.analysis else { return };
        if self.whole.is_dirty(unit) {
            return;
        }
        let all = diagnostics::by_file(&made.snapshot, analysis);
        let files: BTreeSet<PathBuf> = all.keys().cloned().collect();
        let mut is_news = false;
        for (path, found) in all {
            let revision = made.snapshot.documents.get(&path).map(|document| document.revision);
            let list = self.findings.whole(&path, revision, found);
            is_news |= self.publish(&path, list);
        }
        for path in self.findings.gone(unit, files) {
            is_news |= self.publish(&path, Vec::new());
        }
        if self.client.pulls && is_news {
            self.request("workspace/diagnostic/refresh", Value::Null);
        }
        for method in self.client.clone().refreshes.iter() {
            self.request(method, Value::Null);
        }
    }

    /// Tells the findings of a file, unless the editor asks for them itself; whether they are news.
    pub fn publish(&mut self, path: &Path, list: Vec<Diagnostic>) -> bool {
        let version = self.documents.get(path).map(|document| document.version);
        let is_news = self.findings.tell(path, version, list.clone());
        if is_news
            && !self.client.pulls
            && let Some(uri) = self.snapshot().uri(path)
        {
            let params = PublishDiagnosticsParams { uri, version, diagnostics: list };
            self.notify("textDocument/publishDiagnostics", &params);
        }
        is_news
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

type Ready = (Arc<Snapshot>, Option<Arc<crate::ide::Analysis>>, Vec<Arc<crate::ide::Analysis>>);

fn response(id: RequestId, answer: Result<Value, Failure>) -> Response {
    let (code, words) = match answer {
        Ok(value) => return Response::new_ok(id, value),
        Err(Failure::Nothing) => return Response::new_ok(id, Value::Null),
        Err(Failure::Params(words)) => (ErrorCode::InvalidParams, words),
        Err(Failure::Refused(words)) => (ErrorCode::RequestFailed, words),
        Err(Failure::Outdated) => (ErrorCode::ContentModified, "the text has changed since".to_owned()),
        Err(Failure::Cancelled) => (ErrorCode::RequestCanceled, "cancelled".to_owned()),
        Err(Failure::Fault) => (ErrorCode::InternalError, "this is a mistake in attrc".to_owned()),
    };
    Response::new_err(id, code as i32, words)
}
