//! Declarations of types of the standard, judged by the rules that judge any document, at the lines where they are written.

use std::collections::HashMap;

use crate::diag::Diagnostic;
use crate::diag::codes::standard as codes;
use crate::facts::{Entity, Facts, Form};
use crate::json::{self, Document, Node, Step};
use crate::project::Project;
use crate::source::{FileId, Location, Span};
use crate::stix::validate::validate;
use crate::stix::{Emission, Id, Object};
use crate::syntax::literal::raw_offset;
use crate::vocab::language::Role;

/// What the standard has against the objects that declarations became.
pub(super) fn judge(project: &Project, facts: &Facts, emission: &Emission) -> Vec<Diagnostic> {
    let declared: Vec<(&Entity, Id)> = facts
        .entities
        .iter()
        .zip(&emission.ids)
        .filter(|(entity, _)| entity.form == Form::Declared && entity.kind.role == Role::Raw)
        .map(|(entity, id)| (entity, *id))
        .collect();
    if declared.is_empty() {
        return Vec::new();
    }
    let objects: HashMap<Id, &Object> =
        emission.objects.iter().filter_map(|object| Some((object.id?, object))).collect();
    let judged: Vec<(&Entity, &Object)> =
        declared.into_iter().filter_map(|(entity, id)| Some((entity, *objects.get(&id)?))).collect();
    let text = serde_json::to_string(&judged.iter().map(|row| row.1).collect::<Vec<_>>()).unwrap_or_default();
    let (document, _) = json::read(FileId(0), &text);
    let found = validate(FileId(0), &document);
    found.into_iter().filter_map(|finding| at_its_line(project, facts, &judged, &document, finding)).collect()
}

/// A finding about an object at the place of its declaration that it is about; none where it is about what attrc adds.
fn at_its_line(
    project: &Project,
    facts: &Facts,
    judged: &[(&Entity, &Object)],
    document: &Document<'_>,
    finding: Diagnostic,
) -> Option<Diagnostic> {
    // Ids are made of names, the author is the manifest's, and `unlisted-word` has told of words already.
    let told = [codes::NOT_UUID_V4, codes::NO_AUTHOR, codes::VOCABULARY_SPELLING, codes::UNKNOWN_HASH];
    let is_word = codes::requirement(finding.code).is_some_and(|row| row.judged.starts_with("vocab:"));
    if is_word || told.iter().any(|code| code.id == finding.code.id) {
        return None;
    }
    let span = finding.primary?.span;
    let node = document.at(span.lo)?;
    let steps = document.path(node.index()).0;
    let Some(Step::Index(at)) = steps.first() else { return None };
    let entity = judged.get(*at)?.0;
    let place = match steps.get(1) {
        Some(Step::Key(key)) if key != "type" => written(facts, entity, key, steps.get(2))?,
        _ => facts.location(entity.origin),
    };
    let primary = inside(project, place, node, span).unwrap_or(place);
    // Edits of the JSON are none of the file.
    Some(Diagnostic { primary: Some(primary), path: String::new(), related: Vec::new(), fixes: Vec::new(), ..finding })
}

/// Where a property is written, or one of its values.
fn written(facts: &Facts, entity: &Entity, key: &str, item: Option<&Step>) -> Option<Location> {
    let named = matches!(key, "name" | "abstract") && !entity.has(key);
    if named || key == "id" {
        return Some(facts.location(entity.origin));
    }
    let mut values = entity.values(key);
    let value = match item {
        Some(Step::Index(at)) if entity.values(key).count() > 1 => values.nth(*at),
        _ => values.next(),
    };
    value.map(|value| facts.location(value.origin))
}

/// The part of a literal that a finding inside of a text is about.
fn inside(project: &Project, place: Location, node: Node<'_>, span: Span) -> Option<Location> {
    let whole = node.span();
    if span == whole || span.lo < whole.lo {
        return None;
    }
    let raw = project.text(place.file)?.slice(place.span);
    let part = node.meant(span);
    let from = place.span.lo + raw_offset(raw, part.start)? as u32;
    let to = place.span.lo + raw_offset(raw, part.end)? as u32;
    Some(Location::new(place.file, Span::new(from, to)))
}
