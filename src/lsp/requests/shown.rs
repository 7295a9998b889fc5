//! What is shown in a text and beside it: explanations, hints, lenses, links, shapes, colours.

use super::names::spot;
use super::{Asked, Context, Failure};
use crate::ide::{self, LinkTarget, TokenClass};
use crate::lsp::convert::Ruler;
use crate::lsp::protocol::types::{
    ActiveParameter, CodeLens, CodeLensParams, Command, Contents, DocumentLink, DocumentLinkParams, Documentation,
    Hover, InlayHint, InlayHintParams, Label, MarkupContent, MarkupKind, ParameterInformation,
    ParameterInformationLabel, SemanticToken, SemanticTokens, SemanticTokensParams, SemanticTokensRangeParams,
    SignatureHelp, SignatureInformation, TextDocumentPositionParams, Tooltip, Uri,
};
use crate::source::Span;

/// The classes of words as editors call them, in the order of [`TokenClass`]: names that themes have colours for.
pub const CLASSES: [&str; 15] = [
    "comment",
    "keyword",
    "type",
    "variable",
    "class",
    "label",
    "property",
    "function",
    "macro",
    "enumMember",
    "modifier",
    "string",
    "number",
    "enum",
    "parameter",
];

/// What else is said of a word, in the order of their bits.
pub const MODIFIERS: [&str; 2] = ["declaration", "doubted"];

/// The command behind a lens, which the editor knows: shows places.
pub const SHOW: &str = "attrc.showReferences";

/// `textDocument/hover`
pub fn hover(context: &Context, params: TextDocumentPositionParams) -> Result<Hover, Failure> {
    let Asked { analysis, file, ruler } = context.asked()?;
    let whole = context.whole.first().map(AsRef::as_ref);
    let hover = ide::hover(analysis, whole, file, ruler.offset(params.position)).ok_or(Failure::Nothing)?;
    let contents = Contents::MarkupContent(markup(context, hover.markdown));
    Ok(Hover { contents, range: Some(ruler.range(hover.span)) })
}

/// A text as the editor can show it.
pub fn markup(context: &Context, value: String) -> MarkupContent {
    let kind = if context.snapshot.client.markdown { MarkupKind::Markdown } else { MarkupKind::PlainText };
    MarkupContent { kind, value }
}

/// `textDocument/inlayHint`
pub fn hints(context: &Context, params: InlayHintParams) -> Result<Vec<InlayHint>, Failure> {
    let Asked { analysis, file, ruler } = context.asked()?;
    let hints = ide::hints(analysis, file, ruler.span(params.range)).into_iter().map(|hint| InlayHint {
        position: ruler.position(hint.offset),
        label: Label::String(hint.label),
        kind: None,
        text_edits: None,
        tooltip: Some(hint.tooltip)
            .filter(|tooltip| !tooltip.is_empty())
            .map(|tooltip| Tooltip::MarkupContent(markup(context, tooltip))),
        padding_left: Some(true),
        padding_right: None,
        data: None,
    });
    Ok(hints.collect())
}

/// `textDocument/codeLens`
pub fn lenses(context: &Context, _: CodeLensParams) -> Result<Vec<CodeLens>, Failure> {
    let Asked { analysis, file, ruler } = context.asked()?;
    let uri = context.snapshot.uri(context.path()?).ok_or(Failure::Nothing)?;
    let lenses = ide::lenses(analysis, file).into_iter().map(|lens| {
        let range = ruler.range(lens.span);
        let places: Vec<_> = lens.places.iter().filter_map(|place| context.snapshot.place(analysis, *place)).collect();
        let arguments = [serde_json::to_value(&uri), serde_json::to_value(range.start), serde_json::to_value(places)];
        let arguments = arguments.into_iter().collect::<Result<Vec<_>, _>>().ok();
        let command = Command { title: lens.title, tooltip: None, command: SHOW.to_owned(), arguments };
        CodeLens { range, command: Some(command), data: None }
    });
    Ok(lenses.collect())
}

