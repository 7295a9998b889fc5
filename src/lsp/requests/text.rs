//! What a text alone answers: its form.

use serde_json::Value;

use super::{Context, Failure};
use crate::format;
use crate::lsp::convert::Ruler;
use crate::lsp::protocol::types::{DocumentFormattingParams, TextEdit};
use crate::source::{FileId, Span, Text};

/// `textDocument/formatting`
pub fn formatting(context: &Context, _: DocumentFormattingParams) -> Result<Vec<TextEdit>, Failure> {
    let text = open_text(context)?;
    let ruler = Ruler { text: &text, unit: context.snapshot.client.unit };
    let formatted = format::format(FileId::default(), &text.content).text;
    if formatted == *text.content {
        return Ok(Vec::new());
    }
    Ok(vec![TextEdit { range: ruler.range(Span::new(0, text.content.len() as u32)), new_text: formatted }])
}

/// The text that the request is about, as the editor has it.
fn open_text(context: &Context) -> Result<Text, Failure> {
    let document = context.snapshot.documents.get(context.path()?).ok_or(Failure::Nothing)?;
    Ok(Text::new("", document.content.clone()))
}

/// `attrc/text`: a text as this server has it, for whoever doubts that it is the editor's.
pub fn content(context: &Context, _: Value) -> Result<String, Failure> {
    Ok(open_text(context)?.content.to_string())
}
