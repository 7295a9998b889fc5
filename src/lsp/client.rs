//! What the editor at the other end can do, read from its capabilities.

use serde_json::Value;

use crate::source::Unit;

/// What the editor can do. What it does not say, it cannot.
#[derive(Debug, Clone)]
pub struct Client {
    /// What columns are counted in: the best of what it offers.
    pub unit: Unit,
    /// Whether it asks for diagnostics, and can be told to ask again.
    pub pulls: bool,
    /// Whether a file that is watched can be named after the start.
    pub watches: bool,
    /// Whether it shows further places of a diagnostic.
    pub related: bool,
    /// Whether a code can lead to its explanation.
    pub code_pages: bool,
    /// Whether it wants to know what of a text leads to a definition.
    pub links: bool,
    /// Whether an outline has levels.
    pub levels: bool,
    /// Whether only whole lines are folded.
    pub whole_lines: bool,
    /// Whether a token may go over several lines.
    pub long_tokens: bool,
    /// Whether an edit can ask before it is made.
    pub annotations: bool,
    /// Whether an edit can make files.
    pub creates: bool,
    /// Whether edits can name the version of the text that they are for.
    pub versioned: bool,
    /// Whether actions are more than commands.
    pub actions: bool,
    /// Whether holes can be drawn in what is completed.
    pub snippets: bool,
    /// Whether a completion can say what it replaces, and what is replaced where the cursor stands within a word.
    pub insert_replace: bool,
    /// Whether parts of a signature are told by their offsets.
    pub part_offsets: bool,
    /// Whether explanations may be Markdown.
    pub markdown: bool,
    /// What can be asked for again: semantic tokens, inlay hints, code lenses.
    pub refreshes: Vec<&'static str>,
}

impl Client {
    /// Reads the capabilities.
    pub fn new(capabilities: &Value) -> Self {
        let has = |path: &str| capabilities.pointer(path).and_then(Value::as_bool).unwrap_or(false);
        let refresh = [
            ("/workspace/semanticTokens/refreshSupport", "workspace/semanticTokens/refresh"),
            ("/workspace/inlayHint/refreshSupport", "workspace/inlayHint/refresh"),
            ("/workspace/codeLens/refreshSupport", "workspace/codeLens/refresh"),
        ];
        let hover = strings(capabilities, "/textDocument/hover/contentFormat");
        Self {
            unit: unit(&strings(capabilities, "/general/positionEncodings")),
            pulls: capabilities.pointer("/textDocument/diagnostic").is_some()
                && (has("/workspace/diagnostics/refreshSupport") || has("/workspace/diagnostic/refreshSupport")),
            watches: has("/workspace/didChangeWatchedFiles/dynamicRegistration"),
            related: has("/textDocument/publishDiagnostics/relatedInformation")
                || has("/textDocument/diagnostic/relatedInformation"),
            code_pages: has("/textDocument/publishDiagnostics/codeDescriptionSupport")
                || has("/textDocument/diagnostic/codeDescriptionSupport"),
            links: has("/textDocument/definition/linkSupport"),
            levels: has("/textDocument/documentSymbol/hierarchicalDocumentSymbolSupport"),
            whole_lines: has("/textDocument/foldingRange/lineFoldingOnly"),
            long_tokens: has("/textDocument/semanticTokens/multilineTokenSupport"),
            annotations: capabilities.pointer("/workspace/workspaceEdit/changeAnnotationSupport").is_some()
                && has("/workspace/workspaceEdit/documentChanges"),
            creates: has("/workspace/workspaceEdit/documentChanges")
                && strings(capabilities, "/workspace/workspaceEdit/resourceOperations").contains(&"create"),
            versioned: has("/workspace/workspaceEdit/documentChanges"),
            actions: capabilities.pointer("/textDocument/codeAction/codeActionLiteralSupport").is_some(),
            snippets: has("/textDocument/completion/completionItem/snippetSupport"),
            insert_replace: has("/textDocument/completion/completionItem/insertReplaceSupport"),
            part_offsets: has(
                "/textDocument/signatureHelp/signatureInformation/parameterInformation/labelOffsetSupport",
            ),
            markdown: hover.is_empty() || hover.contains(&"markdown"),
            refreshes: refresh.into_iter().filter(|(path, _)| has(path)).map(|(_, method)| method).collect(),
        }
    }
}

fn strings<'v>(value: &'v Value, path: &str) -> Vec<&'v str> {
    value.pointer(path).and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str).collect()
}

/// Bytes need no counting; UTF-16 is what everybody has, and what is meant where nothing is offered.
fn unit(offered: &[&str]) -> Unit {
    match offered {
        offered if offered.contains(&"utf-8") => Unit::Utf8,
        offered if offered.contains(&"utf-16") || offered.is_empty() => Unit::Utf16,
        offered if offered.contains(&"utf-32") => Unit::Utf32,
        _ => Unit::Utf16,
    }
}
