//! What a text alone answers: its form.

use serde_json::Value;

use super::{Context, Failure};
use crate::format;
use crate::lsp::convert::Ruler;
use crate::lsp::protocol::types::{
    DocumentFormattingParams, DocumentOnTypeFormattingParams, DocumentRangeFormattingParams, TextEdit,
};
use crate::source::{FileId, Text};

/// `textDocument/formatting`: as little as has to change, so that cursors and marks stay where they are.
pub fn formatting(context: &Context, _: DocumentFormattingParams) -> Result<Vec<TextEdit>, Failure> {
    let text = open_text(context)?;
    Ok(ruler(context, &text).edits(&format::edits(FileId::default(), &text.content)))
}

/// `textDocument/rangeFormatting`
pub fn range(context: &Context, params: DocumentRangeFormattingParams) -> Result<Vec<TextEdit>, Failure> {
    let text = open_text(context)?;
    let ruler = ruler(context, &text);
    Ok(ruler.edits(&format::range(FileId::default(), &text.content, ruler.span(params.range))))
}

/// `textDocument/onTypeFormatting`
pub fn typed(context: &Context, params: DocumentOnTypeFormattingParams) -> Result<Vec<TextEdit>, Failure> {
    let text = open_text(context)?;
    let ruler = ruler(context, &text);
    let typed = params.ch.chars().next().ok_or(Failure::Nothing)?;
    Ok(ruler.edits(&format::on_type(FileId::default(), &text.content, ruler.offset(params.position), typed)))
}

/// `attrc/text`: a text as this server has it, for whoever doubts that it is the editor's.
pub fn content(context: &Context, _: Value) -> Result<String, Failure> {
    Ok(open_text(context)?.content.to_string())
}

/// The text that the request is about, as the editor has it.
fn open_text(context: &Context) -> Result<Text, Failure> {
    let document = context.snapshot.documents.get(context.path()?).ok_or(Failure::Nothing)?;
    Ok(Text::new("", document.content.clone()))
}

fn ruler<'t>(context: &Context, text: &'t Text) -> Ruler<'t> {
    Ruler { text, unit: context.snapshot.client.unit }
}