/// `textDocument/documentLink`
pub fn links(context: &Context, _: DocumentLinkParams) -> Result<Vec<DocumentLink>, Failure> {
    let asked = context.asked()?;
    let links = ide::links(asked.analysis, asked.file).into_iter().filter_map(|link| {
        let target = match &link.target {
            LinkTarget::Web(address) => Uri::parse(address).ok()?,
            LinkTarget::Spot(to) => {
                let (mut uri, range) = spot(context, asked, to)?;
                // Editors read a line and a column in this form.
                let place = format!("L{},{}", range.start.line + 1, range.start.character + 1);
                uri.set_fragment(Some(&place).filter(|_| range.start != Default::default()).map(String::as_str));
                uri
            }
        };
        let tooltip = Some(link.tooltip).filter(|tooltip| !tooltip.is_empty());
        Some(DocumentLink { range: asked.ruler.range(link.span), target: Some(target), tooltip, data: None })
    });
    Ok(links.collect())
}

/// `textDocument/signatureHelp`
pub fn signature(context: &Context, params: TextDocumentPositionParams) -> Result<SignatureHelp, Failure> {
    let Asked { analysis, file, ruler } = context.asked()?;
    let signature = ide::signature(analysis, file, ruler.offset(params.position)).ok_or(Failure::Nothing)?;
    // Counted in UTF-16, whatever columns are counted in (LSP 3.17, `ParameterInformation`).
    let units = |end: usize| signature.label.get(..end).unwrap_or_default().encode_utf16().count() as u32;
    let parts = signature.parts.iter().map(|(range, what)| {
        let text = signature.label.get(range.clone()).unwrap_or_default().to_owned();
        let label = match context.snapshot.client.part_offsets {
            true => ParameterInformationLabel::Tuple((units(range.start), units(range.end))),
            false => ParameterInformationLabel::String(text),
        };
        let documentation = Some(what.clone()).filter(|what| !what.is_empty());
        let documentation = documentation.map(|what| Documentation::MarkupContent(markup(context, what)));
        ParameterInformation { label, documentation }
    });
    let active = signature.active.map(|part| ActiveParameter::Int(part as u32));
    let information = SignatureInformation {
        parameters: Some(parts.collect()),
        documentation: Some(Documentation::MarkupContent(markup(context, signature.documentation.clone()))),
        label: signature.label,
        active_parameter: active,
    };
    Ok(SignatureHelp { signatures: vec![information], active_signature: Some(0), active_parameter: active })
}

/// `textDocument/semanticTokens/full`
pub fn tokens(context: &Context, _: SemanticTokensParams) -> Result<SemanticTokens, Failure> {
    coloured(context, context.asked()?, None)
}

/// `textDocument/semanticTokens/range`
pub fn tokens_within(context: &Context, params: SemanticTokensRangeParams) -> Result<SemanticTokens, Failure> {
    let asked = context.asked()?;
    coloured(context, asked, Some(asked.ruler.span(params.range)))
}

fn coloured(context: &Context, asked: Asked<'_>, within: Option<Span>) -> Result<SemanticTokens, Failure> {
    let Asked { analysis, file, ruler } = asked;
    let mut data = Vec::new();
    let mut last = (0, 0);
    for token in ide::tokens(analysis, file, within) {
        let bits = u32::from(token.declares) | u32::from(token.doubted) << 1;
        for (line, start, length) in pieces(ruler, token.span, context.snapshot.client.long_tokens) {
            let delta_start = if line == last.0 { start - last.1 } else { start };
            data.push(SemanticToken {
                delta_line: line - last.0,
                delta_start,
                length,
                token_type: class(token.class),
                token_modifiers_bitset: bits,
            });
            last = (line, start);
        }
    }
    Ok(SemanticTokens { result_id: None, data })
}

fn class(class: TokenClass) -> u32 {
    class as u32
}

/// Line, column and length of a word, or of its part in each line.
fn pieces(ruler: Ruler<'_>, span: Span, long: bool) -> Vec<(u32, u32, u32)> {
    let (start, end) = (ruler.position(span.lo), ruler.position(span.hi));
    let width = |text: &str| text.chars().map(|letter| ruler.unit.width(letter)).sum::<u32>();
    if start.line == end.line {
        return vec![(start.line, start.character, end.character - start.character)];
    }
    if long {
        return vec![(start.line, start.character, width(ruler.text.slice(span)))];
    }
    let lines = (start.line..=end.line).map(|line| {
        let from = if line == start.line { start.character } else { 0 };
        let to = match line == end.line {
            true => end.character,
            false => width(ruler.text.lines.content(&ruler.text.content, line)),
        };
        (line, from, to.saturating_sub(from))
    });
    lines.filter(|(_, _, length)| *length > 0).collect()
}
