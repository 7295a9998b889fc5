//! What can be done at a place.

use super::{Asked, Context, Failure};
use crate::diag::Edit;
use crate::ide::{self, Action, ActionKind, NewFile};
use crate::lsp::convert::workspace_edit;
use crate::lsp::diagnostics::told;
use crate::lsp::protocol::types::{CodeAction, CodeActionKind, CodeActionParams};

/// The kind of what mends everything that can be mended without asking.
pub const FIX_ALL: &str = "source.fixAll.attrc";

/// `textDocument/codeAction`
pub fn actions(context: &Context, params: CodeActionParams) -> Result<Vec<CodeAction>, Failure> {
    if !context.snapshot.client.actions {
        return Err(Failure::Nothing);
    }
    let asked = context.best()?;
    let only: Option<Vec<String>> = params.context.only.map(|kinds| kinds.into_iter().map(String::from).collect());
    let is_wanted = |kind: &str| match &only {
        None => true,
        Some(kinds) => kinds.iter().any(|wanted| {
            kind.strip_prefix(wanted.as_str())
                .is_some_and(|rest| rest.is_empty() || wanted.is_empty() || rest.starts_with('.'))
        }),
    };
    let mut found = Vec::new();
    let whole = context.whole.first().map(|whole| &**whole);
    for action in ide::actions(asked.analysis, whole, asked.file, asked.ruler.span(params.range)) {
        if is_wanted(kind(action.kind)) {
            found.extend(offered(context, asked, action));
        }
    }
    if is_wanted(FIX_ALL) && !found.iter().any(|action| action.kind == Some(CodeActionKind::from(FIX_ALL.to_owned()))) {
        let edits = ide::fix_all(asked.analysis, asked.file);
        let title = "mend all that can be mended without asking".to_owned();
        found.extend(with_edit(context, asked, title, FIX_ALL, (&edits, &[])));
    }
    Ok(found)
}

fn offered(context: &Context, asked: Asked<'_>, action: Action) -> Option<CodeAction> {
    let mut made = with_edit(context, asked, action.title, kind(action.kind), (&action.edits, &action.creates))?;
    let mended = action.mends.and_then(|index| asked.analysis.findings().find(|(other, _, _)| *other == index));
    made.diagnostics = mended
        .map(|(_, diagnostic, severity)| vec![told(&context.snapshot, asked.analysis, diagnostic, severity).told]);
    made.is_preferred = Some(action.preferred).filter(|preferred| *preferred);
    Some(made)
}

/// An action without an edit would do nothing.
fn with_edit(
    context: &Context,
    asked: Asked<'_>,
    title: String,
    kind: &str,
    (edits, creates): (&[Edit], &[NewFile]),
) -> Option<CodeAction> {
    if edits.is_empty() && creates.is_empty() {
        return None;
    }
    Some(CodeAction {
        title,
        kind: Some(CodeActionKind::from(kind.to_owned())),
        edit: Some(workspace_edit(&context.snapshot, asked.analysis, edits, None, creates)?),
        ..CodeAction::default()
    })
}

fn kind(kind: ActionKind) -> &'static str {
    match kind {
        ActionKind::Fix => "quickfix",
        ActionKind::FixAll => FIX_ALL,
        ActionKind::Extract => "refactor.extract",
        ActionKind::Rewrite => "refactor.rewrite",
    }
}
