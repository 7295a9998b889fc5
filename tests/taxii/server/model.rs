//! A server: what it answers to a request, and what it remembers of all of them.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::{Mutex, MutexGuard};

use attrc::world::Response;
use serde_json::{Value, json, value::RawValue};

use super::asked::Asked;
use super::collection::{Collection, Entry};
use super::fault::{Delivery, Script, deliver};
use super::listing::{Sessions, list};
use super::personality::{Duplicates, Personality};

/// The id of the one collection.
pub const COLLECTION: &str = "91a7b528-80eb-42ed-a74d-c6fbd5a26116";

/// The media type of all messages (TAXII 2.1, section 1.6.8.1).
const MEDIA: &str = "application/taxii+json;version=2.1";

/// The address of the collection at a server.
pub fn collection_url(base: &str) -> String {
    format!("{base}/root/collections/{COLLECTION}/")
}

/// A TAXII server with one API root and one collection.
pub struct Server {
    /// Its rules.
    pub rules: Personality,
    /// The header, by its name in small letters, that every request has to have.
    pub asks_for: Option<(String, String)>,
    state: Mutex<State>,
    script: Mutex<Script>,
}

/// What a server remembers.
#[derive(Default)]
pub struct State {
    held: Collection,
    sessions: Sessions,
    statuses: HashMap<String, Status>,
    /// Requests whose answer went nowhere and which are carried out later.
    pub late: Vec<Asked>,
    /// Requests in the order of their arrival, carried out or not.
    pub requests: Vec<Asked>,
    /// Each object that ever came, byte for byte.
    pub received: Vec<String>,
    /// Ids of objects that are refused with their envelope, and the status of the refusal.
    pub culprits: BTreeSet<String>,
    /// The status that culprits get.
    pub culprit_status: u16,
    /// Whether the next envelope is `pending` for so many polls.
    pub pending: Option<u32>,
}

#[derive(Clone)]
struct Status {
    polls: u32,
    waiting: Vec<String>,
    done: Value,
}

impl Server {
    /// A server without faults that asks nobody who they are.
    pub fn new(rules: Personality) -> Self {
        let state = Mutex::new(State { culprit_status: 400, ..State::default() });
        Self { rules, asks_for: None, state, script: Mutex::new(Script::none()) }
    }

    /// The same with a header that every request has to have.
    pub fn that_asks_for(self, name: &str, value: &str) -> Self {
        Self { asks_for: Some((name.to_ascii_lowercase(), value.to_owned())), ..self }
    }

    /// From now on, what goes wrong.
    pub fn set_script(&self, script: Script) {
        *self.script.lock().unwrap() = script;
    }

