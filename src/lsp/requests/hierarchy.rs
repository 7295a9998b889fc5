//! The chain from an actor to its sponsor, as what the protocol calls calls.

use super::{Asked, Context, Failure};
use crate::ide::hierarchy::{self, Link};
use crate::lsp::protocol::types::{
    CallHierarchyIncomingCall, CallHierarchyIncomingCallsParams, CallHierarchyItem, CallHierarchyOutgoingCall,
    CallHierarchyOutgoingCallsParams, Range, SymbolKind, TextDocumentPositionParams,
};
use crate::source::FileId;

/// `textDocument/prepareCallHierarchy`
pub fn prepare(context: &Context, params: TextDocumentPositionParams) -> Result<Vec<CallHierarchyItem>, Failure> {
    let asked = context.asked()?;
    let link =
        hierarchy::start(asked.analysis, asked.file, asked.ruler.offset(params.position)).ok_or(Failure::Nothing)?;
    Ok(item(context, asked, &link).into_iter().collect())
}

/// `callHierarchy/outgoingCalls`: who stands behind it.
pub fn behind(
    context: &Context,
    params: CallHierarchyOutgoingCallsParams,
) -> Result<Vec<CallHierarchyOutgoingCall>, Failure> {
    let asked = context.asked()?;
    let from = again(asked, &params.item)?;
    let links = hierarchy::behind(asked.analysis, &[from.entity]);
    let calls = links.iter().filter_map(|link| {
        let from_ranges = ranges(context, asked, link, asked.file);
        Some(CallHierarchyOutgoingCall { to: item(context, asked, link)?, from_ranges })
    });
    Ok(calls.collect())
}

/// `callHierarchy/incomingCalls`: whom it stands behind.
pub fn before(
    context: &Context,
    params: CallHierarchyIncomingCallsParams,
) -> Result<Vec<CallHierarchyIncomingCall>, Failure> {
    let asked = context.asked()?;
    let to = again(asked, &params.item)?;
    let links = hierarchy::before(asked.analysis, &[to.entity]);
    let calls = links.iter().filter_map(|link| {
        let from_ranges = ranges(context, asked, link, link.selection.file);
        Some(CallHierarchyIncomingCall { from: item(context, asked, link)?, from_ranges })
    });
    Ok(calls.collect())
}

/// What an item was made of: its name still stands where it stood.
fn again(asked: Asked<'_>, item: &CallHierarchyItem) -> Result<Link, Failure> {
    let offset = asked.ruler.offset(item.selection_range.start);
    hierarchy::start(asked.analysis, asked.file, offset).ok_or(Failure::Outdated)
}

fn item(context: &Context, asked: Asked<'_>, link: &Link) -> Option<CallHierarchyItem> {
    let place = context.snapshot.place(asked.analysis, link.whole)?;
    Some(CallHierarchyItem {
        name: link.name.clone(),
        kind: SymbolKind::Class,
        tags: None,
        detail: Some(link.detail.clone()).filter(|detail| !detail.is_empty()),
        uri: place.uri,
        range: place.range,
        selection_range: context.snapshot.range(asked.analysis, link.selection)?,
        data: None,
    })
}

/// Where it is said, in one file: the protocol has no room for others.
fn ranges(context: &Context, asked: Asked<'_>, link: &Link, file: FileId) -> Vec<Range> {
    let here = link.places.iter().filter(|place| place.file == file);
    here.filter_map(|place| context.snapshot.range(asked.analysis, *place)).collect()
}
