//! Where quoted words stand in the stored texts.

use std::collections::BTreeMap;

use super::{Analysis, Spot};
use crate::facts::{EntityId, Facts, Haystack, Origin, Quotation, Value, stored_text};
use crate::source::{FileId, Span};
use crate::vocab::language::ValueType;

/// The quotations and passages of a file that were found, by where they are written, each with its place in a stored text.
pub(super) fn quoted(analysis: &Analysis, file: FileId) -> BTreeMap<Span, Spot> {
    let facts = analysis.facts();
    let mut found = BTreeMap::new();
    for (document, quotation) in quotations(facts) {
        let place = facts.location(quotation.origin);
        if place.file == file
            && let Some(spot) = spot(analysis, document, quotation)
        {
            found.insert(place.span, spot);
        }
    }
    for id in facts.entity_ids().filter(|id| facts.entity(*id).kind.is_document()) {
        found.extend(passages(analysis, file, id));
    }
    found
}

/// All quotations, each with its document.
pub(super) fn quotations(facts: &Facts) -> impl Iterator<Item = (Option<EntityId>, &Quotation)> {
    let claims = facts.claims.iter().map(|claim| (claim.voice.document, claim.quotation.as_deref()));
    let responses = facts.responses.iter().map(|response| (response.voice.document, response.quotation.as_ref()));
    let statements = facts.statements.iter().map(|statement| (statement.voice.document, Some(&statement.quotation)));
    let values = facts.entities.iter().flat_map(|entity| &entity.properties).flat_map(|property| &property.values);
    let values = values.map(|value| (value.according_to, value.quotation.as_ref()));
    let all = claims.chain(responses).chain(statements).chain(values);
    all.filter_map(|(document, quotation)| Some((document, quotation?)))
}

fn spot(analysis: &Analysis, document: Option<EntityId>, quotation: &Quotation) -> Option<Spot> {
    let found = quotation.found.as_ref()?;
    let (path, text) = stored_text(analysis.facts(), &analysis.compilation.stored, document?)?;
    let is_of_it = text.sha256 == found.text_sha256;
    is_of_it.then(|| Spot::Stored(path, Span::new(found.start as u32, found.end as u32)))
}

/// The passages that a document left out on purpose.
fn passages(analysis: &Analysis, file: FileId, document: EntityId) -> Vec<(Span, Spot)> {
    let facts = analysis.facts();
    let properties = facts.entity(document).properties.iter();
    let passages = properties.filter(|property| property.row.is_some_and(|row| row.value == ValueType::Passage));
    let here = |origin: Origin| Some(facts.location(origin)).filter(|place| place.file == file);
    let values = passages.flat_map(|property| &property.values);
    let written: Vec<(Span, &str)> = values
        .filter_map(|value| match &value.value {
            Value::Text(text) => Some((here(value.origin)?.span, text.as_str())),
            _ => None,
        })
        .collect();
    let stored = (!written.is_empty()).then(|| stored_text(facts, &analysis.compilation.stored, document)).flatten();
    let Some((path, text)) = stored else { return Vec::new() };
    let hay = Haystack::new(text);
    let find = |(span, text)| {
        let found = hay.find(text)?;
        Some((span, Spot::Stored(path, Span::new(found.start as u32, found.end as u32))))
    };
    written.into_iter().filter_map(find).collect()
}