    /// What it remembers.
    pub fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap()
    }

    /// Answers a request, with the fault that the script has for it.
    pub fn deliver(&self, asked: &Asked) -> Delivery {
        self.state().requests.push(asked.clone());
        let fault = self.script.lock().unwrap().next(asked);
        deliver(self, asked, fault)
    }

    /// The versions that the collection holds: id and version to the object as it was sent.
    pub fn held(&self) -> BTreeMap<(String, String), String> {
        let state = self.state();
        let entries = state.held.entries().iter();
        entries.map(|entry| (key(entry), entry.raw.clone())).collect()
    }

    /// How many versions it holds, and objects that are twice the same count twice.
    pub fn count(&self) -> usize {
        self.state().held.entries().len()
    }

    /// The requests that add objects.
    pub fn posts(&self) -> usize {
        self.state().requests.iter().filter(|asked| asked.adds()).count()
    }

    /// Carries out what is still on its way.
    pub fn carry_out_late(&self) {
        let late = std::mem::take(&mut self.state().late);
        for asked in late {
            self.answer(&asked);
        }
    }

    /// Forgets which requests and objects came, and keeps what it holds.
    pub fn forget_requests(&self) {
        let mut state = self.state();
        state.requests.clear();
        state.received.clear();
    }

    /// What it answers, as if nothing ever went wrong.
    pub fn answer(&self, asked: &Asked) -> Response {
        let rules = &self.rules;
        if asked.line > rules.longest_line {
            return html(414, "Request-URI Too Long");
        }
        if let Some((name, value)) = &self.asks_for
            && asked.header(name) != Some(value)
        {
            let mut refused = trouble(rules, 401, "who are you?");
            refused.headers.push(("www-authenticate".to_owned(), "Basic realm=\"taxii\"".to_owned()));
            return refused;
        }
        if asked.header("accept") != Some(MEDIA) {
            return trouble(rules, 406, "this media type is not spoken here");
        }
        if !asked.path.ends_with('/') {
            let url = format!("{}{}/", asked.base, asked.path);
            return if rules.redirects_slash { redirect(308, &url) } else { trouble(rules, 404, "there is nothing") };
        }
        let parts: Vec<&str> = asked.path.split('/').filter(|part| !part.is_empty() && *part != "moved").collect();
        match (asked.method.as_str(), parts.as_slice()) {
            ("GET", ["taxii2"]) => taxii(200, &json!({"title": rules.name, "api_roots": ["/root/"]})),
            ("GET", ["root"]) => taxii(200, &self.root()),
            ("GET", ["root", "collections", ..]) if rules.fails_answering && parts.len() < 4 => failed(),
            ("GET", ["root", "collections"]) => taxii(200, &json!({"collections": [self.collection()]})),
            ("GET", ["root", "collections", COLLECTION]) => taxii(200, &self.collection()),
            ("GET", ["root", "collections", COLLECTION, "manifest" | "objects"]) if rules.can_read => {
                let mut state = self.state();
                let State { held, sessions, .. } = &mut *state;
                list(held, sessions, rules, asked)
            }
            ("POST", ["root", "collections", COLLECTION, "objects"]) if rules.can_write => self.add(asked),
            ("GET", ["root", "collections", COLLECTION, "objects", id]) if rules.can_read => {
                let mut one = Asked { path: asked.path.replace(&format!("{id}/"), ""), ..asked.clone() };
                one.query.push(("match[id]".to_owned(), (*id).to_owned()));
                let mut state = self.state();
                let State { held, sessions, .. } = &mut *state;
                list(held, sessions, rules, &one)
            }
            (_, ["root", "collections", COLLECTION, ..]) => trouble(rules, rules.hidden, "this is not for you"),
            ("GET", ["root", "status", id]) => self.status(id),
            _ => trouble(rules, 404, "there is nothing"),
        }
    }

    fn root(&self) -> Value {
        json!({"title": "root", "versions": [MEDIA], "max_content_length": self.rules.tells_bytes})
    }

    fn collection(&self) -> Value {
        json!({
            "id": COLLECTION, "title": "facts", "alias": "facts", "can_read": self.rules.can_read,
            "can_write": self.rules.can_write, "media_types": ["application/stix+json;version=2.1"],
        })
    }

    /// Add Objects (TAXII 2.1, section 5.5).
    fn add(&self, asked: &Asked) -> Response {
        let rules = &self.rules;
        if asked.header("content-type") != Some(MEDIA) {
            return trouble(rules, 415, "this media type is not taken here");
        }
        if rules.most_bytes.is_some_and(|most| asked.body.len() > most) {
            return trouble(rules, 413, "this is too much at once");
        }
        #[derive(serde::Deserialize)]
        struct Envelope<'a> {
            #[serde(borrow)]
            objects: Vec<&'a RawValue>,
        }
        let Ok(Envelope { objects }) = serde_json::from_slice(&asked.body) else {
            return trouble(rules, 400, "this is no envelope");
        };
        let raw: Vec<String> = objects.iter().map(|object| object.get().to_owned()).collect();
        let read: Vec<Value> = raw.iter().map(|object| serde_json::from_str(object).unwrap()).collect();
        let mut state = self.state();
        state.received.extend(raw.iter().cloned());
        let id = |object: &Value| object["id"].as_str().unwrap_or_default().to_owned();
        if let Some(culprit) = read.iter().map(id).find(|id| state.culprits.contains(id)) {
            return trouble(rules, state.culprit_status, &format!("{culprit} is refused"));
        }
        if rules.judges
            && let Some(wrong) = read.iter().find(|object| object["type"] == "indicator" && object["pattern"].is_null())
        {
            return trouble(rules, 400, &format!("{} has no pattern", id(wrong)));
        }
        if rules.timeless_sink && read.iter().any(|object| object["modified"].is_null()) {
            return failed();
        }
        let polls = state.pending.take().unwrap_or(rules.pending);
        if polls == 0 {
            let done = store(&mut state, rules, &raw, &read);
            return self.accepted(&mut state, Status { polls, waiting: Vec::new(), done });
        }
        self.accepted(&mut state, Status { polls, waiting: raw, done: Value::Null })
    }

    fn accepted(&self, state: &mut State, status: Status) -> Response {
        let id = format!("work_{}", state.statuses.len());
        let told = self.told(&id, &status);
        state.statuses.insert(id, status);
        if self.rules.fails_answering { failed() } else { taxii(202, &told) }
    }

    /// The status resource (TAXII 2.1, section 4.3); what waits is stored with the last poll.
    fn status(&self, id: &str) -> Response {
        if self.rules.fails_answering {
            return failed();
        }
        let mut state = self.state();
        let Some(mut status) = state.statuses.get(id).cloned() else {
            return trouble(&self.rules, 404, "this status is not known");
        };
        status.polls = status.polls.saturating_sub(1);
        if status.polls == 0 && !status.waiting.is_empty() {
            let raw = std::mem::take(&mut status.waiting);
            let read: Vec<Value> = raw.iter().map(|object| serde_json::from_str(object).unwrap()).collect();
            status.done = store(&mut state, &self.rules, &raw, &read);
        }
        let told = self.told(id, &status);
        state.statuses.insert(id.to_owned(), status);
        taxii(200, &told)
    }

    fn told(&self, id: &str, status: &Status) -> Value {
        if !status.waiting.is_empty() {
            let none = Value::Null;
            return json!({
                "id": id, "status": "pending", "total_count": none, "success_count": none,
                "failure_count": none, "pending_count": none,
            });
        }
        let mut told = status.done.clone();
        told["id"] = json!(id);
        if !self.rules.lists_objects {
            for list in ["successes", "failures", "pendings"] {
                told.as_object_mut().unwrap().remove(list);
            }
        }
        told
    }
}

