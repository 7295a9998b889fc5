//! Requests: whether they have what they need, and what they are answered.

use std::sync::Arc;

use serde_json::Value;

use super::analyses::Made;
use super::protocol::{ErrorCode, RequestId, Response};
use super::requests::{Answering, Context, Failure, Needs};
use super::server::{Server, is_source};
use super::snapshot::Snapshot;
use super::waiting::Waiting;
use super::workspace::Unit;
use crate::ide::Analysis;
use crate::world::World;

/// What was open, the analysis that was asked for, and those of whole projects.
type Ready = (Arc<Snapshot>, Option<Arc<Analysis>>, Vec<Arc<Analysis>>);

impl Server<'_> {
    /// Hands on the requests that have what they need; asks for what the others need.
    pub fn hand_on(&mut self) {
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
}

/// An answer as a message.
pub fn response(id: RequestId, answer: Result<Value, Failure>) -> Response {
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
