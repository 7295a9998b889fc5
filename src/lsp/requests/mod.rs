//! All requests: what each needs to be answered, and by what.

mod actions;
mod commands;
mod completion;
mod files;
mod hierarchy;
mod names;
mod outline;
mod pulled;
mod shown;
mod text;

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::convert::Ruler;
use super::findings::Told;
use super::protocol::RequestId;
use super::protocol::types::{self, Request};
use super::snapshot::Snapshot;
use crate::ide::Analysis;
use crate::source::FileId;
use crate::world::{Memory, World};
pub use actions::FIX_ALL;
pub use commands::COMMANDS;
pub use completion::Offered;
pub use shown::{CLASSES, MODIFIERS};

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
    /// What is found in the file that it is about.
    Findings,
    /// What is found in all projects that are open.
    AllFindings,
}

/// A request that is answered.
pub struct Row {
    /// Its name in the protocol.
    pub method: &'static str,
    /// What it needs.
    pub needs: Needs,
    answer: fn(&Context<'_>, Value) -> Result<Value, Failure>,
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
pub struct Context<'w> {
    /// The disk; what is open is in the snapshot.
    pub world: &'w dyn World,
    /// What was open.
    pub snapshot: Arc<Snapshot>,
    /// The file that it is about.
    pub path: Option<PathBuf>,
    /// The analysis that was asked for.
    pub analysis: Option<Arc<Analysis>>,
    /// Analyses of whole projects: that of the file, which may be of an older text, or all of them.
    pub whole: Vec<Arc<Analysis>>,
    /// What is told of the file, or of all.
    pub findings: Vec<Told>,
    /// What was offered by completion.
    pub offered: Arc<Offered>,
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

impl Context<'_> {
    /// The file that the request is about.
    pub fn asked(&self) -> Result<Asked<'_>, Failure> {
        let (Some(analysis), Some(path)) = (&self.analysis, &self.path) else { return Err(Failure::Nothing) };
        let file = analysis.file(path).ok_or(Failure::Nothing)?;
        let ruler = self.snapshot.ruler(analysis, file).ok_or(Failure::Nothing)?;
        Ok(Asked { analysis, file, ruler })
    }

    /// The same in the analysis of its whole project, which finds more, where that is of the same text.
    pub fn best(&self) -> Result<Asked<'_>, Failure> {
        let asked = self.asked()?;
        let whole = self.whole.first().filter(|_| self.path.is_some()).and_then(|analysis| {
            let file = analysis.file(self.path.as_deref()?)?;
            let ruler = self.snapshot.ruler(analysis, file)?;
            (ruler.text.content == asked.ruler.text.content).then_some(Asked { analysis, file, ruler })
        });
        Ok(whole.unwrap_or(asked))
    }

    /// The files: what is open stands over the disk.
    pub fn files(&self) -> Memory<'_> {
        Memory::layered(self.world, self.snapshot.files.clone())
    }

    /// The path of the file that the request is about.
    pub fn path(&self) -> Result<&Path, Failure> {
        self.path.as_deref().ok_or(Failure::Nothing)
    }
}

/// A request on its way to a thread that answers it.
pub struct Answering<'w> {
    pub id: RequestId,
    pub row: &'static Row,
    pub params: Value,
    pub context: Context<'w>,
}

impl Answering<'_> {
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
    ROWS.iter().chain(OURS).find(|row| row.method == method)
}

/// Requests that are no part of the protocol.
static OURS: &[Row] = &[Row {
    method: "attrc/text",
    needs: Needs::Nothing,
    answer: |context, params| typed(context, params, text::content),
}];

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
    CallHierarchyIncomingCallsRequest Whole hierarchy::before;
    CallHierarchyOutgoingCallsRequest Whole hierarchy::behind;
    CallHierarchyPrepareRequest Whole hierarchy::prepare;
    CodeActionRequest Near actions::actions;
    CodeLensRequest Whole shown::lenses;
    CompletionRequest Near completion::completion;
    CompletionResolveRequest Nothing completion::resolve;
    DefinitionRequest Near names::definition;
    DocumentDiagnosticRequest Findings pulled::document;
    DocumentFormattingRequest Nothing text::formatting;
    DocumentOnTypeFormattingRequest Nothing text::typed;
    DocumentRangeFormattingRequest Nothing text::range;
    DocumentHighlightRequest Near names::highlights;
    DocumentLinkRequest Near shown::links;
    DocumentSymbolRequest Near outline::symbols;
    ExecuteCommandRequest Whole commands::execute;
    FoldingRangeRequest Near outline::folds;
    HoverRequest Near shown::hover;
    InlayHintRequest Near shown::hints;
    PrepareRenameRequest Near names::prepare;
    ReferencesRequest Whole names::references;
    RenameRequest Whole names::rename;
    SelectionRangeRequest Near outline::selections;
    SemanticTokensRangeRequest Near shown::tokens_within;
    SemanticTokensRequest Near shown::tokens;
    SignatureHelpRequest Near shown::signature;
    TextDocumentContentRequest Nothing commands::content;
    WillRenameFilesRequest All files::renamed;
    WorkspaceDiagnosticRequest AllFindings pulled::workspace;
    WorkspaceSymbolRequest All outline::workspace;
};

/// Answers with the types of the protocol.
fn typed<P: DeserializeOwned, R: Serialize>(
    context: &Context<'_>,
    params: Value,
    answer: fn(&Context<'_>, P) -> Result<R, Failure>,
) -> Result<Value, Failure> {
    let params = serde_json::from_value(params).map_err(|problem| Failure::Params(problem.to_string()))?;
    let result = answer(context, params)?;
    serde_json::to_value(result).map_err(|_| Failure::Fault)
}
