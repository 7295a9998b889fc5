//! Documents, and how much is made of each.

use std::collections::BTreeSet;

use crate::facts::{EntityId, Value};
use crate::queries::filter::Wanted;
use crate::queries::index::Index;
use crate::queries::listing::{Cell, Listing};
use crate::stix::words::counted;
use crate::vocab::language::Role;

/// `--about`: the document; `--by`: who publishes it; dates: that of the document.
pub fn list(index: &Index<'_>, wanted: &Wanted) -> Listing {
    let mut listing = Listing::new([
        ("title", "document"),
        ("publishers", "by"),
        ("tier", "tier"),
        ("date", "date"),
        ("claims", "claims"),
        ("quoted", "quoted"),
        ("origin", "one origin with"),
        ("at", "at"),
        ("name", ""),
        ("kind", ""),
        ("retrieved", ""),
        ("url", ""),
        ("text_sha256", ""),
        ("responses", ""),
        ("speakers", ""),
        ("sentences", ""),
        ("covered", ""),
        ("repeats", ""),
        ("id", ""),
    ]);
    let facts = index.facts;
    for id in facts.entity_ids().filter(|id| is_source(index, *id)) {
        let entity = facts.entity(id);
        let date = entity.dated().map(|(_, time)| time);
        if !wanted.about([id]) || !wanted.by(entity.voices()) || !wanted.when(date) {
            continue;
        }
        let claims = index.stated.get(&id).map_or(&[][..], Vec::as_slice);
        let speakers: BTreeSet<EntityId> =
            claims.iter().flat_map(|claim| facts.claim(*claim).voice.speakers.iter().copied()).collect();
        let coverage = index.coverage.get(&id);
        let origin = index.evidence.lineage.group(id).iter().copied().filter(|other| *other != id);
        let url = entity.values("url").find_map(|value| match &value.value {
            Value::Text(url) => Some(url.as_str()),
            _ => None,
        });
        listing.push([
            Cell::text_of(&entity.title),
            Cell::Many(index.titles(entity.voices())),
            Cell::maybe(entity.text("tier")),
            Cell::maybe(date.map(|time| time.words.as_str())),
            Cell::count(claims.len()),
            Cell::maybe(coverage.map(|coverage| {
                format!("{} of {}", coverage.covered(), counted(coverage.passages.len(), "sentence", "sentences"))
            })),
            Cell::Many(index.titles(origin)),
            Cell::maybe(index.places.of(facts, entity.origin).map(|line| line.to_string())),
            Cell::text_of(&entity.name),
            Cell::text_of(entity.kind.word),
            Cell::maybe(entity.time("retrieved").map(|time| time.words.as_str())),
            Cell::maybe(url),
            Cell::maybe(facts.stored_texts.get(&id).map(String::as_str)),
            Cell::count(index.answered.get(&id).map_or(0, Vec::len)),
            Cell::Many(index.titles(speakers)),
            coverage.map_or(Cell::None, |coverage| Cell::count(coverage.passages.len())),
            coverage.map_or(Cell::None, |coverage| Cell::count(coverage.covered())),
            Cell::maybe(entity.named("same_origin_as").next().map(|other| index.title(other))),
            Cell::maybe(index.entity_id(id).map(|id| id.to_string())),
        ]);
    }
    listing
}

/// A source; an act where something is read in it.
fn is_source(index: &Index<'_>, id: EntityId) -> bool {
    let role = index.facts.entity(id).kind.role;
    let is_read =
        index.stated.contains_key(&id) || index.answered.contains_key(&id) || index.coverage.contains_key(&id);
    role == Role::Source || role == Role::Act && is_read
}
