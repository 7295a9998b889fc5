//! Outlines: symbols, folds, selections.

use serde::Deserialize;

use super::{Asked, Context, Failure};
use crate::ide::{self, Fold, FoldKind, Symbol};
use crate::lsp::convert::Ruler;
use crate::lsp::protocol::types::{
    BaseSymbolInformation, DocumentSymbol, DocumentSymbolParams, DocumentSymbolResponse, FoldingRange,
    FoldingRangeKind, FoldingRangeParams, SelectionRange, SelectionRangeParams, SymbolInformation, SymbolKind,
    WorkspaceSymbolResponse,
};

/// `textDocument/documentSymbol`
pub fn symbols(context: &Context, _: DocumentSymbolParams) -> Result<DocumentSymbolResponse, Failure> {
    let asked = context.asked()?;
    let symbols = ide::document_symbols(asked.analysis, asked.file);
    Ok(match context.snapshot.client.levels {
        true => DocumentSymbolResponse::DocumentSymbolList(
            symbols.into_iter().map(|symbol| nested(asked.ruler, symbol)).collect(),
        ),
        false => {
            let mut flat = Vec::new();
            flatten(context, asked, symbols, None, &mut flat);
            DocumentSymbolResponse::SymbolInformationList(flat)
        }
    })
}

#[allow(deprecated, reason = "the field has to be there")]
fn nested(ruler: Ruler<'_>, symbol: Symbol) -> DocumentSymbol {
    let children: Vec<DocumentSymbol> = symbol.children.into_iter().map(|child| nested(ruler, child)).collect();
    DocumentSymbol {
        // An editor refuses what has no name.
        name: Some(symbol.name).filter(|name| !name.trim().is_empty()).unwrap_or_else(|| "?".to_owned()),
        detail: Some(symbol.detail).filter(|detail| !detail.is_empty()),
        kind: kind(symbol.kind),
        tags: None,
        deprecated: None,
        range: ruler.range(symbol.whole.span),
        selection_range: ruler.range(symbol.selection.span),
        children: Some(children).filter(|children| !children.is_empty()),
    }
}

fn flatten(
    context: &Context,
    asked: Asked<'_>,
    symbols: Vec<Symbol>,
    within: Option<&str>,
    flat: &mut Vec<SymbolInformation>,
) {
    for symbol in symbols {
        flat.extend(information(context, asked.analysis, &symbol, within));
        flatten(context, asked, symbol.children, Some(&symbol.name), flat);
    }
}

#[allow(deprecated, reason = "the field has to be there")]
fn information(
    context: &Context,
    analysis: &ide::Analysis,
    symbol: &Symbol,
    within: Option<&str>,
) -> Option<SymbolInformation> {
    let base = BaseSymbolInformation {
        name: symbol.name.clone(),
        kind: kind(symbol.kind),
        tags: None,
        container_name: within.map(str::to_owned),
    };
    let location = context.snapshot.place(analysis, symbol.selection)?;
    Some(SymbolInformation { deprecated: None, location, base_symbol_information: base })
}

/// What `workspace/symbol` asks; the type of the protocol wants fields that nobody sends.
#[derive(Deserialize)]
pub struct Query {
    query: String,
}

/// `workspace/symbol`
pub fn workspace(context: &Context, params: Query) -> Result<WorkspaceSymbolResponse, Failure> {
    let mut found = Vec::new();
    for analysis in &context.whole {
        for symbol in ide::workspace_symbols(analysis, &params.query) {
            found.extend(information(context, analysis, &symbol, Some(&symbol.detail)));
        }
    }
    Ok(WorkspaceSymbolResponse::SymbolInformationList(found))
}

fn kind(kind: ide::SymbolKind) -> SymbolKind {
    match kind {
        ide::SymbolKind::Party => SymbolKind::Class,
        ide::SymbolKind::Document => SymbolKind::File,
        ide::SymbolKind::Object => SymbolKind::Struct,
        ide::SymbolKind::Block => SymbolKind::Namespace,
        ide::SymbolKind::Speech => SymbolKind::Function,
        ide::SymbolKind::Claim => SymbolKind::Event,
        ide::SymbolKind::Response => SymbolKind::Operator,
    }
}

/// `textDocument/foldingRange`
pub fn folds(context: &Context, _: FoldingRangeParams) -> Result<Vec<FoldingRange>, Failure> {
    let Asked { analysis, file, ruler } = context.asked()?;
    let tree = analysis.tree(file).ok_or(Failure::Nothing)?;
    let folds = ide::folds(&ruler.text.content, tree);
    Ok(folds.into_iter().map(|fold| folded(ruler, context.snapshot.client.whole_lines, fold)).collect())
}

/// What closes a block on a line of its own is no part of its fold.
fn folded(ruler: Ruler<'_>, whole_lines: bool, fold: Fold) -> FoldingRange {
    let (start, end) = (ruler.position(fold.span.lo), ruler.position(fold.span.hi));
    FoldingRange {
        start_line: start.line,
        start_character: Some(start.character).filter(|_| !whole_lines),
        end_line: end.line,
        end_character: Some(end.character).filter(|_| !whole_lines),
        kind: match fold.kind {
            FoldKind::Block => None,
            FoldKind::Comment => Some(FoldingRangeKind::Comment),
            FoldKind::Uses => Some(FoldingRangeKind::Imports),
        },
        collapsed_text: None,
    }
}

/// `textDocument/selectionRange`
pub fn selections(context: &Context, params: SelectionRangeParams) -> Result<Vec<SelectionRange>, Failure> {
    let Asked { analysis, file, ruler } = context.asked()?;
    let tree = analysis.tree(file).ok_or(Failure::Nothing)?;
    let each = params.positions.into_iter().map(|position| {
        let spans = ide::selections(&ruler.text.content, tree, ruler.offset(position));
        let outwards = spans.into_iter().rev().fold(None, |parent: Option<SelectionRange>, span| {
            Some(SelectionRange { range: ruler.range(span), parent: parent.map(Box::new) })
        });
        // Each position has an answer.
        outwards.unwrap_or(SelectionRange {
            range: ruler.range(crate::source::Span::at(ruler.offset(position))),
            parent: None,
        })
    });
    Ok(each.collect())
}
