//! Files that are about to move: what they say of each other by their paths moves with them.

use super::{Context, Failure};
use crate::ide::{Move, moved};
use crate::lsp::convert::{self, workspace_edit};
use crate::lsp::protocol::types::{RenameFilesParams, Uri, WorkspaceEdit};

/// `workspace/willRenameFiles`
pub fn renamed(context: &Context, params: RenameFilesParams) -> Result<WorkspaceEdit, Failure> {
    let path = |uri: &Uri| convert::path(uri).map(|path| context.snapshot.workspace.really(&path));
    let moves =
        params.files.iter().filter_map(|file| Some(Move { from: path(&file.old_uri)?, to: path(&file.new_uri)? }));
    let moves: Vec<Move> = moves.collect();
    let mut all = WorkspaceEdit::default();
    for analysis in &context.whole {
        let edits = moved(analysis, &moves);
        let Some(edit) = workspace_edit(&context.snapshot, analysis, &edits, None, &[]) else { continue };
        if !edits.is_empty() {
            all.changes.get_or_insert_default().extend(edit.changes.unwrap_or_default());
            all.document_changes.get_or_insert_default().extend(edit.document_changes.unwrap_or_default());
        }
    }
    all.changes = all.changes.filter(|changes| !changes.is_empty());
    all.document_changes = all.document_changes.filter(|changes| !changes.is_empty());
    match all == WorkspaceEdit::default() {
        true => Err(Failure::Nothing),
        false => Ok(all),
    }
}
