//! Names: where they are declared, where they stand, and other names for them.

use super::{Asked, Context, Failure};
use crate::ide::{self, Spot};
use crate::lsp::convert::{Ruler, workspace_edit};
use crate::lsp::protocol::types::{
    ChangeAnnotation, Definition, DefinitionResponse, DocumentHighlight, DocumentHighlightKind, Location, LocationLink,
    PrepareRenamePlaceholder, PrepareRenameResult, Range, ReferenceParams, RenameParams, TextDocumentPositionParams,
    Uri, WorkspaceEdit,
};
use crate::source::Text;

/// `textDocument/definition`
pub fn definition(context: &Context, params: TextDocumentPositionParams) -> Result<DefinitionResponse, Failure> {
    let asked = context.asked()?;
    let found = ide::definition(asked.analysis, asked.file, asked.ruler.offset(params.position));
    let links = found.iter().filter_map(|definition| {
        let (uri, whole) = spot(context, asked, &definition.whole)?;
        let (_, name) = spot(context, asked, &definition.name)?;
        let origin = Some(asked.ruler.range(definition.origin));
        Some(LocationLink {
            origin_selection_range: origin,
            target_uri: uri,
            target_range: whole,
            target_selection_range: name,
        })
    });
    let links: Vec<LocationLink> = links.collect();
    Ok(match context.snapshot.client.links {
        true => DefinitionResponse::DefinitionLinkList(links),
        false => {
            let places =
                links.into_iter().map(|link| Location { uri: link.target_uri, range: link.target_selection_range });
            DefinitionResponse::Definition(Definition::LocationList(places.collect()))
        }
    })
}

/// A place that can be gone to.
pub fn spot(context: &Context, asked: Asked<'_>, spot: &Spot) -> Option<(Uri, Range)> {
    match spot {
        Spot::File(place) => {
            let place = context.snapshot.place(asked.analysis, *place)?;
            Some((place.uri, place.range))
        }
        Spot::Stored(key, span) => {
            let stored = asked.analysis.compilation.stored.get(key)?;
            let text = Text::new(stored.path.clone(), stored.content.as_str());
            let ruler = Ruler { text: &text, unit: context.snapshot.client.unit };
            let path = asked.analysis.compilation.project.root.join(&stored.path);
            Some((context.snapshot.uri(&path)?, ruler.range(*span)))
        }
    }
}

/// `textDocument/references`
pub fn references(context: &Context, params: ReferenceParams) -> Result<Vec<Location>, Failure> {
    let Asked { analysis, file, ruler } = context.asked()?;
    let offset = ruler.offset(params.text_document_position_params.position);
    let places = ide::references(analysis, file, offset, params.context.include_declaration);
    Ok(places.into_iter().filter_map(|place| context.snapshot.place(analysis, place)).collect())
}

/// `textDocument/documentHighlight`
pub fn highlights(context: &Context, params: TextDocumentPositionParams) -> Result<Vec<DocumentHighlight>, Failure> {
    let Asked { analysis, file, ruler } = context.asked()?;
    let found = ide::highlights(analysis, file, ruler.offset(params.position)).into_iter().map(|highlight| {
        let kind = if highlight.declares { DocumentHighlightKind::Write } else { DocumentHighlightKind::Read };
        DocumentHighlight { range: ruler.range(highlight.span), kind: Some(kind) }
    });
    Ok(found.collect())
}

/// `textDocument/prepareRename`
pub fn prepare(context: &Context, params: TextDocumentPositionParams) -> Result<PrepareRenameResult, Failure> {
    let Asked { analysis, file, ruler } = context.asked()?;
    let span = ide::renamable(analysis, file, ruler.offset(params.position)).map_err(Failure::Refused)?;
    let placeholder = ruler.text.slice(span).to_owned();
    Ok(PrepareRenameResult::PrepareRenamePlaceholder(PrepareRenamePlaceholder {
        range: ruler.range(span),
        placeholder,
    }))
}

/// `textDocument/rename`
pub fn rename(context: &Context, params: RenameParams) -> Result<WorkspaceEdit, Failure> {
    let Asked { analysis, file, ruler } = context.asked()?;
    let offset = ruler.offset(params.text_document_position_params.position);
    let renaming = ide::rename(analysis, file, offset, &params.new_name).map_err(Failure::Refused)?;
    let question = ChangeAnnotation {
        label: "Keep the ids of its objects".to_owned(),
        needs_confirmation: Some(true),
        description: Some("`was` tells that it is the same, to those who have its objects".to_owned()),
    };
    let asked = Some((renaming.was.as_slice(), question));
    workspace_edit(&context.snapshot, analysis, &renaming.edits, asked, &[]).ok_or(Failure::Fault)
}
