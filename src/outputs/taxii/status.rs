//! What became of an envelope: the status resource (TAXII 2.1, section 4.3).

use std::time::Duration;

use super::client::{Client, Repeat, Rules};
use super::manifest::Version;
use super::trouble::{Fault, Trouble};
use super::url::Url;
use super::wait::Waits;

use crate::json::{self, Node};
use crate::source::FileId;

/// What a server says about an envelope. Servers leave much of it out, so that only the manifest tells what is there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Status {
    /// By what it can be asked for again; opaque.
    pub id: Option<String>,
    /// Whether it is through.
    pub state: State,
    /// How many objects it has, and of them how many were taken, not taken, and not looked at yet.
    pub counts: Counts,
    /// Those that were taken.
    pub successes: Vec<StatusEntry>,
    /// Those that were not.
    pub failures: Vec<StatusEntry>,
    /// Those that were not looked at yet.
    pub pendings: Vec<StatusEntry>,
}

/// Whether an envelope is through.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum State {
    /// All of it.
    Complete,
    /// Not yet.
    Pending,
    /// The server has no word for it, or another one.
    Other(String),
}

/// Numbers of objects, where the server tells them.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    /// All.
    pub total: Option<u64>,
    /// Taken.
    pub success: Option<u64>,
    /// Not taken.
    pub failure: Option<u64>,
    /// Not looked at yet.
    pub pending: Option<u64>,
}

/// What a server says about one object.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StatusEntry {
    /// The object.
    pub id: String,
    /// Its version.
    pub version: Option<Version>,
    /// What it says about it.
    pub message: Option<String>,
}

impl Status {
    /// Reads a status resource; `None` where it is none.
    pub(super) fn read(client: &Client<'_>, body: &[u8]) -> Option<Self> {
        let text = std::str::from_utf8(body).ok()?;
        let (document, found) = json::read(FileId(0), text);
        let root = document.root().filter(|_| found.is_empty())?;
        // An envelope was taken where the server says so, whatever it leaves out of its answer.
        let word = root.get("status").and_then(Node::string)?;
        let state = match &*word {
            "complete" => State::Complete,
            "pending" => State::Pending,
            _ => State::Other(client.clean(&word)),
        };
        let count = |key| root.get(key)?.number()?.integer().and_then(|number| u64::try_from(number).ok());
        let counts = Counts {
            total: count("total_count"),
            success: count("success_count"),
            failure: count("failure_count"),
            pending: count("pending_count"),
        };
        let list =
            |key| root.get(key).into_iter().flat_map(Node::items).filter_map(|node| entry(client, node)).collect();
        Some(Self {
            id: root.get("id").and_then(Node::string).map(|id| id.into_owned()),
            state,
            counts,
            successes: list("successes"),
            failures: list("failures"),
            pendings: list("pendings"),
        })
    }
}

/// Asks for a status until it is through or the patience is at its end; `None` where the server has forgotten it.
pub(super) fn wait(client: &Client<'_>, url: &Url, patience: Duration) -> Result<Option<Status>, Trouble> {
    // A deadline bounds it, not a number of questions.
    let longest_wait = client.rules().longest_wait / 6;
    let rules = Rules { attempts: u32::MAX, longest_wait, patience, ..client.rules().clone() };
    let mut waits = Waits::new(client.world(), &rules);
    loop {
        let status = ask(client, url)?;
        let pending = status.as_ref().is_some_and(|status| status.state == State::Pending);
        if !pending || !waits.poll() {
            return Ok(status);
        }
    }
}

/// Asks for a status once; `None` where the server has forgotten it, as it may a day after.
pub(super) fn ask(client: &Client<'_>, url: &Url) -> Result<Option<Status>, Trouble> {
    let response = match client.get(url, &[], Repeat::Always) {
        Err(trouble) if trouble.fault == Fault::NotFound => return Ok(None),
        response => response?,
    };
    let status = Status::read(client, &response.body);
    let garbled = || Trouble::new(Fault::Garbled("it is no status".to_owned()), url.shown());
    status.map(Some).ok_or_else(garbled)
}

fn entry(client: &Client<'_>, node: Node<'_>) -> Option<StatusEntry> {
    // TAXII 2.0 had bare ids here, and servers still have them.
    let id = node.string().or_else(|| node.get("id").and_then(Node::string))?;
    let version = node.get("version").and_then(Node::string).map(|text| Version::read(&text));
    let message = node.get("message").and_then(Node::string).map(|text| client.clean(&text));
    Some(StatusEntry { id: id.into_owned(), version, message: message.filter(|text| !text.is_empty()) })
}
