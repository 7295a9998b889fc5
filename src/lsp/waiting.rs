//! Requests that wait for an analysis, and those that are being answered.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use serde_json::Value;

use super::protocol::RequestId;
use super::requests::Row;

/// A request that waits.
pub struct Waiting {
    pub id: RequestId,
    pub row: &'static Row,
    pub params: Value,
    /// The file that it is about.
    pub path: Option<PathBuf>,
    /// The revision of that file's text when it was asked.
    pub text: u64,
    /// The revision of everything when it was asked.
    pub revision: u64,
}

/// All requests that are not answered.
#[derive(Default)]
pub struct Requests {
    /// Those that wait, in the order in which they were asked.
    pub waiting: Vec<Waiting>,
    /// Every one that has no answer yet, with what tells its thread that nobody waits for it any more.
    open: BTreeMap<RequestId, Arc<AtomicBool>>,
}

impl Requests {
    /// A request was asked.
    pub fn begin(&mut self, id: RequestId) {
        self.open.insert(id, Arc::default());
    }

    /// What tells the thread of a request that it is cancelled.
    pub fn flag(&self, id: &RequestId) -> Arc<AtomicBool> {
        self.open.get(id).cloned().unwrap_or_default()
    }

    /// A request has its answer; whether anybody waits for it.
    pub fn end(&mut self, id: &RequestId) -> bool {
        self.open.remove(id).is_some()
    }

    /// Nobody waits for a request any more; whether anybody did.
    pub fn cancel(&mut self, id: &RequestId) -> bool {
        self.waiting.retain(|waiting| waiting.id != *id);
        self.open.remove(id).inspect(|flag| flag.store(true, Ordering::Relaxed)).is_some()
    }
}
