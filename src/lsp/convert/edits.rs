//! Edits of texts, as one change of a workspace.

use std::collections::{BTreeMap, HashMap};

use crate::diag::Edit;
use crate::ide::{Analysis, NewFile};
use crate::lsp::protocol::types::{
    AnnotatedTextEdit, ChangeAnnotation, CreateFile, DocumentChange, Edit as Change,
    OptionalVersionedTextDocumentIdentifier, TextDocumentEdit, TextDocumentIdentifier, TextEdit, Uri, WorkspaceEdit,
};
use crate::lsp::snapshot::Snapshot;
use crate::source::FileId;

/// The name of the only annotation there is.
const ASKED: &str = "ask";

/// Edits that are made, and others that somebody is asked about first, with the question. Where the editor cannot ask, those
/// are left out. `None` where files come into being and the editor makes none.
pub fn workspace_edit(
    snapshot: &Snapshot,
    analysis: &Analysis,
    made: &[Edit],
    asked: Option<(&[Edit], ChangeAnnotation)>,
    created: &[NewFile],
) -> Option<WorkspaceEdit> {
    let client = &snapshot.client;
    if !created.is_empty() && !client.creates {
        return None;
    }
    let asked = asked.filter(|(edits, _)| client.annotations && !edits.is_empty());
    let mut by_file: BTreeMap<FileId, Vec<Change>> = BTreeMap::new();
    let made = made.iter().map(|edit| (edit, false));
    let others = asked.iter().flat_map(|(edits, _)| edits.iter().map(|edit| (edit, true)));
    for (edit, is_asked) in made.chain(others) {
        let range = snapshot.range(analysis, edit.location)?;
        let edited = TextEdit { range, new_text: edit.text.clone() };
        let change = match is_asked {
            true => Change::AnnotatedTextEdit(AnnotatedTextEdit { annotation_id: ASKED.to_owned(), text_edit: edited }),
            false => Change::TextEdit(edited),
        };
        by_file.entry(edit.location.file).or_default().push(change);
    }
    let mut changes: Vec<(Uri, Option<i32>, Vec<Change>)> = Vec::new();
    for (file, edits) in by_file {
        let path = analysis.path(file)?;
        changes.push((snapshot.uri(&path)?, snapshot.version(&path), edits));
    }
    let annotations = asked.map(|(_, annotation)| HashMap::from([(ASKED.to_owned(), annotation)]));
    Some(match client.versioned {
        true => {
            let changes = changes.into_iter().map(|(uri, version, edits)| {
                let text_document = OptionalVersionedTextDocumentIdentifier {
                    version,
                    text_document_identifier: TextDocumentIdentifier { uri },
                };
                DocumentChange::TextDocumentEdit(TextDocumentEdit { text_document, edits })
            });
            let created = created.iter().map(|file| creation(snapshot, file)).collect::<Option<Vec<_>>>()?;
            WorkspaceEdit {
                document_changes: Some(created.into_iter().flatten().chain(changes).collect()),
                change_annotations: annotations,
                ..WorkspaceEdit::default()
            }
        }
        false => {
            let plain = |edits: Vec<Change>| {
                let plain = edits.into_iter().filter_map(|edit| match edit {
                    Change::TextEdit(edit) => Some(edit),
                    _ => None,
                });
                plain.collect::<Vec<TextEdit>>()
            };
            let changes = changes.into_iter().map(|(uri, _, edits)| (uri, plain(edits)));
            WorkspaceEdit { changes: Some(changes.collect()), ..WorkspaceEdit::default() }
        }
    })
}

/// A file that is made, and what it says.
fn creation(snapshot: &Snapshot, file: &NewFile) -> Option<[DocumentChange; 2]> {
    let uri = snapshot.uri(&file.path)?;
    let text_document = OptionalVersionedTextDocumentIdentifier {
        version: None,
        text_document_identifier: TextDocumentIdentifier { uri: uri.clone() },
    };
    let content = TextEdit { range: Default::default(), new_text: file.content.clone() };
    Some([
        DocumentChange::CreateFile(CreateFile { uri, options: None, annotation_id: None }),
        DocumentChange::TextDocumentEdit(TextDocumentEdit { text_document, edits: vec![Change::TextEdit(content)] }),
    ])
}