/// Stores an envelope: its status.
fn store(state: &mut State, rules: &Personality, raw: &[String], read: &[Value]) -> Value {
    let (mut successes, mut failures) = (Vec::new(), Vec::new());
    let together = state.held.tick();
    for (raw, object) in raw.iter().zip(read) {
        let added = if rules.added_together { together } else { state.held.tick() };
        let (new, version) = state.held.store(object, raw, added, rules);
        match new || rules.duplicates == Duplicates::Successes {
            true => successes.push(json!({"id": object["id"], "version": version})),
            false => failures.push(json!({
                "id": object["id"], "version": version, "message": "Unable to process object",
            })),
        }
    }
    json!({
        "status": "complete", "request_timestamp": "2026-01-01T00:00:00.000Z", "total_count": read.len(),
        "success_count": successes.len(), "failure_count": failures.len(), "pending_count": 0,
        "successes": successes, "failures": failures, "pendings": [],
    })
}

/// What a version is told from others by: what has no version of its own by its id alone.
fn key(entry: &Entry) -> (String, String) {
    let version = entry.instant().map_or_else(|| entry.version.clone(), |instant| format!("{instant:.3}"));
    (entry.id.clone(), if entry.dated { version } else { String::new() })
}

/// A message of TAXII.
pub fn taxii(status: u16, message: &Value) -> Response {
    let headers = vec![("content-type".to_owned(), MEDIA.to_owned())];
    Response { status, headers, body: message.to_string().into_bytes() }
}

/// An error document, in the form of the server.
pub fn trouble(rules: &Personality, status: u16, why: &str) -> Response {
    let document = if rules.microseconds {
        json!({"code": status, "name": "Trouble", "description": [why]})
    } else {
        json!({"title": "Trouble", "description": why, "http_status": status.to_string()})
    };
    taxii(status, &document)
}

/// A page for people.
pub fn html(status: u16, words: &str) -> Response {
    let headers = vec![("content-type".to_owned(), "text/html; charset=utf-8".to_owned())];
    let body = format!("<!doctype html>\n<html><title>{words}</title>\n<h1>{words}</h1></html>\n");
    Response { status, headers, body: body.into_bytes() }
}

/// It is somewhere else.
pub fn redirect(status: u16, url: &str) -> Response {
    let mut response = html(status, "Elsewhere");
    response.headers.push(("location".to_owned(), url.to_owned()));
    response
}

fn failed() -> Response {
    html(500, "Internal Server Error")
}
