//! All requests: what each needs to be answered, and by what.

mod text;

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::convert::Ruler;
use super::protocol::RequestId;
use super::protocol::types::{self, Request};
use super::snapshot::Snapshot;
use crate::ide::Analysis;
use crate::source::FileId;

/// What a request needs to be answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Needs {
    /// What is open.
    Nothing,
    /// The file that it is about, and what that uses.
    Near,
    /// All of the project that its file belongs to.
    Whole,
    /// All projects that are open.
    All,
}

/// A request that is answered.
pub struct Row {
    /// Its name in the protocol.
    pub method: &'static str,
    /// What it needs.
    pub needs: Needs,
    answer: fn(&Context, Value) -> Result<Value, Failure>,
}

/// Why a request has no answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Failure {
    /// It is about nothing that is known: the answer is `null`.
    Nothing,
    /// Its parameters are not those of the protocol.
    Params(String),
    /// It cannot be done; the words say why.
    Refused(String),
    /// The text has changed since it was asked.
    Outdated,
    /// It was cancelled.
    Cancelled,
    /// A mistake of ours.
    Fault,
}

/// What a request is answered from.
pub struct Context {
    /// What was open.
    pub snapshot: Arc<Snapshot>,
    /// The file that it is about.
    pub path: Option<PathBuf>,
    /// The analysis that was asked for.
    pub analysis: Option<Arc<Analysis>>,
    /// Analyses of whole projects: that of the file, which may be of an older text, or all of them.
    pub whole: Vec<Arc<Analysis>>,
    /// Whether nobody waits for the answer any more.
    pub cancelled: Arc<AtomicBool>,
}

/// The file that a request is about.
#[derive(Clone, Copy)]
pub struct Asked<'c> {
    pub analysis: &'c Analysis,
    pub file: FileId,
    pub ruler: Ruler<'c>,
}

impl Context {
    /// The file that the request is about.
    pub fn asked(&self) -> Result<Asked<'_>, Failure> {
        let (Some(analysis), Some(path)) = (&self.analysis, &self.path) else { return Err(Failure::Nothing) };
        let file = analysis.file(path).ok_or(Failure::Nothing)?;
        let ruler = self.snapshot.ruler(analysis, file).ok_or(Failure::Nothing)?;
        Ok(Asked { analysis, file, ruler })
    }

    /// The path of the file that the request is about.
    pub fn path(&self) -> Result<&Path, Failure> {
        self.path.as_deref().ok_or(Failure::Nothing)
    }
}

/// A request on its way to a thread that answers it.
pub struct Answering {
    pub id: RequestId,
    pub row: &'static Row,
    pub params: Value,
    pub context: Context,
}

impl Answering {
    /// Answers it.
    pub fn answer(self) -> Result<Value, Failure> {
        if self.context.cancelled.load(Ordering::Relaxed) {
            return Err(Failure::Cancelled);
        }
        (self.row.answer)(&self.context, self.params)
    }
}

/// The row of a request.
pub fn row(method: &str) -> Option<&'static Row> {
    ROWS.iter().find(|row| row.method == method)
}

macro_rules! rows {
    ($($request:ident $needs:ident $answer:path;)*) => {
        &[$(Row {
            method: <types::$request as Request>::METHOD.as_str(),
            needs: Needs::$needs,
            answer: |context, params| typed(context, params, $answer),
        }),*]
    };
}

static ROWS: &[Row] = rows! {
    DocumentFormattingRequest Nothing text::formatting;
};

/// Answers with the types of the protocol.
fn typed<P: DeserializeOwned, R: Serialize>(
    context: &Context,
    params: Value,
    answer: fn(&Context, P) -> Result<R, Failure>,
) -> Result<Value, Failure> {
    let params = serde_json::from_value(params).map_err(|problem| Failure::Params(problem.to_string()))?;
    let result = answer(context, params)?;
    serde_json::to_value(result).map_err(|_| Failure::Fault)
}
