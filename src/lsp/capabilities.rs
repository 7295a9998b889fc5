//! What is offered to the editor.

use serde_json::{Value, json};

use super::client::Client;
use super::diagnostics::PAGES;
use super::protocol::types::{
    CodeActionKind, CodeActionOptions, CodeActionProvider, CodeLensOptions, CompletionOptions, DiagnosticOptions,
    DiagnosticProvider, DocumentLinkOptions, DocumentOnTypeFormattingOptions, ExecuteCommandOptions,
    FileOperationFilter, FileOperationOptions, FileOperationPattern, FileOperationRegistrationOptions, Full,
    PositionEncodingKind, RenameOptions, RenameProvider, Save, SaveOptions, SemanticTokensLegend,
    SemanticTokensOptions, SemanticTokensOptionsRange, SemanticTokensProvider, ServerCapabilities,
    ServerCompletionItemOptions, SignatureHelpOptions, TextDocumentContent, TextDocumentContentOptions,
    TextDocumentSync, TextDocumentSyncKind, TextDocumentSyncOptions, WorkspaceFoldersServerCapabilities,
    WorkspaceOptions,
};
use super::requests::{CLASSES, COMMANDS, FIX_ALL, MODIFIERS};
use crate::source::Unit;

/// What is offered to an editor.
fn capabilities(client: &Client) -> ServerCapabilities {
    ServerCapabilities {
        position_encoding: Some(match client.unit {
            Unit::Utf8 => PositionEncodingKind::UTF8,
            Unit::Utf16 => PositionEncodingKind::UTF16,
            Unit::Utf32 => PositionEncodingKind::UTF32,
        }),
        text_document_sync: Some(TextDocumentSync::Options(TextDocumentSyncOptions {
            open_close: Some(true),
            change: Some(TextDocumentSyncKind::Incremental),
            save: Some(Save::SaveOptions(SaveOptions { include_text: Some(false) })),
            ..TextDocumentSyncOptions::default()
        })),
        completion_provider: Some(CompletionOptions {
            // Behind these, what may follow is another thing than before.
            trigger_characters: Some(strings(&[" ", "\"", "[", "/", "."])),
            resolve_provider: Some(true),
            completion_item: Some(ServerCompletionItemOptions { label_details_support: Some(true) }),
            ..CompletionOptions::default()
        }),
        signature_help_provider: Some(SignatureHelpOptions {
            trigger_characters: Some(strings(&[" "])),
            ..SignatureHelpOptions::default()
        }),
        hover_provider: Some(true.into()),
        definition_provider: Some(true.into()),
        references_provider: Some(true.into()),
        document_highlight_provider: Some(true.into()),
        document_symbol_provider: Some(true.into()),
        workspace_symbol_provider: Some(true.into()),
        rename_provider: Some(RenameProvider::RenameOptions(RenameOptions {
            prepare_provider: Some(true),
            ..RenameOptions::default()
        })),
        folding_range_provider: Some(true.into()),
        selection_range_provider: Some(true.into()),
        inlay_hint_provider: Some(true.into()),
        call_hierarchy_provider: Some(true.into()),
        code_lens_provider: Some(CodeLensOptions::default()),
        document_link_provider: Some(DocumentLinkOptions::default()),
        document_formatting_provider: Some(true.into()),
        document_range_formatting_provider: Some(true.into()),
        document_on_type_formatting_provider: Some(DocumentOnTypeFormattingOptions {
            first_trigger_character: "}".to_owned(),
            more_trigger_character: Some(strings(&["\n"])),
        }),
        code_action_provider: Some(CodeActionProvider::CodeActionOptions(CodeActionOptions {
            code_action_kinds: Some(
                ["quickfix", FIX_ALL, "refactor.extract", "refactor.rewrite"]
                    .map(|kind| CodeActionKind::from(kind.to_owned()))
                    .to_vec(),
            ),
            ..CodeActionOptions::default()
        })),
        semantic_tokens_provider: Some(SemanticTokensProvider::SemanticTokensOptions(SemanticTokensOptions {
            legend: SemanticTokensLegend { token_types: strings(&CLASSES), token_modifiers: strings(&MODIFIERS) },
            range: Some(SemanticTokensOptionsRange::Bool(true)),
            full: Some(Full::Bool(true)),
            ..SemanticTokensOptions::default()
        })),
        execute_command_provider: Some(ExecuteCommandOptions {
            commands: strings(&COMMANDS),
            ..ExecuteCommandOptions::default()
        }),
        diagnostic_provider: client.pulls.then(|| {
            DiagnosticProvider::DiagnosticOptions(DiagnosticOptions {
                identifier: Some("attrc".to_owned()),
                inter_file_dependencies: true,
                workspace_diagnostics: true,
                ..DiagnosticOptions::default()
            })
        }),
        workspace: Some(workspace()),
        ..ServerCapabilities::default()
    }
}

fn workspace() -> WorkspaceOptions {
    let pattern = FileOperationPattern { glob: "**/*".to_owned(), matches: None, options: None };
    let filter = FileOperationFilter { scheme: Some("file".to_owned()), pattern };
    let all = || Some(FileOperationRegistrationOptions { filters: vec![filter.clone()] });
    WorkspaceOptions {
        workspace_folders: Some(WorkspaceFoldersServerCapabilities {
            supported: Some(true),
            change_notifications: Some(true.into()),
        }),
        file_operations: Some(FileOperationOptions {
            did_create: all(),
            will_rename: all(),
            did_rename: all(),
            did_delete: all(),
            ..FileOperationOptions::default()
        }),
        text_document_content: Some(TextDocumentContent::Options(TextDocumentContentOptions {
            schemes: vec![PAGES.to_owned()],
        })),
    }
}

fn strings(words: &[&str]) -> Vec<String> {
    words.iter().map(|word| (*word).to_owned()).collect()
}

/// The answer to `initialize`.
pub fn initialized(client: &Client) -> Value {
    json!({
        "capabilities": capabilities(client),
        "serverInfo": { "name": "attrc", "version": env!("CARGO_PKG_VERSION") },
    })
}

/// What is to be watched on the disk: everything that a compilation may read.
pub fn registrations() -> Value {
    let globs = ["**/*.attr", "**/attr.toml", "**/attr.lock", "**/*.{txt,md,html,json}"];
    let watchers: Vec<Value> = globs.iter().map(|glob| json!({ "globPattern": glob })).collect();
    json!({ "registrations": [{
        "id": "watched",
        "method": "workspace/didChangeWatchedFiles",
        "registerOptions": { "watchers": watchers },
    }] })
}
