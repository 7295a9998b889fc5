//! What of the stored texts nobody made anything of.

use crate::queries::filter::Wanted;
use crate::queries::index::Index;
use crate::queries::listing::{Cell, Listing};

/// `--about`: the document; `--by`: who publishes it; dates: that of the document.
pub fn list(index: &Index<'_>, wanted: &Wanted) -> Listing {
    let mut listing = Listing::new([
        ("at", "at"),
        ("passage", "passage that nothing quotes"),
        ("document", "document"),
        ("covered", ""),
        ("sentences", ""),
        ("start", ""),
        ("end", ""),
    ]);
    for (document, coverage) in &index.coverage {
        let entity = index.facts.entity(*document);
        let Some(text) = index.texts.get(document) else { continue };
        let date = entity.dated().map(|(_, time)| time);
        if !wanted.about([*document]) || !wanted.by(entity.voices()) || !wanted.when(date) {
            continue;
        }
        let covered = coverage.covered();
        for passage in coverage.passages.iter().filter(|passage| !passage.covered) {
            let words = text.content().get(passage.start..passage.end).unwrap_or_default();
            listing.push([
                Cell::Text(format!("{}:{}", text.stored().path, passage.line)),
                Cell::Text(words.split_whitespace().collect::<Vec<_>>().join(" ")),
                Cell::text_of(&entity.name),
                Cell::count(covered),
                Cell::count(coverage.passages.len()),
                Cell::count(passage.start),
                Cell::count(passage.end),
            ]);
        }
    }
    listing
}
